package org.salespipeline.forecast.baseline;

import java.util.Optional;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;

/** Finds the same period of an earlier season. */
final class Season {

    private static final int WEEKS_OF_A_YEAR = 52;
    private static final int WEEKS_OF_A_QUARTER = 13;

    private Season() {}

    private static FiscalPeriod weeksBefore(FiscalPeriod week, int weeks) {
        return week.calendar().periodOf(week.start().minusWeeks(weeks), Granularity.WEEK);
    }

    /** The period of the same number in the fiscal year before; of a week the one 52 weeks earlier. */
    static FiscalPeriod yearBefore(FiscalPeriod period) {
        FiscalCalendar calendar = period.calendar();
        int year = period.fiscalYear() - 1;
        return switch (period.granularity()) {
            case WEEK -> weeksBefore(period, WEEKS_OF_A_YEAR);
            case MONTH -> calendar.month(year, period.number());
            case QUARTER -> calendar.quarter(year, period.number());
            case YEAR -> calendar.year(year);
        };
    }

    /** The period that stands in the quarter before where this one stands in its quarter, 13 weeks earlier for a week; empty for a year. */
    static Optional<FiscalPeriod> quarterBefore(FiscalPeriod period) {
        FiscalCalendar calendar = period.calendar();
        return switch (period.granularity()) {
            case WEEK -> Optional.of(weeksBefore(period, WEEKS_OF_A_QUARTER));
            case MONTH -> {
                FiscalPeriod quarter = calendar.periodOf(period.start(), Granularity.QUARTER);
                int place = calendar.partsOf(quarter, Granularity.MONTH).indexOf(period);
                yield Optional.of(calendar.partsOf(calendar.previous(quarter), Granularity.MONTH)
                        .get(place));
            }
            case QUARTER -> Optional.of(calendar.previous(period));
            case YEAR -> Optional.empty();
        };
    }
}
