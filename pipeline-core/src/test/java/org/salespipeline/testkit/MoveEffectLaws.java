package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.MoveRuleLaws.Attempt;
import org.salespipeline.transition.MoveEffect;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;

/** What every {@link MoveEffect} owes the machines that it joins; implement it once per effect. */
public interface MoveEffectLaws {

    /** The effect under test. */
    MoveEffect effect();

    /** The stage to which a deal comes when it happens. */
    String stage();

    /** A machine of the process for which the effect is meant, without it. */
    StageMachine machine();

    /** Random deals of the machine's process, and random moves, half of them to the stage. */
    @Provide
    default Arbitrary<Attempt> attempts() {
        StageMachine machine = machine();
        return Combinators.combine(
                        Situations.deals(machine.process()),
                        Situations.moves(machine.process().stages(), 24, 48),
                        Situations.moves(
                                List.of(machine.process().stages().stream()
                                        .filter(any -> any.id().value().equals(stage()))
                                        .findFirst()
                                        .orElseThrow()),
                                24,
                                48),
                        Arbitraries.of(true, false))
                .as((deal, anywhere, there, comes) -> new Attempt(deal, comes ? there : anywhere))
                .withoutEdgeCases();
    }

    private TransitionResult with(Attempt asked) {
        return machine().withEffect(stage(), effect()).attempt(asked.deal(), asked.move());
    }

    /** Whether a move is accepted stays as it was, and so do the reasons when it is not, and what it brings about itself. */
    @Property
    default void anEffectOnlyEverAddsEvents(@ForAll("attempts") Attempt asked) {
        TransitionResult without = machine().attempt(asked.deal(), asked.move());
        TransitionResult with = with(asked);
        if (without instanceof Accepted before && with instanceof Accepted after) {
            assertThat(after.events()).startsWith(before.events().toArray(new OpportunityEvent[0]));
            boolean comes = asked.move().target().value().equals(stage());
            assertThat(comes || after.equals(before)).isTrue();
        } else {
            assertThat(with).isEqualTo(without);
        }
    }

    /** The deal is where the move brought it, and a log replays it all. */
    @Property
    default void theDealIsWhereTheMoveBroughtIt(@ForAll("attempts") Attempt asked) {
        if (machine().attempt(asked.deal(), asked.move()) instanceof Accepted before
                && with(asked) instanceof Accepted after) {
            Opportunity moved = asked.deal().after(after.events());
            assertThat(moved.stage()).isEqualTo(asked.move().target());
            assertThat(moved.isCurrent()).isTrue();
            assertThat(moved.actualClose())
                    .isEqualTo(asked.deal().after(before.events()).actualClose());
            var recordedAt = asked.move().at().plus(Duration.ofDays(1));
            OpportunityLog log =
                    OpportunityLog.opening(asked.deal(), asked.move().actor(), recordedAt);
            assertThat(log.append(after.events(), recordedAt).latest()).isEqualTo(moved);
        }
    }

    /** Purity. */
    @Property
    default void theSameMoveHasTheSameEffect(@ForAll("attempts") Attempt asked) {
        assertThat(with(asked)).isEqualTo(with(asked));
    }
}
