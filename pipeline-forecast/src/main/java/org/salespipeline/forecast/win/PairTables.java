package org.salespipeline.forecast.win;

import org.jspecify.annotations.Nullable;

/**
 * A score that is a sum of numbers by the bins of one feature and of two: what trees of two levels add up to, without the trees.
 * Purified, each table's mean over every one of its features is 0, so that what one feature does alone is told in its own table.
 *
 * <p>Source: B. Lengerich, S. Tan, C.-H. Chang, G. Hooker, R. Caruana (2020), Purifying interaction effects with the functional
 * ANOVA, <i>AISTATS</i>.
 */
final class PairTables {

    final int[] sizes;
    final double[][] single;
    /** By first · features + second with the first below the second: codes of the first by those of the second, or null. */
    final double[] @Nullable [] pairs;

    double intercept;

    PairTables(int[] sizes) {
        this.sizes = sizes;
        single = new double[sizes.length][];
        for (int f = 0; f < sizes.length; f++) {
            single[f] = new double[sizes[f]];
        }
        pairs = new double[sizes.length * sizes.length][];
    }

    /**
     * Adds one side of a tree.
     *
     * @param values where {@code inner} is in its mask, and where it is not; {@code inner} is below 0 for a side that is not split
     */
    void add(int outer, long outerMask, int inner, long innerMask, double[] values) {
        for (int code = 0; code < sizes[outer]; code++) {
            if ((outerMask & 1L << code) != 0) {
                if (inner < 0 || inner == outer) {
                    single[outer][code] += inner < 0 || (innerMask & 1L << code) != 0 ? values[0] : values[1];
                } else {
                    addRow(outer, code, inner, innerMask, values);
                }
            }
        }
    }

    private void addRow(int outer, int code, int inner, long innerMask, double[] values) {
        boolean swapped = inner < outer;
        int first = Math.min(outer, inner);
        int second = Math.max(outer, inner);
        double @Nullable [] table = pairs[first * sizes.length + second];
        if (table == null) {
            table = new double[sizes[first] * sizes[second]];
            pairs[first * sizes.length + second] = table;
        }
        for (int other = 0; other < sizes[inner]; other++) {
            int at = swapped ? other * sizes[second] + code : code * sizes[second] + other;
            table[at] += (innerMask & 1L << other) != 0 ? values[0] : values[1];
        }
    }

    /**
     * Purifies in place; the score of every combination stays.
     *
     * @param shares by feature and code, adding up to 1
     */
    void purify(double[][] shares) {
        for (int first = 0; first < sizes.length; first++) {
            for (int second = first + 1; second < sizes.length; second++) {
                double[] table = pairs[first * sizes.length + second];
                if (table != null) {
                    purify(table, first, second, shares);
                }
            }
        }
        for (int f = 0; f < sizes.length; f++) {
            double mean = 0;
            for (int code = 0; code < sizes[f]; code++) {
                mean += shares[f][code] * single[f][code];
            }
            for (int code = 0; code < sizes[f]; code++) {
                single[f][code] -= mean;
            }
            intercept += mean;
        }
    }

    private void purify(double[] table, int first, int second, double[][] shares) {
        int width = sizes[second];
        for (int a = 0; a < sizes[first]; a++) {
            double mean = 0;
            for (int b = 0; b < width; b++) {
                mean += shares[second][b] * table[a * width + b];
            }
            for (int b = 0; b < width; b++) {
                table[a * width + b] -= mean;
            }
            single[first][a] += mean;
        }
        for (int b = 0; b < width; b++) {
            double mean = 0;
            for (int a = 0; a < sizes[first]; a++) {
                mean += shares[first][a] * table[a * width + b];
            }
            for (int a = 0; a < sizes[first]; a++) {
                table[a * width + b] -= mean;
            }
            single[second][b] += mean;
        }
    }

    /** The number for two codes; 0 where the features never met. */
    double pair(int first, int firstCode, int second, int secondCode) {
        double[] table = pairs[first * sizes.length + second];
        return table == null ? 0 : table[firstCode * sizes[second] + secondCode];
    }
}
