package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

/** The built-in ways from chances to the law of their sum. */
public final class Aggregators {

    private Aggregators() {}

    /**
     * Exact where that takes about 20 ms at most: the lattice of the amounts' greatest common divisor, or up to 16 terms of any
     * known amounts; {@link #headTail()} for everything else.
     */
    public static Aggregator automatic() {
        return Automatic.INSTANCE;
    }

    /**
     * Every sum there can be with its chance. Exact up to rounding; for terms with at most 2²⁰ different sums: 20 of them, or
     * many more whose amounts are multiples of each other.
     */
    public static Aggregator exactAtoms() {
        return ExactAtoms.INSTANCE;
    }

    /**
     * The chance of each multiple of the amounts' greatest common divisor. Exact up to rounding; for terms that reach at most 2²²
     * multiples. Its time grows with terms times multiples, and once more for each value of a common factor.
     */
    public static Aggregator exactLattice() {
        return ExactLattice.INSTANCE;
    }

    /** {@link #headTail(int, int)} with 64 terms and 2,048 cells: quantiles within 1e-4 standard deviations, as a rule. */
    public static Aggregator headTail() {
        return HeadTail.STANDARD;
    }

    /**
     * The terms with the largest variance exactly on a grid, all others together as one normal corrected for its skewness. For
     * any number of terms and amounts that are known or not.
     *
     * <p>The stated bound is rigorous for a value of the factor and usually hundreds of times the actual error: for the splits
     * on the grid h·√(Σ p r(1−r)), for the cells h/4, for the tail Σ E|X−EX|³/σ² + √(2/π)·|σ−√v|.
     *
     * @param deals terms on the grid, from 1 to 4,096
     * @param cells of the grid, from 64 to 65,536; more are taken where the tail is narrow
     */
    public static Aggregator headTail(int deals, int cells) {
        checkArgument(deals >= 1 && deals <= 4096, "terms of the head must be in [1, 4096], was %s", deals);
        checkArgument(cells >= 64 && cells <= 1 << 16, "cells must be in [64, 65536], was %s", cells);
        return new HeadTail(deals, cells);
    }

    /**
     * Fourier inversion of the exact characteristic function, smoothed over the amounts' step: quantiles within 1e-10 standard
     * deviations of that for many known amounts without one that dominates, such as ten thousand deals. Refuses terms whose
     * characteristic function has not faded out after 2,048 frequencies. Its time grows with terms times frequencies, and once
     * more for each value of a common factor.
     *
     * <p>Source: J. Gil-Pelaez (1951), Note on the inversion theorem, <i>Biometrika</i> 38(3–4):481–482.
     */
    public static Aggregator fourier() {
        return FourierInversion.INSTANCE;
    }

    /**
     * The law of as many simulated periods: a cross-check and the only one that needs no formula. The same draws for the same
     * names and the same seed, so that laws of almost equal terms can be compared. Its stated error is the mean one, not a bound.
     *
     * @param runs from 1 to 10,000,000
     */
    public static Aggregator monteCarlo(long seed, int runs) {
        checkArgument(runs >= 1 && runs <= 10_000_000, "runs must be in [1, 10000000], was %s", runs);
        return new MonteCarlo(seed, runs);
    }

    /**
     * One normal law, or one for each value of the factor: a smoke test. With amounts as unequal as those of deals it is wrong by
     * a tenth of a standard deviation for a hundred thousand of them.
     */
    public static Aggregator normal() {
        return NormalLaws.INSTANCE;
    }
}
