package org.salespipeline.transition;

import java.util.List;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.opportunity.Opportunity;

/**
 * What else becomes true of a deal when it comes to a stage, such as a forecast category that is called with it.
 *
 * <pre>{@code
 * MoveEffect commit = (moved, move) -> List.of(
 *     new CategoryCalled(new Header(moved.id(), move.at(), move.actor()), ForecastCategory.COMMIT));
 * StageMachine machine = StageMachine.builder(process).build().withEffect("negotiate", commit);
 * }</pre>
 *
 * <p>A pure function that only says what to append: what happens outside the deal, such as a message to somebody, is for the
 * host to do once it has stored the events. {@code MoveEffectLaws} in the test kit holds an effect to that.
 */
@FunctionalInterface
public interface MoveEffect {

    /**
     * The events that go with the move, at its time and about its deal. They must not change the stage, nor create or remove
     * the deal: that is for the machine alone.
     *
     * @param moved the deal as it is after the move, and after the effects before this one
     * @return in the order in which they are to be appended; may be empty
     */
    List<OpportunityEvent> events(Opportunity moved, Move move);
}
