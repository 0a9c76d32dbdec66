package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Entry point to the models of series.
 *
 * <pre>{@code
 * double next = SeriesModels.theta(4).fit(created).ahead(1);
 * }</pre>
 *
 * <p>A season is the number of periods after which they are alike: 12 for months, 4 for quarters, 1 for none. Where weights are
 * not given they are those with the smallest sum of squared one-step errors, found by a search that takes the same steps on
 * every machine. The exponential smoothers are one recursion:
 *
 * <pre>
 *   forecast_t = l + φ b + s_t−m,   e = y_t − forecast_t
 *   l ← l + φ b + α e,   b ← φ b + α β e,   s_t ← s_t−m + γ e
 * </pre>
 *
 * <p>Source: R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder (2008), <i>Forecasting with exponential smoothing</i>,
 * Springer.
 */
public final class SeriesModels {

    private SeriesModels() {}

    /** The last value. */
    public static SeriesModel naive() {
        return values -> {
            double last = checked(values, 1)[values.length - 1];
            return steps -> last;
        };
    }

    /**
     * The value of the like period of the last season.
     *
     * @param season periods, at least 1
     */
    public static SeriesModel seasonalNaive(int season) {
        return new SeasonalNaive(checkedSeason(season));
    }

    /**
     * The mean of the last values; of all where there are fewer.
     *
     * @param periods how many, at least 1
     */
    public static SeriesModel meanOf(int periods) {
        checkArgument(periods >= 1, "periods of a mean must be at least 1, was %s", periods);
        return values -> {
            double[] series = checked(values, 1);
            int count = Math.min(periods, series.length);
            double sum = 0;
            for (int i = series.length - count; i < series.length; i++) {
                sum += series[i];
            }
            double mean = sum / count;
            return steps -> mean;
        };
    }

    /** Simple exponential smoothing: a level that follows the values. */
    public static SeriesModel ses() {
        return new Smoothing(Smoothing.Kind.LEVEL, 1);
    }

    /**
     * Simple exponential smoothing with a known weight, beginning at the first value.
     *
     * @param alpha weight of the newest value, in (0, 1]
     */
    public static SeriesModel ses(double alpha) {
        return new Smoothing(Smoothing.Kind.LEVEL, 1).with(alpha, 0, 1, 0);
    }

    /** A level and a trend that fades out, after E. S. Gardner and E. McKenzie (1985). */
    public static SeriesModel dampedHolt() {
        return new Smoothing(Smoothing.Kind.DAMPED, 1);
    }

    /**
     * A level, a trend that goes on, and a season that is added, after C. C. Holt (1957) and P. R. Winters (1960). Begins with the
     * mean of the first season, the difference to that of the second, and how the first deviates from its mean.
     *
     * @param season periods, at least 2; two of them are needed to learn from
     */
    public static SeriesModel holtWinters(int season) {
        return new Smoothing(Smoothing.Kind.SEASONAL, atLeastTwo(season));
    }

    /**
     * The same with known weights.
     *
     * @param season periods, at least 2
     * @param alpha of the level, in (0, 1]
     * @param beta of the trend, in [0, 1]
     * @param gamma of the season, in [0, 1]
     */
    public static SeriesModel holtWinters(int season, double alpha, double beta, double gamma) {
        return new Smoothing(Smoothing.Kind.SEASONAL, atLeastTwo(season)).with(alpha, beta, 1, gamma);
    }

    /**
     * A level, a trend that fades out and a season that is added, each with its error: ETS(A, A<sub>d</sub>, A).
     *
     * @param season periods, at least 2; two of them are needed to learn from
     */
    public static SeriesModel ets(int season) {
        return new Smoothing(Smoothing.Kind.SEASONAL_DAMPED, atLeastTwo(season));
    }

    /**
     * The Theta method: simple exponential smoothing that drifts by half the slope of the line through the values.
     *
     * <pre>
     *   ahead(h) = SES_n + b/2 (h − 1 + 1/α − (1 − α)^n / α)
     * </pre>
     *
     * <p>Where there are two seasons of values and the autocorrelation of their steps at the season says so (with 90 %),
     * seasonal effects are taken off the values first and put on the forecasts.
     *
     * <p>Source: V. Assimakopoulos, K. Nikolopoulos (2000), The theta model: a decomposition approach to forecasting,
     * <i>International Journal of Forecasting</i> 16(4):521–530; R. J. Hyndman, B. Billah (2003), Unmasking the Theta method,
     * the same 19(2):287–290, <a href="https://doi.org/10.1016/S0169-2070(01)00143-1">doi</a>.
     *
     * @param season periods, at least 1
     */
    public static SeriesModel theta(int season) {
        return new Theta(checkedSeason(season), 0);
    }

    /**
     * The same without seasons and with a known weight.
     *
     * @param alpha weight of the newest value, in (0, 1]
     */
    public static SeriesModel theta(double alpha) {
        return new Theta(1, Smoothing.requireWeight(alpha));
    }

    /**
     * The mean of the last four values, unless another of {@link #ses}, {@link #dampedHolt}, {@link #theta}, {@link #ets} and
     * {@link #seasonalNaive} was clearly nearer when each was asked for the next value in turn.
     *
     * <p>Asked are the last twelve values at most that have seven before them. Nearer is whose mean absolute error is the
     * smallest, clearly if it is below 95 % of that of the mean of four. With fewer than eight values it is the mean.
     *
     * @param season periods, at least 1
     */
    public static SeriesModel nearest(int season) {
        return new Nearest(checkedSeason(season));
    }

    private static int checkedSeason(int season) {
        checkArgument(season >= 1, "season must be at least 1, was %s", season);
        return season;
    }

    private static int atLeastTwo(int season) {
        checkArgument(season >= 2, "season must be at least 2, was %s; without one use dampedHolt", season);
        return season;
    }

    /** The values, if they are enough and finite. */
    static double[] checked(double[] values, int fewest) {
        checkArgument(
                values.length >= fewest, "a series must have at least %s values here, had %s", fewest, values.length);
        for (int i = 0; i < values.length; i++) {
            checkArgument(
                    Double.isFinite(values[i]), "value %s of a series must be finite, was %s", (Object) i, values[i]);
        }
        return values;
    }

    private record SeasonalNaive(int season) implements SeriesModel {

        @Override
        public Fitted fit(double... values) {
            double[] last = checked(values, season).clone();
            return steps -> last[last.length - season + (steps - 1) % season];
        }

        @Override
        public int fewest() {
            return season;
        }
    }
}
