package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** Maximum likelihood of the beta-binomial law, see {@link Shrinkage#betaBinomial}. */
final class BetaBinomialFit extends StrengthSearch {

    /** The logit of a mean within 1e-13 of 0 or 1. */
    private static final double LOGIT_LIMIT = 30;

    private final long[] hits;
    private final long[] trials;
    private final Proportion pooled;
    private final RisingSums ofHits;
    private final RisingSums ofMisses;
    private final RisingSums ofTrials;

    private BetaBinomialFit(long[] hits, long[] trials, Proportion pooled) {
        this.hits = hits;
        this.trials = trials;
        this.pooled = pooled;
        long[] misses = new long[hits.length];
        Arrays.setAll(misses, g -> trials[g] - hits[g]);
        ofHits = new RisingSums(hits);
        ofMisses = new RisingSums(misses);
        ofTrials = new RisingSums(trials);
    }

    static Shrinkage.BetaBinomial of(long[] hits, long[] trials) {
        checkArgument(
                hits.length == trials.length,
                "hits and trials must be of as many groups, was %s and %s",
                hits.length,
                trials.length);
        Proportion pooled = new Proportion(0, 0);
        int groups = 0;
        long largest = 0;
        for (int g = 0; g < hits.length; g++) {
            pooled = pooled.plus(new Proportion(hits[g], trials[g]));
            groups += trials[g] > 0 ? 1 : 0;
            largest = Math.max(largest, trials[g]);
        }
        checkArgument(groups > 0, "trials must be above 0 in at least one of %s groups", hits.length);
        BetaBinomialFit fit = new BetaBinomialFit(hits.clone(), trials.clone(), pooled);
        boolean oneSided = pooled.hits() == 0 || pooled.hits() == pooled.trials();
        return groups < Shrinkage.ENOUGH_GROUPS || largest < 2 || oneSided ? fit.byDefault(oneSided) : fit.fitted();
    }

    private Shrinkage.BetaBinomial byDefault(boolean oneSided) {
        double strength = Shrinkage.DEFAULT_STRENGTH;
        double mean = oneSided ? (pooled.hits() + 0.5) / (pooled.trials() + 1.0) : bestMean(strength);
        return new Shrinkage.BetaBinomial(
                mean, strength, logLikelihood(mean, strength), Shrinkage.Basis.DEFAULT, pooled);
    }

    private Shrinkage.BetaBinomial fitted() {
        double strength = best();
        if (Double.isInfinite(strength)) {
            return new Shrinkage.BetaBinomial(
                    pooled.observed(), strength, pooledValue(), Shrinkage.Basis.POOLED, pooled);
        }
        double mean = bestMean(strength);
        return new Shrinkage.BetaBinomial(
                mean, strength, logLikelihood(mean, strength), Shrinkage.Basis.FITTED, pooled);
    }

    private double bestMean(double strength) {
        double logit = Monotone.root(x -> meanSlope(logistic(x), strength), -LOGIT_LIMIT, LOGIT_LIMIT);
        return logistic(logit);
    }

    private static double logistic(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    /** Derivative of the log-likelihood by the mean, times what keeps it finite at the ends. */
    private double meanSlope(double mean, double strength) {
        double slope = ofHits.harmonic(mean * strength) - ofMisses.harmonic((1 - mean) * strength);
        return slope * strength * mean * (1 - mean);
    }

    @Override
    double slope(double strength) {
        double mean = bestMean(strength);
        double slope = mean * ofHits.harmonic(mean * strength)
                + (1 - mean) * ofMisses.harmonic((1 - mean) * strength)
                - ofTrials.harmonic(strength);
        return slope * strength;
    }

    @Override
    double value(double strength) {
        return logLikelihood(bestMean(strength), strength);
    }

    private double logLikelihood(double mean, double strength) {
        double choices = 0;
        for (int g = 0; g < hits.length; g++) {
            choices += logChoices(g);
        }
        return choices
                + (ofHits.logRising(mean * strength)
                        + ofMisses.logRising((1 - mean) * strength)
                        - ofTrials.logRising(strength));
    }

    @Override
    double pooledValue() {
        double p = pooled.observed();
        double sum = 0;
        for (int g = 0; g < hits.length; g++) {
            sum += logChoices(g) + hits[g] * StrictMath.log(p) + (trials[g] - hits[g]) * StrictMath.log1p(-p);
        }
        return sum;
    }

    private double logChoices(int g) {
        return Factorials.logGamma(trials[g] + 1.0)
                - Factorials.logGamma(hits[g] + 1.0)
                - Factorials.logGamma(trials[g] - hits[g] + 1.0);
    }
}
