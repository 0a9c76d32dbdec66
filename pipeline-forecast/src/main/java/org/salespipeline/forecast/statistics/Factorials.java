package org.salespipeline.forecast.statistics;

/**
 * Factorials of real numbers and what is built from them, without the cancellation that differences of logarithms of
 * factorials suffer from; the same bits on every machine.
 *
 * <p>Source: C. Loader (2000), Fast and accurate computation of binomial probabilities (the Stirling error and the deviance);
 * M. Abramowitz, I. A. Stegun (1964), <i>Handbook of Mathematical Functions</i>, 6.1.41 and 6.3.18.
 */
final class Factorials {

    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    /** From here on seven terms of Stirling's series are exact to the last bit. */
    private static final double STIRLING = 15;

    /** The errors of the small whole numbers, which counts ask for again and again. */
    private static final double[] SMALL = new double[(int) STIRLING];

    static {
        for (int x = 1; x < SMALL.length; x++) {
            SMALL[x] = computedError(x);
        }
    }

    private Factorials() {}

    /**
     * The δ in x! = √(2πx) (x/e)^x e^δ.
     *
     * @param x above 0
     */
    static double stirlingError(double x) {
        return x < STIRLING && x == (int) x ? SMALL[(int) x] : computedError(x);
    }

    private static double computedError(double x) {
        double shifted = x;
        double error = 0;
        for (; shifted < STIRLING; shifted++) {
            error += (shifted + 0.5) * StrictMath.log1p(1 / shifted) - 1;
        }
        double r = 1 / (shifted * shifted);
        double series = 1 / 156.0;
        series = series * r - 691 / 360360.0;
        series = series * r + 1 / 1188.0;
        series = series * r - 1 / 1680.0;
        series = series * r + 1 / 1260.0;
        series = series * r - 1 / 360.0;
        series = series * r + 1 / 12.0;
        return error + series / shifted;
    }

    /** Logarithm of the gamma function, ln (x − 1)!, for x above 0. */
    static double logGamma(double x) {
        return HALF_LOG_TWO_PI + (x - 0.5) * StrictMath.log(x) - x + stirlingError(x);
    }

    /** The deviance x ln(x / mean) + mean − x, which is 0 where both are equal and never loses its digits there. */
    static double deviance(double x, double mean) {
        double difference = x - mean;
        if (Math.abs(difference) >= 0.1 * (x + mean)) {
            return x * StrictMath.log(x / mean) - difference;
        }
        double v = difference / (x + mean);
        double sum = difference * v;
        double term = 2 * x * v;
        for (int j = 3; ; j += 2) {
            term *= v * v;
            double next = sum + term / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    /**
     * 1/x + 1/(x+1) + … + 1/(x+n−1): the derivative of {@link #logRising}.
     *
     * @param x above 0
     * @param n 0 or more
     */
    static double harmonic(double x, long n) {
        double sum = 0;
        double from = x;
        long left = n;
        for (; left > 0 && (from < STIRLING || left <= 8); left--) {
            sum += 1 / from;
            from++;
        }
        if (left == 0) {
            return sum;
        }
        double to = from + left;
        // digamma(to) − digamma(from), term by term
        return sum
                + StrictMath.log1p(left / from)
                + left / (2 * from * to)
                + (digammaSeries(1 / (from * from)) - digammaSeries(1 / (to * to)));
    }

    /** What ln x − 1/(2x) is above digamma(x), for r = 1/x². */
    private static double digammaSeries(double r) {
        double series = -691 / 32760.0;
        series = series * r + 1 / 132.0;
        series = series * r - 1 / 240.0;
        series = series * r + 1 / 252.0;
        series = series * r - 1 / 120.0;
        series = series * r + 1 / 12.0;
        return series * r;
    }

    /** ln x(x+1)…(x+n−1). */
    static double logRising(double x, long n) {
        if (n <= 16) {
            double sum = 0;
            for (long j = 0; j < n; j++) {
                sum += StrictMath.log(x + j);
            }
            return sum;
        }
        double to = x + n;
        return n * StrictMath.log(to)
                + (x - 0.5) * StrictMath.log1p(n / x)
                - n
                + (stirlingError(to) - stirlingError(x));
    }
}
