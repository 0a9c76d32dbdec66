package org.salespipeline.forecast.win;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.salespipeline.forecast.statistics.Draws;

class LogitFitTest {

    private static final int ROWS = 5000;
    private static final double RIDGE = 0.5;

    /** At the maximum the ridge balances the residuals of each coefficient; 1e-9 of 5,000 rows is their rounding. */
    @Test
    void theGradientIsZeroWhereTheFitEnds() {
        byte[][] codes = new byte[2][ROWS];
        byte[] outcome = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Draws draws = Draws.seeded(5).about(row);
            codes[0][row] = (byte) draws.below(0, 4);
            codes[1][row] = (byte) draws.below(1, 7);
            outcome[row] = (byte) (draws.uniform(2) < 0.02 + 0.12 * codes[0][row] + 0.08 * codes[1][row] ? 1 : 0);
        }
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1);
        double[] ridge = new double[12];
        Arrays.fill(ridge, RIDGE);
        LogitFit.Design design = new LogitFit.Design(codes, null, new int[] {4, 7}, outcome, ROWS);
        double[] b = LogitFit.fit(design, weights, new LogitFit.Penalty(ridge, new double[12]), new double[1][12])[0];
        double[] gradient = new double[12];
        for (int j = 0; j < 12; j++) {
            gradient[j] = -RIDGE * b[j];
        }
        for (int row = 0; row < ROWS; row++) {
            double eta = b[0] + b[1 + codes[0][row]] + b[5 + codes[1][row]];
            double residual = outcome[row] - 1 / (1 + StrictMath.exp(-eta));
            gradient[0] += residual;
            gradient[1 + codes[0][row]] += residual;
            gradient[5 + codes[1][row]] += residual;
        }
        for (double slope : gradient) {
            assertThat(slope).isBetween(-1e-9, 1e-9);
        }
    }
}
