package org.salespipeline.transition;

/**
 * A sort of move or removal that a machine judges by name. Going one step forward along the process needs no policy.
 *
 * <p>A machine begins with {@link #LOSE_FROM_ANYWHERE} and {@link #DISQUALIFY}; the others are allowed by {@link
 * StageMachine.Builder#allow}, and {@link StageMachine.Builder#refuse} takes any back.
 */
public enum MovePolicy {
    /**
     * From an open stage to a later one, or to a win, past the stages between. Their criteria are not asked. After the win
     * likewise.
     */
    SKIP,
    /**
     * The same, and the criteria of the stages between are asked too: of each what it takes to come and to go on. The stages
     * between are those of the shortest way, of several the one that comes first in the declared order: of branches that run side
     * by side, one is asked. Who may use {@link #SKIP} as well is not asked.
     */
    SKIP_WITH_CRITERIA,
    /** From an open stage to an earlier one, and after the win likewise; {@link StageMachine.Builder#backwardTo} says to which. */
    BACKWARD,
    /**
     * From any open stage to one of kind {@code LOST}. Without it a deal is lost only from where one step wins it.
     */
    LOSE_FROM_ANYWHERE,
    /** From any open stage to one of kind {@code OTHER_TERMINAL}. */
    DISQUALIFY,
    /**
     * From a stage of kind {@code LOST} or {@code OTHER_TERMINAL} to an open one. What single steps from the first stage to there
     * would ask has to hold, unless everybody may {@link #SKIP}.
     */
    REOPEN_LOST,
    /**
     * From a stage of kind {@code WON} or {@code POST_SALES} to an open one: takes back a win. {@link
     * StageMachine.Builder#winReversal} says what becomes of the revenue.
     */
    REOPEN_WON,
    /** Letting another deal go on in place of this one. */
    MERGE,
    /** Taking a deal back as if it never had been one. */
    DELETE,
    /** Sending an open deal back to be a lead. */
    RECYCLE,
    /**
     * Bringing a deal that was merged, deleted or recycled back to the open stage in which it was or an earlier one. Its entry
     * criteria are asked. One that was given up before comes back as by {@link #REOPEN_LOST}. A win is not brought back: win the
     * deal again.
     */
    REVIVE
}
