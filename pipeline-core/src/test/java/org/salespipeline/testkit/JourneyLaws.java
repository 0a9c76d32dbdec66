package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
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
import org.salespipeline.transition.Removal;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;

/** The part of {@link StageMachineLaws} that is about going round about: no steady criterion and no role is got round by it. */
public interface JourneyLaws {

    /** A machine of the implementation under test, with these rules. */
    StageMachine machine(Rules rules);

    /**
     * What one person does with a deal, all at one time.
     *
     * @param acts indexes of stages to move to; below 0 for merging, deleting and recycling it
     */
    record Journey(Situation begin, List<Integer> acts) {}

    /** Skipping and reopening where nobody may skip freely. */
    @Provide
    default Arbitrary<Situation> jumps() {
        return Situations.situations()
                .filter(asked -> !asked.rules().allowed().contains(MovePolicy.SKIP)
                        && asked.deal().isCurrent()
                        && !asked.deal().currentStage().kind().isWon()
                        && isFurther(asked));
    }

    private static boolean isFurther(Situation asked) {
        SalesProcess process = asked.rules().process();
        StageId from = asked.deal().stage();
        StageId to = asked.move().target();
        StageKind kind = process.stage(to).kind();
        return asked.deal().isOpen()
                ? (kind.isOpen() || kind.isWon()) && process.reaches(from, to) && !process.reaches(to, from)
                : kind.isOpen();
    }

    /** Journeys from the first stage, by somebody who may not skip, nor go back, on conditions that stay as they are. */
    @Provide
    default Arbitrary<Journey> journeys() {
        Arbitrary<Criterion<Opportunity>> steady = Arbitraries.of(List.of(
                Criteria.amountKnown(),
                Criteria.confirmed("budget"),
                Criteria.confirmed("need"),
                Criterion.not(Criteria.confirmed("need"))));
        return Situations.branching().flatMap(process -> {
            Arbitrary<StageId> stages = Arbitraries.of(process.stages()).map(Stage::id);
            Arbitrary<String> roles = Arbitraries.of("director", "legal");
            Arbitrary<Guard> guards = Combinators.combine(
                            Arbitraries.of(process.stages()), steady, Arbitraries.of(true, false))
                    .as((stage, criterion, exit) ->
                            new Guard(exit && stage.kind().isOpen(), stage.id(), criterion));
            Arbitrary<Rules> rules = Combinators.combine(
                            guards.list().ofMinSize(1).ofMaxSize(3),
                            Arbitraries.of(MovePolicy.class).set(),
                            Arbitraries.maps(stages, roles).ofMaxSize(2),
                            Arbitraries.maps(Arbitraries.of(MovePolicy.class), roles)
                                    .ofMaxSize(3))
                    .as((asked, policies, movers, users) -> rules(process, asked, policies, movers, users));
            return Combinators.combine(
                            rules,
                            Arbitraries.of("budget", "need").set(),
                            roles.optional(0.5),
                            acts(process.stages().size()))
                    .as(JourneyLaws::journey);
        });
    }

    /** Anything at all, and what a plan to get round something looks like: on, out, back again, and on. */
    private static Arbitrary<List<Integer>> acts(int stages) {
        Arbitrary<Integer> on = Arbitraries.integers().between(1, stages - 1);
        Arbitrary<Integer> out = Arbitraries.of(-3, -2, -1, stages - 1);
        Arbitrary<Integer> back = Arbitraries.integers().between(0, stages - 1);
        Arbitrary<List<Integer>> planned = Combinators.combine(on, on, out, back, out, back, on)
                .as((first, next, ends, comes, leaves, again, last) ->
                        List.of(first, next, ends, comes, leaves, again, last));
        Arbitrary<List<Integer>> any = Arbitraries.integers()
                .between(-3, stages - 1)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
        return Arbitraries.frequencyOf(Tuple.of(3, planned), Tuple.of(1, any));
    }

    private static Rules rules(
            SalesProcess process,
            List<Guard> guards,
            Set<MovePolicy> policies,
            Map<StageId, String> movers,
            Map<MovePolicy, String> users) {
        Set<MovePolicy> allowed = EnumSet.of(MovePolicy.LOSE_FROM_ANYWHERE);
        allowed.addAll(policies);
        allowed.removeAll(EnumSet.of(MovePolicy.SKIP, MovePolicy.BACKWARD));
        More more = new More(Set.of(), Set.of(), movers, Optional.empty(), users);
        return new Rules(process, guards, allowed, true, java.time.ZoneOffset.UTC, more);
    }

    private static Journey journey(Rules rules, Set<String> evidence, Optional<String> role, List<Integer> acts) {
        Opportunity.Builder deal = Opportunity.open("OPP-7", rules.process(), Situations.START);
        evidence.forEach(name -> deal.evidence(Evidence.of(name, Situations.START, "ada")));
        Instant at = Situations.START.plus(Duration.ofDays(1));
        Move nowhere = Move.to(rules.process().first().id(), Situations.ACTOR, at)
                .as(role.stream().toArray(String[]::new));
        return new Journey(new Situation(rules, deal.build(), nowhere), acts);
    }

    /**
     * By whatever round about way of losing, winning, reopening, removing and taking back a deal comes to a stage: somebody in the
     * same roles could have brought it there by single steps.
     */
    @Property
    default void nobodyComesWhereSingleStepsWouldNotLead(@ForAll("journeys") Journey journey) {
        Situation begin = journey.begin();
        StageMachine machine = machine(begin.rules());
        StageId first = begin.rules().process().first().id();
        Opportunity deal = begin.deal();
        for (int act : journey.acts()) {
            TransitionResult result = act(machine, deal, begin.move(), act);
            deal = result instanceof Accepted accepted ? deal.after(accepted.events()) : deal;
            StageKind kind = deal.currentStage().kind();
            if ((kind.isOpen() || kind == StageKind.WON) && !deal.stage().equals(first)) {
                Move there = Move.to(
                                deal.stage(), begin.move().actor(), begin.move().at())
                        .as(begin.move().roles().toArray(new String[0]));
                assertThat(goesStepByStep(List.of(first), new Situation(begin.rules(), begin.deal(), there)))
                        .as("%s after %s", deal.stage(), journey.acts())
                        .isTrue();
            }
        }
    }

    private static TransitionResult act(StageMachine machine, Opportunity deal, Move like, int act) {
        String[] roles = like.roles().toArray(new String[0]);
        String actor = like.actor().value();
        return switch (act) {
            case -1 -> machine.attempt(deal, Removal.delete(actor, like.at()).as(roles));
            case -2 -> machine.attempt(deal, Removal.recycle(actor, like.at()).as(roles));
            case -3 ->
                machine.attempt(deal, Removal.merge("OPP-8", actor, like.at()).as(roles));
            default -> {
                Stage target = machine.process().stages().get(act);
                Move move = Move.to(target.id(), like.actor(), like.at()).as(roles);
                yield machine.attempt(deal, target.kind() == StageKind.LOST ? move.because(LossReason.PRICE) : move);
            }
        };
    }

    /**
     * Nobody gets past criteria by leaving stages out under {@link MovePolicy#SKIP_WITH_CRITERIA}, or by giving a deal up and
     * reopening it further on: every criterion of some way of single steps lets the deal pass.
     */
    @Property
    default void whoMayNotSkipCouldHaveGoneStepByStep(@ForAll("jumps") Situation asked) {
        Assume.that(machine(asked.rules()).attempt(asked.deal(), asked.move()).isAccepted());
        SalesProcess process = asked.rules().process();
        boolean isOpen = asked.deal().currentStage().kind().isOpen();
        boolean goesOn =
                isOpen && process.reaches(asked.deal().stage(), asked.move().target());
        StageId begin = goesOn ? asked.deal().stage() : process.first().id();
        StageId to = asked.move().target();
        if (!begin.equals(to) && process.reaches(begin, to)) {
            assertThat(goesStepByStep(List.of(begin), asked)).isTrue();
        }
    }

    private static boolean goesStepByStep(List<StageId> way, Situation asked) {
        StageId here = way.get(way.size() - 1);
        if (here.equals(asked.move().target())) {
            return true;
        }
        return asked.rules().process().next(here).stream()
                .filter(next -> !way.contains(next) && letsStep(here, next, asked))
                .anyMatch(next -> goesStepByStep(
                        Stream.concat(way.stream(), Stream.of(next)).toList(), asked));
    }

    private static boolean letsStep(StageId here, StageId next, Situation asked) {
        String role = asked.rules().more().movers().get(next);
        boolean mayMove = role == null || asked.move().roles().contains(role);
        return mayMove
                && asked.rules().guards().stream()
                        .filter(guard -> guard.stage().equals(guard.exit() ? here : next))
                        .allMatch(guard -> StageMachineLaws.lets(asked.rules(), guard.criterion(), asked, next));
    }
}
