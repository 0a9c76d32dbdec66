package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Chances that were stated, and whether each thing then happened: scores and calibration of them.
 *
 * <p>Cases are kept in the order of (chance, outcome, weight), so that results do not depend, not by a bit, on the order in
 * which they are given. Immutable.
 *
 * <pre>{@code
 * ChanceOutcomes past = ChanceOutcomes.of(new double[] {0.9, 0.4, 0.2}, new boolean[] {true, false, false});
 * past.brier();      // 0.07
 * }</pre>
 */
public final class ChanceOutcomes {

    /** The log loss takes chances as at least this far from 0 and 1. */
    public static final double CLIP = 1e-6;

    // holds the slope of separated cases at a finite place, unseen in the sixth digit of others
    private static final double SLIGHT_RIDGE = 1e-9;

    private final double[] chances;
    private final boolean[] happened;
    private final double[] weights;
    private final double weight;

    private ChanceOutcomes(double[] chances, boolean[] happened, double[] weights) {
        this.chances = chances;
        this.happened = happened;
        this.weights = weights;
        this.weight = sum(i -> weights[i]);
    }

    /**
     * Cases that count alike.
     *
     * @param chances in [0, 1]
     * @param happened as many
     */
    public static ChanceOutcomes of(double[] chances, boolean[] happened) {
        double[] ones = new double[chances.length];
        Arrays.fill(ones, 1);
        return weighted(chances, happened, ones);
    }

    /**
     * Cases that count by weight, such as the amount of a deal.
     *
     * @param chances in [0, 1]
     * @param happened as many
     * @param weights as many, 0 or more and finite; cases of weight 0 are left out
     */
    public static ChanceOutcomes weighted(double[] chances, boolean[] happened, double[] weights) {
        int n = chances.length;
        checkArgument(
                happened.length == n && weights.length == n,
                "outcomes and weights must be as many as chances (%s), was %s and %s",
                n,
                happened.length,
                weights.length);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            requireChance(i, chances[i]);
            if (!(weights[i] >= 0 && Double.isFinite(weights[i]))) {
                throw new IllegalArgumentException("weight " + i + " must be 0 or more and finite, was " + weights[i]);
            }
            if (weights[i] > 0) {
                order.add(i);
            }
        }
        order.sort(Comparator.<Integer>comparingDouble(i -> chances[i] + 0.0)
                .thenComparing(i -> happened[i])
                .thenComparingDouble(i -> weights[i]));
        double[] sorted = new double[order.size()];
        boolean[] outcomes = new boolean[order.size()];
        double[] kept = new double[order.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = chances[order.get(i)] + 0.0;
            outcomes[i] = happened[order.get(i)];
            kept[i] = weights[order.get(i)];
        }
        return new ChanceOutcomes(sorted, outcomes, kept);
    }

    static void requireChance(int i, double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("chance " + i + " must be in [0, 1], was " + chance);
        }
    }

    /** Number of cases that count. */
    public int size() {
        return chances.length;
    }

    /** How many of them happened, whatever their weight. */
    public int hits() {
        int hits = 0;
        for (boolean hit : happened) {
            hits += hit ? 1 : 0;
        }
        return hits;
    }

    /** Weighted share of what happened, the base rate; as all scores refused with an IllegalStateException if there is no case. */
    public double rate() {
        return mean(this::outcome);
    }

    /** Weighted mean of the chances minus the {@link #rate}: above 0 is too optimistic. */
    public double bias() {
        return mean(i -> chances[i]) - rate();
    }

    /**
     * Mean of (chance − outcome)²; 0 is perfect, 0.25 is what 50 % on everything gets.
     *
     * <p>Source: G. W. Brier (1950), Verification of forecasts expressed in terms of probability, <i>Monthly Weather Review</i>
     * 78(1):1–3.
     */
    public double brier() {
        return mean(this::squared);
    }

    /** 1 − {@link #brier} / (rate · (1 − rate)): 0 is no better than the base rate; 0 too where everything came out alike. */
    public double brierSkill() {
        double uncertainty = rate() * (1 - rate());
        return uncertainty > 0 ? 1 - brier() / uncertainty : 0;
    }

    /**
     * Mean of −ln of the chance given to what came, in natural logarithms; chances are taken as within [1e-6, 1 − 1e-6], see
     * {@link #clipped}.
     */
    public double logLoss() {
        return mean(i -> {
            double chance = Math.max(CLIP, Math.min(1 - CLIP, chances[i]));
            return -StrictMath.log(happened[i] ? chance : 1 - chance);
        });
    }

    /** How many chances the log loss moved away from 0 or 1. */
    public int clipped() {
        int clipped = 0;
        for (double chance : chances) {
            clipped += chance < CLIP || chance > 1 - CLIP ? 1 : 0;
        }
        return clipped;
    }

    /**
     * The chance that a case which happened had a higher chance than one which did not, ties by half; weighted. 0.5 if all
     * came out alike. Says nothing of calibration: a side note.
     */
    public double auc() {
        double below = 0;
        double wins = 0;
        double hits = 0;
        for (int start = 0, end; start < chances.length; start = end) {
            double hit = 0;
            double miss = 0;
            for (end = start; end < chances.length && chances[end] == chances[start]; end++) {
                hit += happened[end] ? weights[end] : 0;
                miss += happened[end] ? 0 : weights[end];
            }
            wins += hit * (below + miss / 2);
            below += miss;
            hits += hit;
        }
        return hits > 0 && below > 0 ? wins / (hits * below) : 0.5;
    }

    /**
     * Spiegelhalter's z: how many standard errors the Brier score lies above what it would be if the chances were true;
     * weights are not looked at. 0 where every chance is 0, 1 or ½, which cannot be told apart.
     *
     * <pre>
     *   z = Σ (y − p)(1 − 2p) / √(Σ (1 − 2p)² p (1 − p))
     * </pre>
     *
     * <p>Source: D. J. Spiegelhalter (1986), Probabilistic prediction in patient management and clinical trials, <i>Statistics
     * in Medicine</i> 5(5):421–433.
     */
    public double spiegelhalter() {
        double above = sum(i -> (y(i) - chances[i]) * (1 - 2 * chances[i]));
        double variance = sum(i -> (1 - 2 * chances[i]) * (1 - 2 * chances[i]) * chances[i] * (1 - chances[i]));
        return variance > 0 ? above / Math.sqrt(variance) : 0;
    }

    /**
     * How far the Brier score goes back to bad calibration, and how much it gains by telling cases apart, without bins.
     *
     * <p>The chances are recalibrated by isotonic regression; MCB is what that gains, DSC what the recalibrated ones gain over
     * the base rate, UNC the score of the base rate: brier = MCB − DSC + UNC.
     *
     * <p>Source: T. Dimitriadis, T. Gneiting, A. I. Jordan (2021), Stable reliability diagrams for probabilistic classifiers,
     * <i>PNAS</i> 118(8), <a href="https://doi.org/10.1073/pnas.2016191118">doi</a>.
     */
    public Corp corp() {
        double[] fit = recalibrated();
        double rate = rate();
        double recalibrated = mean(i -> square(fit[i] - y(i)));
        double uncertainty = mean(i -> square(rate - y(i)));
        return new Corp(brier() - recalibrated, uncertainty - recalibrated, uncertainty);
    }

    /** The isotonic fit of the outcomes on the chances, per case in the order of the chances; equal chances get one value. */
    double[] recalibrated() {
        Levels levels = levels();
        double[] fit = Pooling.fit(levels.rates(), levels.weights());
        double[] each = new double[chances.length];
        for (int i = 0, level = 0; i < each.length; i++) {
            level += chances[i] != levels.chances()[level] ? 1 : 0;
            each[i] = fit[level];
        }
        return each;
    }

    /** Equal chances as one: each chance once, rising, with the share that happened and the weight of its cases. */
    static final class Levels {

        private final double[] chances;
        private final double[] rates;
        private final double[] weights;

        Levels(double[] chances, double[] rates, double[] weights) {
            this.chances = chances;
            this.rates = rates;
            this.weights = weights;
        }

        double[] chances() {
            return chances;
        }

        double[] rates() {
            return rates;
        }

        double[] weights() {
            return weights;
        }
    }

    Levels levels() {
        double[] values = new double[chances.length];
        double[] rates = new double[chances.length];
        double[] masses = new double[chances.length];
        int count = 0;
        for (int start = 0, end; start < chances.length; start = end) {
            double hit = 0;
            double mass = 0;
            for (end = start; end < chances.length && chances[end] == chances[start]; end++) {
                hit += happened[end] ? weights[end] : 0;
                mass += weights[end];
            }
            values[count] = chances[start];
            rates[count] = hit / mass;
            masses[count++] = mass;
        }
        return new Levels(Arrays.copyOf(values, count), Arrays.copyOf(rates, count), Arrays.copyOf(masses, count));
    }

    /**
     * The classic decomposition over bins [edge, next edge), the last one closed at both ends.
     *
     * @param edges rising from 0 to 1
     */
    public Decomposition decomposition(double... edges) {
        checkEdges(edges);
        double rate = rate();
        double[] parts = new double[4];
        for (int bin = 0; bin + 1 < edges.length; bin++) {
            int from = firstAtLeast(edges[bin]);
            int to = bin + 2 == edges.length ? chances.length : firstAtLeast(edges[bin + 1]);
            double mass = sum(from, to, i -> weights[i]);
            if (mass > 0) {
                double chance = sum(from, to, i -> weights[i] * chances[i]) / mass;
                double share = sum(from, to, i -> weights[i] * y(i)) / mass;
                parts[0] += mass * square(chance - share);
                parts[1] += mass * square(share - rate);
                parts[2] += sum(from, to, i -> weights[i] * square(chances[i] - chance));
                parts[3] += 2 * sum(from, to, i -> weights[i] * (chances[i] - chance) * (y(i) - share));
            }
        }
        return new Decomposition(
                parts[0] / weight, parts[1] / weight, rate * (1 - rate), parts[2] / weight, parts[3] / weight);
    }

    /**
     * Expected calibration error: the weighted mean, over so many bins of equal width, of how far the mean chance lies from
     * the share that happened. Depends on the number of bins, so state it.
     *
     * @param bins 1 or more
     */
    public double expectedCalibrationError(int bins) {
        double sum = 0;
        for (Bin bin : table(bins, 0.95)) {
            sum += bin.weight() * Math.abs(bin.meanChance() - bin.rate());
        }
        return sum / weight;
    }

    /**
     * The reliability table: per bin of equal width the mean chance beside what happened; bins without a case are left out.
     *
     * @param bins 1 or more
     * @param confidence of the intervals, between 0 and 1, both excluded
     */
    public List<Bin> table(int bins, double confidence) {
        checkArgument(bins >= 1, "bins must be 1 or more, was %s", bins);
        requireCases();
        List<Bin> table = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            double low = bin / (double) bins;
            double high = (bin + 1) / (double) bins;
            int from = firstAtLeast(low);
            int to = bin + 1 == bins ? chances.length : firstAtLeast(high);
            if (to > from) {
                double mass = sum(from, to, i -> weights[i]);
                double squares = sum(from, to, i -> weights[i] * weights[i]);
                double share = Math.min(1, sum(from, to, i -> weights[i] * y(i)) / mass);
                table.add(new Bin(
                        new Interval(low, high),
                        to - from,
                        mass,
                        sum(from, to, i -> weights[i] * chances[i]) / mass,
                        share,
                        Proportion.wilson(share, mass * mass / squares, confidence)));
            }
        }
        return List.copyOf(table);
    }

    /**
     * The straight line between stated and true log-odds: logit(true) = intercept + slope · logit(stated). Slope 1 and
     * intercept 0 are right; a slope below 1 means chances too far from the middle. Separated cases give a steep but finite
     * slope.
     *
     * <p>Source: D. R. Cox (1958), Two further applications of a model for binary regression, <i>Biometrika</i> 45:562–565.
     */
    public Line line() {
        requireCases();
        double[] ones = new double[chances.length];
        Arrays.fill(ones, 1);
        double[][] columns = {ones, logits()};
        LogisticFit fit = new LogisticFit(
                columns, new LogisticFit.Rows(targets(1, 0), weights), new double[] {0, 1}, new double[] {
                    SLIGHT_RIDGE, SLIGHT_RIDGE
                });
        double[] at = fit.coefficients();
        double[][] curvature = fit.curvature(at);
        return new Line(
                at[0],
                at[1],
                Math.sqrt(LogisticFit.solve(curvature, new double[] {1, 0})[0]),
                Math.sqrt(LogisticFit.solve(curvature, new double[] {0, 1})[1]));
    }

    /** Logits of the chances, rising, each clipped to ±34. */
    double[] logits() {
        double[] logits = new double[chances.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = logit(chances[i]);
        }
        return logits;
    }

    /** ln(p / (1 − p)) within ±34, beyond which 1 − p is nothing in a double. */
    static double logit(double chance) {
        double logit = StrictMath.log(chance) - StrictMath.log1p(-chance);
        return Math.max(-34, Math.min(34, logit));
    }

    double[] targets(double hit, double miss) {
        double[] targets = new double[chances.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = happened[i] ? hit : miss;
        }
        return targets;
    }

    double[] weights() {
        return weights;
    }

    double[] chances() {
        return chances;
    }

    private double y(int i) {
        return happened[i] ? 1 : 0;
    }

    private double outcome(int i) {
        return y(i);
    }

    private double squared(int i) {
        return square(chances[i] - y(i));
    }

    private static double square(double value) {
        return value * value;
    }

    private int firstAtLeast(double chance) {
        int low = 0;
        int high = chances.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (chances[middle] >= chance) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static void checkEdges(double[] edges) {
        boolean rising = edges.length >= 2 && edges[0] == 0 && edges[edges.length - 1] == 1;
        for (int i = 1; i < edges.length; i++) {
            rising &= edges[i] > edges[i - 1];
        }
        checkArgument(rising, "edges must rise from 0 to 1, was %s", Arrays.toString(edges));
    }

    private double mean(ByCase value) {
        requireCases();
        return sum(i -> weights[i] * value.of(i)) / weight;
    }

    private void requireCases() {
        if (chances.length == 0) {
            throw new IllegalStateException("a score needs at least one case of weight above 0, there is none");
        }
    }

    private double sum(ByCase value) {
        return sum(0, chances.length, value);
    }

    private static double sum(int from, int to, ByCase value) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        for (int i = from; i < to; i++) {
            sum.add(value.of(i));
        }
        return sum.result();
    }

    @FunctionalInterface
    private interface ByCase {
        double of(int i);
    }

    /**
     * Parts of the Brier score without bins: brier = miscalibration − discrimination + uncertainty.
     *
     * @param miscalibration 0 or more, what recalibration would gain
     * @param discrimination 0 or more, what telling cases apart gains
     * @param uncertainty rate · (1 − rate)
     */
    public record Corp(double miscalibration, double discrimination, double uncertainty) {}

    /**
     * Parts of the Brier score over bins: brier = reliability − resolution + uncertainty + withinVariance − withinCovariance.
     *
     * <p>Source: D. B. Stephenson, C. A. S. Coelho, I. T. Jolliffe (2008), Two extra components in the Brier score
     * decomposition, <i>Weather and Forecasting</i> 23(4):752–757.
     *
     * @param withinCovariance twice the covariance of chance and outcome inside the bins
     */
    public record Decomposition(
            double reliability,
            double resolution,
            double uncertainty,
            double withinVariance,
            double withinCovariance) {}

    /**
     * A row of the reliability table.
     *
     * @param range of the chances, the high end excluded but in the last bin
     * @param cases how many
     * @param weight what they count
     * @param meanChance weighted
     * @param rate weighted share that happened
     * @param interval Wilson's for the true rate; of weighted cases that of the number of equal ones that tell as much
     */
    public record Bin(Interval range, int cases, double weight, double meanChance, double rate, Interval interval) {}

    /** Intercept and slope on the logit scale, with their standard errors. */
    public record Line(double intercept, double slope, double interceptError, double slopeError) {}
}
