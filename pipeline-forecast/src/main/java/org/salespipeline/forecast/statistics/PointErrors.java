package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;

/**
 * How far stated numbers lay from what came. Immutable; cases in any order give the same bits.
 *
 * <p>Shares of 0 are refused with an IllegalStateException, never answered with NaN; see {@link #wape}.
 */
public final class PointErrors {

    /** An actual below this share of the mean one is too small to divide by. */
    private static final double TINY = 0.01;

    private final double[] forecasts;
    private final double[] actuals;

    private PointErrors(double[] forecasts, double[] actuals) {
        this.forecasts = forecasts;
        this.actuals = actuals;
    }

    /**
     * Forecasts beside what came.
     *
     * @param forecasts finite
     * @param actuals finite, as many, at least one
     */
    public static PointErrors of(double[] forecasts, double[] actuals) {
        checkArgument(
                forecasts.length == actuals.length && forecasts.length > 0,
                "forecasts must be as many as actuals, at least one, was %s and %s",
                forecasts.length,
                actuals.length);
        for (int i = 0; i < actuals.length; i++) {
            checkArgument(
                    Double.isFinite(forecasts[i]) && Double.isFinite(actuals[i]),
                    "forecast and actual of case %s must be finite, was %s and %s",
                    i,
                    forecasts[i],
                    actuals[i]);
        }
        return new PointErrors(forecasts.clone(), actuals.clone());
    }

    /** Number of cases. */
    public int size() {
        return actuals.length;
    }

    /** Mean absolute error. */
    public double mae() {
        return sum(i -> Math.abs(error(i))) / size();
    }

    /** Root of the mean squared error. */
    public double rmse() {
        return Math.sqrt(sum(i -> error(i) * error(i)) / size());
    }

    /** Whether there is anything to be a share of; {@link #wape} and {@link #bias} need it. */
    public boolean hasActuals() {
        return sum(i -> Math.abs(actuals[i])) > 0;
    }

    /**
     * Weighted absolute percentage error as a share: Σ |forecast − actual| / Σ |actual|.
     *
     * @throws IllegalStateException if all actuals are 0
     */
    public double wape() {
        return sum(i -> Math.abs(error(i))) / total();
    }

    /**
     * Σ (forecast − actual) / Σ |actual|: above 0 is too much.
     *
     * @throws IllegalStateException if all actuals are 0
     */
    public double bias() {
        return sum(this::error) / total();
    }

    /**
     * Mean of |forecast − actual| / |actual|; refused, which is empty, where an actual is 0 or below a hundredth of the mean
     * one. It rewards low forecasts; prefer {@link #wape}.
     */
    public OptionalDouble mape() {
        double mean = sum(i -> Math.abs(actuals[i])) / size();
        for (double actual : actuals) {
            if (Math.abs(actual) <= TINY * mean) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(sum(i -> Math.abs(error(i) / actuals[i])) / size());
    }

    /** Mean of 2 |forecast − actual| / (|forecast| + |actual|), 0 where both are 0. */
    public double smape() {
        return sum(i -> error(i) == 0 ? 0 : 2 * Math.abs(error(i)) / (Math.abs(forecasts[i]) + Math.abs(actuals[i])))
                / size();
    }

    /**
     * Mean absolute error, as a multiple of that of "the same as one season before" over a history.
     *
     * <p>Source: R. J. Hyndman, A. B. Koehler (2006), Another look at measures of forecast accuracy, <i>IJF</i> 22(4):679–688.
     *
     * @param history before the cases, in the order of time, longer than a season
     * @param season 1 or more steps
     * @throws IllegalStateException if every season repeats the one before
     */
    public double mase(double[] history, int season) {
        return mae() / scale(history, season, false);
    }

    /**
     * Root of the mean squared error, as a multiple of that of "the same as one season before" over a history.
     *
     * @param history before the cases, in the order of time, longer than a season
     * @param season 1 or more steps
     * @throws IllegalStateException if every season repeats the one before
     */
    public double rmsse(double[] history, int season) {
        return rmse() / Math.sqrt(scale(history, season, true));
    }

    private static double scale(double[] history, int season, boolean squared) {
        checkArgument(
                season >= 1 && season < history.length,
                "season must be from 1 to the length of the history less one (%s), was %s",
                history.length - 1,
                season);
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (int t = season; t < history.length; t++) {
            double step = history[t] - history[t - season];
            sum.add(squared ? step * step : Math.abs(step));
        }
        double scale = sum.result() / (history.length - season);
        if (scale == 0) {
            throw new IllegalStateException(
                    "a scaled error needs a history in which seasons differ, was the same each time");
        }
        return scale;
    }

    private double total() {
        double total = sum(i -> Math.abs(actuals[i]));
        if (total == 0) {
            throw new IllegalStateException(
                    "a share of what came needs an actual other than 0, all " + size() + " were 0; use mae()");
        }
        return total;
    }

    private double error(int i) {
        return forecasts[i] - actuals[i];
    }

    private double sum(ByCase value) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (int i = 0; i < actuals.length; i++) {
            sum.add(value.of(i));
        }
        return sum.result();
    }

    @FunctionalInterface
    private interface ByCase {
        double of(int i);
    }
}
