package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Draws the rates of small groups towards what all groups have in common, as far as the groups themselves say how much they
 * differ.
 *
 * <p>The groups (segments, owners, partners) are taken as drawn from one law, whose mean and spread are found by maximum
 * likelihood; each group's own counts then move its estimate away from that mean. Groups may come in any order; the sums over
 * them run in the order given, so that the same order gives the same bits.
 *
 * <p>With fewer than {@link #ENOUGH_GROUPS} groups that say something, or when no group can say anything about the spread, the
 * strength is {@link #DEFAULT_STRENGTH}; the result says so.
 */
public final class Shrinkage {

    /** Groups needed to learn from them how much groups differ. */
    public static final int ENOUGH_GROUPS = 5;

    /** Strength of the common rate where it cannot be learnt: as much as 20 cases of the group itself. */
    public static final double DEFAULT_STRENGTH = 20;

    /** Where the strength of a common rate comes from. */
    public enum Basis {
        /** Maximum likelihood. */
        FITTED,
        /** The groups do not differ more than chance would have it: infinite, all share one rate. */
        POOLED,
        /** Too little to learn from: {@link #DEFAULT_STRENGTH}. */
        DEFAULT
    }

    private Shrinkage() {}

    /**
     * The share (hits + strength · mean) / (trials + strength): an own count beside a mean that weighs as much as so many
     * trials. Chained, it shrinks a child towards its parent and the parent towards the whole.
     *
     * <p>Source: H. Bühlmann (1967), Experience rating and credibility, <i>ASTIN Bulletin</i> 4(3):199–207.
     *
     * @param mean in [0, 1] for shares; any rate per trial otherwise
     * @param strength above 0
     */
    public static double towards(double mean, double strength, Proportion own) {
        checkArgument(
                strength > 0 && Double.isFinite(strength), "strength must be above 0 and finite, was %s", strength);
        return (own.hits() + strength * mean) / (own.trials() + strength);
    }

    /**
     * Shares of hits among trials: each group's true share is drawn from Beta(m·s, (1 − m)·s), and m and s maximise the
     * likelihood of the counts.
     *
     * <pre>
     *   ln L = Σ ln C(n, k) + ln B(m·s + k, (1 − m)·s + n − k) − ln B(m·s, (1 − m)·s)      k hits of n trials
     * </pre>
     *
     * <p>For a given s this is concave in m; over s the maximum is looked for between 0.001 and 10⁸, beyond which all groups
     * share one rate.
     *
     * <p>Source: J. G. Skellam (1948), A probability distribution derived from the binomial distribution by regarding the
     * probability of success as variable between the sets of trials, <i>JRSS B</i> 10(2):257–261.
     *
     * @param hits per group, 0 to its trials
     * @param trials per group, 0 or more; at least one group has some
     */
    public static BetaBinomial betaBinomial(long[] hits, long[] trials) {
        return BetaBinomialFit.of(hits, trials);
    }

    /**
     * Numbers of events per exposure: each group's true rate is drawn from a gamma law with mean m and shape s, and m and s
     * maximise the likelihood of the counts, which is negative binomial.
     *
     * <pre>
     *   ln L = Σ ln Γ(s + d) − ln Γ(s) − ln d! + s ln b − (s + d) ln(b + E) + d ln E      d events, exposure E, b = s/m
     * </pre>
     *
     * <p>With the events that a model expects as exposure, the rates are factors around 1 by which groups differ from it.
     *
     * <p>Source: M. Greenwood, G. U. Yule (1920), An inquiry into the nature of frequency distributions representative of
     * multiple happenings, <i>JRSS</i> 83(2):255–279.
     *
     * @param events per group, 0 or more
     * @param exposures per group, above 0, or 0 if there were no events; finite; at least one above 0
     */
    public static GammaPoisson gammaPoisson(long[] events, double[] exposures) {
        return GammaPoissonFit.of(events, exposures);
    }

    /**
     * The law from which the shares of groups are drawn.
     *
     * @param mean of the shares, between 0 and 1
     * @param strength in trials; infinite if the groups do not differ
     * @param logLikelihood of the counts under this law
     * @param basis where the strength comes from
     * @param pooled all groups together
     */
    public record BetaBinomial(double mean, double strength, double logLikelihood, Basis basis, Proportion pooled) {

        /** How much a group's own share counts in its estimate, in [0, 1]: trials / (trials + strength). */
        public double weight(long trials) {
            return trials / (trials + strength);
        }

        /** The mean of what a group's share may be after its own counts: (hits + strength · mean) / (trials + strength). */
        public double estimate(Proportion own) {
            return Double.isInfinite(strength) ? mean : towards(mean, strength, own);
        }

        /**
         * Between which ends a group's true share lies with the given chance, half of the rest to either side: quantiles of
         * Beta(strength · mean + hits, strength · (1 − mean) + misses). The mean and the strength are taken as known. If the
         * groups do not differ it is the interval of the one share they have, Beta(hits + ½, misses + ½) of all together.
         *
         * @param confidence between 0 and 1, both excluded
         */
        public Interval interval(Proportion own, double confidence) {
            double tail = Interval.tail(confidence);
            boolean one = Double.isInfinite(strength);
            Proportion counts = one ? pooled : own;
            double a = (one ? 0.5 : strength * mean) + counts.hits();
            double b = (one ? 0.5 : strength * (1 - mean)) + (counts.trials() - counts.hits());
            return new Interval(Beta.quantile(a, b, tail), Beta.upperQuantile(a, b, tail));
        }
    }

    /**
     * The law from which the rates of groups are drawn.
     *
     * @param mean of the rates, events per exposure, above 0
     * @param strength the shape: the mean weighs as much as so many events; infinite if the groups do not differ
     * @param logLikelihood of the counts under this law
     * @param basis where the strength comes from
     * @param events of all groups
     * @param exposure of all groups
     */
    public record GammaPoisson(
            double mean, double strength, double logLikelihood, Basis basis, long events, double exposure) {

        /** The mean of what a group's rate may be after its own counts: (events + strength) / (exposure + strength / mean). */
        public double estimate(long ownEvents, double ownExposure) {
            return Double.isInfinite(strength) ? mean : (ownEvents + strength) / (ownExposure + strength / mean);
        }

        /**
         * Between which ends a group's true rate lies with the given chance, half of the rest to either side: quantiles of the
         * gamma law with shape events + strength and rate exposure + strength / mean. If the groups do not differ it is the
         * interval of the one rate they have, of shape events + ½ and rate exposure of all together.
         *
         * @param confidence between 0 and 1, both excluded
         */
        public Interval interval(long ownEvents, double ownExposure, double confidence) {
            double tail = Interval.tail(confidence);
            boolean one = Double.isInfinite(strength);
            double shape = one ? events + 0.5 : ownEvents + strength;
            double rate = one ? exposure : ownExposure + strength / mean;
            return new Interval(Gamma.quantile(shape, tail) / rate, Gamma.quantile(shape, 1 - tail) / rate);
        }
    }
}
