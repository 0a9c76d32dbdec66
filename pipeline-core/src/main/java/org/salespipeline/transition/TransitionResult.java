package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;

/** What came of asking a deal to move: it was {@link Accepted} or {@link Refused}. */
public sealed interface TransitionResult {

    /**
     * The move is legal. Nothing has happened yet: append the events to the log of the deal, or apply them with {@link
     * org.salespipeline.opportunity.Opportunity#after(List)}.
     *
     * @param events what to append, in order; never empty
     */
    record Accepted(List<OpportunityEvent> events) implements TransitionResult {
        /** Refuses an empty list. */
        public Accepted {
            checkArgument(!events.isEmpty(), "an accepted move must carry its events, was []");
            events = List.copyOf(events);
        }
    }

    /**
     * The deal stays where it is.
     *
     * @param reasons all that stands in the way, first about the move, then in the order of the criteria; never empty
     */
    record Refused(List<Reason> reasons) implements TransitionResult {
        /** Refuses an empty list. */
        public Refused {
            checkArgument(!reasons.isEmpty(), "a refusal must name a reason, was []");
            reasons = List.copyOf(reasons);
        }
    }

    /** Whether the move is legal. */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }
}
