package org.salespipeline.stage;

/**
 * Something about a process that works and yet deserves a look.
 *
 * @param stage where it was seen
 * @param message what was seen and how to cure it, for a person
 */
public record ProcessWarning(Kind kind, StageId stage, String message) {

    /** What was seen. */
    public enum Kind {
        /** A stage of kind {@code OPEN} has no win probability: a forecast by stages leaves its deals out. */
        NO_WIN_PROBABILITY,
        /** A stage has a lower win probability than an open stage before it. */
        FALLING_WIN_PROBABILITY,
        /** A stage of kind {@code OPEN} has no stagnation limit: its deals never count as stagnant. */
        NO_STAGNATION_LIMIT
    }

    /** The message, so that a list of warnings can be printed as it is. */
    @Override
    public String toString() {
        return message;
    }
}
