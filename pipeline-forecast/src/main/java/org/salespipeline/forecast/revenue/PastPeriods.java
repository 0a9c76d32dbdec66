package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.salespipeline.forecast.statistics.Normal;

/**
 * What was foretold of single deals in past periods, and what came: from this one learns how strongly good and bad periods move
 * all deals together. The chances have to be those that were said before the period, by a model that knew nothing of it; then
 * the mistakes of the model are in the answer too.
 *
 * <pre>
 *   ℓ(ρ) = Σ_t log ∫ Π_i p_i(z)^y_i (1 − p_i(z))^(1 − y_i) φ(z) dz
 * </pre>
 *
 * with p(z) as in {@link CommonFactor}. Immutable.
 */
public final class PastPeriods {

    private static final double[] GRID = {1e-6, .002, .005, .01, .02, .03, .045, .07, .1, .15, .22};
    private static final double PRIOR_MEDIAN = 0.03;
    private static final double REACH = 8;
    private static final int NODES = 321;

    /** More different chances than this are told apart only as far as {@link #BINS_PER_UNIT} does. */
    private static final int MOST_CHANCES = 512;

    private static final double BINS_PER_UNIT = 32;

    private final List<Period> periods;

    private PastPeriods(List<Period> periods) {
        this.periods = List.copyOf(periods);
    }

    /** Begins without a period. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of periods. */
    public int size() {
        return periods.size();
    }

    /**
     * The log-likelihood of a correlation.
     *
     * @param correlation in [0, 1)
     */
    public double logLikelihood(double correlation) {
        checkArgument(correlation >= 0 && correlation < 1, "correlation must be in [0, 1), was %s", correlation);
        double sum = 0;
        for (Period period : periods) {
            sum += period.logLikelihood(correlation);
        }
        return sum;
    }

    /**
     * The factor with all that is believed of its correlation after these periods: from 11 correlations between 0 and 0.22, each
     * as likely before as a log-normal law around 0.03 with σ = 1 says.
     */
    public CommonFactor factor() {
        double[] log = new double[GRID.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < GRID.length; i++) {
            double from = StrictMath.log(GRID[i] / PRIOR_MEDIAN);
            log[i] = logLikelihood(GRID[i]) - from * from / 2 + StrictMath.log(width(i) / GRID[i]);
            highest = Math.max(highest, log[i]);
        }
        double[] weights = new double[GRID.length];
        for (int i = 0; i < GRID.length; i++) {
            weights[i] = StrictMath.exp(log[i] - highest);
        }
        return CommonFactor.mixture(GRID.clone(), weights);
    }

    /** How much of the line of correlations a point of the grid stands for. */
    private static double width(int i) {
        double below = i == 0 ? 0 : (GRID[i - 1] + GRID[i]) / 2;
        double above = i == GRID.length - 1 ? GRID[i] : (GRID[i] + GRID[i + 1]) / 2;
        return above - below;
    }

    /** Chances, how many deals had each, and how many of these were won. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    private record Period(double[] quantiles, double[] deals, double[] wins) {

        static Period of(Map<Double, double[]> counts) {
            Map<Double, double[]> binned = counts.size() <= MOST_CHANCES ? counts : binned(counts);
            double[] quantiles = new double[binned.size()];
            double[] deals = new double[quantiles.length];
            double[] wins = new double[quantiles.length];
            int at = 0;
            for (Map.Entry<Double, double[]> entry : binned.entrySet()) {
                quantiles[at] = Normal.quantile(entry.getKey());
                deals[at] = entry.getValue()[0];
                wins[at++] = entry.getValue()[1];
            }
            return new Period(quantiles, deals, wins);
        }

        /** Chances of like size become one, their mean. */
        private static Map<Double, double[]> binned(Map<Double, double[]> counts) {
            Map<Long, double[]> bins = new TreeMap<>();
            counts.forEach((chance, count) -> {
                long bin = Math.round(Normal.quantile(chance) * BINS_PER_UNIT);
                double[] sums = bins.computeIfAbsent(bin, key -> new double[3]);
                sums[0] += count[0];
                sums[1] += count[1];
                sums[2] += count[0] * chance;
            });
            Map<Double, double[]> binned = new TreeMap<>();
            bins.values().forEach(sums -> binned.put(sums[2] / sums[0], sums));
            return binned;
        }

        double logLikelihood(double correlation) {
            double[] log = new double[NODES];
            double highest = Double.NEGATIVE_INFINITY;
            double step = 2 * REACH / (NODES - 1);
            for (int node = 0; node < NODES; node++) {
                double z = -REACH + node * step;
                log[node] = given(z, correlation) - z * z / 2;
                highest = Math.max(highest, log[node]);
            }
            double sum = 0;
            for (double value : log) {
                sum += StrictMath.exp(value - highest);
            }
            return highest + StrictMath.log(sum * step / Math.sqrt(2 * Math.PI));
        }

        private double given(double z, double correlation) {
            double scale = 1 / Math.sqrt(1 - correlation);
            double shift = Math.sqrt(correlation) * scale * z;
            double sum = 0;
            for (int i = 0; i < quantiles.length; i++) {
                double x = scale * quantiles[i] + shift;
                sum += wins[i] == 0 ? 0 : wins[i] * StrictMath.log(Math.max(Double.MIN_NORMAL, Normal.cdf(x)));
                double losses = deals[i] - wins[i];
                sum += losses == 0 ? 0 : losses * StrictMath.log(Math.max(Double.MIN_NORMAL, Normal.cdf(-x)));
            }
            return sum;
        }
    }

    /** Gathers periods one by one; not for threads. */
    public static final class Builder {

        private static final double LEAST = 1e-9;

        private final List<Period> periods = new ArrayList<>();
        private final Map<Double, double[]> counts = new TreeMap<>();

        private Builder() {}

        /** Adds a deal of the period that is being gathered. A chance of 0 or 1 says nothing of the factor and is left out. */
        @CanIgnoreReturnValue
        public Builder add(double chance, boolean won) {
            return add(chance, 1, won ? 1 : 0);
        }

        /**
         * Adds deals of one chance.
         *
         * @param chance in [0, 1]
         * @param deals 0 or more
         * @param wins of these deals
         */
        @CanIgnoreReturnValue
        public Builder add(double chance, long deals, long wins) {
            checkArgument(chance >= 0 && chance <= 1, "chance must be in [0, 1], was %s", chance);
            checkArgument(0 <= wins && wins <= deals, "wins must be in [0, %s], was %s", deals, wins);
            if (chance > 0 && chance < 1 && deals > 0) {
                double known = Math.max(LEAST, Math.min(1 - LEAST, chance));
                double[] count = counts.computeIfAbsent(known, key -> new double[2]);
                count[0] += deals;
                count[1] += wins;
            }
            return this;
        }

        /** Ends the period; one without deals is left out. */
        @CanIgnoreReturnValue
        public Builder endPeriod() {
            if (!counts.isEmpty()) {
                periods.add(Period.of(counts));
                counts.clear();
            }
            return this;
        }

        /** The periods that have ended. */
        public PastPeriods build() {
            return new PastPeriods(periods);
        }
    }
}
