package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.function.ToDoubleFunction;

/**
 * How much a statistic would vary if the cases had come out otherwise, found by drawing cases again, with replacement.
 *
 * <p>Replicate r of a seed is always the same draw, looked up by {@link Draws}: more replicates repeat the first ones, and
 * any split over threads gives the same numbers. A case is what is independent of the others, such as a deal or, for
 * forecasts, a period. Immutable.
 *
 * <p>Source: B. Efron, R. J. Tibshirani (1993), <i>An Introduction to the Bootstrap</i>.
 */
public final class Bootstrap {

    private static final double ROUNDING = 1e-12;

    private final Draws draws;
    private final int replicates;
    private final double blockLength;

    private Bootstrap(Draws draws, int replicates, double blockLength) {
        this.draws = draws;
        this.replicates = replicates;
        this.blockLength = blockLength;
    }

    /**
     * Draws single cases.
     *
     * @param replicates 1 or more; 2,000 give the ends of an interval two digits
     */
    public static Bootstrap of(long seed, int replicates) {
        checkArgument(replicates >= 1, "replicates must be 1 or more, was %s", replicates);
        return new Bootstrap(Draws.seeded(seed), replicates, 1);
    }

    /**
     * Draws runs of consecutive cases instead, for cases in the order of time that depend on their neighbours: the stationary
     * bootstrap. A run goes on with chance 1 − 1/meanLength; after the last case comes the first.
     *
     * <p>Source: D. N. Politis, J. P. Romano (1994), The stationary bootstrap, <i>JASA</i> 89(428):1303–1313, <a
     * href="https://doi.org/10.1080/01621459.1994.10476870">doi</a>.
     *
     * @param meanLength 1 or more cases
     */
    public Bootstrap inBlocksOf(double meanLength) {
        checkArgument(
                meanLength >= 1 && Double.isFinite(meanLength),
                "mean length of blocks must be 1 or more and finite, was %s",
                meanLength);
        return new Bootstrap(draws, replicates, meanLength);
    }

    /**
     * The cases of one replicate: as many indices as there are cases, each from 0 to {@code cases − 1}.
     *
     * @param cases 1 or more
     * @param replicate 0 or more
     */
    public int[] resample(int cases, int replicate) {
        checkArgument(cases >= 1, "cases to draw from must be 1 or more, was %s", cases);
        Draws own = draws.about(replicate);
        int[] drawn = new int[cases];
        for (int i = 0; i < cases; i++) {
            boolean goesOn = i > 0 && blockLength > 1 && own.uniform(2L * i + 1) >= 1 / blockLength;
            drawn[i] = goesOn ? (drawn[i - 1] + 1) % cases : own.below(2L * i, cases);
        }
        return drawn;
    }

    /**
     * The statistic of each replicate, in their order.
     *
     * @param statistic answers for the indices of the cases that were drawn; called once per replicate
     * @throws IllegalStateException if it answers NaN
     */
    public double[] values(int cases, ToDoubleFunction<int[]> statistic) {
        double[] values = new double[replicates];
        for (int r = 0; r < replicates; r++) {
            values[r] = statistic.applyAsDouble(resample(cases, r));
            if (Double.isNaN(values[r])) {
                throw new IllegalStateException(
                        "statistic must be a number for every draw of cases, was NaN in replicate " + r
                                + "; answer a limit where nothing was drawn");
            }
        }
        return values;
    }

    /**
     * Confidence interval between two quantiles of the replicates, {@link Quantiles#interpolated interpolated}.
     *
     * @param confidence between 0 and 1, both excluded
     */
    public Interval percentile(int cases, double confidence, ToDoubleFunction<int[]> statistic) {
        double tail = Interval.tail(confidence);
        Quantiles quantiles = Quantiles.of(values(cases, statistic));
        return new Interval(quantiles.interpolated(tail), quantiles.interpolated(1 - tail));
    }

    /**
     * Confidence interval that is corrected for bias and for a spread that depends on the value (BCa).
     *
     * <pre>
     *   ends at quantiles  Φ(b + (b ± z) / (1 − a (b ± z)))
     *   b = Φ⁻¹(share of replicates below the statistic of all cases, equal ones by half)
     *   a = Σ d³ / (6 (Σ d²)^1.5)    d = mean − statistic without case i, over all i
     * </pre>
     *
     * <p>Source: B. Efron (1987), Better bootstrap confidence intervals, <i>JASA</i> 82(397):171–185, <a
     * href="https://doi.org/10.1080/01621459.1987.10478410">doi</a>.
     *
     * @param cases 2 or more
     * @param confidence between 0 and 1, both excluded
     * @throws IllegalStateException for blocks, whose cases cannot be left out one by one
     */
    public Interval corrected(int cases, double confidence, ToDoubleFunction<int[]> statistic) {
        if (blockLength > 1) {
            throw new IllegalStateException("a corrected interval needs independent cases; use percentile for blocks");
        }
        checkArgument(cases >= 2, "cases of a corrected interval must be 2 or more, was %s", cases);
        double z = Interval.z(confidence);
        double[] values = values(cases, statistic);
        double bias = bias(values, statistic.applyAsDouble(all(cases)));
        double acceleration = acceleration(cases, statistic);
        Quantiles quantiles = Quantiles.of(values);
        double low = quantiles.interpolated(corrected(bias, acceleration, -z));
        double high = quantiles.interpolated(corrected(bias, acceleration, z));
        return new Interval(Math.min(low, high), Math.max(low, high));
    }

    private static double corrected(double bias, double acceleration, double z) {
        double moved = bias + z;
        return Normal.cdf(bias + moved / (1 - acceleration * moved));
    }

    private static double bias(double[] values, double statistic) {
        double below = 0;
        for (double value : values) {
            // the same cases in another order may differ by rounding
            double equal = ROUNDING * Math.max(Math.abs(value), Math.abs(statistic));
            below += Math.abs(value - statistic) <= equal ? 0.5 : value < statistic ? 1 : 0;
        }
        // half a replicate at least to either side, so that the correction stays finite
        double share = Math.max(0.5, Math.min(values.length - 0.5, below)) / values.length;
        return Normal.quantile(share);
    }

    private static double acceleration(int cases, ToDoubleFunction<int[]> statistic) {
        double[] without = new double[cases];
        double mean = 0;
        for (int left = 0; left < cases; left++) {
            int[] others = new int[cases - 1];
            for (int i = 0; i < others.length; i++) {
                others[i] = i < left ? i : i + 1;
            }
            without[left] = statistic.applyAsDouble(others);
            mean += without[left] / cases;
        }
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }
        return squares > 0 ? cubes / (6 * squares * Math.sqrt(squares)) : 0;
    }

    private static int[] all(int cases) {
        int[] all = new int[cases];
        for (int i = 0; i < cases; i++) {
            all[i] = i;
        }
        return all;
    }
}
