package org.salespipeline.fact;

import java.time.Instant;

/** Something that happened at a moment, through somebody. Implementations are immutable values. */
public interface TimedEvent {

    /** When it became true in the world; may lie before or after the moment at which it was recorded. */
    Instant validAt();

    /** Who or what did it. */
    ActorId actor();
}
