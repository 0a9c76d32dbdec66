package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Random numbers that are looked up, not consumed: a draw is a function of the seed, of what it is about, and of its own
 * number. Nothing depends on the order in which draws are made, nor on the thread. Immutable.
 *
 * <pre>
 *   bits(n) = mix(key + (n + 1) · golden gamma)
 * </pre>
 *
 * <p>With the seed as key these are the outputs of SplitMix64 by index. Source: G. L. Steele, D. Lea, C. H. Flood (2014), Fast
 * splittable pseudorandom number generators, <i>OOPSLA</i>, <a href="https://doi.org/10.1145/2660193.2660195">doi</a>.
 */
public final class Draws {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long key;

    private Draws(long key) {
        this.key = key;
    }

    /** The draws of a seed. */
    public static Draws seeded(long seed) {
        return new Draws(seed);
    }

    /** The draws about one thing, such as a scenario or a deal; different things draw independently. */
    public Draws about(long thing) {
        return new Draws(mix(key ^ (thing * GOLDEN_GAMMA)));
    }

    /** 64 random bits: draw {@code number}, from 0 on. */
    public long bits(long number) {
        return mix(key + (number + 1) * GOLDEN_GAMMA);
    }

    /** Uniform in [0, 1), in steps of 2⁻⁵³. */
    public double uniform(long number) {
        return (bits(number) >>> 11) * 0x1.0p-53;
    }

    /**
     * Uniform over 0 … bound − 1; the bias is below bound · 2⁻⁵³.
     *
     * @param bound 1 or more
     */
    public int below(long number, int bound) {
        checkArgument(bound > 0, "bound of a draw must be 1 or more, was %s", bound);
        return (int) (uniform(number) * bound);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
