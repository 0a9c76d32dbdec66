package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.Money;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.StageMachineLaws.Career;
import org.salespipeline.transition.LogAudit.Violation;
import org.salespipeline.transition.TransitionResult.Accepted;

@Domain(DomainContext.Global.class)
@Domain(PipelineArbitraries.class)
class LogAuditLaws {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    @Provide
    Arbitrary<Career> careers() {
        return new StandardMachineLaws().careers();
    }

    /** What the audit of a log must say, found out while the log grew. */
    private record Grown(OpportunityLog log, List<List<Reason>> refusals) {}

    /** A life in which refused moves happen all the same when they are forced, with news about the deal in between. */
    private static Grown live(Career career, boolean forced, long seed) {
        Random random = new Random(seed);
        StageMachine machine = career.rules().standard();
        SalesProcess process = career.rules().process();
        OpportunityLog log = OpportunityLog.of(process)
                .append(
                        List.of(new Created(
                                Header.of("OPP-7", START, "ada"),
                                process.id(),
                                process.first().id())),
                        START);
        List<List<Reason>> refusals = new ArrayList<>();
        for (Move move : career.moves()) {
            log = log.append(news(new Header(log.latest().id(), move.at(), move.actor()), random), move.at());
            Opportunity deal = log.latest();
            Removal removal = removal(move, random);
            boolean removes = random.nextInt(8) == 0;
            TransitionResult result = removes ? machine.attempt(deal, removal) : machine.attempt(deal, move);
            if (result instanceof Accepted accepted) {
                log = log.append(accepted.events(), move.at());
            } else if (forced) {
                log = log.append(List.of(removes ? recorded(deal, removal) : recorded(deal, move)), move.at());
                TransitionResult byAnybody = removes
                        ? machine.attempt(deal, removal.as("director", "legal"))
                        : machine.attempt(deal, move.as("director", "legal"));
                refusals.add(byAnybody.reasons());
            }
        }
        return new Grown(log, refusals);
    }

    private static Removal removal(Move move, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Removal.merge("OPP-8", move.actor().value(), move.at());
            case 1 -> Removal.delete(move.actor().value(), move.at());
            default -> Removal.recycle(move.actor().value(), move.at());
        };
    }

    private static OpportunityEvent recorded(Opportunity deal, Removal removal) {
        Header header = new Header(deal.id(), removal.at(), removal.actor());
        return switch (removal.kind()) {
            case MERGE -> new OpportunityEvent.Merged(header, removal.into().orElseThrow());
            case DELETE -> new OpportunityEvent.Deleted(header);
            case RECYCLE -> new OpportunityEvent.Recycled(header);
        };
    }

    private static List<OpportunityEvent> news(Header header, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> List.of(new OpportunityEvent.EvidenceRecorded(header, "budget"));
            case 1 -> List.of(new OpportunityEvent.EvidenceRecorded(header, "need"));
            case 2 -> List.of(new OpportunityEvent.AmountSet(header, Money.parse("EUR 6000")));
            case 3 -> List.of(new OpportunityEvent.EvidenceWithdrawn(header, "budget"));
            default -> List.of();
        };
    }

    /** How a system without rules would record the move. */
    private static OpportunityEvent recorded(Opportunity deal, Move move) {
        Header header = new Header(deal.id(), move.at(), move.actor());
        Stage to = deal.process().stage(move.target());
        return switch (to.kind()) {
            case WON -> new OpportunityEvent.Won(header, to.id(), Optional.empty());
            case LOST, OTHER_TERMINAL ->
                new OpportunityEvent.Lost(header, to.id(), Optional.empty(), move.lossReason());
            case OPEN, PRE_PIPELINE ->
                deal.isOpen()
                        ? new OpportunityEvent.StageEntered(header, to.id())
                        : new OpportunityEvent.Reopened(header, to.id());
            case POST_SALES -> new OpportunityEvent.StageEntered(header, to.id());
        };
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aLogThatGrewByAcceptedMovesHasNoViolations(@ForAll("careers") Career career, @ForAll long seed) {
        OpportunityLog log = live(career, false, seed).log();
        LogAudit audit = LogAudit.of(career.rules().standard());
        assertThat(audit.audit(log)).isEmpty();
        assertThat(audit.exactly().asKnownThen().audit(log)).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyMoveThatWasForcedIsAViolationWithTheReasonsOfItsRefusal(
            @ForAll("careers") Career career, @ForAll long seed) {
        Grown grown = live(career, true, seed);
        String before = grown.log().toString();
        List<Violation> violations = LogAudit.of(career.rules().standard()).audit(grown.log());
        List<List<Reason>> refusals =
                grown.refusals().stream().filter(reasons -> !reasons.isEmpty()).toList();
        assertThat(violations).extracting(Violation::reasons).isEqualTo(refusals);
        assertThat(grown.log()).hasToString(before);
    }

    private static List<StageMachine> strict(SalesProcess process) {
        return process.versions().all().stream()
                .map(version -> StageMachine.builder(version)
                        .exitWhen(version.first().id().value(), Criteria.amountKnown(), Criteria.confirmed("budget"))
                        .allow(MovePolicy.SKIP, MovePolicy.REOPEN_LOST)
                        .unknownBlocks()
                        .build())
                .toList();
    }

    private static List<Violation> audit(OpportunityLog log) {
        List<StageMachine> machines = strict(log.process());
        StageMachine[] more = machines.subList(1, machines.size()).toArray(new StageMachine[0]);
        return LogAudit.of(machines.get(0), more).audit(log);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theAuditOfAnyHistoryIsAListInTheOrderInWhichFactsCount(@ForAll OpportunityLog log) {
        List<Violation> violations = audit(log);
        assertThat(violations)
                .extracting(Violation::fact)
                .isSubsetOf(log.facts().facts());
        assertThat(violations)
                .isSortedAccordingTo(Comparator.comparing(Violation::at)
                        .thenComparing(violation -> violation.fact().recordedAt())
                        .thenComparing(violation -> violation.fact().sequence()));
        assertThat(violations).allMatch(violation -> !violation.toString().isBlank());
        assertThat(audit(OpportunityLog.of(log.process(), log.facts().facts()))).isEqualTo(violations);
    }

    /** The deal just before a fact is that of a log which ends there. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void eachChangeIsJudgedOnTheDealAsItWasJustBefore(@ForAll OpportunityLog log) {
        for (Violation violation : audit(log)) {
            if (violation.fact().event() instanceof Created) {
                continue;
            }
            if (violation.from().isEmpty()) {
                assertThat(violation.reasons()).extracting(Reason::criterion).containsExactly("not-created");
                continue;
            }
            Opportunity deal = before(log, violation.fact());
            assertThat(violation.from()).contains(deal.stage());
            StageMachine machine = strict(log.process()).get(violation.version() - 1);
            Optional<StageId> target = violation.to();
            boolean sameVersion = deal.process().version() == violation.version();
            if (sameVersion
                    && target.isPresent()
                    && !(violation.fact().event() instanceof OpportunityEvent.Migrated)
                    && !(violation.fact().event() instanceof OpportunityEvent.Lost)
                    && !violation.reasons().get(0).criterion().equals("no-day")) {
                assertThat(machine.missing(deal, target.get(), violation.at())).isEqualTo(violation.reasons());
            }
        }
    }

    private static Opportunity before(OpportunityLog log, Fact<OpportunityEvent> end) {
        Comparator<Fact<OpportunityEvent>> counting = Comparator.<Fact<OpportunityEvent>, Instant>comparing(
                        Fact::validAt)
                .thenComparing(Fact::recordedAt)
                .thenComparingLong(Fact::sequence);
        List<Fact<OpportunityEvent>> until = log.facts().facts().stream()
                .filter(fact -> fact.event() instanceof Created || counting.compare(fact, end) < 0)
                .toList();
        return OpportunityLog.of(log.process(), until).latest();
    }

    /** Fewer machines never find fewer violations: what cannot be judged is reported as such. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aVersionWithoutAMachineIsReportedAsSuch(@ForAll OpportunityLog log) {
        StageMachine latest =
                strict(log.process()).get(log.process().versions().all().size() - 1);
        List<Violation> violations = LogAudit.of(latest).audit(log);
        assertThat(violations)
                .extracting(Violation::fact)
                .containsAll(audit(log).stream().map(Violation::fact).toList());
        for (Violation violation : violations) {
            boolean other = violation.version() != latest.process().version();
            boolean said = violation.reasons().get(0).criterion().equals("other-version");
            assertThat(said).isEqualTo(other && violation.from().isPresent());
        }
    }
}
