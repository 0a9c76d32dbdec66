package org.salespipeline.forecast.inflow;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.salespipeline.forecast.statistics.SeriesModel;
import org.salespipeline.forecast.statistics.SeriesModels;

/**
 * Entry point to the models of business that does not exist yet.
 *
 * <pre>{@code
 * NewBusiness coming = NewBusinessModels.cohortEmergence()
 *         .fit(view, FiscalCalendar.calendarYear(), Granularity.QUARTER, CurrencyUnit.EUR);
 * coming.expected(1).ifPresent(next -> System.out.println(next.wins().mean() + " wins, " + next.revenue() + " cents"));
 * }</pre>
 *
 * <p>A cohort is what came into the pipeline in one period, its exposure the amount as it was shown at the end of that period;
 * a deal without amount counts with the mean of the others. A deal comes in on the first day on which it stands in a stage of
 * the pipeline, or on which it is won if that is earlier: a lead is not there yet. Inside a running period only what comes in
 * after the as-of day is new, and it is compared with what came in during the like part of past periods.
 *
 * <p>Learned from are complete periods that what is known begins before, the last 120 at most. Times are those at which things
 * happened: what was entered late counts as if entered in time. Wins without a date or with an amount of 0 or less do not
 * count.
 */
public final class NewBusinessModels {

    private NewBusinessModels() {}

    /** As {@link #cohortEmergence(SeriesModel)}, with the {@linkplain SeriesModels#nearest nearest} model for arrivals. */
    public static NewBusinessModel cohortEmergence() {
        return byCohorts(Development.EMERGENCE, Optional.empty());
    }

    /**
     * Coming cohorts times the rates at which past ones emerged. The default.
     *
     * <pre>
     *   β_k = Σ won of cohort c in period c + k / Σ exposure of c                  over cohorts with c + k complete
     *   revenue(h) = rest of the running cohort · β'_h + Σ exposure of cohort j · β_h−j             j from 1 to h
     * </pre>
     *
     * <p>with β' the rates of what came in during the like rest of past periods. What still comes into the running period is a
     * credibility mean of what its part so far and what the series says: (1 − π)(so far + (1 − π) series), π the usual part
     * of a period's exposure by the like day. The whole of it is then the last value of the series of arrivals.
     *
     * <p>These rates are the pattern that belongs to Bornhuetter and Ferguson; that of the chain ladder is not.
     *
     * <p>Source: T. Mack (2008), The prediction error of Bornhuetter/Ferguson, <i>ASTIN Bulletin</i> 38(1):87–103, <a
     * href="https://doi.org/10.2143/AST.38.1.2030404">doi</a>.
     *
     * @param arrivals of exposure by period; where it needs more periods than are known, the mean of the last four takes its
     *     place
     */
    public static NewBusinessModel cohortEmergence(SeriesModel arrivals) {
        return byCohorts(Development.EMERGENCE, Optional.of(arrivals));
    }

    /** Coming cohorts, which grow as the chain ladder has it, to what past ones come to per exposure by the chain ladder. */
    public static NewBusinessModel chainLadder() {
        return byCohorts(Development.CHAIN_LADDER, Optional.empty());
    }

    /** The same, but what past cohorts come to counts as far as it has emerged: the rate of Cape Cod. */
    public static NewBusinessModel capeCod() {
        return byCohorts(Development.CAPE_COD, Optional.empty());
    }

    /**
     * The mean of the like windows of the last periods: what was won in each of them of deals that did not exist as long before.
     *
     * @param periods how many, at least 1; of fewer the mean is that of all there are
     */
    public static NewBusinessModel meanOf(int periods) {
        checkArgument(periods >= 1, "periods of a mean must be at least 1, was %s", periods);
        return byWindows(SeriesModels.meanOf(periods));
    }

    /**
     * The like windows of past periods as a series.
     *
     * @param windows learns from what was won in past periods of deals that did not exist as long before; with fewer of them
     *     than it {@linkplain SeriesModel#fewest needs} nothing is told
     */
    public static NewBusinessModel byWindows(SeriesModel windows) {
        return (view, calendar, granularity, currency) -> NewBusiness.of(
                CohortReader.read(view, calendar, granularity, currency), season -> new Windows(windows));
    }

    private static NewBusinessModel byCohorts(Development development, Optional<SeriesModel> arrivals) {
        return (view, calendar, granularity, currency) -> NewBusiness.of(
                CohortReader.read(view, calendar, granularity, currency),
                season -> new Emergence(development, arrivals.orElseGet(() -> SeriesModels.nearest(season))));
    }
}
