package org.salespipeline.forecast.statistics;

/** The row of chances and its covariance, moved on time by time; see {@link StateCounts#aalenJohansen}. */
final class StateProduct {

    private final int states;
    private double[] chance;
    private double[][] covariance;

    StateProduct(int states, int from) {
        this.states = states;
        chance = new double[states];
        chance[from] = 1;
        covariance = new double[states][states];
    }

    double[] chances() {
        return chance.clone();
    }

    double[] variances() {
        double[] variances = new double[states];
        for (int i = 0; i < states; i++) {
            // where a chance becomes certain rounding must not take the variance below 0
            variances[i] = Math.max(0, covariance[i][i]);
        }
        return variances;
    }

    /**
     * One time.
     *
     * @param moves from state by to state from an offset on; the own place of a state is for those who stayed and left
     */
    void step(long[] moves, int offset, long[] atRisk) {
        double[][] rows = new double[states][states];
        boolean isMove = false;
        for (int from = 0; from < states; from++) {
            long stay = atRisk[from];
            for (int to = 0; to < states; to++) {
                long moved = to == from ? 0 : moves[offset + from * states + to];
                stay -= moved;
                isMove |= moved > 0;
                rows[from][to] = moved == 0 ? 0 : (double) moved / atRisk[from];
            }
            rows[from][from] = atRisk[from] == 0 ? 1 : (double) stay / atRisk[from];
        }
        if (isMove) {
            covariance = moved(rows, atRisk);
            chance = times(chance, rows);
        }
    }

    private double[] times(double[] row, double[][] rows) {
        double[] product = new double[states];
        for (int from = 0; from < states; from++) {
            for (int to = 0; to < states; to++) {
                product[to] += row[from] * rows[from][to];
            }
        }
        return product;
    }

    private double[][] moved(double[][] rows, long[] atRisk) {
        double[][] half = new double[states][];
        for (int i = 0; i < states; i++) {
            half[i] = times(covariance[i], rows);
        }
        double[][] next = new double[states][states];
        for (int from = 0; from < states; from++) {
            double noise = atRisk[from] == 0 ? 0 : chance[from] * chance[from] / atRisk[from];
            for (int i = 0; i < states; i++) {
                double weight = rows[from][i];
                for (int j = 0; weight != 0 && j < states; j++) {
                    double own = (i == j ? weight : 0) - weight * rows[from][j];
                    next[i][j] += weight * half[from][j] + noise * own;
                }
            }
        }
        return next;
    }
}
