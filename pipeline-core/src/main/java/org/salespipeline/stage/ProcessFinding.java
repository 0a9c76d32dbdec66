package org.salespipeline.stage;

import java.util.Optional;

/**
 * Something about the definition of a process that is wrong or deserves a look.
 *
 * @param stage where it was seen; empty when it is about the process as a whole
 * @param message what was seen and how to cure it, for a person
 */
public record ProcessFinding(Kind kind, Optional<StageId> stage, String message) {

    /** How much a finding matters. */
    public enum Severity {
        /** The process cannot be built. */
        ERROR,
        /** The process works and gives doubtful results. */
        WARNING,
        /** The process works and could say more. */
        HINT
    }

    /** What was seen. */
    public enum Kind {
        /** Two stages have one id. */
        DUPLICATE_STAGE(Severity.ERROR),
        /** There is no stage of kind {@code OPEN}, or none of kind {@code WON} or {@code LOST}. */
        MISSING_STAGE(Severity.ERROR),
        /** A declared move starts or ends where it cannot. */
        BAD_MOVE(Severity.ERROR),
        /** From an open stage no ways lead to a won one. */
        NO_WAY_TO_WIN(Severity.ERROR),
        /** From an open stage no ways lead to a lost one. */
        NO_WAY_TO_LOSE(Severity.ERROR),
        /** No ways lead from the first stage to this one. */
        UNREACHABLE_STAGE(Severity.ERROR),
        /** A reason in the taxonomy of losses is blank. */
        BLANK_LOSS_REASON(Severity.ERROR),
        /** A stage of kind {@code OPEN} has no win probability: a forecast by stages leaves its deals out. */
        NO_WIN_PROBABILITY(Severity.WARNING),
        /** A stage has a lower win probability than an open stage before it. */
        FALLING_WIN_PROBABILITY(Severity.WARNING),
        /** A stage of kind {@code OPEN} has no stagnation limit: its deals never count as stagnant. */
        NO_STAGNATION_LIMIT(Severity.WARNING),
        /** Nobody in particular answers for the deals in an open stage. */
        NO_OWNER_ROLE(Severity.HINT);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        /** How much findings of this kind matter. */
        public Severity severity() {
            return severity;
        }
    }

    /** How much it matters. */
    public Severity severity() {
        return kind.severity();
    }

    /** The message, so that a list of findings can be printed as it is. */
    @Override
    public String toString() {
        return message;
    }
}
