package org.salespipeline.fact;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An event as it stands in a log: what happened, and when we learned of it.
 *
 * @param <E> what kind of event
 * @param event what happened; carries its valid time
 * @param recordedAt when the log learned of it
 * @param sequence at least 0, unique in its log; orders what has the same time
 */
public record Fact<E extends TimedEvent>(E event, Instant recordedAt, long sequence) {

    /** Refuses a negative sequence. */
    public Fact {
        requireNonNull(event, "event");
        requireNonNull(recordedAt, "recordedAt");
        checkArgument(sequence >= 0, "sequence of a fact must be at least 0, was %s", sequence);
    }

    /** When it became true in the world. */
    public Instant validAt() {
        return event.validAt();
    }

    /** Who or what did it. */
    public ActorId actor() {
        return event.actor();
    }
}
