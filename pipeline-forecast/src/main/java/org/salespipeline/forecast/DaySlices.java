package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealColumns;

/**
 * Cuts the days into slices so that all deals of one slice, segment and stage are treated alike.
 *
 * <p>The cuts are the borders of the asked periods, the as-of day and the day after. Amounts can therefore be added into
 * slices without looking at whether a stage is open or won; what a slice means for each kind is decided once per slice
 * at the end. The last slice holds what has no date.
 */
final class DaySlices {

    /** No period of the request: the slice lies before, after, or has no date. */
    static final int BEFORE_ALL = -1;

    static final int AFTER_ALL = -2;
    static final int NO_DATE = -3;

    private final int[] firstDays;
    private final int asOfDay;
    private final int[] periods;

    /** The longest look-up table: more days than any sensible request spans, and yet small. */
    private static final int MOST_DAYS = 1 << 17;

    /**
     * By day from {@link #before} on, to {@link #last} where that is not too far away. Days before are like the first one,
     * days after {@link #last} like the last one; what lies between is searched.
     */
    private final int[] sliceByDay;

    private final int before;
    private final int last;
    private final int[] firstExpected;
    private final int[] endExpected;

    private DaySlices(int[] firstDays, int asOfDay, int[] periods, int asked) {
        this.firstDays = firstDays;
        this.asOfDay = asOfDay;
        this.periods = periods;
        this.before = firstDays[0] - 1;
        this.last = firstDays[firstDays.length - 1];
        this.sliceByDay = lookUp();
        this.firstExpected = new int[asked];
        this.endExpected = new int[asked];
        for (int slice = periods.length - 1; slice >= 0; slice--) {
            if (isExpected(slice)) {
                int period = periods[slice];
                firstExpected[period] = slice;
                endExpected[period] = Math.max(endExpected[period], slice + 1);
            }
        }
    }

    static DaySlices of(List<FiscalPeriod> asked, LocalDate asOf) {
        int asOfDay = day(asOf);
        int[] borders = IntStream.concat(
                        IntStream.of(
                                asOfDay,
                                asOfDay + 1,
                                day(asked.get(asked.size() - 1).end())),
                        asked.stream().mapToInt(period -> day(period.start())))
                .sorted()
                .distinct()
                .toArray();
        int[] periods = new int[borders.length + 2];
        periods[0] = BEFORE_ALL;
        periods[borders.length + 1] = NO_DATE;
        for (int slice = 1; slice <= borders.length; slice++) {
            periods[slice] = periodOf(asked, borders[slice - 1]);
        }
        return new DaySlices(borders, asOfDay, periods, asked.size());
    }

    int count() {
        return periods.length;
    }

    /** The index of the asked period that holds the slice, or one of the constants above. */
    int period(int slice) {
        return periods[slice];
    }

    boolean isDated(int slice) {
        return periods[slice] != NO_DATE;
    }

    /** Whether all days of the slice lie before the as-of day. */
    boolean isBeforeAsOf(int slice) {
        return isDated(slice) && (slice == 0 || firstDays[slice - 1] < asOfDay);
    }

    /** Whether all days of the slice lie after the as-of day. */
    boolean isAfterAsOf(int slice) {
        return isDated(slice) && slice > 0 && firstDays[slice - 1] > asOfDay;
    }

    /** Whether open deals of the slice are expected in an asked period. */
    boolean isExpected(int slice) {
        return periods[slice] >= 0 && !isBeforeAsOf(slice);
    }

    /** The first slice of a period that lies on or after the as-of day; none when {@link #endExpected} is not after it. */
    int firstExpected(int period) {
        return firstExpected[period];
    }

    /** The slice after the last one of a period. */
    int endExpected(int period) {
        return endExpected[period];
    }

    /** The slice of an epoch day, or of {@link DealColumns#NO_DAY}. */
    int sliceOf(int day) {
        if (day == DealColumns.NO_DAY) {
            return periods.length - 1;
        }
        int place = Math.min(Math.max(day, before), last) - before;
        return place < sliceByDay.length ? sliceByDay[place] : searched(day);
    }

    /** The slices of days, times {@code step}: the part of the number of a cell that depends on the day. */
    Offsets times(int step) {
        return new Offsets(this, step);
    }

    /** The number of days in the look-up table. */
    int lookUpDays() {
        return sliceByDay.length;
    }

    /** The number of first days that are not after this one. */
    private int searched(int day) {
        int found = Arrays.binarySearch(firstDays, day);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int[] lookUp() {
        int[] slices = new int[Math.min(last - before + 1, MOST_DAYS)];
        for (int slice = 1; slice <= firstDays.length; slice++) {
            int end = slice < firstDays.length ? firstDays[slice] - before : slices.length;
            Arrays.fill(
                    slices,
                    Math.min(firstDays[slice - 1] - before, slices.length),
                    Math.min(end, slices.length),
                    slice);
        }
        return slices;
    }

    private static int periodOf(List<FiscalPeriod> asked, int day) {
        if (day < day(asked.get(0).start())) {
            return BEFORE_ALL;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (day < day(asked.get(i).end())) {
                return i;
            }
        }
        return AFTER_ALL;
    }

    private static int day(LocalDate date) {
        long day = date.toEpochDay();
        checkArgument(Math.abs(day) < 1 << 25, "dates must lie within 90000 years of 1970, was %s", date);
        return (int) day;
    }

    /** A look-up table made for loops over many days: wide, so that hardly a day lies outside. */
    static final class Offsets {

        private static final int MARGIN = 4096;

        private final int[] byDay;
        private final int first;
        private final DaySlices slices;
        private final int step;

        private Offsets(DaySlices slices, int step) {
            this.slices = slices;
            this.step = step;
            this.first = slices.before - MARGIN;
            this.byDay = new int[slices.sliceByDay.length + 2 * MARGIN];
            for (int i = 0; i < byDay.length; i++) {
                byDay[i] = slices.sliceOf(first + i) * step;
            }
        }

        /** The slice of an epoch day, or of {@link DealColumns#NO_DAY}, times the step. */
        int of(int day) {
            int place = day - first;
            return place >= 0 && place < byDay.length ? byDay[place] : slices.sliceOf(day) * step;
        }
    }
}
