package org.salespipeline.calendar;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Twelve calendar months a year, three a quarter. Periods of a granularity are numbered through all time. */
record MonthCalendar(Month start, YearName name) implements FiscalCalendar {

    static final MonthCalendar CALENDAR_YEAR = new MonthCalendar(Month.JANUARY, YearName.BY_START);

    private static final int MONTHS = 12;
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int FIRST_YEAR = -999_999;
    private static final int LAST_YEAR = 999_999;

    MonthCalendar {
        requireNonNull(start, "start");
        requireNonNull(name, "name");
    }

    @Override
    public FiscalPeriod periodOf(LocalDate date, Granularity granularity) {
        if (granularity == Granularity.WEEK) {
            return weekOf(date);
        }
        long month = date.getYear() * (long) MONTHS + date.getMonthValue() - start.getValue();
        return period(granularity, Math.floorDiv(month, monthsIn(granularity)));
    }

    private FiscalPeriod weekOf(LocalDate date) {
        LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate thursday = monday.plusDays(3);
        FiscalPeriod year = periodOf(thursday, Granularity.YEAR);
        int number = Math.toIntExact((thursday.toEpochDay() - year.start().toEpochDay()) / DAYS_OF_A_WEEK + 1);
        return FiscalPeriod.builder()
                .granularity(Granularity.WEEK)
                .fiscalYear(year.fiscalYear())
                .number(number)
                .start(monday)
                .end(monday.plusDays(DAYS_OF_A_WEEK))
                .label(label(Granularity.WEEK, year.fiscalYear(), number))
                .calendar(this)
                .build();
    }

    @Override
    public FiscalPeriod month(int fiscalYear, int number) {
        return numbered(Granularity.MONTH, fiscalYear, number);
    }

    @Override
    public FiscalPeriod quarter(int fiscalYear, int number) {
        return numbered(Granularity.QUARTER, fiscalYear, number);
    }

    @Override
    public FiscalPeriod year(int fiscalYear) {
        return numbered(Granularity.YEAR, fiscalYear, 1);
    }

    private FiscalPeriod numbered(Granularity granularity, int fiscalYear, int number) {
        int perYear = MONTHS / monthsIn(granularity);
        checkArgument(
                number >= 1 && number <= perYear,
                "number of a %s must be in [1, %s], was %s",
                granularity,
                perYear,
                number);
        return period(granularity, ((long) fiscalYear - yearsAhead()) * perYear + number - 1);
    }

    /** The period that has {@code index} others between itself and the first one to start in year 0. */
    private FiscalPeriod period(Granularity granularity, long index) {
        int perYear = MONTHS / monthsIn(granularity);
        long fiscalYear = Math.floorDiv(index, perYear) + yearsAhead();
        checkArgument(
                fiscalYear >= FIRST_YEAR && fiscalYear <= LAST_YEAR,
                "fiscal year must be in [%s, %s], was %s",
                FIRST_YEAR,
                LAST_YEAR,
                fiscalYear);
        int number = Math.floorMod(index, perYear) + 1;
        LocalDate first = firstDay(index * monthsIn(granularity));
        return FiscalPeriod.builder()
                .granularity(granularity)
                .fiscalYear((int) fiscalYear)
                .number(number)
                .start(first)
                .end(first.plusMonths(monthsIn(granularity)))
                .label(label(granularity, fiscalYear, number))
                .calendar(this)
                .build();
    }

    private LocalDate firstDay(long month) {
        long sinceJanuary = month + start.getValue() - 1;
        return LocalDate.of((int) Math.floorDiv(sinceJanuary, MONTHS), Math.floorMod(sinceJanuary, MONTHS) + 1, 1);
    }

    private String label(Granularity granularity, long fiscalYear, int number) {
        String year = start == Month.JANUARY ? Long.toString(fiscalYear) : "FY" + fiscalYear;
        return switch (granularity) {
            case WEEK -> year + (number < 10 ? "-W0" : "-W") + number;
            case MONTH -> year + (number < 10 ? "-M0" : "-M") + number;
            case QUARTER -> year + "-Q" + number;
            case YEAR -> year;
        };
    }

    /** By how much the name of a fiscal year is ahead of the year in which it starts. */
    private int yearsAhead() {
        return name == YearName.BY_END ? 1 : 0;
    }

    private static int monthsIn(Granularity granularity) {
        return switch (granularity) {
            case WEEK -> throw new IllegalArgumentException("weeks are no part of a month");
            case MONTH -> 1;
            case QUARTER -> 3;
            case YEAR -> MONTHS;
        };
    }

    @Override
    public String toString() {
        return start == Month.JANUARY
                ? "calendar year"
                : "fiscal year from " + start.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ", named "
                        + (name == YearName.BY_END ? "by its end" : "by its start");
    }
}
