package org.salespipeline.transition;

/**
 * A sort of move that a machine refuses unless it was allowed by name. Going one step forward along the process, and giving
 * up an open deal from any stage, need no policy.
 */
public enum MovePolicy {
    /** From an open stage to a later one, or to a win, past the stages between. Their criteria are not asked. */
    SKIP,
    /** From an open stage to an earlier one. */
    BACKWARD,
    /** From a stage of kind {@code LOST} or {@code OTHER_TERMINAL} to an open one. */
    REOPEN_LOST,
    /** From a stage of kind {@code WON} to an open one: takes back a win. */
    REOPEN_WON
}
