package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * The quantiles of a sample, each by a declared definition. Immutable.
 *
 * <p>Source: R. J. Hyndman, Y. Fan (1996), Sample quantiles in statistical packages, <i>The American Statistician</i>
 * 50(4):361–365, <a href="https://doi.org/10.1080/00031305.1996.10473566">doi</a>.
 */
public final class Quantiles {

    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Quantiles of these values, in whatever order.
     *
     * @param values at least one, none NaN; −0.0 and 0.0 are one value
     */
    public static Quantiles of(double... values) {
        checkArgument(values.length > 0, "a sample must have at least one value");
        double[] sorted = values.clone();
        for (int i = 0; i < sorted.length; i++) {
            checkArgument(!Double.isNaN(sorted[i]), "value %s of a sample must be a number, was NaN", i);
            sorted[i] += 0.0;
        }
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    /** Number of values. */
    public int size() {
        return sorted.length;
    }

    /**
     * The smallest value up to which at least this share of the values lies: inf{x: F(x) ≥ share}, type 1 of Hyndman and Fan.
     * It is always one of the values; for 0 the smallest.
     *
     * @param share in [0, 1]
     */
    public double inverse(double share) {
        requireShare(share);
        int n = sorted.length;
        int rank = (int) Math.ceil(share * n);
        // 0.07 · 100 is above 7 in doubles, 7 / 100 is not below 0.07
        if (rank > 1 && (rank - 1) / (double) n >= share) {
            rank--;
        }
        return sorted[Math.max(rank, 1) - 1];
    }

    /**
     * The value at position (n − 1) · share, between two values in proportion: type 7 of Hyndman and Fan, what spreadsheets
     * and R do by default.
     *
     * @param share in [0, 1]
     */
    public double interpolated(double share) {
        requireShare(share);
        double position = (sorted.length - 1) * share;
        int below = (int) position;
        double part = position - below;
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }

    /**
     * Confidence interval for the true quantile, free of any assumption about the law of independent values: two of the values
     * such that the number below the quantile, binomial, falls outside with at most what the confidence leaves to either side.
     * An end is infinite where the sample is too small to bound it.
     *
     * <p>Source: W. J. Conover (1999), <i>Practical Nonparametric Statistics</i>, 3.2.
     *
     * @param share between 0 and 1, both excluded
     * @param confidence between 0 and 1, both excluded
     */
    public Interval interval(double share, double confidence) {
        checkArgument(share > 0 && share < 1, "share of a quantile must be between 0 and 1, was %s", share);
        double tail = Interval.tail(confidence);
        int n = sorted.length;
        int low = lastUpTo(k -> new Proportion(k - 1, n).chanceOfAtMost(share), tail);
        int high = lastUpTo(k -> new Proportion(n + 1 - k, n).chanceOfAtLeast(share), tail);
        return new Interval(
                low == 0 ? Double.NEGATIVE_INFINITY : sorted[low - 1],
                high == 0 ? Double.POSITIVE_INFINITY : sorted[n - high]);
    }

    /** The last rank from 1 on whose chance, which never falls, is at most the tail; 0 if none is. */
    private int lastUpTo(Ranked chance, double tail) {
        int from = 0;
        int below = sorted.length + 1;
        while (below - from > 1) {
            int middle = (from + below) >>> 1;
            if (chance.of(middle) <= tail) {
                from = middle;
            } else {
                below = middle;
            }
        }
        return from;
    }

    @FunctionalInterface
    private interface Ranked {
        double of(int rank);
    }

    private static void requireShare(double share) {
        checkArgument(share >= 0 && share <= 1, "share of a quantile must be in [0, 1], was %s", share);
    }
}
