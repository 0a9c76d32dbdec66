package org.salespipeline.forecast.statistics;

import java.util.function.DoubleUnaryOperator;

/** Where monotone functions take a value. */
final class Monotone {

    private static final int MAX_STEPS = 200;
    private static final long FIRST_STEP = 8;
    private static final long STEP_GROWTH = 64;

    /** So that no step runs over. */
    private static final long MOST_TO_GROW = 1L << 55;

    private Monotone() {}

    /**
     * The smallest double from 0 to {@code high} at which a function that never falls is at least {@code level};
     * {@code high} if there is none.
     *
     * <p>Doubles of one sign are ordered like their bits, so halving the bits finds it in at most 63 steps, with all digits
     * also next to 0.
     */
    static double firstAtLeast(DoubleUnaryOperator rising, double level, double high) {
        return between(rising, level, 0, Double.doubleToLongBits(high));
    }

    /**
     * The same from a guess: as much faster as it is closer.
     *
     * @param guess from 0 to {@code high}
     */
    static double firstAtLeast(DoubleUnaryOperator rising, double level, double high, double guess) {
        long last = Double.doubleToLongBits(high);
        long at = Double.doubleToLongBits(guess + 0.0);
        boolean isReached = rising.applyAsDouble(guess) >= level;
        for (long step = FIRST_STEP; ; step = Math.min(step, MOST_TO_GROW) * STEP_GROWTH) {
            long next = isReached ? Math.max(0, at - step) : Math.min(last, at + step);
            if (next == (isReached ? 0 : last)) {
                return between(rising, level, isReached ? 0 : at + 1, isReached ? at : last);
            }
            boolean isNextReached = rising.applyAsDouble(Double.longBitsToDouble(next)) >= level;
            if (isNextReached != isReached) {
                return between(rising, level, Math.min(at, next) + 1, Math.max(at, next));
            }
            at = next;
        }
    }

    /** The same between the bits of two doubles, at the second of which it is known, or at {@code high}. */
    private static double between(DoubleUnaryOperator rising, double level, long low, long reached) {
        long below = low;
        long from = reached;
        while (below < from) {
            long middle = (below + from) >>> 1;
            if (rising.applyAsDouble(Double.longBitsToDouble(middle)) >= level) {
                from = middle;
            } else {
                below = middle + 1;
            }
        }
        return Double.longBitsToDouble(from);
    }

    /**
     * A root of a continuous function that is above 0 at {@code low} and not above 0 at {@code high}.
     *
     * <p>False position, Illinois variant, with a bisection whenever the bracket has not halved in three steps. Source: M.
     * Dowell, P. Jarratt (1971), A modified regula falsi method for computing the root of an equation, <i>BIT</i> 11:168–174.
     *
     * @param low below {@code high}; the root is found to about 1e-14 of their size
     */
    static double root(DoubleUnaryOperator falling, double low, double high) {
        double a = low;
        double b = high;
        double fa = falling.applyAsDouble(a);
        double fb = falling.applyAsDouble(b);
        double width = b - a;
        int kept = 0;
        for (int step = 1; step <= MAX_STEPS && b - a > 1e-14 * (1 + Math.abs(a)); step++) {
            boolean slow = step % 3 == 0 && b - a > width / 2;
            width = step % 3 == 0 ? b - a : width;
            double guess = slow ? a + (b - a) / 2 : (a * -fb + b * fa) / (fa - fb);
            double x = guess > a && guess < b ? guess : a + (b - a) / 2;
            double fx = falling.applyAsDouble(x);
            if (fx == 0 || x == a || x == b) {
                return x;
            }
            if (fx > 0) {
                a = x;
                fa = fx;
                fb = kept > 0 ? fb / 2 : fb;
                kept = 1;
            } else {
                b = x;
                fb = fx;
                fa = kept < 0 ? fa / 2 : fa;
                kept = -1;
            }
        }
        return a + (b - a) / 2;
    }
}
