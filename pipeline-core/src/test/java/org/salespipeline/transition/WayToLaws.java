package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.testkit.StageMachineLaws.Situation;
import org.salespipeline.transition.StageMachine.Step;

class WayToLaws {

    private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

    @Provide
    Arbitrary<Situation> situations() {
        return new StandardMachineLaws().situations();
    }

    private static Optional<List<Step>> wayTo(Situation asked) {
        return asked.rules()
                .standard()
                .wayTo(asked.deal(), asked.move().target(), asked.move().at());
    }

    /** Every way to the target that repeats no stage, in the order in which the stages are declared. */
    private static void collect(StageMachine machine, List<StageId> way, Stage target, List<List<StageId>> ways) {
        StageId here = way.get(way.size() - 1);
        if (here.equals(target.id())) {
            ways.add(List.copyOf(way.subList(1, way.size())));
            return;
        }
        for (Stage next : machine.process().stages()) {
            boolean passes = next.kind() == StageKind.OPEN
                    || next.kind() == StageKind.PRE_PIPELINE
                    || (target.kind() == StageKind.POST_SALES
                            && (next.kind() == StageKind.WON || next.kind() == StageKind.POST_SALES));
            if ((passes || next.equals(target)) && !way.contains(next.id()) && machine.permits(here, next.id())) {
                way.add(next.id());
                collect(machine, way, target, ways);
                way.remove(way.size() - 1);
            }
        }
    }

    /** A deal that is gone comes back to the open stage in which it was or an earlier one, and goes on from there. */
    private static void collectFromRevivals(StageMachine machine, Stage was, Stage target, List<List<StageId>> ways) {
        for (Stage open : machine.process().stages()) {
            boolean isOpen = open.kind() == StageKind.OPEN || open.kind() == StageKind.PRE_PIPELINE;
            boolean isFurther = was.kind().isOpen()
                    && !was.equals(open)
                    && MoveKind.of(machine.process(), was, open) != MoveKind.BACK;
            if (isOpen && !isFurther) {
                List<List<StageId>> onward = new ArrayList<>();
                collect(machine, new ArrayList<>(List.of(open.id())), target, onward);
                for (List<StageId> way : onward) {
                    List<StageId> whole = new ArrayList<>(List.of(open.id()));
                    whole.addAll(way);
                    ways.add(whole);
                }
            }
        }
    }

    private static boolean isGivenUp(Opportunity deal) {
        StageKind kind = deal.currentStage().kind();
        return kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL;
    }

    /** The first of the shortest: the ways are collected in the order in which ties are broken. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theWayIsTheFirstOfTheShortestAmongAllThereAre(@ForAll("situations") Situation asked) {
        StageMachine machine = asked.rules().standard();
        Stage target = asked.rules().process().stage(asked.move().target());
        List<List<StageId>> ways = new ArrayList<>();
        if (asked.deal().isCurrent()) {
            collect(machine, new ArrayList<>(List.of(asked.deal().stage())), target, ways);
        } else if (asked.rules().allowed().contains(MovePolicy.REVIVE)
                && (!isGivenUp(asked.deal()) || asked.rules().allowed().contains(MovePolicy.REOPEN_LOST))) {
            collectFromRevivals(machine, asked.deal().currentStage(), target, ways);
        }
        Optional<List<StageId>> best = Optional.empty();
        for (List<StageId> way : ways) {
            if (best.isEmpty() || way.size() < best.get().size()) {
                best = Optional.of(way);
            }
        }
        assertThat(wayTo(asked).map(way -> way.stream().map(Step::to).toList())).isEqualTo(best);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theStepsHangTogetherAndTheFirstMissesWhatTheMachineSays(@ForAll("situations") Situation asked) {
        StageId here = asked.deal().stage();
        for (Step step : wayTo(asked).orElse(List.of())) {
            assertThat(step.from()).isEqualTo(here);
            if (step.equals(wayTo(asked).orElseThrow().get(0))) {
                assertThat(step.missing())
                        .isEqualTo(asked.rules()
                                .standard()
                                .missing(asked.deal(), step.to(), asked.move().at()));
            }
            here = step.to();
        }
        assertThat(wayTo(asked).isEmpty() || here.equals(asked.move().target())).isTrue();
    }

    /** A way on which nothing is missing can be gone at once, move by move. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aWayOnWhichNothingIsMissingCanBeGone(@ForAll("situations") Situation asked) {
        Optional<List<Step>> way = wayTo(asked);
        if (way.isPresent()
                && way.get().stream().allMatch(step -> step.missing().isEmpty())) {
            Opportunity deal = asked.deal();
            for (Step step : way.get()) {
                TransitionResult result = asked.rules()
                        .standard()
                        .attempt(
                                deal,
                                step.to(),
                                asked.move().actor(),
                                asked.move().at());
                List<OpportunityEvent> events = ((TransitionResult.Accepted) result).events();
                deal = deal.after(events);
            }
            assertThat(deal.stage()).isEqualTo(asked.move().target());
        }
    }

    @Example
    void theWayOfANewDealToItsWinTellsAllThatIsToDo() {
        SalesProcess process = SampleProcesses.enterprise();
        StageMachine machine = StageMachine.builder(process)
                .exitWhen("qualify", Criteria.amountKnown())
                .enterWhen("won", Criteria.confirmed("order"))
                .build();
        Opportunity deal = Opportunity.open("OPP-7", process, MONDAY).build();
        assertThat(machine.wayTo(deal, StageId.of("won"), MONDAY).orElseThrow())
                .hasToString("[qualify to propose: [amount is not known; set the amount], propose to negotiate,"
                        + " negotiate to won: [order is not confirmed; record evidence \"order\"]]");
        assertThat(machine.wayTo(deal, StageId.of("qualify"), MONDAY)).contains(List.of());
        Opportunity lost = Opportunity.open("OPP-8", process, MONDAY)
                .stage(StageId.of("lost"))
                .build();
        assertThat(machine.wayTo(lost, StageId.of("won"), MONDAY)).isEmpty();
        assertThatThrownBy(() -> machine.permits(StageId.of("qualify"), StageId.of("archive")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown stage archive");
    }
}
