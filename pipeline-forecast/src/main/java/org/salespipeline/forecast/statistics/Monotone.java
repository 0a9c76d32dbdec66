package org.salespipeline.forecast.statistics;

import java.util.function.DoubleUnaryOperator;

/** Where monotone functions take a value. */
final class Monotone {

    private static final int MAX_STEPS = 200;

    private Monotone() {}

    /**
     * The smallest double from 0 to {@code high} at which a function that never falls is at least {@code level};
     * {@code high} if there is none.
     *
     * <p>Doubles of one sign are ordered like their bits, so halving the bits finds it in at most 63 steps, with all digits
     * also next to 0.
     */
    static double firstAtLeast(DoubleUnaryOperator rising, double level, double high) {
        long below = 0;
        long from = Double.doubleToLongBits(high);
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
