package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MovePolicy;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/**
 * What every machine owes its callers; implement it once per implementation.
 *
 * <pre>{@code
 * class OurMachineLaws implements StageMachineLaws {
 *     public StageMachine machine(Rules rules) {
 *         return new OurMachine(rules); // process, guards, policies, whether the unknown blocks, zone
 *     }
 * }
 * }</pre>
 */
public interface StageMachineLaws extends SharedMachineLaws, RemovalAndMigrationLaws, JourneyLaws {

    @Override
    StageMachine machine(Rules rules);

    /**
     * A criterion at a stage.
     *
     * @param exit asked when leaving the stage forward; else asked when coming to it
     */
    record Guard(boolean exit, StageId stage, Criterion<Opportunity> criterion) {}

    /**
     * All that a machine is built from.
     *
     * @param guards in the order in which they are declared
     * @param allowed the policies that were allowed by name
     * @param unknownBlocks whether a criterion that is unknown refuses a move
     * @param zone in which the day of a close is taken
     * @param more what only some machines have
     */
    record Rules(
            SalesProcess process,
            List<Guard> guards,
            Set<MovePolicy> allowed,
            boolean unknownBlocks,
            ZoneId zone,
            More more) {

        /** The built-in machine with these rules. */
        public StageMachine standard() {
            StageMachine.Builder builder = StageMachine.builder(process)
                    .zone(zone)
                    .refuse(MovePolicy.values())
                    .allow(allowed.toArray(new MovePolicy[0]));
            if (allowed.contains(MovePolicy.BACKWARD)) {
                more.backwardTo().forEach(stage -> builder.backwardTo(stage.value()));
            }
            more.unknownBlocksTo().forEach(stage -> builder.unknownBlocksTo(stage.value()));
            more.movers().forEach((stage, role) -> builder.mayMoveTo(stage.value(), role));
            more.winReversal().ifPresent(builder::winReversal);
            more.users().forEach((policy, role) -> {
                if (allowed.contains(policy)) {
                    builder.mayUse(policy, role);
                }
            });
            for (Guard guard : guards) {
                if (guard.exit()) {
                    builder.exitWhen(guard.stage().value(), guard.criterion());
                } else {
                    builder.enterWhen(guard.stage().value(), guard.criterion());
                }
            }
            return (unknownBlocks ? builder.unknownBlocks() : builder).build();
        }

        Rules with(Guard guard) {
            List<Guard> longer = new ArrayList<>(guards);
            longer.add(guard);
            return new Rules(process, longer, allowed, unknownBlocks, zone, more);
        }

        Rules allowing(Set<MovePolicy> policies) {
            return new Rules(process, guards, policies, unknownBlocks, zone, more);
        }

        Rules withUnknownBlocks(boolean blocks) {
            return new Rules(process, guards, allowed, blocks, zone, more);
        }
    }

    /**
     * Rules that single out stages.
     *
     * @param backwardTo where deals may go back to; empty for anywhere
     * @param unknownBlocksTo the stages to which a criterion that is unknown refuses a move
     * @param movers the role that it takes to bring a deal to a stage
     * @param winReversal what becomes of the revenue of a win that is taken back
     * @param users the role that it takes to use a policy, if it is allowed
     */
    record More(
            Set<StageId> backwardTo,
            Set<StageId> unknownBlocksTo,
            Map<StageId, String> movers,
            Optional<WinReversal> winReversal,
            Map<MovePolicy, String> users) {}

    /** A question to a machine. */
    record Situation(Rules rules, Opportunity deal, Move move) {}

    /** A machine and what somebody tries with one deal, in order of time. */
    record Career(Rules rules, List<Move> moves) {}

    /** Random questions. */
    @Provide
    default Arbitrary<Situation> situations() {
        return Situations.situations();
    }

    /** Questions with the answer yes. */
    @Provide
    default Arbitrary<Situation> accepted() {
        return situations().filter(asked -> attempt(asked).isAccepted());
    }

    /** Questions with the answer no. */
    @Provide
    default Arbitrary<Situation> refused() {
        return situations().filter(asked -> !attempt(asked).isAccepted());
    }

    /** Questions about deals that count no more. */
    @Provide
    default Arbitrary<Situation> gone() {
        return situations().filter(asked -> !asked.deal().isCurrent());
    }

    /** Questions about giving up an open deal. */
    @Provide
    default Arbitrary<Situation> losses() {
        return Situations.situations()
                .filter(asked -> asked.deal().isOpen()
                        && asked.rules().process().stage(asked.move().target()).kind() == StageKind.LOST);
    }

    /** Random lives of a deal. */
    @Provide
    default Arbitrary<Career> careers() {
        return Situations.rules()
                .flatMap(rules -> Situations.moves(rules.process().stages(), 0, 4)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(20)
                        .map(moves -> new Career(rules, inOrderOfTime(moves))))
                .withoutEdgeCases();
    }

    private static List<Move> inOrderOfTime(List<Move> moves) {
        return moves.stream().sorted(Comparator.comparing(Move::at)).toList();
    }

    /** A rule to add, by the number of a stage and a criterion. */
    @Provide
    default Arbitrary<Criterion<Opportunity>> criteria() {
        return Situations.criteria().withoutEdgeCases();
    }

    private TransitionResult attempt(Situation asked) {
        return machine(asked.rules()).attempt(asked.deal(), asked.move());
    }

    private static boolean lets(Rules rules, Criterion<Opportunity> criterion, Situation asked) {
        return lets(rules, criterion, asked, asked.move().target());
    }

    /** Whether a criterion lets a deal pass that goes one step, to {@code next}. */
    static boolean lets(Rules rules, Criterion<Opportunity> criterion, Situation asked, StageId next) {
        Verdict verdict = criterion.evaluate(asked.deal(), asked.move().at());
        boolean blocks = rules.unknownBlocks() || rules.more().unknownBlocksTo().contains(next);
        return verdict.isMet() || (verdict.isUnknown() && !blocks);
    }

    /**
     * Completeness: what is said, and all that is said, is what the table in the documentation of {@link StageMachine} says:
     * accepted or refused, the reasons in their order, the event and the deal that comes of it.
     */
    @Property(tries = 3000)
    default void theAnswerIsWhatTheTableSays(@ForAll("situations") Situation asked) {
        MachineModel model = new MachineModel(asked);
        TransitionResult result = attempt(asked);
        assertThat(result.isAccepted()).isEqualTo(model.accepts());
        if (result instanceof Refused refused) {
            List<Reason> reasons = refused.reasons();
            int own = Math.min(model.objections().size(), reasons.size());
            assertThat(reasons.subList(0, own)).extracting(Reason::criterion).isEqualTo(model.objections());
            assertThat(reasons.subList(own, reasons.size())).isEqualTo(model.lacking());
        } else {
            List<OpportunityEvent> events = ((Accepted) result).events();
            assertThat(events).isEqualTo(List.of(model.event()));
            Opportunity moved = asked.deal().after(events);
            assertThat(moved.stage()).isEqualTo(asked.move().target());
            assertThat(moved.stageEnteredAt()).isEqualTo(asked.move().at());
            assertThat(moved.actualClose()).isEqualTo(model.closedOn());
            assertThat(moved.lossReason()).isEqualTo(asked.move().lossReason());
        }
    }

    /** Entry criteria of the target always hold; exit criteria do when the deal gets on for certain. */
    @Property
    default void anAcceptedMoveMetEveryCriterionThatApplies(@ForAll("accepted") Situation asked) {
        SalesProcess process = asked.rules().process();
        StageId from = asked.deal().stage();
        StageId to = asked.move().target();
        StageKind kind = process.stage(to).kind();
        boolean onward =
                asked.deal().isCurrent() && (kind == StageKind.WON || (kind.isOpen() && process.allows(from, to)));
        for (Guard guard : asked.rules().guards()) {
            if (guard.exit()
                    ? onward && guard.stage().equals(from)
                    : guard.stage().equals(to)) {
                assertThat(lets(asked.rules(), guard.criterion(), asked)).isTrue();
            }
        }
    }

    /** The events do what was asked for: in the log of the deal, at its time, by its actor. */
    @Property
    default void anAcceptedMoveReachesItsTarget(@ForAll("accepted") Situation asked) {
        Accepted accepted = (Accepted) attempt(asked);
        Instant recordedAt = asked.move().at().plus(Duration.ofDays(30));
        Opportunity moved = OpportunityLog.opening(asked.deal(), asked.move().actor(), recordedAt)
                .append(accepted.events(), recordedAt)
                .latest();
        assertThat(moved.stage()).isEqualTo(asked.move().target());
        assertThat(moved.stageEnteredAt()).isEqualTo(asked.move().at());
        assertThat(moved.lossReason()).isEqualTo(asked.move().lossReason());
        assertThat(moved.actualClose().isPresent())
                .isEqualTo(
                        moved.currentStage().kind() == StageKind.POST_SALES
                                ? asked.deal().actualClose().isPresent()
                                : moved.currentStage().kind().isClosed());
        assertThat(moved).isEqualTo(asked.deal().after(accepted.events()));
        assertThat(accepted.events())
                .allMatch(event -> event.validAt().equals(asked.move().at())
                        && event.actor().equals(asked.move().actor()));
    }

    /** A refusal says why in words, names nothing twice, and leaves the deal alone. */
    @Property
    default void aRefusalNamesAReasonAndChangesNothing(@ForAll("situations") Situation asked) {
        String before = asked.deal().toString();
        TransitionResult result = attempt(asked);
        assertThat(asked.deal()).hasToString(before);
        if (result instanceof Refused refused) {
            assertThat(refused.reasons()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(refused.reasons()).allMatch(reason -> !reason.toString().isBlank());
        }
    }

    /** What may ever be is what a machine without criteria and roles lets a deal without flaws do. */
    @Property
    default void whatIsPermittedIsUpToProcessAndPoliciesAlone(@ForAll("situations") Situation asked) {
        boolean permitted = machine(asked.rules())
                .permits(asked.deal().stage(), asked.move().target());
        assertThat(attempt(Situations.bare(asked)).isAccepted()).isEqualTo(permitted);
    }

    /** What is missing is what a bare attempt is refused for. */
    @Property
    default void nothingIsMissingExactlyWhenTheMoveIsAccepted(@ForAll("situations") Situation asked) {
        StageMachine machine = machine(asked.rules());
        Move move = asked.move();
        TransitionResult result = machine.attempt(asked.deal(), move.target(), move.actor(), move.at());
        List<Reason> missing = machine.missing(asked.deal(), move.target(), move.at());
        assertThat(missing.isEmpty()).isEqualTo(result.isAccepted());
        if (result instanceof Refused refused) {
            assertThat(missing).isEqualTo(refused.reasons());
        }
    }

    /** Every unmet criterion that a refusal may name, it names: no trying again for the next one. */
    @Property
    default void aRefusalListsEveryUnmetEntryCriterion(@ForAll("situations") Situation asked) {
        boolean elsewhere = !asked.deal().stage().equals(asked.move().target());
        StageKind from = asked.deal().currentStage().kind();
        StageKind to = asked.rules().process().stage(asked.move().target()).kind();
        boolean possible = to.isOpen() || (to == StageKind.POST_SALES ? from.isWon() : from.isOpen());
        Assume.that(elsewhere && possible);
        for (Guard guard : asked.rules().guards()) {
            if (!guard.exit()
                    && guard.stage().equals(asked.move().target())
                    && !lets(asked.rules(), guard.criterion(), asked)) {
                List<Reason> named = ((Refused) attempt(asked)).reasons();
                for (Criterion<Opportunity> part : guard.criterion().parts()) {
                    if (!lets(asked.rules(), part, asked)) {
                        assertThat(named)
                                .containsAll(
                                        part.evaluate(asked.deal(), asked.move().at())
                                                .reasons());
                    }
                }
            }
        }
    }

    /** Rules only ever take away. */
    @Property
    default void addingACriterionNeverLetsARefusedMovePass(
            @ForAll("refused") Situation asked,
            @ForAll("criteria") Criterion<Opportunity> criterion,
            @ForAll boolean exit) {
        StageId stage = exit ? asked.deal().stage() : asked.move().target();
        boolean canExit = exit && asked.deal().currentStage().kind().isOpen();
        Rules stricter = asked.rules().with(new Guard(canExit, stage, criterion));
        assertThat(machine(stricter).attempt(asked.deal(), asked.move()).isAccepted())
                .isFalse();
    }

    /** Letting the unknown block only ever takes away. */
    @Property
    default void lettingTheUnknownBlockNeverLetsARefusedMovePass(@ForAll("situations") Situation asked) {
        StageMachine lenient = machine(asked.rules().withUnknownBlocks(false));
        StageMachine strict = machine(asked.rules().withUnknownBlocks(true));
        if (strict.attempt(asked.deal(), asked.move()).isAccepted()) {
            assertThat(lenient.attempt(asked.deal(), asked.move()).isAccepted()).isTrue();
        }
    }

    /** A policy only ever allows, and the move it is needed for is refused without it. */
    @Property
    default void eachPolicyAllowsItsSortOfMoveAndNothingElse(
            @ForAll("situations") Situation asked, @ForAll MovePolicy policy) {
        Set<MovePolicy> without = EnumSet.allOf(MovePolicy.class);
        without.remove(policy);
        boolean accepted = machine(asked.rules().allowing(EnumSet.allOf(MovePolicy.class)))
                .attempt(asked.deal(), asked.move())
                .isAccepted();
        boolean acceptedWithout = machine(asked.rules().allowing(without))
                .attempt(asked.deal(), asked.move())
                .isAccepted();
        SalesProcess process = asked.rules().process();
        StageId from = asked.deal().stage();
        // the way back may be a jump, which is to skip besides
        Set<MovePolicy> wayBack =
                EnumSet.of(MovePolicy.SKIP, MovePolicy.REOPEN_LOST, MovePolicy.REOPEN_WON, MovePolicy.REVIVE);
        boolean goesBack =
                !asked.deal().isCurrent() || process.stage(from).kind().isClosed();
        Set<MovePolicy> only = goesBack && wayBack.contains(policy) ? wayBack : EnumSet.of(policy);
        boolean acceptedWithOnly = machine(asked.rules().allowing(only))
                .attempt(asked.deal(), asked.move())
                .isAccepted();
        StageKind kind = process.stage(asked.move().target()).kind();
        boolean decidesThere =
                process.next(from).stream().anyMatch(next -> process.stage(next).kind() == StageKind.WON);
        boolean isGone = !asked.deal().isCurrent();
        boolean isStep = kind != StageKind.OTHER_TERMINAL
                && process.allows(from, asked.move().target());
        boolean needsNone = !isGone && (kind == StageKind.LOST ? decidesThere : isStep);
        assertThat(acceptedWithout && !accepted).isFalse();
        if (accepted && !acceptedWithout) {
            assertThat(acceptedWithOnly).isTrue();
        }
        assertThat(machine(asked.rules().allowing(Set.of()))
                        .attempt(asked.deal(), asked.move())
                        .isAccepted())
                .isEqualTo(accepted && needsNone);
    }

    /** Who gives up a deal says why, or is told how to. */
    @Property
    default void losingWithoutAReasonIsRefusedWithTheCure(@ForAll("losses") Situation asked) {
        Move silent = Move.to(
                        asked.move().target(),
                        asked.move().actor(),
                        asked.move().at())
                .as(asked.move().roles().toArray(new String[0]));
        StageMachine machine = machine(asked.rules().allowing(EnumSet.allOf(MovePolicy.class)));
        Refused refused = (Refused) machine.attempt(asked.deal(), silent);
        assertThat(refused.reasons())
                .anyMatch(reason -> reason.toString().contains("loss reason")
                        && reason.cure().isPresent());
        if (machine.attempt(asked.deal(), silent.because(LossReason.PRICE)) instanceof Refused other) {
            assertThat(refused.reasons()).hasSize(other.reasons().size() + 1).containsAll(other.reasons());
        }
    }

    /** A deal that is part of another one, or taken back, stays where it is unless it is brought back on purpose. */
    @Property
    default void aDealThatIsGoneMovesOnlyToAnOpenStageByTheOnePolicyForIt(@ForAll("gone") Situation asked) {
        Set<MovePolicy> others = EnumSet.complementOf(EnumSet.of(MovePolicy.REVIVE));
        assertThat(machine(asked.rules().allowing(others))
                        .attempt(asked.deal(), asked.move())
                        .isAccepted())
                .isFalse();
        TransitionResult revived =
                machine(asked.rules().allowing(EnumSet.of(MovePolicy.REVIVE))).attempt(asked.deal(), asked.move());
        if (revived instanceof Accepted accepted) {
            assertThat(asked.deal().after(accepted.events()).isOpen()).isTrue();
            assertThat(asked.move().at()).isAfterOrEqualTo(asked.deal().settledAt());
        }
    }

    /** The list of what is asked has every verdict, and those that are not met are what a refusal tells of the criteria. */
    @Property
    default void theChecklistHoldsWhatIsMetAndWhatARefusalLacks(@ForAll("situations") Situation asked) {
        StageMachine machine = machine(asked.rules());
        Move move = asked.move();
        List<Reason> told = new ArrayList<>();
        List<Reason> sure = new ArrayList<>();
        for (StageMachine.Check check : machine.checklist(asked.deal(), move.target(), move.at())) {
            Criterion<? super Opportunity> criterion = check.criterion();
            assertThat(check.verdict()).isEqualTo(criterion.evaluate(asked.deal(), move.at()));
            told.addAll(check.verdict().reasons());
            sure.addAll(
                    check.verdict().isUnknown() && !asked.rules().unknownBlocks()
                            ? List.of()
                            : check.verdict().reasons());
        }
        List<Reason> missing = machine.missing(asked.deal(), move.target(), move.at());
        List<Reason> lacking = missing.stream().filter(told::contains).toList();
        assertThat(lacking)
                .containsAll(sure)
                .isEqualTo(told.stream().distinct().filter(lacking::contains).toList())
                .isEqualTo(missing.subList(missing.size() - lacking.size(), missing.size()));
        if (asked.rules().more().unknownBlocksTo().isEmpty()) {
            assertThat(sure).containsAll(lacking);
        }
    }

    /** Purity: asked again, and by other threads at once, it says the same. */
    @Property
    default void theSameQuestionGetsTheSameAnswerFromAnyThread(@ForAll("situations") Situation asked) {
        StageMachine machine = machine(asked.rules());
        TransitionResult result = machine.attempt(asked.deal(), asked.move());
        List<CompletableFuture<TransitionResult>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> machine.attempt(asked.deal(), asked.move())));
        }
        assertThat(machine.attempt(asked.deal(), asked.move())).isEqualTo(result);
        assertThat(answers).allMatch(answer -> answer.join().equals(result));
    }

    /** A log that a machine wrote is legal to the same machine. */
    @Property
    default void replayingAnAcceptedLogIsAccepted(@ForAll("careers") Career career) {
        StageMachine machine = machine(career.rules());
        Opportunity start = Opportunity.open("OPP-7", career.rules().process(), Situations.START)
                .amount("EUR 5000")
                .build();
        OpportunityLog log = OpportunityLog.opening(start, Situations.ACTOR, Situations.START);
        int opening = log.facts().size();
        for (Move move : career.moves()) {
            if (machine.attempt(log.latest(), move) instanceof Accepted accepted) {
                log = log.append(accepted.events(), Situations.START.plus(Duration.ofDays(1)));
            }
        }
        Opportunity replayed = start;
        for (Fact<OpportunityEvent> fact :
                log.facts().facts().subList(opening, log.facts().size())) {
            // a log does not tell the roles of its actors
            Move again = moveOf(fact.event()).as("director", "legal");
            Accepted accepted = (Accepted) machine.attempt(replayed, again);
            assertThat(accepted.events()).isEqualTo(List.of(fact.event()));
            replayed = replayed.after(accepted.events());
        }
        assertThat(replayed).isEqualTo(log.latest());
    }

    private static Move moveOf(OpportunityEvent event) {
        StageId target;
        if (event instanceof OpportunityEvent.Lost lost) {
            Move losing = Move.to(lost.stage(), event.actor(), event.validAt());
            losing = lost.reason().map(losing::because).orElse(losing);
            losing = lost.competitor().map(losing::toCompetitor).orElse(losing);
            return lost.comment().map(losing::saying).orElse(losing);
        } else if (event instanceof OpportunityEvent.Won won) {
            target = won.stage();
        } else if (event instanceof OpportunityEvent.Reopened reopened) {
            target = reopened.stage();
        } else {
            target = ((OpportunityEvent.StageEntered) event).stage();
        }
        return Move.to(target, event.actor(), event.validAt());
    }

    /** A loss reason belongs to a move that gives up. */
    @Property(tries = 50)
    default void aLossReasonWhereNothingIsGivenUpIsAMistake(@ForAll("situations") Situation asked) {
        StageKind kind = asked.rules().process().stage(asked.move().target()).kind();
        Assume.that(kind.isOpen() || kind == StageKind.WON);
        assertThatThrownBy(() -> attempt(
                        new Situation(asked.rules(), asked.deal(), asked.move().because(LossReason.PRICE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(asked.deal().id().value());
    }

    /** Mistakes of the caller are exceptions that name the deal. */
    @Property(tries = 20)
    default void aStageOrAProcessThatIsNotTheMachinesIsAMistake(@ForAll("situations") Situation asked) {
        StageMachine machine = machine(asked.rules());
        Move nowhere = Move.to("nowhere", "ada", asked.move().at());
        assertThatThrownBy(() -> machine.attempt(asked.deal(), nowhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> machine.missing(asked.deal(), nowhere.target(), nowhere.at()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        SalesProcess other = SalesProcess.builder("other")
                .open("s0")
                .won("won0")
                .lost("lost0")
                .build();
        Opportunity foreign = Opportunity.open("OPP-9", other, Situations.START).build();
        assertThatThrownBy(() -> machine.attempt(
                        foreign, Move.to("won0", "ada", asked.move().at())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OPP-9");
    }
}
