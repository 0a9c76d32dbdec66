package org.salespipeline.transition;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.salespipeline.stage.ProcessFinding;
import org.salespipeline.stage.StageId;

/**
 * Something about the rules of a machine that is wrong or deserves a look. What is about the process alone is a {@link
 * ProcessFinding} of the process.
 *
 * @param stages where it was seen, in the order in which deals pass them: the stage, or both ends of a move or of a way
 * @param message what was seen and how to cure it, for a person
 */
public record MachineFinding(Kind kind, List<StageId> stages, String message) {

    /** What was seen. */
    public enum Kind {
        /** Two criteria of one permitted move can never be met together: no deal of which all is known can go there. */
        CONTRADICTORY_CRITERIA(ProcessFinding.Severity.ERROR),
        /** Two criteria on one way can never be met together: what a deal had to be for one move it must cease to be. */
        CONTRADICTORY_ON_WAY(ProcessFinding.Severity.WARNING),
        /** A criterion uses what deals of this process do not have, by {@link StageMachine.Builder#dealsHave}. */
        CRITERION_ON_UNKNOWN_FIELD(ProcessFinding.Severity.WARNING),
        /** A win may be taken back, and nothing says what becomes of its revenue. */
        NO_WIN_REVERSAL(ProcessFinding.Severity.WARNING),
        /** A step forward from an open stage asks nothing. */
        NO_EXIT_CRITERIA(ProcessFinding.Severity.HINT),
        /** A criterion is asked again on one way, though it says nothing new: the same one, or one that it follows from. */
        DUPLICATE_CRITERIA(ProcessFinding.Severity.HINT);

        private final ProcessFinding.Severity severity;

        Kind(ProcessFinding.Severity severity) {
            this.severity = severity;
        }

        /** How much findings of this kind matter. */
        public ProcessFinding.Severity severity() {
            return severity;
        }
    }

    /** Copies the list. */
    public MachineFinding {
        requireNonNull(kind, "kind");
        requireNonNull(message, "message");
        stages = List.copyOf(stages);
    }

    /** How much it matters; a machine can be built whatever was found. */
    public ProcessFinding.Severity severity() {
        return kind.severity();
    }

    /** The message, so that a list of findings can be printed as it is. */
    @Override
    public String toString() {
        return message;
    }
}
