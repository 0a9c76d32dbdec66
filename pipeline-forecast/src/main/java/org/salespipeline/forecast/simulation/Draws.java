package org.salespipeline.forecast.simulation;

/**
 * Random numbers that are looked up, not consumed: a draw is a function of the seed, of whom it is about, and of its own
 * number. Nothing depends on the order in which draws are made.
 *
 * <p>The bits are those of {@link org.salespipeline.forecast.statistics.Draws}; here they are made into what a world needs.
 */
final class Draws {

    private final org.salespipeline.forecast.statistics.Draws bits;

    private Draws(org.salespipeline.forecast.statistics.Draws bits) {
        this.bits = bits;
    }

    /** The draws about one entity. */
    static Draws of(long seed, Kind kind, long entity) {
        long state = org.salespipeline.forecast.statistics.Draws.seeded(seed).bits(kind.number - 1);
        return new Draws(
                org.salespipeline.forecast.statistics.Draws.seeded(state).about(entity));
    }

    /** What an entity is, so that deal 7 and owner 7 draw differently. */
    enum Kind {
        WEEK(1),
        QUARTER(2),
        OWNER(3),
        DEAL(4);

        private final long number;

        Kind(long number) {
            this.number = number;
        }
    }

    /** 64 random bits: draw {@code number} of this entity. */
    long bits(int number) {
        return bits.bits(number);
    }

    /** Uniform in the open interval (0, 1), in steps of 2⁻⁵³. */
    double uniform(int number) {
        return bits.uniform(number) + 0x1.0p-54;
    }

    /** Uniform over 0 … bound − 1; the bias is below bound · 2⁻⁵³. */
    int below(int number, int bound) {
        return (int) (uniform(number) * bound);
    }

    boolean chance(int number, double probability) {
        return uniform(number) < probability;
    }

    /** Index drawn with the given weights, which add up to 1. */
    int weighted(int number, double... weights) {
        double left = uniform(number);
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /**
     * Standard normal by Box and Muller (1958); uses draws {@code number} and {@code number + 1}.
     *
     * <pre>
     *   z = √(−2 ln u₁) · cos(2π u₂)
     * </pre>
     */
    double normal(int number) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(number)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(number + 1));
    }

    /**
     * Poisson count by inversion, in pieces of mean at most 32 so that {@code e^-mean} stays large; uses one draw per
     * piece from {@code number} on.
     */
    int poisson(int number, double mean) {
        int count = 0;
        int draw = number;
        for (double left = mean; left > 0; left -= 32) {
            count += poissonPiece(uniform(draw++), Math.min(left, 32));
        }
        return count;
    }

    private static int poissonPiece(double u, double mean) {
        double mass = StrictMath.exp(-mean);
        double below = mass;
        int count = 0;
        // 400 is more than 60 standard deviations away: only rounding could lead there
        while (u > below && count < 400) {
            count++;
            mass *= mean / count;
            below += mass;
        }
        return count;
    }
}
