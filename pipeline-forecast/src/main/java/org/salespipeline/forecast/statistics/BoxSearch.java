package org.salespipeline.forecast.statistics;

import java.util.function.ToDoubleFunction;

/**
 * The least value of a function of a few bounded numbers: steps along each of them and along the last way that led down, halved
 * where none does. Takes the same steps on every machine and needs no derivative; finds a local minimum.
 *
 * <p>Source: R. Hooke, T. A. Jeeves (1961), "Direct search" solution of numerical and statistical problems, <i>Journal of the
 * ACM</i> 8(2):212–229, <a href="https://doi.org/10.1145/321062.321069">doi</a>.
 */
final class BoxSearch {

    /** First step, as a part of the box. */
    private static final double FIRST = 0.25;

    private static final double LAST = 1e-9;
    private static final int MOST_ROUNDS = 400;

    private final ToDoubleFunction<double[]> function;
    private final double[] low;
    private final double[] high;

    private BoxSearch(ToDoubleFunction<double[]> function, double[] low, double[] high) {
        this.function = function;
        this.low = low;
        this.high = high;
    }

    /** Where the function is least near the start; where low equals high a number is held. */
    static double[] least(ToDoubleFunction<double[]> function, double[] start, double[] low, double[] high) {
        return new BoxSearch(function, low, high).from(start);
    }

    private double[] from(double[] start) {
        double[] base = start.clone();
        double value = function.applyAsDouble(base);
        double step = FIRST;
        for (int round = 0; round < MOST_ROUNDS && step > LAST; round++) {
            double[] next = explored(base, value, step);
            double nextValue = function.applyAsDouble(next);
            if (nextValue < value) {
                double[] further = further(base, next);
                double furtherValue = function.applyAsDouble(further);
                boolean goesOn = furtherValue < nextValue;
                base = goesOn ? further : next;
                value = goesOn ? furtherValue : nextValue;
            } else {
                step /= 2;
            }
        }
        return base;
    }

    private double[] explored(double[] base, double baseValue, double step) {
        double[] best = base.clone();
        double value = baseValue;
        for (int i = 0; i < best.length; i++) {
            double from = best[i];
            double wide = step * (high[i] - low[i]);
            for (int side = -1; side <= 1 && wide > 0; side += 2) {
                double[] tried = best.clone();
                tried[i] = bounded(i, from + side * wide);
                double triedValue = function.applyAsDouble(tried);
                if (triedValue < value) {
                    best = tried;
                    value = triedValue;
                }
            }
        }
        return best;
    }

    private double[] further(double[] from, double[] to) {
        double[] next = new double[to.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = bounded(i, to[i] + (to[i] - from[i]));
        }
        return next;
    }

    private double bounded(int i, double value) {
        return Math.max(low[i], Math.min(high[i], value));
    }
}
