package org.salespipeline.forecast.revenue;

import org.salespipeline.forecast.statistics.Normal;

/** The standard normal law by a table and a Taylor series from its nearest node: within 1e-14, a tenth of the time. */
final class NormalTable {

    private static final int PER_UNIT = 64;

    /** Beyond, Φ is 0 or 1 to 1e-16. */
    private static final double REACH = 8.5;

    private static final int NODES = (int) (2 * REACH * PER_UNIT) + 1;
    private static final double[] CDF = new double[NODES];
    private static final double[] DENSITY = new double[NODES];

    static {
        for (int i = 0; i < NODES; i++) {
            double x = i / (double) PER_UNIT - REACH;
            CDF[i] = Normal.cdf(x);
            DENSITY[i] = Normal.density(x);
        }
    }

    private NormalTable() {}

    /** Φ(x), absolute error below 1e-14. */
    static double cdf(double x) {
        if (x <= -REACH || x >= REACH) {
            return x < 0 ? 0 : 1;
        }
        int node = (int) ((x + REACH) * PER_UNIT + 0.5);
        double at = node / (double) PER_UNIT - REACH;
        double d = x - at;
        double square = at * at;
        // derivatives of φ are φ times Hermite polynomials
        double series = 1
                + d
                        * (-at / 2
                                + d
                                        * ((square - 1) / 6
                                                + d
                                                        * (at * (3 - square) / 24
                                                                + d * (square * (square - 6) + 3) / 120)));
        return CDF[node] + DENSITY[node] * d * series;
    }

    /** φ(x). */
    static double density(double x) {
        return Normal.density(x);
    }
}
