package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Looks for the one moment at which a series changed its level, with a chance of a false alarm that is declared and kept.
 *
 * <pre>
 *   statistic = max over k of  |A_k − W_k · A/W| / √(W_k (W − W_k) / W)      A_k, W_k sums of amounts and weights up to k
 *   p = (1 + number of redistributions with a statistic at least as large) / (1 + redistributions)
 * </pre>
 *
 * <p>If nothing changed, the amounts could as well have come in any other way over the periods: the p-value compares the
 * series with as many random redistributions of itself. It is at most α with a chance of at most α, for any number of
 * periods and any law, as long as the periods are independent. Both parts have at least two periods.
 *
 * <p>Source: E. S. Page (1955), A test for a change in a parameter occurring at an unknown point, <i>Biometrika</i>
 * 42(3/4):523–527; B. Phipson, G. K. Smyth (2010), Permutation p-values should never be zero, <i>Statistical Applications in
 * Genetics and Molecular Biology</i> 9(1):39, <a href="https://doi.org/10.2202/1544-6115.1585">doi</a>.
 *
 * <p>Redistributions are looked up by {@link Draws} under the seed and the series itself, so the same series and seed give the
 * same answer everywhere. Immutable.
 */
public final class ChangePoint {

    /** Periods on either side of a change. */
    private static final int AT_LEAST = 2;

    /** Equal statistics of two orders may differ by rounding; they count as equal. */
    private static final double ROUNDING = 1 - 1e-9;

    private final Draws draws;
    private final int redistributions;

    private ChangePoint(Draws draws, int redistributions) {
        this.draws = draws;
        this.redistributions = redistributions;
    }

    /**
     * A search with so many random redistributions.
     *
     * @param redistributions 1 or more; 999 suffice for a false-alarm rate of 5 %, 9,999 for 1 %
     */
    public static ChangePoint of(long seed, int redistributions) {
        checkArgument(redistributions >= 1, "redistributions must be 1 or more, was %s", redistributions);
        return new ChangePoint(Draws.seeded(seed), redistributions);
    }

    /**
     * The most likely change in a series.
     *
     * @param at the first period of the later part; −1 if no change can be told
     * @param before level of the earlier part: mean, share or rate; NaN if no change can be told
     * @param after level of the later part
     * @param pValue above 0, at most 1
     */
    public record Shift(int at, double before, double after, double pValue) {

        /**
         * True if the change is to be reported. If nothing changed this happens with at most this chance.
         *
         * @param falseAlarmRate between 0 and 1, both excluded
         */
        public boolean isAlarm(double falseAlarmRate) {
            checkArgument(
                    falseAlarmRate > 0 && falseAlarmRate < 1,
                    "false-alarm rate must be between 0 and 1, was %s",
                    falseAlarmRate);
            return pValue <= falseAlarmRate;
        }
    }

    /**
     * A change of the mean of values, one per period: redistributed by putting them into another order.
     *
     * @param values finite, in the order of time
     */
    public Shift inValues(double... values) {
        double[] centred = centred(values);
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        Shift shift = shift(centred, ones, (own, into) -> shuffle(centred, own, into));
        int at = shift.at();
        return at < 0 ? shift : new Shift(at, mean(values, 0, at), mean(values, at, values.length), shift.pValue());
    }

    /** Values around their mean, so that large levels cost no digits. */
    private static double[] centred(double[] values) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (double value : values) {
            sum.add(value);
        }
        double mean = values.length == 0 ? 0 : sum.result() / values.length;
        double[] centred = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            centred[i] = values[i] - mean;
        }
        return centred;
    }

    private static double mean(double[] values, int from, int to) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (int i = from; i < to; i++) {
            sum.add(values[i]);
        }
        return sum.result() / (to - from);
    }

    private static void shuffle(double[] values, Draws own, double[] into) {
        for (int i = 0; i < values.length; i++) {
            int other = own.below(i, i + 1);
            into[i] = into[other];
            into[other] = values[i];
        }
    }

    /**
     * A change of the share of hits among trials, one count per period: redistributed by dealing all hits out over all trials.
     *
     * @param hits per period, 0 to its trials
     * @param trials per period, 0 or more
     */
    public Shift inShares(long[] hits, long[] trials) {
        requireAsMany(hits.length, trials.length);
        Proportion all = new Proportion(0, 0);
        double[] amounts = new double[hits.length];
        double[] weights = new double[hits.length];
        for (int i = 0; i < hits.length; i++) {
            all = all.plus(new Proportion(hits[i], trials[i]));
            amounts[i] = hits[i];
            weights[i] = trials[i];
        }
        Proportion total = all;
        return shift(amounts, weights, (own, into) -> deal(total, trials, own, into));
    }

    private static void deal(Proportion all, long[] trials, Draws own, double[] into) {
        long hits = all.hits();
        long left = all.trials();
        for (int i = 0; i < trials.length; i++) {
            long drawn = left == 0 ? 0 : Urn.withoutReplacement(hits, left, trials[i], own.uniform(i));
            into[i] = drawn;
            hits -= drawn;
            left -= trials[i];
        }
    }

    /**
     * A change of the rate of events, such as deals created per week: redistributed by dealing all events out over the periods
     * in proportion to their exposure.
     *
     * @param events per period, 0 or more
     * @param exposures per period, above 0 and finite, such as working days
     */
    public Shift inCounts(long[] events, double[] exposures) {
        requireAsMany(events.length, exposures.length);
        long all = 0;
        double[] amounts = new double[events.length];
        for (int i = 0; i < events.length; i++) {
            if (events[i] < 0 || !(exposures[i] > 0 && Double.isFinite(exposures[i]))) {
                throw new IllegalArgumentException("period " + i
                        + " must have 0 events or more in a finite exposure above 0, was " + events[i] + " in "
                        + exposures[i]);
            }
            all = Math.addExact(all, events[i]);
            amounts[i] = events[i];
        }
        long total = all;
        double[] later = new double[events.length];
        double sum = 0;
        for (int i = events.length - 1; i >= 0; i--) {
            sum += exposures[i];
            later[i] = exposures[i] / sum;
        }
        return shift(amounts, exposures, (own, into) -> spread(total, later, own, into));
    }

    private static void spread(long all, double[] later, Draws own, double[] into) {
        long left = all;
        for (int i = 0; i < later.length; i++) {
            long drawn = Urn.binomial(left, later[i], own.uniform(i));
            into[i] = drawn;
            left -= drawn;
        }
    }

    private static void requireAsMany(int counts, int of) {
        checkArgument(counts == of, "counts must be of as many periods, was %s and %s", counts, of);
    }

    /** Puts the amounts of one redistribution into an array. */
    @FunctionalInterface
    private interface Redistribution {
        void fill(Draws own, double[] into);
    }

    private Shift shift(double[] amounts, double[] weights, Redistribution redistribution) {
        Scan scan = new Scan(weights);
        double statistic = scan.largest(amounts);
        int at = scan.at;
        if (!(statistic > 0)) {
            return new Shift(-1, Double.NaN, Double.NaN, 1);
        }
        Draws own = drawsAbout(amounts, weights);
        int asLarge = 0;
        double[] other = new double[amounts.length];
        for (int r = 0; r < redistributions; r++) {
            redistribution.fill(own.about(r), other);
            asLarge += scan.largest(other) >= statistic * ROUNDING ? 1 : 0;
        }
        double pValue = (1.0 + asLarge) / (1.0 + redistributions);
        double before = sum(amounts, 0, at) / sum(weights, 0, at);
        double after = sum(amounts, at, amounts.length) / sum(weights, at, amounts.length);
        return new Shift(at, before, after, pValue);
    }

    /** Draws of this series alone: with those of all series in common, all would err together. */
    private Draws drawsAbout(double[] amounts, double[] weights) {
        Draws own = draws;
        for (int i = 0; i < amounts.length; i++) {
            own = own.about(Double.doubleToLongBits(amounts[i])).about(Double.doubleToLongBits(weights[i]));
        }
        return own;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** The statistic over all places of a change. */
    private static final class Scan {
        private final double[] weights;
        private final double allWeight;
        private int at;

        Scan(double[] weights) {
            this.weights = weights;
            this.allWeight = sum(weights, 0, weights.length);
        }

        double largest(double[] amounts) {
            double all = sum(amounts, 0, amounts.length);
            double largest = 0;
            double amount = 0;
            double weight = 0;
            for (int k = 1; k <= amounts.length - AT_LEAST; k++) {
                amount += amounts[k - 1];
                weight += weights[k - 1];
                double spread = weight * (allWeight - weight) / allWeight;
                if (k < AT_LEAST || !(spread > 0)) {
                    continue;
                }
                double statistic = Math.abs(amount - weight * (all / allWeight)) / Math.sqrt(spread);
                if (statistic > largest) {
                    largest = statistic;
                    at = k;
                }
            }
            return largest;
        }
    }
}
