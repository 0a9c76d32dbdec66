package org.salespipeline.forecast;

/** The one place where the amount of an open or won deal stands in a forecast. */
enum Bucket {
    CLOSED,
    OPEN,
    OVERDUE,
    UNSCHEDULED,
    CLOSED_EARLIER,
    CLOSED_LATER,
    CLOSED_AHEAD,
    CLOSED_UNDATED,
    OPEN_EARLIER,
    OPEN_LATER;

    static Bucket of(DaySlices slices, int slice, boolean won) {
        return won ? ofWon(slices, slice) : ofOpen(slices, slice);
    }

    private static Bucket ofWon(DaySlices slices, int slice) {
        if (!slices.isDated(slice)) {
            return CLOSED_UNDATED;
        }
        if (slices.isAfterAsOf(slice)) {
            return CLOSED_AHEAD;
        }
        return place(slices.period(slice), CLOSED_EARLIER, CLOSED, CLOSED_LATER);
    }

    private static Bucket ofOpen(DaySlices slices, int slice) {
        if (!slices.isDated(slice)) {
            return UNSCHEDULED;
        }
        if (slices.isBeforeAsOf(slice)) {
            return OVERDUE;
        }
        return place(slices.period(slice), OPEN_EARLIER, OPEN, OPEN_LATER);
    }

    private static Bucket place(int period, Bucket before, Bucket inside, Bucket after) {
        if (period >= 0) {
            return inside;
        }
        return period == DaySlices.BEFORE_ALL ? before : after;
    }
}
