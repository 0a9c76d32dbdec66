package org.salespipeline.fact;

import java.time.Instant;

/** An event without meaning, for tests of the log alone. */
record Note(Instant validAt, ActorId actor, String text) implements TimedEvent {

    static Note at(String validAt, String text) {
        return new Note(Instant.parse(validAt), ActorId.of("ada"), text);
    }
}
