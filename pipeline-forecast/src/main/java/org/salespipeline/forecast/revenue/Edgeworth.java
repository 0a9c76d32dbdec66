package org.salespipeline.forecast.revenue;

import org.salespipeline.forecast.statistics.Normal;

/**
 * A law near the normal one, by its first four cumulants. What it adds to the normal law is not held to be monotone.
 *
 * <pre>
 *   F(x) = Φ(z) − φ(z) (γ/6 He₂(z) + κ/24 He₃(z) + γ²/72 He₅(z))     z = (x − μ)/σ, γ = κ₃/σ³, κ = κ₄/σ⁴
 * </pre>
 *
 * <p>Source: F. Y. Edgeworth (1905), The law of error, <i>Transactions of the Cambridge Philosophical Society</i> 20:36–65.
 */
record Edgeworth(double mean, double deviation, double skewness, double kurtosis) {

    /** Beyond, what is added to the normal law is below 1e-13. */
    private static final double REACH = 8.3;

    /**
     * The law of these cumulants; skewness and kurtosis beyond 1 are held there, where the series still helps.
     *
     * @param narrowest a smaller standard deviation is taken as this one
     */
    static Edgeworth of(Cumulants sum, double narrowest) {
        double deviation = Math.sqrt(sum.variance());
        if (deviation <= narrowest) {
            return new Edgeworth(sum.mean(), narrowest, 0, 0);
        }
        double square = sum.variance();
        return new Edgeworth(
                sum.mean(),
                deviation,
                held(sum.third() / (square * deviation)),
                held(sum.fourth() / (square * square)));
    }

    private static double held(double value) {
        return Math.max(Math.min(value, 1), -1);
    }

    Edgeworth shifted(double by) {
        return new Edgeworth(mean + by, deviation, skewness, kurtosis);
    }

    double cdf(double x) {
        double z = (x - mean) / deviation;
        double cdf = NormalTable.cdf(z);
        if (Math.abs(z) > REACH) {
            return cdf;
        }
        double square = z * z;
        double added = skewness / 6 * (square - 1)
                + kurtosis / 24 * z * (square - 3)
                + skewness * skewness / 72 * z * (square * (square - 10) + 15);
        return cdf - added * Normal.density(z);
    }
}
