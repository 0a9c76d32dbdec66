package org.salespipeline.forecast.win;

/**
 * A quick additive model for comparing weights of rows: a rate of all weeks, and factors of each bin in one round, drawn to 1. As
 * {@link CellHazards} finds them, but without the chain of stages.
 */
final class FactorScan {

    private static final double KAPPA = 20;
    private static final double LEAST = -16;

    private FactorScan() {}

    /** The log-odds of every row, by outcome. */
    static double[][] of(WeekRows rows, double[] weights) {
        double[][] logOdds = new double[2][rows.size()];
        for (int c = 0; c < 2; c++) {
            double events = 0;
            double total = 0;
            for (int row = 0; row < rows.size(); row++) {
                events += rows.outcome[row] == c + 1 ? weights[row] : 0;
                total += weights[row];
            }
            double rate = (events + 0.5) / (total + 1);
            double[] expected = new double[rows.size()];
            for (int row = 0; row < expected.length; row++) {
                expected[row] = rate;
            }
            for (int f = 0; f < rows.features.size(); f++) {
                multiply(rows, weights, f, c, expected);
            }
            for (int row = 0; row < expected.length; row++) {
                double p = Math.min(0.45, expected[row]);
                logOdds[c][row] = Math.max(LEAST, StrictMath.log(p / (1 - p)));
            }
        }
        return logOdds;
    }

    private static void multiply(WeekRows rows, double[] weights, int f, int c, double[] expected) {
        int size = rows.features.get(f).size();
        double[] seen = new double[size];
        double[] foreseen = new double[size];
        byte[] codes = rows.codes[f];
        for (int row = 0; row < expected.length; row++) {
            seen[codes[row]] += rows.outcome[row] == c + 1 ? weights[row] : 0;
            foreseen[codes[row]] += weights[row] * expected[row];
        }
        double[] factor = new double[size];
        for (int code = 0; code < size; code++) {
            factor[code] = (seen[code] / rows.overlap + KAPPA) / (foreseen[code] / rows.overlap + KAPPA);
        }
        for (int row = 0; row < expected.length; row++) {
            expected[row] *= factor[codes[row]];
        }
    }
}
