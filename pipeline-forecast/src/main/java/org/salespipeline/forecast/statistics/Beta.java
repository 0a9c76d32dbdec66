package org.salespipeline.forecast.statistics;

/**
 * The beta law with parameters a and b above 0, on [0, 1]; the same bits on every machine.
 *
 * <p>Source: A. R. DiDonato, A. H. Morris (1992), Algorithm 708: significant digit computation of the incomplete beta function
 * ratios, <i>ACM Transactions on Mathematical Software</i> 18(3):360–373, <a
 * href="https://doi.org/10.1145/131766.131776">doi</a>, for the continued fraction, evaluated forwards after Lentz (1976);
 * {@link Factorials} for the factor before it.
 */
final class Beta {

    private static final double TINY = 1e-300;
    private static final int MAX_STEPS = 100_000;
    private static final int NEWTON_STEPS = 12;

    /** A step after which the next one would end among the last digits. */
    private static final double CLOSE = 1e-9;

    private final double a;
    private final double b;
    private final double correction;
    private final double factor;

    private Beta(double a, double b) {
        this.a = a;
        this.b = b;
        this.correction = Factorials.stirlingError(a + b) - Factorials.stirlingError(a) - Factorials.stirlingError(b);
        this.factor = Math.sqrt(a / (a + b)) * Math.sqrt(b) / Math.sqrt(2 * StrictMath.PI);
    }

    /** Chance of a value up to x: the regularised incomplete beta function I_x(a, b). */
    static double cdf(double a, double b, double x) {
        return new Beta(a, b).cdf(x);
    }

    /** The smallest double up to which the chance is at least the given one, which is between 0 and 1. */
    static double quantile(double a, double b, double chance) {
        Beta law = new Beta(a, b);
        return Monotone.firstAtLeast(law::cdf, chance, 1, law.near(chance, false));
    }

    /** The smallest double above which the chance is at most the given one, which is between 0 and 1. */
    static double upperQuantile(double a, double b, double chance) {
        Beta law = new Beta(a, b);
        return Monotone.firstAtLeast(x -> -law.above(x), -chance, 1, law.near(chance, true));
    }

    /**
     * About where the chance below, or above, is the given one: by Newton's steps on the scale of logits, from where a normal
     * law of the logits has it.
     */
    private double near(double chance, boolean isAbove) {
        double z = Normal.quantile(chance);
        double logit = StrictMath.log(a / b) + (isAbove ? -z : z) * Math.sqrt(1 / a + 1 / b);
        double x = logistic(logit);
        for (int step = 0; step < NEWTON_STEPS && x > 0 && x < 1; step++) {
            double density = power(x);
            double miss = isAbove ? above(x) - chance : chance - cdf(x);
            double move = Math.max(-2, Math.min(2, miss / density));
            if (!(density > 0) || Math.abs(move) <= CLOSE) {
                break;
            }
            logit += move;
            x = logistic(logit);
        }
        return x;
    }

    private static double logistic(double logit) {
        return logit < 0 ? StrictMath.exp(logit) / (1 + StrictMath.exp(logit)) : 1 / (1 + StrictMath.exp(-logit));
    }

    private double above(double x) {
        return x <= 0 || x >= 1 ? (x <= 0 ? 1 : 0) : inTheLowerPart(x) ? 1 - lower(x) : upper(x);
    }

    private double cdf(double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        return inTheLowerPart(x) ? lower(x) : 1 - upper(x);
    }

    private boolean inTheLowerPart(double x) {
        return x <= (a + 1) / (a + b + 2);
    }

    private double lower(double x) {
        return power(x) * fraction(a, b, x);
    }

    private double upper(double x) {
        return power(x) * fraction(b, a, 1 - x);
    }

    /** x^a (1−x)^b / B(a, b). */
    private double power(double x) {
        return factor * StrictMath.exp(correction - deviances(x));
    }

    private double deviances(double x) {
        double n = a + b;
        return Factorials.deviance(a, n * x) + Factorials.deviance(b, n * (1 - x));
    }

    /**
     * What x^a (1−x)^b / B(a, b) is to be multiplied with.
     *
     * <pre>
     *   1 / (β₀ + α₁/(β₁ + α₂/(β₂ + …)))
     *   α_m = (a+m−1)(a+b+m−1) m (b−m) x² / (a+2m−1)²
     *   β_m = m + m (b−m) x / (a+2m−1) + (a+m)(a(1−x) − bx + 1 + m(2−x)) / (a+2m+1)
     * </pre>
     */
    private static double fraction(double a, double b, double x) {
        double beyond = a * (1 - x) - b * x + 1;
        double value = awayFromZero(a * beyond / (a + 1));
        double c = value;
        double d = 0;
        for (int m = 1; m <= MAX_STEPS; m++) {
            double at = a + 2.0 * m - 1;
            double above = (a + m - 1) / at * ((a + b + m - 1) / at) * m * (b - m) * x * x;
            double below = m + m * (b - m) * x / at + (a + m) * (beyond + m * (2 - x)) / (at + 2);
            d = 1 / awayFromZero(below + above * d);
            c = awayFromZero(below + above / c);
            double step = c * d;
            value *= step;
            if (Math.abs(step - 1) <= 2e-16) {
                break;
            }
        }
        return 1 / value;
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
