package org.salespipeline.stage;

/**
 * How firmly somebody counts on a deal, from the firmest to the loosest.
 *
 * <p>A stage has a category by default; a person may call another one for a single deal.
 */
public enum ForecastCategory {
    /** Won already. */
    CLOSED,
    /** Promised: the seller stakes the forecast on it. */
    COMMIT,
    /** More likely to come in than not. */
    MOST_LIKELY,
    /** Comes in when all goes well. */
    BEST_CASE,
    /** Worked on, too early to call. */
    PIPELINE,
    /** Left out of every forecast. */
    OMITTED
}
