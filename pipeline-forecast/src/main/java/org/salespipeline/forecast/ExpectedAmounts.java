package org.salespipeline.forecast;

import java.util.Arrays;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.quantity.Probability;

/**
 * Multiplies cells by the chances of their stages: Σ amount × chance per line, rounded once, half to even.
 *
 * <p>Where the amounts are small enough, a chance of 40 bits is taken in two halves of 20, so that the sums of both
 * products stay exact in a {@code long}; that is several times faster than 128 bit and gives the same numbers. For one thread.
 */
final class ExpectedAmounts {

    private static final int BITS = Probability.FIXED_BITS;
    private static final int HALF_BITS = BITS / 2;
    private static final long LOWER = (1L << HALF_BITS) - 1;

    /** Sums up to here, times half a chance, stay below 2^62. */
    private static final long SMALL = 1L << 41;

    private final CubeCells cells;
    private final int[] stages;
    private final long[] chances;
    private final boolean isSmall;
    private final long[] uppers;
    private final long[] lowers;

    /**
     * Prepares the chances.
     *
     * @param largest the largest magnitude of a cell, all of which are in range
     */
    ExpectedAmounts(CubeCells cells, StageChances chances, long largest) {
        this.cells = cells;
        this.stages = chances.used();
        this.chances = chances.fixed();
        int terms = Math.max(1, stages.length * cells.slices);
        this.uppers = new long[cells.segments.size()];
        this.lowers = new long[cells.segments.size()];
        this.isSmall = largest <= SMALL / terms;
    }

    /** The expected amounts of a period by segment, in minor units, written to {@code into} from {@code at} on. */
    void add(int firstSlice, int endSlice, long[] into, int at) {
        if (isSmall) {
            addSmall(firstSlice, endSlice, into, at);
            return;
        }
        for (int segment = 0; segment < cells.segments.size(); segment++) {
            into[at + segment] = exact(firstSlice, endSlice, segment);
        }
    }

    /** Segment by segment in the inner loop, where the cells lie side by side. */
    private void addSmall(int firstSlice, int endSlice, long[] into, int at) {
        Arrays.fill(uppers, 0);
        Arrays.fill(lowers, 0);
        for (int slice = firstSlice; slice < endSlice; slice++) {
            for (int stage : stages) {
                addProducts(cells.cell(slice, 0, stage), chances[stage], uppers, lowers);
            }
        }
        for (int segment = 0; segment < uppers.length; segment++) {
            into[at + segment] = rounded(uppers[segment], lowers[segment]);
        }
    }

    private void addProducts(int cell, long chance, long[] uppers, long[] lowers) {
        long[] sums = cells.sums;
        long upper = chance >> HALF_BITS;
        long lower = chance & LOWER;
        for (int segment = 0; segment < uppers.length; segment++) {
            long amount = sums[cell + segment];
            uppers[segment] += amount * upper;
            lowers[segment] += amount * lower;
        }
    }

    /** {@code (upper · 2^20 + lower) / 2^40}, half to even. */
    private static long rounded(long upper, long lower) {
        long rest = ((upper & LOWER) << HALF_BITS) + lower;
        long floor = (upper >> HALF_BITS) + (rest >> BITS);
        long fraction = rest & ((1L << BITS) - 1);
        // without a branch, since fractions take either side at random: carries over above one half, and at it when odd
        return floor + ((fraction + (1L << (BITS - 1)) - 1 + (floor & 1)) >> BITS);
    }

    private long exact(int firstSlice, int endSlice, int segment) {
        ExactSum sum = new ExactSum();
        for (int slice = firstSlice; slice < endSlice; slice++) {
            for (int stage : stages) {
                sum.add(cells.sums[cells.cell(slice, segment, stage)], chances[stage]);
            }
        }
        return sum.rounded();
    }
}
