package org.salespipeline.forecast.statistics;

/**
 * The gamma law with a shape above 0 and scale 1; the same bits on every machine.
 *
 * <p>Source: W. H. Press et al. (2007), <i>Numerical Recipes</i>, 6.2, for the series and the continued fraction; {@link
 * Factorials} for the factor before them.
 */
final class Gamma {

    private static final double TINY = 1e-300;
    private static final int MAX_STEPS = 100_000;

    private final double shape;
    private final double factor;

    private Gamma(double shape) {
        this.shape = shape;
        this.factor = StrictMath.exp(-Factorials.stirlingError(shape)) / Math.sqrt(2 * StrictMath.PI * shape);
    }

    /** Chance of a value up to x: the regularised incomplete gamma function P(shape, x). */
    static double cdf(double shape, double x) {
        return new Gamma(shape).cdf(x);
    }

    /** The smallest double up to which the chance is at least the given one, which is between 0 and 1. */
    static double quantile(double shape, double chance) {
        return Monotone.firstAtLeast(new Gamma(shape)::cdf, chance, Double.MAX_VALUE);
    }

    private double cdf(double x) {
        if (x <= 0) {
            return 0;
        }
        // x^shape e^−x / shape!
        double power = factor * StrictMath.exp(-Factorials.deviance(shape, x));
        if (power == 0) {
            return x < shape ? 0 : 1;
        }
        return x < shape + 1 ? power * series(x) : 1 - power * shape * fraction(x);
    }

    private double series(double x) {
        double term = 1;
        double sum = 1;
        for (int n = 1; n <= MAX_STEPS && term > sum * 1e-17; n++) {
            term *= x / (shape + n);
            sum += term;
        }
        return sum;
    }

    private double fraction(double x) {
        double b = x + 1 - shape;
        double c = 1 / TINY;
        double d = 1 / awayFromZero(b);
        double h = d;
        for (int i = 1; i <= MAX_STEPS; i++) {
            double an = i * (shape - i);
            b += 2;
            d = 1 / awayFromZero(an * d + b);
            c = awayFromZero(b + an / c);
            double step = c * d;
            h *= step;
            if (Math.abs(step - 1) <= 2e-16) {
                break;
            }
        }
        return h;
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
