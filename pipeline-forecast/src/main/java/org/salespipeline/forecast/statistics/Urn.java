package org.salespipeline.forecast.statistics;

/**
 * Counts drawn by inversion, from the most likely one outwards, so that a draw takes about as many steps as the law is wide.
 *
 * <p>Source: L. Devroye (1986), <i>Non-Uniform Random Variate Generation</i>, X.1; {@link Factorials} for the chance of the
 * most likely count.
 */
final class Urn {

    private static final double NEGLIGIBLE = 1e-18;

    private Urn() {}

    /** How many of {@code drawn} balls are red if {@code red} of {@code all} are, drawn without putting back. */
    static long withoutReplacement(long red, long all, long drawn, double u) {
        long lowest = Math.max(0, drawn - (all - red));
        long highest = Math.min(drawn, red);
        long mode = (long) Math.floor((drawn + 1.0) * (red + 1.0) / (all + 2.0));
        long start = Math.max(lowest, Math.min(highest, mode));
        if (lowest == highest) {
            return lowest;
        }
        double share = (double) drawn / all;
        double mass =
                binomial(start, red, share) * binomial(drawn - start, all - red, share) / binomial(drawn, all, share);
        Odds odds = k -> (double) (red - k) / (k + 1) * ((double) (drawn - k) / (all - red - drawn + k + 1));
        return outwards(new Range(lowest, highest, start), mass, odds, u);
    }

    /** How many of {@code trials} succeed, each with the same chance. */
    static long binomial(long trials, double chance, double u) {
        if (trials == 0 || chance <= 0) {
            return 0;
        }
        if (chance >= 1) {
            return trials;
        }
        long start = Math.min(trials, (long) Math.floor((trials + 1.0) * chance));
        double ratio = chance / (1 - chance);
        Odds odds = k -> (double) (trials - k) / (k + 1) * ratio;
        return outwards(new Range(0, trials, start), binomial(start, trials, chance), odds, u);
    }

    /** Chance of k of n at the chance p between 0 and 1, after Loader. */
    private static double binomial(long k, long n, double p) {
        if (k == 0 || k == n) {
            return StrictMath.exp(n * StrictMath.log1p(k == 0 ? -p : p - 1));
        }
        double x = k;
        double y = n - x;
        double log = Factorials.stirlingError((double) n) - Factorials.stirlingError(x) - Factorials.stirlingError(y);
        double deviance = Factorials.deviance(x, n * p) + Factorials.deviance(y, n * (1 - p));
        return StrictMath.exp(log - deviance) * Math.sqrt(n / (2 * StrictMath.PI * x * y));
    }

    private static long outwards(Range range, double mass, Odds odds, double u) {
        double left = u - mass;
        double up = mass;
        double down = mass;
        long above = range.start;
        long below = range.start;
        while (left >= 0 && up + down > NEGLIGIBLE) {
            up = above < range.highest ? up * odds.next(above) : 0;
            above++;
            left -= up;
            if (left < 0) {
                return above;
            }
            down = below > range.lowest ? down / odds.next(below - 1) : 0;
            below--;
            left -= down;
            if (left < 0) {
                return below;
            }
        }
        return range.start;
    }

    /** The chance of k + 1 by that of k. */
    @FunctionalInterface
    private interface Odds {
        double next(long k);
    }

    /** The possible counts and the most likely one. */
    private record Range(long lowest, long highest, long start) {}
}
