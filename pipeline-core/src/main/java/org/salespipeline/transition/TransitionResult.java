package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

        /** Nothing. */
        @Override
        public List<Reason> reasons() {
            return List.of();
        }
    }

    /** The deal stays where it is. Equal when the reasons are. */
    final class Refused implements TransitionResult {

        /** A reason by itself, or a list of several: a refusal for one reason allocates no list. */
        private final Object reasons;

        /**
         * A refusal for several reasons.
         *
         * @param reasons all that stands in the way, first about the move, then in the order of the criteria; never empty
         */
        public Refused(List<Reason> reasons) {
            checkArgument(!reasons.isEmpty(), "a refusal must name a reason, was []");
            this.reasons = reasons.size() == 1 ? reasons.get(0) : List.copyOf(reasons);
        }

        /** A refusal for one reason. */
        public Refused(Reason reason) {
            this.reasons = requireNonNull(reason, "reason");
        }

        /** All that stands in the way, first about the move, then in the order of the criteria; never empty. */
        @Override
        @SuppressWarnings("unchecked") // what is no reason is a list of them
        public List<Reason> reasons() {
            return reasons instanceof Reason one ? List.of(one) : (List<Reason>) reasons;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Refused that && reasons.equals(that.reasons);
        }

        @Override
        public int hashCode() {
            return reasons.hashCode();
        }

        /** All reasons, each as the line that a person reads. */
        @Override
        public String toString() {
            return "Refused[reasons=" + reasons() + "]";
        }
    }

    /** Everything that stands in the way; empty when it is legal. */
    List<Reason> reasons();

    /** Whether the move is legal. */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }
}
