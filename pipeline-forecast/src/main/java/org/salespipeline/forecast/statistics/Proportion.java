package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * So many of so many, such as won among decided deals, with intervals for the true chance behind it.
 *
 * @param hits 0 to {@code trials}
 * @param trials 0 or more; with 0 nothing is known and every interval is [0, 1]
 */
public record Proportion(long hits, long trials) {

    public Proportion {
        checkArgument(hits >= 0 && hits <= trials, "hits must be from 0 to trials (%s), was %s", trials, hits);
    }

    /** Hits by trials, in [0, 1]; NaN if there was no trial. */
    public double observed() {
        return (double) hits / trials;
    }

    /**
     * Wilson score interval for the true chance.
     *
     * <pre>
     *   centre = (p + z²/2n) / (1 + z²/n)
     *   half   = z · √(p(1 − p)/n + z²/4n²) / (1 + z²/n)
     *   result = [centre − half, centre + half]   with p = hits/n, n = trials
     * </pre>
     *
     * <p>It covers the true chance with the wanted confidence on average over chances, never leaves [0, 1] and stays useful
     * for a handful of trials; for no hit the low end is exactly 0, for nothing but hits the high end exactly 1.
     *
     * <p>Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, <i>JASA</i>
     * 22(158):209–212, <a href="https://doi.org/10.1080/01621459.1927.10502953">doi</a>.
     *
     * @param confidence between 0 and 1, both excluded
     */
    public Interval wilson(double confidence) {
        return trials == 0 ? new Interval(0, 1) : wilson(observed(), (double) trials, confidence);
    }

    /**
     * The interval of {@link #wilson(double)} for a share that so many trials would tell, which need not be a whole number:
     * for weighted counts, the number of equal ones that tell as much.
     *
     * @param share in [0, 1]
     * @param trials above 0
     * @param confidence between 0 and 1, both excluded
     */
    public static Interval wilson(double share, double trials, double confidence) {
        requireChance(share);
        checkArgument(trials > 0, "trials must be above 0, was %s", trials);
        double z = Interval.z(confidence);
        double shrink = 1 + z * z / trials;
        double centre = (share + z * z / (2 * trials)) / shrink;
        double half = z * Math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / shrink;
        return new Interval(share == 0 ? 0 : centre - half, share == 1 ? 1 : centre + half);
    }

    /**
     * Exact interval of Clopper and Pearson: it covers the true chance with at least the wanted confidence, whatever that
     * chance is.
     *
     * <pre>
     *   low  = the a/2 quantile of Beta(hits, trials − hits + 1), 0 for no hit       a = 1 − confidence
     *   high = the 1 − a/2 quantile of Beta(hits + 1, trials − hits), 1 for nothing but hits
     * </pre>
     *
     * <p>Source: C. J. Clopper, E. S. Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the
     * binomial, <i>Biometrika</i> 26(4):404–413, <a href="https://doi.org/10.1093/biomet/26.4.404">doi</a>.
     *
     * @param confidence between 0 and 1, both excluded
     */
    public Interval exact(double confidence) {
        double tail = Interval.tail(confidence);
        long misses = trials - hits;
        double low = hits == 0 ? 0 : Beta.quantile((double) hits, misses + 1.0, tail);
        double high = misses == 0 ? 1 : Beta.upperQuantile(hits + 1.0, (double) misses, tail);
        return new Interval(low, high);
    }

    /**
     * Chance of at least as many hits as here if the true chance were the given one: the exact one-sided test of "not more
     * than".
     *
     * @param chance in [0, 1]
     */
    public double chanceOfAtLeast(double chance) {
        requireChance(chance);
        return hits == 0 ? 1 : Beta.cdf((double) hits, trials - hits + 1.0, chance);
    }

    /**
     * Chance of at most as many hits as here if the true chance were the given one: the exact one-sided test of "not less
     * than".
     *
     * @param chance in [0, 1]
     */
    public double chanceOfAtMost(double chance) {
        requireChance(chance);
        return hits == trials ? 1 : Beta.cdf((double) trials - hits, hits + 1.0, 1 - chance);
    }

    private static void requireChance(double chance) {
        checkArgument(chance >= 0 && chance <= 1, "chance must be in [0, 1], was %s", chance);
    }

    /** Both counted together. */
    public Proportion plus(Proportion other) {
        return new Proportion(Math.addExact(hits, other.hits), Math.addExact(trials, other.trials));
    }

    /**
     * Chance of a difference at least as unlikely as the one to other trials if both had one and the same chance, whatever it
     * is: the exact two-sided test of Fisher. 1 if there is no trial on one side.
     *
     * <pre>
     *   Σ P(k) over all k with P(k) ≤ P(hits)      P hypergeometric: k of all hits among the trials of this side
     * </pre>
     *
     * <p>Source: R. A. Fisher (1935), The logic of inductive inference, <i>JRSS</i> 98(1):39–82.
     */
    public double pValueOfDifference(Proportion other) {
        return Fisher.twoSided(this, other);
    }
}
