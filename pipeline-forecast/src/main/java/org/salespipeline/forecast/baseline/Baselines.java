package org.salespipeline.forecast.baseline;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.ForecastStrategy;

/**
 * Entry point to the naive strategies. They forecast the revenue closed in a period from what closed in past ones, and let
 * no open deal play a part.
 *
 * <pre>{@code
 * Forecast rival = Baselines.meanOfLast(4).forecast(view, request);
 * }</pre>
 *
 * <p>In the lines of such a forecast {@code closed} is what is closed so far, and {@code expected} the forecast for the
 * whole period less that, so both together are the forecast. Nothing is clamped: {@code expected} is negative where more
 * is closed than was forecast. All of it is {@linkplain org.salespipeline.forecast.ForecastLine#unattributed
 * unattributed}, and there are no contributions. Amounts are computed in whole numbers and rounded once, half to even, to
 * minor units. In a period that is over nothing more is expected.
 *
 * <p>Past periods are read as they are known to the view that was learned from; a period is complete when its last day has
 * ended by then. What is known begins on the day on which the first deal was created, or won if that was earlier; a period
 * that began before is not known, and is not taken for one without sales. Where a past period is needed that is not
 * known, the line {@linkplain org.salespipeline.forecast.ForecastLine#hasExpected does not know} what is expected, and
 * {@link org.salespipeline.forecast.Forecast#missing} tells what would have been needed.
 */
public final class Baselines {

    private Baselines() {}

    /** As much as closed in the last complete period, whichever period is asked for. */
    public static ForecastStrategy lastPeriod() {
        return new Baseline("last-period", (past, asked) -> {
            FiscalPeriod last = past.lastComplete();
            return past.recipe(asked, List.of(last), () -> Recipe.mean(asked, List.of(last)));
        });
    }

    /**
     * The mean of the last complete periods, all of which must be known.
     *
     * @param periods how many, at least 1
     */
    public static ForecastStrategy meanOfLast(int periods) {
        checkArgument(periods >= 1, "periods of a mean must be at least 1, was %s", periods);
        return new Baseline("mean-of-last-" + periods, (past, asked) -> {
            List<FiscalPeriod> last = past.lastComplete(periods);
            return past.recipe(asked, last, () -> Recipe.mean(asked, last));
        });
    }

    /** As much as closed a year before; where that is not complete either, as many years before as it takes. */
    public static ForecastStrategy samePeriodLastYear() {
        return new Baseline(
                "same-period-last-year", (past, asked) -> season(past, asked, Season.yearBefore(asked), true));
    }

    /**
     * As much as closed in the same month of the quarter before, or in the quarter before when quarters are asked for;
     * where that is not complete either, as many quarters before as it takes. Of years nothing can be said.
     */
    public static ForecastStrategy samePeriodLastQuarter() {
        return new Baseline(
                "same-period-last-quarter",
                (past, asked) -> Season.quarterBefore(asked)
                        .map(before -> season(past, asked, before, false))
                        .orElseGet(() -> Recipe.unknown(
                                asked, "a year has no same period in the quarter before; ask for months or quarters")));
    }

    /**
     * The last complete period, and on from there in equal steps: those on which the first and the last of the periods
     * looked at lie.
     *
     * <pre>
     *   forecast = y_T + h (y_T - y_1) / (T - 1)
     * </pre>
     *
     * with y_1 to y_T what closed in the periods looked at and h how many periods after the last of them the asked one
     * lies. Below zero where sales fell fast enough.
     *
     * <p>Source: R. J. Hyndman and G. Athanasopoulos (2021), <i>Forecasting: principles and practice</i>, 3rd edition,
     * section 5.2, <a href="https://otexts.com/fpp3/simple-methods.html">otexts.com/fpp3</a>.
     *
     * @param periods T, at least 2
     */
    public static ForecastStrategy drift(int periods) {
        checkArgument(periods >= 2, "periods of a drift must be at least 2, was %s", periods);
        return new Baseline("drift-of-last-" + periods, (past, asked) -> {
            List<FiscalPeriod> last = past.lastComplete(periods);
            return past.recipe(asked, last, () -> Recipe.drift(asked, last));
        });
    }

    /** What is closed so far and nothing more: the floor, not a guess. */
    public static ForecastStrategy closedSoFar() {
        return new Baseline("closed-so-far", (past, asked) -> Recipe.closedSoFar(asked));
    }

    /**
     * What is closed so far divided by the share of their final amount that past periods had closed by then.
     *
     * <pre>
     *   forecast = closed so far × Σ final / Σ closed by then
     * </pre>
     *
     * with the sums over the last complete periods and all segments, so that the forecasts of segments add up. "By then"
     * is the end of the first day of a past period by which at least as large a part of its days had passed as of the
     * asked period up to the as-of day, that one included. What was closed by then is taken as it was known then, what
     * was final as it is known now. Of periods that have not begun, or in which nothing is closed yet, nothing can be
     * said.
     *
     * @param periods how many past periods, at least 1
     */
    public static ForecastStrategy runRate(int periods) {
        checkArgument(periods >= 1, "periods of a run rate must be at least 1, was %s", periods);
        return new Baseline("run-rate-of-last-" + periods, (past, asked) -> {
            List<FiscalPeriod> last = past.lastComplete(periods);
            return past.recipe(asked, last, () -> new Pacing(past, asked, last).recipe());
        });
    }

    private static Recipe season(Past past, FiscalPeriod asked, FiscalPeriod first, boolean byYear) {
        FiscalPeriod before = first;
        while (!past.isComplete(before)) {
            Optional<FiscalPeriod> earlier =
                    byYear ? Optional.of(Season.yearBefore(before)) : Season.quarterBefore(before);
            before = earlier.orElseThrow();
        }
        FiscalPeriod same = before;
        return past.recipe(asked, List.of(same), () -> Recipe.mean(asked, List.of(same)));
    }
}
