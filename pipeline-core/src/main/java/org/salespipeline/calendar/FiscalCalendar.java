package org.salespipeline.calendar;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Divides time into fiscal years, quarters and months, and into weeks. A calendar is an immutable value: putting another in its place
 * changes how deals are grouped and destroys nothing.
 *
 * <p>Of each granularity the periods tile time: every date is in exactly one, without gap or overlap. A quarter is a
 * union of months, a year a union of quarters; weeks run across.
 *
 * <p>Today all calendars consist of whole months. The type is sealed, and its methods count periods without saying how
 * long they are, so that calendars of whole weeks (4-4-5 and its sisters, thirteen periods, broadcast) become further
 * permitted kinds behind further factories, and callers stay as they are. A caller is ready for them when it never
 * assumes that a month is a month of {@link LocalDate}, that a year has twelve or a quarter three of them, or that all
 * years are equally long: it asks {@link #partsOf}, {@link #next}, and {@link FiscalPeriod#start} and {@link
 * FiscalPeriod#end}. In such calendars {@link #month} numbers the finest periods of the year, be they twelve or
 * thirteen, and a 53rd week makes one month, its quarter and its year longer.
 *
 * <p>Fiscal years from -999,999 to 999,999 are supported; whatever leads beyond is an {@link IllegalArgumentException}.
 */
public sealed interface FiscalCalendar permits MonthCalendar {

    /** After which calendar year a fiscal year that spans two is called. */
    enum YearName {
        /** The year that runs from July 2026 to June 2027 is 2026. */
        BY_START,
        /** The year that runs from July 2026 to June 2027 is 2027. */
        BY_END
    }

    /** The fiscal year is the calendar year. */
    static FiscalCalendar calendarYear() {
        return MonthCalendar.CALENDAR_YEAR;
    }

    /**
     * Twelve calendar months, beginning with the first of {@code start}. For January both names mean the same, and the
     * calendar is {@link #calendarYear}.
     */
    static FiscalCalendar startingIn(Month start, YearName name) {
        MonthCalendar calendar = new MonthCalendar(start, name);
        return start == Month.JANUARY ? calendarYear() : calendar;
    }

    /** The one period of this granularity that holds {@code date}. */
    FiscalPeriod periodOf(LocalDate date, Granularity granularity);

    /**
     * The month of this number.
     *
     * @param number counted from 1 for the first month of the fiscal year, not from January
     */
    FiscalPeriod month(int fiscalYear, int number);

    /**
     * The quarter of this number.
     *
     * @param number 1 to 4, counted from the start of the fiscal year
     */
    FiscalPeriod quarter(int fiscalYear, int number);

    /** The whole of this fiscal year. */
    FiscalPeriod year(int fiscalYear);

    /**
     * The period of the same granularity that begins where {@code period} ends.
     *
     * @throws IllegalArgumentException if {@code period} is of another calendar
     */
    default FiscalPeriod next(FiscalPeriod period) {
        return periodOf(own(period).end(), period.granularity());
    }

    /**
     * The period of the same granularity that ends where {@code period} begins.
     *
     * @throws IllegalArgumentException if {@code period} is of another calendar
     */
    default FiscalPeriod previous(FiscalPeriod period) {
        return periodOf(own(period).start().minusDays(1), period.granularity());
    }

    /**
     * Consecutive periods, the first of which holds {@code from}.
     *
     * @param count at least 1
     * @return cannot be changed
     */
    default List<FiscalPeriod> periods(LocalDate from, Granularity granularity, int count) {
        checkArgument(count >= 1, "count of periods must be at least 1, was %s", count);
        List<FiscalPeriod> periods = new ArrayList<>();
        periods.add(periodOf(from, granularity));
        while (periods.size() < count) {
            periods.add(periodOf(periods.get(periods.size() - 1).end(), granularity));
        }
        return Collections.unmodifiableList(periods);
    }

    /**
     * The periods of a granularity that together are {@code whole}; itself alone when it is of that granularity.
     *
     * @param finer not coarser than {@code whole}
     * @return in time order; cannot be changed
     * @throws IllegalArgumentException if {@code whole} is of another calendar, or longer than a week and to be divided into weeks
     */
    default List<FiscalPeriod> partsOf(FiscalPeriod whole, Granularity finer) {
        checkArgument(
                finer.compareTo(own(whole).granularity()) <= 0,
                "parts of %s must not be coarser than %s, were %s",
                whole,
                whole.granularity(),
                finer);
        checkArgument(
                finer != Granularity.WEEK || whole.granularity() == Granularity.WEEK,
                "%s is not a union of weeks; take the periods(..) that overlap it",
                whole);
        List<FiscalPeriod> parts = new ArrayList<>();
        LocalDate start = whole.start();
        while (start.isBefore(whole.end())) {
            FiscalPeriod part = periodOf(start, finer);
            parts.add(part);
            start = part.end();
        }
        return Collections.unmodifiableList(parts);
    }

    private FiscalPeriod own(FiscalPeriod period) {
        FiscalPeriod same = periodOf(period.start(), period.granularity());
        checkArgument(
                same.equals(period),
                "period must be of the calendar (%s), was %s from %s to %s",
                this,
                period,
                period.start(),
                period.lastDay());
        return period;
    }
}
