package org.salespipeline.forecast.inflow;

import java.util.Arrays;

/** What a new win brings: past new wins, and with the weight of a few all wins, in ascending order. */
final class WinAmounts {

    private final double[] amounts;
    private final double[] weights;
    private final double mean;
    private final double variation;

    private WinAmounts(double[] amounts, double[] weights) {
        this.amounts = amounts;
        this.weights = weights;
        double sum = 0;
        for (int i = 0; i < amounts.length; i++) {
            sum += weights[i] * amounts[i];
        }
        double squares = 0;
        for (int i = 0; i < amounts.length; i++) {
            double off = amounts[i] / sum - 1;
            squares += weights[i] * off * off;
        }
        mean = sum;
        variation = squares;
    }

    /** The law of a horizon; there must be wins. */
    static WinAmounts of(CohortReader.Wins wins, int ahead) {
        int n = wins.size();
        long[] all = new long[n];
        long[] own = new long[n];
        int owned = 0;
        for (int win = 0; win < n; win++) {
            all[win] = wins.amount(win);
            if (wins.isNew(win, ahead)) {
                own[owned++] = wins.amount(win);
            }
        }
        Arrays.sort(all);
        Arrays.sort(own, 0, owned);
        double[] amounts = new double[n];
        double[] weights = new double[n];
        double total = owned + Cohorts.STRENGTH;
        int next = 0;
        for (int i = 0; i < n; i++) {
            // equal amounts are as good as one another, so the first of them takes the weight
            boolean isOwn = next < owned && own[next] == all[i];
            next += isOwn ? 1 : 0;
            amounts[i] = all[i];
            weights[i] = ((isOwn ? 1 : 0) + Cohorts.STRENGTH / n) / total;
        }
        return new WinAmounts(amounts, weights);
    }

    double mean() {
        return mean;
    }

    double variation() {
        return variation;
    }

    double[] onGrid(double unit, int cells) {
        double[] law = new double[cells];
        for (int i = 0; i < amounts.length; i++) {
            double x = amounts[i] / unit;
            double below = Math.floor(x);
            double part = x - below;
            if (below < cells) {
                law[(int) below] += weights[i] * (1 - part);
            }
            if (below + 1 < cells) {
                law[(int) below + 1] += weights[i] * part;
            }
        }
        return law;
    }
}
