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
}
