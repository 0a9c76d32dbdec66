package org.salespipeline.calendar;

/** How long a period is, from the finest to the coarsest; a quarter is a union of months, a year one of quarters. */
public enum Granularity {
    /**
     * Monday to Sunday. It counts in the fiscal year that holds its Thursday, as ISO 8601 has it for calendar years, and divides no
     * month, quarter or year.
     */
    WEEK,
    /** What the calendar calls a month: a month of twelve, or some whole weeks. */
    MONTH,
    /** A quarter of a fiscal year. */
    QUARTER,
    /** A fiscal year. */
    YEAR
}
