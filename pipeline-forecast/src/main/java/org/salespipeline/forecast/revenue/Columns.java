package org.salespipeline.forecast.revenue;

import java.util.Arrays;

/** Growing columns of terms, and the one order in which they are read. */
final class Columns {

    private static final int BYTE = 8;
    private static final int VALUES = 1 << BYTE;

    double[] win = new double[16];
    double[] chance = new double[16];
    double[] spread = new double[16];
    long[] key = new long[16];
    private int size;

    void add(long keyOfTerm, double winAmount, double chanceOfWin, double spreadOfAmount) {
        if (size == key.length) {
            int larger = Math.multiplyExact(size, 2);
            win = Arrays.copyOf(win, larger);
            chance = Arrays.copyOf(chance, larger);
            spread = Arrays.copyOf(spread, larger);
            key = Arrays.copyOf(key, larger);
        }
        win[size] = winAmount;
        chance[size] = chanceOfWin;
        spread[size] = spreadOfAmount;
        key[size++] = keyOfTerm;
    }

    /** Positions by ascending amount, then chance, spread and key: radix sorts, the least of them first. */
    int[] order() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        long[] bits = new long[size];
        for (int i = 0; i < size; i++) {
            bits[i] = key[i] ^ Long.MIN_VALUE;
        }
        order = sorted(order, bits);
        order = sorted(order, bitsOf(spread, bits));
        order = sorted(order, bitsOf(chance, bits));
        return sorted(order, bitsOf(win, bits));
    }

    /** The bits of doubles of 0 and more are in the order of the doubles. */
    private long[] bitsOf(double[] values, long[] bits) {
        for (int i = 0; i < size; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }

    private int[] sorted(int[] order, long[] bits) {
        long varying = 0;
        for (int i = 1; i < size; i++) {
            varying |= bits[i] ^ bits[0];
        }
        int[] from = order;
        int[] to = new int[size];
        for (int shift = 0; shift < Long.SIZE; shift += BYTE) {
            if (((varying >>> shift) & (VALUES - 1)) != 0) {
                pass(from, to, bits, shift);
                int[] kept = from;
                from = to;
                to = kept;
            }
        }
        return from;
    }

    private static void pass(int[] from, int[] to, long[] bits, int shift) {
        int[] next = new int[VALUES + 1];
        for (int i : from) {
            next[(int) ((bits[i] >>> shift) & (VALUES - 1)) + 1]++;
        }
        for (int i = 0; i < VALUES; i++) {
            next[i + 1] += next[i];
        }
        for (int i : from) {
            to[next[(int) ((bits[i] >>> shift) & (VALUES - 1))]++] = i;
        }
    }
}
