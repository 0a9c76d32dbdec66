package org.salespipeline.forecast.statistics;

/** Student's t law; the same bits on every machine. */
final class StudentT {

    private StudentT() {}

    /** Chance of a value at least as far from 0 as t, with ν degrees of freedom: I_x(ν/2, ½) at x = ν / (ν + t²). */
    static double twoSided(double t, double degrees) {
        if (t == 0) {
            return 1;
        }
        return Double.isInfinite(t) ? 0 : Beta.cdf(degrees / 2, 0.5, degrees / (degrees + t * t));
    }
}
