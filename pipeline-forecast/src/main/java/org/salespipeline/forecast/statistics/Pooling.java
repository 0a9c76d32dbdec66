package org.salespipeline.forecast.statistics;

import java.util.Arrays;

/**
 * Weighted isotonic regression: the sequence that never falls and is nearest to the given one in weighted squares.
 *
 * <p>Neighbours that fall are pooled into their weighted mean until none falls. Source: M. Ayer et al. (1955), An empirical
 * distribution function for sampling with incomplete information, <i>Annals of Mathematical Statistics</i> 26(4):641–647.
 */
final class Pooling {

    private Pooling() {}

    /**
     * The fitted value of each case.
     *
     * @param values in the order in which the fit must not fall
     * @param weights above 0
     */
    static double[] fit(double[] values, double[] weights) {
        int n = values.length;
        double[] sums = new double[n];
        double[] masses = new double[n];
        int[] ends = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            double sum = values[i] * weights[i];
            double mass = weights[i];
            // equal means are pooled too, so that a level is one block whatever came before
            while (blocks > 0 && sums[blocks - 1] * mass >= sum * masses[blocks - 1]) {
                blocks--;
                sum += sums[blocks];
                mass += masses[blocks];
            }
            sums[blocks] = sum;
            masses[blocks] = mass;
            ends[blocks++] = i + 1;
        }
        double[] fitted = new double[n];
        int start = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(fitted, start, ends[block], sums[block] / masses[block]);
            start = ends[block];
        }
        return fitted;
    }
}
