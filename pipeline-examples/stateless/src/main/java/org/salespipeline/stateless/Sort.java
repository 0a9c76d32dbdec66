package org.salespipeline.stateless;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.MovePolicy;
import org.salespipeline.transition.StageMachine;

/** The rows of the table in the documentation of {@link StageMachine}. */
enum Sort {
    STEP("", null),
    SKIP("skip", MovePolicy.SKIP),
    BACKWARD("backward", MovePolicy.BACKWARD),
    LOSE("lose", MovePolicy.LOSE_FROM_ANYWHERE),
    END_OTHERWISE("disqualify", MovePolicy.DISQUALIFY),
    REOPEN_WON("reopen-won", MovePolicy.REOPEN_WON),
    REOPEN_LOST("reopen-lost", MovePolicy.REOPEN_LOST),
    REVIVE("revive-further", MovePolicy.REVIVE),
    SAME_STAGE("same-stage", null),
    CLOSED("closed", null),
    NOT_WON("not-won", null);

    /** The id of the reason with which it is refused. */
    final String objection;

    private final @Nullable MovePolicy policy;

    Sort(String objection, @Nullable MovePolicy policy) {
        this.objection = objection;
        this.policy = policy;
    }

    Optional<MovePolicy> policy() {
        return Optional.ofNullable(policy);
    }

    /** Whether some policy, or none, lets it happen. */
    boolean isPossible() {
        return this != SAME_STAGE && this != CLOSED && this != NOT_WON;
    }

    boolean isForward() {
        return this == STEP || this == SKIP;
    }

    static Sort of(SalesProcess process, Stage from, Stage to) {
        if (from.equals(to)) {
            return SAME_STAGE;
        }
        return switch (to.kind()) {
            case OPEN, PRE_PIPELINE -> from.kind().isClosed() ? reopening(from) : between(process, from, to);
            case WON -> from.kind().isClosed() ? CLOSED : process.allows(from.id(), to.id()) ? STEP : SKIP;
            case LOST -> from.kind().isClosed() ? CLOSED : LOSE;
            case OTHER_TERMINAL -> from.kind().isClosed() ? CLOSED : END_OTHERWISE;
            case POST_SALES -> pastTheWin(process, from, to);
        };
    }

    private static Sort reopening(Stage from) {
        return from.kind().isWon() ? REOPEN_WON : REOPEN_LOST;
    }

    private static Sort pastTheWin(SalesProcess process, Stage from, Stage to) {
        if (from.kind().isWon()) {
            return between(process, from, to);
        }
        return from.kind().isClosed() ? CLOSED : NOT_WON;
    }

    /** Back is only where the deal may have come from; in a circle the declared order tells. */
    private static Sort between(SalesProcess process, Stage from, Stage to) {
        if (process.allows(from.id(), to.id())) {
            return STEP;
        }
        boolean there = process.reaches(from.id(), to.id());
        boolean back = process.reaches(to.id(), from.id());
        boolean isEarlier = process.indexOf(to.id()) < process.indexOf(from.id());
        return back && (!there || isEarlier) ? BACKWARD : SKIP;
    }

    /** Whether it takes back how the deal ended. */
    boolean reopens(Stage from) {
        return this == REOPEN_WON
                || this == REOPEN_LOST
                || (this == REVIVE && from.kind().isClosed());
    }

    static boolean endsWithoutSale(StageKind kind) {
        return kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL;
    }
}
