package org.salespipeline.forecast.revenue;

/**
 * The first four cumulants of a sum of independent terms; cumulants of independent sums add up.
 *
 * @param fourth 0 where amounts are not known: then it is not used
 * @param absolute Σ E|X − EX|³, or a bound above it
 */
record Cumulants(double mean, double variance, double third, double fourth, double absolute) {

    static final Cumulants NONE = new Cumulants(0, 0, 0, 0, 0);

    Cumulants plus(Cumulants other) {
        return new Cumulants(
                mean + other.mean,
                variance + other.variance,
                third + other.third,
                fourth + other.fourth,
                absolute + other.absolute);
    }
}
