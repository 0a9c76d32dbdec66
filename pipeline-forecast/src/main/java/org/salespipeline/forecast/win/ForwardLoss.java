package org.salespipeline.forecast.win;

/** How well log-odds foretell the weeks of later moments: the mean surprise, −Σ w ln p(outcome) / Σ w. */
final class ForwardLoss {

    private ForwardLoss() {}

    static double of(WeekRows rows, double[][] logOdds, double[] weights) {
        double loss = 0;
        double total = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (weights[row] > 0) {
                int y = rows.outcome[row];
                double all = 1 + StrictMath.exp(logOdds[0][row]) + StrictMath.exp(logOdds[1][row]);
                loss += weights[row] * (StrictMath.log(all) - (y == 0 ? 0 : logOdds[y - 1][row]));
                total += weights[row];
            }
        }
        return total == 0 ? 0 : loss / total;
    }
}
