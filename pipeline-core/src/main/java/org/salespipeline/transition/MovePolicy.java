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
     * The same, and the stages between are asked too: of each the criteria to come and to go on, and the roles to come. They are
     * those of the shortest way, of several the one that comes first in the declared order: of branches that run side by side,
     * one is asked. To a stage of another branch it is the way from the first stage. Who may use {@link #SKIP} as well is not
     * asked. A criterion on how long a deal is in its stage is asked about the stage that it is in.
     */
    SKIP_WITH_CRITERIA,
    /**
     * From an open stage to an earlier one, from which ways lead to where the deal is, and after the win likewise; {@link
     * StageMachine.Builder#backwardTo} says to which. In a circle the declared order says which is earlier.
     */
    BACKWARD,
    /**
     * From any open stage to one of kind {@code LOST}. Without it a deal is lost only from where one step wins it.
     */
    LOSE_FROM_ANYWHERE,
    /** From any open stage to one of kind {@code OTHER_TERMINAL}. */
    DISQUALIFY,
    /**
     * From a stage of kind {@code LOST} or {@code OTHER_TERMINAL} to an open one. The criteria and roles that single steps from the
     * first stage to there would ask have to be met, unless everybody may {@link #SKIP}. Whether deals go {@link #BACKWARD} plays
     * no part.
     */
    REOPEN_LOST,
    /**
     * From a stage of kind {@code WON} or {@code POST_SALES} to an open one: takes back a win. Asks what {@link #REOPEN_LOST}
     * asks. {@link StageMachine.Builder#winReversal} says what becomes of the revenue.
     */
    REOPEN_WON,
    /** Letting another deal go on in place of this one. */
    MERGE,
    /** Taking a deal back as if it never had been one. */
    DELETE,
    /** Sending an open deal back to be a lead. */
    RECYCLE,
    /**
     * Bringing a deal that was merged, deleted or recycled back to the open stage in which it was or an earlier one, whether or not
     * deals go {@link #BACKWARD}. Where it was, the entry criteria are asked; elsewhere, what {@link #REOPEN_LOST} asks: an earlier
     * stage may be one that it never was in. One that was given up before is reopened with it: that takes {@link #REOPEN_LOST} too.
     * One that was won comes back to any open stage; the win does not: win the deal again.
     */
    REVIVE
}
