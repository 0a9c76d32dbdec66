package org.salespipeline.calendar;

/** How long a period is, from the finest to the coarsest; each coarser period is a union of finer ones. */
public enum Granularity {
    /** What the calendar calls a month: a month of twelve, or some whole weeks. */
    MONTH,
    /** A quarter of a fiscal year. */
    QUARTER,
    /** A fiscal year. */
    YEAR
}
