package org.salespipeline.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.StageMachineLaws.Guard;
import org.salespipeline.testkit.StageMachineLaws.More;
import org.salespipeline.testkit.StageMachineLaws.Rules;
import org.salespipeline.testkit.StageMachineLaws.Situation;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MovePolicy;

/** Random processes, rules, deals and moves that belong together. */
final class Situations {

    static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    static final ActorId ACTOR = ActorId.of("ada");

    private Situations() {}

    /** About one in three is a legal move. */
    static Arbitrary<Situation> situations() {
        return rules().flatMap(rules -> deals(rules.process())
                        .flatMap(deal -> moves(targets(deal), 20, 48).map(move -> new Situation(rules, deal, move))))
                .withoutEdgeCases();
    }

    /** The same question with nothing in the way but process and policies. */
    static Situation bare(Situation asked) {
        Rules rules = asked.rules();
        More more = new More(rules.more().backwardTo(), Set.of(), Map.of(), Optional.empty(), Map.of());
        Stage to = rules.process().stage(asked.move().target());
        Opportunity.Builder clean = Opportunity.open("OPP-7", rules.process(), START)
                .stage(asked.deal().stage());
        to.winEvidence().ifPresent(name -> clean.evidence(Evidence.of(name, START, "ada")));
        Move move = Move.to(to.id(), ACTOR, asked.move().at());
        return new Situation(
                new Rules(rules.process(), List.of(), rules.allowed(), false, rules.zone(), more),
                clean.build(),
                to.kind() == StageKind.LOST ? move.because(LossReason.PRICE) : move);
    }

    /** Every stage, the next ones more often. */
    private static List<Stage> targets(Opportunity deal) {
        SalesProcess process = deal.process();
        List<Stage> targets = new ArrayList<>(process.stages());
        for (StageId next : process.next(deal.stage())) {
            targets.addAll(Collections.nCopies(3, process.stage(next)));
        }
        return targets;
    }

    /** Chains, with a lead stage before them or not, some with short cuts and ways back. */
    static Arbitrary<SalesProcess> processes() {
        Arbitrary<List<Integer>> ways =
                Arbitraries.integers().between(0, 29).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(true, false),
                        ways)
                .as(Situations::process);
    }

    /** Chains beside which another branch runs, to the end of the chain or to a win of its own. */
    static Arbitrary<SalesProcess> branching() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 4), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Situations::branching);
    }

    private static SalesProcess branching(int open, boolean isLong, boolean rejoins) {
        SalesProcess.Builder process = SalesProcess.builder("branching").open("begin");
        String last = "begin";
        for (int i = 0; i < open; i++) {
            process.open("s" + i).move(last, "s" + i);
            last = "s" + i;
        }
        process.open("side").move("begin", "side");
        String end = "side";
        if (isLong) {
            process.open("further").move("side", "further");
            end = "further";
        }
        process.won("won").won("big").lost("lost").move(last, "won").move(end, "big");
        if (rejoins) {
            process.move(end, "s" + (open - 1));
        }
        return process.build();
    }

    private static SalesProcess process(int open, int closed, boolean leads, List<Integer> extraWays) {
        SalesProcess.Builder process = SalesProcess.builder("random");
        if (leads) {
            process.prePipeline("lead").other("disqualified");
            process.postSales("onboarding").postSales("delivery");
        }
        for (int i = 0; i < open; i++) {
            process.open("s" + i);
        }
        for (int i = 0; i < closed; i++) {
            process.won("won" + i).lost("lost" + i);
        }
        if (closed == 2) {
            process.stage(Stage.won("signed").winEvidence("need").build()).lossReasons("price", "competitor");
        }
        if (!extraWays.isEmpty()) {
            declareWays(process, open, closed, leads);
            for (int way : extraWays) {
                declareExtraWay(process, way / 6 % open, way % 6, open);
            }
        }
        return process.build();
    }

    private static void declareExtraWay(SalesProcess.Builder process, int from, int way, int open) {
        if (way == 5) {
            process.move("s" + from, "won0");
        } else if (from != way % open) {
            process.move("s" + from, "s" + way % open);
        }
    }

    private static void declareWays(SalesProcess.Builder process, int open, int closed, boolean leads) {
        if (leads) {
            process.move("lead", "s0");
        }
        for (int i = 1; i < open; i++) {
            process.move("s" + (i - 1), "s" + i);
        }
        for (int i = 0; i < closed; i++) {
            process.move("s" + (open - 1), "won" + i);
        }
        if (closed == 2) {
            process.move("s" + (open - 1), "signed");
        }
    }

    static Arbitrary<Rules> rules() {
        return processes()
                .flatMap(process -> Combinators.combine(
                                guard(process).list().ofMaxSize(4),
                                Arbitraries.of(MovePolicy.class).set(),
                                Arbitraries.of(true, false),
                                zones(),
                                more(process))
                        .as((guards, policies, unknownBlocks, zone, more) ->
                                new Rules(process, guards, copy(policies), unknownBlocks, zone, more)));
    }

    /** Mostly nothing more, so that the plain rules are still seen. */
    private static Arbitrary<More> more(SalesProcess process) {
        Arbitrary<StageId> stages = Arbitraries.of(process.stages()).map(Stage::id);
        Arbitrary<Set<StageId>> backwardTo = Arbitraries.of(process.stages())
                .filter(stage -> stage.kind().isOpen() || stage.kind() == StageKind.POST_SALES)
                .map(Stage::id)
                .set()
                .ofMaxSize(2);
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(new More(Set.of(), Set.of(), Map.of(), Optional.empty(), Map.of()))),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        backwardTo,
                                        stages.set().ofMaxSize(2),
                                        Arbitraries.maps(stages, Arbitraries.of("director", "legal"))
                                                .ofMaxSize(2),
                                        Arbitraries.of(WinReversal.class).optional(0.5),
                                        Arbitraries.maps(
                                                        Arbitraries.of(MovePolicy.class),
                                                        Arbitraries.of("director", "legal"))
                                                .ofMaxSize(4))
                                .as(More::new)));
    }

    /** Zones in which one instant is three different days. */
    private static Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati")
                .map(ZoneId::of);
    }

    private static Set<MovePolicy> copy(Set<MovePolicy> policies) {
        Set<MovePolicy> copy = EnumSet.noneOf(MovePolicy.class);
        copy.addAll(policies);
        return copy;
    }

    static Arbitrary<Guard> guard(SalesProcess process) {
        return Combinators.combine(Arbitraries.of(process.stages()), criteria(), Arbitraries.of(true, false))
                .as((stage, criterion, exit) ->
                        new Guard(exit && (stage.kind().isOpen() || stage.kind().isWon()), stage.id(), criterion));
    }

    static Arbitrary<Criterion<Opportunity>> criteria() {
        Arbitrary<Criterion<Opportunity>> simple = Arbitraries.oneOf(
                Arbitraries.of(List.of(
                        Criteria.amountKnown(),
                        Criteria.expectedCloseKnown(),
                        Criteria.confirmed("budget"),
                        Criteria.confirmed("need"),
                        Criteria.minimumAmount("EUR 5000"))),
                Arbitraries.of(SampleCriteria.all()));
        return Arbitraries.oneOf(
                simple,
                simple.map(Criterion::not),
                Combinators.combine(simple, simple).as((a, b) -> Criterion.not(Criterion.anyOf(a, b))),
                Combinators.combine(simple, simple, simple)
                        .as((a, b, c) -> Criterion.anyOf(a, Criterion.allOf(b, Criterion.not(c)))),
                Combinators.combine(simple, simple).as((a, b) -> Criterion.anyOf(a, b)),
                Combinators.combine(simple, simple).as((a, b) -> Criterion.allOf(a, b)),
                Combinators.combine(simple, simple, simple)
                        .filter((a, b, c) -> !a.equals(b))
                        .as((a, b, c) -> Criterion.atLeast(2, a, b, c)));
    }

    static Arbitrary<Opportunity> deals(SalesProcess process) {
        Arbitrary<Integer> hours = Arbitraries.integers().between(0, 24);
        Arbitrary<String> amounts = Arbitraries.of("", "EUR 100", "EUR 5000", "EUR 9000.50", "USD 9000");
        Arbitrary<Set<String>> evidence = Arbitraries.of("budget", "need").set();
        Arbitrary<Integer> fates = Arbitraries.integers().between(0, 11);
        return Combinators.combine(
                        Arbitraries.of(process.stages()), hours, amounts, evidence, fates, RandomDossiers.dossiers())
                .as((stage, hour, amount, confirmed, fate, dossier) -> {
                    Opportunity.Builder deal = Opportunity.open("OPP-7", process, START)
                            .stage(stage.id())
                            .stageEnteredAt(START.plus(Duration.ofHours(hour)));
                    if (fate % 3 == 0) {
                        deal.migratedAt(START.plus(Duration.ofHours(hour + 6)));
                    }
                    if (!amount.isEmpty()) {
                        deal.amount(amount).expectedClose("2026-12-31");
                    }
                    if (hour % 2 == 0) {
                        writeEnd(deal, stage);
                    }
                    confirmed.forEach(name -> deal.evidence(Evidence.of(name, START, "ada")));
                    return withFate(deal.dossier(dossier), fate).build();
                });
    }

    /** What reopening has to take back. */
    private static void writeEnd(Opportunity.Builder deal, Stage stage) {
        if (stage.kind().isClosed()) {
            deal.actualClose("2026-01-06");
        }
        if (endsWithoutSale(stage)) {
            deal.lossReason(LossReason.COMPETITOR);
        }
    }

    private static Opportunity.Builder withFate(Opportunity.Builder deal, int fate) {
        return switch (fate) {
            case 2 -> deal.recycled();
            case 0 -> deal.deleted().removedAt(START.plus(Duration.ofHours(28)));
            case 1 -> deal.mergedInto(OpportunityId.of("OPP-8"));
            default -> deal;
        };
    }

    /** Moves at hours after the start, with a loss reason most of the time where there can be one. */
    static Arbitrary<Move> moves(List<Stage> targets, int earliestHour, int latestHour) {
        return Combinators.combine(
                        Arbitraries.of(targets),
                        Arbitraries.integers().between(earliestHour, latestHour),
                        Arbitraries.of(LossReason.PRICE, LossReason.COMPETITOR, LossReason.TIMING)
                                .optional(0.7),
                        Arbitraries.of("director", "legal").set())
                .as((stage, hour, because, roles) -> {
                    Move move = Move.to(stage.id(), ACTOR, START.plus(Duration.ofHours(hour)))
                            .as(roles.toArray(new String[0]));
                    if (because.isEmpty() || !endsWithoutSale(stage)) {
                        return move;
                    }
                    Move lost = move.because(because.get());
                    return because.get().equals(LossReason.COMPETITOR)
                            ? lost.toCompetitor("Rival Inc").saying("cheaper")
                            : lost;
                });
    }

    private static boolean endsWithoutSale(Stage stage) {
        return switch (stage.kind()) {
            case LOST, OTHER_TERMINAL -> true;
            case PRE_PIPELINE, OPEN, WON, POST_SALES -> false;
        };
    }
}
