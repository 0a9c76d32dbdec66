package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The losses of two forecasts about the same cases, in the order of time: is one better than the other?
 *
 * <p>A case is what is independent of the next, an origin or a period or a seed, not a deal. Immutable.
 */
public final class PairedLosses {

    /** From so many cases on the test of Diebold and Mariano is used, below it the bootstrap. */
    public static final int ENOUGH_FOR_A_TEST = 8;

    private static final int REPLICATES = 2000;

    private final double[] differences;
    private final double mean;

    private PairedLosses(double[] differences) {
        this.differences = differences;
        this.mean = average(differences);
    }

    /**
     * Two forecasts.
     *
     * @param first finite
     * @param second as many, at least one
     */
    public static PairedLosses of(double[] first, double[] second) {
        checkArgument(
                first.length == second.length && first.length > 0,
                "losses must be of the same cases, at least one, was %s and %s",
                first.length,
                second.length);
        double[] differences = new double[first.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = first[i] - second[i];
            checkArgument(
                    Double.isFinite(differences[i]),
                    "losses of case %s must be finite, was %s and %s",
                    i,
                    first[i],
                    second[i]);
        }
        return new PairedLosses(differences);
    }

    private static double average(double[] values) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (double value : values) {
            sum.add(value);
        }
        return sum.result() / values.length;
    }

    /** Number of cases. */
    public int size() {
        return differences.length;
    }

    /** Mean loss of the first minus that of the second: below 0 the first is better. */
    public double meanDifference() {
        return mean;
    }

    /**
     * The test of Diebold and Mariano that both are equally good, with the correction of Harvey, Leybourne and Newbold and
     * Student's t.
     *
     * <pre>
     *   DM  = d̄ / √(V/n)     V = γ₀ + 2 Σ_{k&lt;h} (1 − k/h) γ_k     γ_k = Σ (d_t − d̄)(d_{t−k} − d̄) / n
     *   HLN = DM · √((n + 1 − 2h + h(h − 1)/n) / n)                 p from t with n − 1 degrees of freedom
     * </pre>
     *
     * <p>Bartlett's weights 1 − k/h keep V above 0 where the rectangular ones do not. If all differences are equal V is 0 and
     * DM is 0 or infinite.
     *
     * <p>Sources: F. X. Diebold, R. S. Mariano (1995), Comparing predictive accuracy, <i>JBES</i> 13(3):253–263; D. Harvey, S.
     * Leybourne, P. Newbold (1997), Testing the equality of prediction mean squared errors, <i>IJF</i> 13(2):281–291.
     *
     * @param horizon h: how many steps ahead each case looks, 1 or more; cases further apart do not share what happened
     * @throws IllegalStateException with fewer than {@link #ENOUGH_FOR_A_TEST} cases, or not more than 2h; use {@link
     *     #interval}
     */
    public Test dieboldMariano(int horizon) {
        int n = differences.length;
        checkArgument(horizon >= 1, "horizon of a test must be 1 or more, was %s", horizon);
        if (n < ENOUGH_FOR_A_TEST || n <= 2 * horizon) {
            throw new IllegalStateException("a test over " + horizon + " steps needs more than "
                    + Math.max(ENOUGH_FOR_A_TEST - 1, 2 * horizon) + " cases, was " + n + "; use an interval");
        }
        double variance = longRunVariance(horizon);
        double dm = mean == 0 ? 0 : mean / Math.sqrt(variance / n);
        double h = horizon;
        double hln = dm * Math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
        return new Test(dm, hln, StudentT.twoSided(hln, n - 1.0));
    }

    /** V above: the variance of the mean, times the number of cases. */
    double longRunVariance(int horizon) {
        double variance = autocovariance(0);
        for (int lag = 1; lag < horizon; lag++) {
            variance += 2 * (1 - lag / (double) horizon) * autocovariance(lag);
        }
        return Math.max(0, variance);
    }

    private double autocovariance(int lag) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (int t = lag; t < differences.length; t++) {
            sum.add((differences[t] - mean) * (differences[t - lag] - mean));
        }
        return sum.result() / differences.length;
    }

    /**
     * Between which ends the true mean difference lies, by drawing runs of cases again: the stationary bootstrap. Ends on
     * either side of 0 cannot tell the two apart. With one case, all of (−∞, ∞).
     *
     * @param confidence between 0 and 1, both excluded
     * @param blockLength mean length of the runs, 1 for independent cases
     */
    public Interval interval(double confidence, double blockLength, long seed) {
        if (differences.length == 1) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        return Bootstrap.of(seed, REPLICATES)
                .inBlocksOf(blockLength)
                .percentile(differences.length, confidence, cases -> {
                    double sum = 0;
                    for (int i : cases) {
                        sum += differences[i];
                    }
                    return sum / cases.length;
                });
    }

    /**
     * The p-values as Holm corrects them for having been looked at together: what stays at or below a level is wrong about any
     * of them with at most that chance.
     *
     * <p>Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, <i>Scandinavian Journal of
     * Statistics</i> 6(2):65–70.
     *
     * @param pValues in [0, 1]
     * @return in the same order
     */
    public static double[] holm(double... pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] corrected = new double[pValues.length];
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            double p = pValues[order[rank]];
            checkArgument(p >= 0 && p <= 1, "p-value must be in [0, 1], was %s", p);
            highest = Math.max(highest, Math.min(1, p * (order.length - rank)));
            corrected[order[rank]] = highest;
        }
        return corrected;
    }

    /** The differences, first minus second, in the order given. */
    @Override
    public String toString() {
        return "mean difference " + mean + " over " + differences.length + " of " + Arrays.toString(differences);
    }

    /**
     * Outcome of a test that two forecasts are equally good.
     *
     * @param dm the statistic of Diebold and Mariano
     * @param hln the same corrected for few cases
     * @param pValue two-sided
     */
    public record Test(double dm, double hln, double pValue) {}
}
