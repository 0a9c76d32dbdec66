package org.salespipeline.forecast.statistics;

/** Fisher's exact test: how likely the hits fall as unevenly on two sides as they did. */
final class Fisher {

    /** Chances that differ by less are equal but for rounding. */
    private static final double TIE = 1 + 1e-7;

    private final long red;
    private final long all;
    private final long drawn;

    private Fisher(Proportion one, Proportion other) {
        red = Math.addExact(one.hits(), other.hits());
        all = Math.addExact(one.trials(), other.trials());
        drawn = one.trials();
    }

    static double twoSided(Proportion one, Proportion other) {
        return new Fisher(one, other).twoSided(one.hits());
    }

    private double twoSided(long hits) {
        long lowest = Math.max(0, drawn - (all - red));
        long highest = Math.min(drawn, red);
        if (lowest == highest) {
            return 1;
        }
        long mode = (long) Math.floor((drawn + 1.0) * (red + 1.0) / (all + 2.0));
        long start = Math.max(lowest, Math.min(highest, mode));
        // all chances by that of the most likely count, so that none is too large for a double
        double limit = TIE * relative(start, hits);
        double sum = 1;
        double unlikely = limit >= 1 ? 1 : 0;
        double chance = 1;
        for (long k = start; k < highest && chance > 0; k++) {
            chance *= odds(k);
            sum += chance;
            unlikely += chance <= limit ? chance : 0;
        }
        chance = 1;
        for (long k = start; k > lowest && chance > 0; k--) {
            chance /= odds(k - 1);
            sum += chance;
            unlikely += chance <= limit ? chance : 0;
        }
        return Math.min(1, unlikely / sum);
    }

    /** The chance of one count by that of another. */
    private double relative(long from, long to) {
        double chance = 1;
        for (long k = from; k < to && chance > 0; k++) {
            chance *= odds(k);
        }
        for (long k = from; k > to && chance > 0; k--) {
            chance /= odds(k - 1);
        }
        return chance;
    }

    /** The chance of k + 1 by that of k. */
    private double odds(long k) {
        return (double) (red - k) / (k + 1) * ((double) (drawn - k) / (all - red - drawn + k + 1));
    }
}
