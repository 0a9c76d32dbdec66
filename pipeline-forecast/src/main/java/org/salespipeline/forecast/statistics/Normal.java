package org.salespipeline.forecast.statistics;

/** The standard normal law; the same bits on every machine. */
public final class Normal {

    private static final double SQRT_TWO_PI = 2.5066282746310007;

    /** From here on the continued fraction has converged at {@link #FRACTION_DEPTH}; before, the series is short. */
    private static final double TAIL = 2.5;

    private static final int FRACTION_DEPTH = 80;

    private static final double[] CENTRE_TOP = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0
    };
    private static final double[] FLANK_TOP = {
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835
    };
    private static final double[] FLANK_BELOW = {
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1.0
    };
    private static final double[] FAR_TOP = {
        2.0103343992922881e-07,
        2.7115555687434876e-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103
    };
    private static final double[] FAR_BELOW = {
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1.0
    };

    private Normal() {}

    /** Density φ(x) = e^(−x²/2) / √(2π), to the last bits also where it is tiny. */
    public static double density(double x) {
        double square = x * x;
        double lost = Math.fma(x, x, -square);
        return StrictMath.exp(-square / 2) * (1 - lost / 2) / SQRT_TWO_PI;
    }

    /**
     * Chance Φ(x) of a value up to x, with a relative error near 1e-14 also far below 0.
     *
     * <pre>
     *   |x| &lt; 2.5:  Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)
     *   x ≤ −2.5:   Φ(x) = φ(x) / (y + 1/(y + 2/(y + 3/(y + …))))     with y = −x
     * </pre>
     *
     * <p>Source: G. Marsaglia (2004), Evaluating the normal distribution, <i>Journal of Statistical Software</i> 11(4), <a
     * href="https://doi.org/10.18637/jss.v011.i04">doi</a>, for the series; the fraction is Laplace's.
     */
    public static double cdf(double x) {
        if (x <= -TAIL) {
            return lowerTail(-x);
        }
        return x >= TAIL ? 1 - lowerTail(x) : 0.5 + density(x) * series(x);
    }

    private static double series(double x) {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int k = 3; sum + term != sum; k += 2) {
            term *= square / k;
            sum += term;
        }
        return sum;
    }

    private static double lowerTail(double y) {
        if (Double.isInfinite(y)) {
            return 0;
        }
        double fraction = y;
        for (int k = FRACTION_DEPTH; k > 0; k--) {
            fraction = y + k / fraction;
        }
        return density(y) / fraction;
    }

    /**
     * The x with Φ(x) = chance, relative error near 1e-16; −∞ for 0, ∞ for 1.
     *
     * <p>Source: M. J. Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution, <i>Applied
     * Statistics</i> 37(3):477–484, <a href="https://doi.org/10.2307/2347330">doi</a>.
     */
    public static double quantile(double chance) {
        double q = chance - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * horner(CENTRE_TOP, r) / horner(CENTRE_BELOW, r);
        }
        if (chance == 0 || chance == 1) {
            return chance == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? chance : 1 - chance));
        double x = r <= 5
                ? horner(FLANK_TOP, r - 1.6) / horner(FLANK_BELOW, r - 1.6)
                : horner(FAR_TOP, r - 5) / horner(FAR_BELOW, r - 5);
        return q < 0 ? -x : x;
    }

    private static double horner(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
