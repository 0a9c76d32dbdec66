package org.salespipeline.forecast;

import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;

/**
 * One period of one segment.
 *
 * <p>Amounts are exact and may be negative (credit notes). Overdue and unscheduled deals belong to no period: they stand
 * once, on the line of the first period of their segment, and are zero on its other lines, so that every column adds up.
 */
@Value.Immutable
public sealed interface ForecastLine permits ImmutableForecastLine {

    /** The period the line is about. */
    FiscalPeriod period();

    /** The segment the line is about; {@value Forecast#ALL} when the request names no dimension. */
    String segment();

    /** Amounts of won deals whose actual close lies in the period, on or before the as-of day. */
    Money closed();

    /** Raw amounts of open deals expected to close in the period, on or after the as-of day. */
    Money open();

    /**
     * What is still to come: the {@link #open} amounts, each times the chance of its deal, added up exactly and rounded
     * once, half to even, and what is {@link #unattributed}. Does not include {@link #closed}; together with it, it is
     * the revenue forecast for the period. Zero where the strategy {@linkplain #hasExpected does not know}.
     */
    Money expected();

    /**
     * The part of {@link #expected} that no single deal carries, because the strategy goes by past periods; zero for
     * strategies that weigh deals. Negative where the strategy expects less than what is closed already.
     */
    Money unattributed();

    /** Whether the strategy could say what is expected; where not, {@link Forecast#missing} tells why. */
    boolean hasExpected();

    /** Raw amounts of open deals of the segment that should have closed before the as-of day. */
    Money overdue();

    /** Raw amounts of open deals of the segment without an expected close. */
    Money unscheduled();
}
