package org.salespipeline.calendar;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.LocalDate;
import java.util.Comparator;
import org.immutables.value.Value;

/**
 * A half-open range of dates with a name: a week, a month, a quarter or a year of a {@link FiscalCalendar}, which alone makes
 * periods. Equal calendars give equal periods.
 */
@Value.Immutable
public abstract sealed class FiscalPeriod implements Comparable<FiscalPeriod> permits ImmutableFiscalPeriod {

    private static final Comparator<FiscalPeriod> IN_TIME = Comparator.comparing(FiscalPeriod::start)
            .thenComparing(FiscalPeriod::end)
            .thenComparing(FiscalPeriod::granularity)
            .thenComparing(FiscalPeriod::label)
            .thenComparingInt(FiscalPeriod::fiscalYear)
            .thenComparingInt(FiscalPeriod::number);

    FiscalPeriod() {}

    /** Whether this is a week, a month, a quarter or a year. */
    public abstract Granularity granularity();

    /** The year in which the calendar counts this period; may differ from the years of its dates. */
    public abstract int fiscalYear();

    /** Counted from 1 within the fiscal year; 1 for a year. */
    public abstract int number();

    /** The first day. */
    public abstract LocalDate start();

    /** The first day after it, which belongs to the next period. */
    public abstract LocalDate end();

    /** The calendar that made this period, which knows those before and after it. Equal periods have equal calendars. */
    @Value.Auxiliary
    public abstract FiscalCalendar calendar();

    abstract String label();

    /** The last day. */
    public LocalDate lastDay() {
        return end().minusDays(1);
    }

    /** Whether {@code date} is on or after {@link #start} and before {@link #end}. */
    public boolean contains(LocalDate date) {
        return !date.isBefore(start()) && date.isBefore(end());
    }

    @Value.Check
    void check() {
        checkArgument(start().isBefore(end()), "%s: end must be after start (%s), was %s", label(), start(), end());
    }

    /** Earlier starts first; of two with one start the shorter first. */
    @Override
    public int compareTo(FiscalPeriod other) {
        return IN_TIME.compare(this, other);
    }

    /**
     * Such as {@code 2026-W27}, {@code 2026-M07}, {@code 2026-Q3} and {@code 2026} where fiscal years are calendar years, else {@code
     * FY2026-Q3}.
     */
    @Override
    public String toString() {
        return label();
    }

    static Builder builder() {
        return new Builder();
    }

    static final class Builder extends ImmutableFiscalPeriod.Builder {
        Builder() {}
    }
}
