package org.salespipeline.transition;

import java.util.Optional;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;

/** What a move from one stage to another is, by the process alone. */
enum MoveKind {
    STEP,
    SKIP,
    BACK,
    LOSE,
    END_OTHERWISE,
    REOPEN_LOST,
    REOPEN_WON,
    /** Of a deal that counts no more; the stages alone never tell. */
    REVIVE,
    PAST_THE_WIN,
    STAY,
    CLOSED_TO_CLOSED;

    static MoveKind of(SalesProcess process, Stage from, Stage to) {
        if (from.id().equals(to.id())) {
            return STAY;
        }
        if (to.kind() == StageKind.POST_SALES && from.kind().isWon()) {
            return onward(process, from, to);
        }
        if (from.kind().isClosed()) {
            return to.kind().isClosed() ? CLOSED_TO_CLOSED : from.kind().isWon() ? REOPEN_WON : REOPEN_LOST;
        }
        return switch (to.kind()) {
            case LOST -> LOSE;
            case OTHER_TERMINAL -> END_OTHERWISE;
            case WON -> process.allows(from.id(), to.id()) ? STEP : SKIP;
            case OPEN, PRE_PIPELINE -> onward(process, from, to);
            case POST_SALES -> PAST_THE_WIN;
        };
    }

    private static MoveKind onward(SalesProcess process, Stage from, Stage to) {
        if (process.allows(from.id(), to.id())) {
            return STEP;
        }
        return liesForward(process, from, to) ? SKIP : BACK;
    }

    /**
     * The ways decide when they lead in one direction only, and in a circle the declared order does. A stage of another branch is
     * no earlier one: who comes back from there gets on.
     */
    private static boolean liesForward(SalesProcess process, Stage from, Stage to) {
        boolean there = process.reaches(from.id(), to.id());
        boolean back = process.reaches(to.id(), from.id());
        return !back || (there && process.indexOf(from.id()) < process.indexOf(to.id()));
    }

    /** Whether the deal gets on, so that the exit criteria of its stage are asked. */
    boolean isForward() {
        return this == STEP || this == SKIP;
    }

    /** Whether any policy could allow it. */
    boolean isPossible() {
        return this != STAY && this != CLOSED_TO_CLOSED && this != PAST_THE_WIN;
    }

    /** The policy that it takes. */
    Optional<MovePolicy> policy() {
        return switch (this) {
            case SKIP -> Optional.of(MovePolicy.SKIP);
            case BACK -> Optional.of(MovePolicy.BACKWARD);
            case LOSE -> Optional.of(MovePolicy.LOSE_FROM_ANYWHERE);
            case END_OTHERWISE -> Optional.of(MovePolicy.DISQUALIFY);
            case REOPEN_LOST -> Optional.of(MovePolicy.REOPEN_LOST);
            case REOPEN_WON -> Optional.of(MovePolicy.REOPEN_WON);
            case REVIVE -> Optional.of(MovePolicy.REVIVE);
            case STEP, PAST_THE_WIN, STAY, CLOSED_TO_CLOSED -> Optional.empty();
        };
    }
}
