package org.salespipeline.forecast.win;

import java.util.function.IntToDoubleFunction;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;

/** The rule of common tools: a deal is decided on its stated close, and an overdue one at once. */
final class AtStatedClose {

    private AtStatedClose() {}

    /**
     * The chances under the rule.
     *
     * @param chanceOfDeal by row of the columns of the view; NaN where it is not known
     */
    static WinChances chances(
            PipelineView view, int[] horizonDays, WinChances.Evidence evidence, IntToDoubleFunction chanceOfDeal) {
        WinChances.Builder builder = WinChances.builder(view, horizonDays);
        long today = view.asOfDate().toEpochDay();
        double[] win = new double[horizonDays.length];
        double[] lose = new double[horizonDays.length];
        for (int row = 0; row < builder.size(); row++) {
            int deal = builder.dealRow(row);
            double chance = chanceOfDeal.applyAsDouble(deal);
            if (!Double.isNaN(chance)) {
                int stated = view.deals().closeDay(deal);
                for (int h = 0; h < horizonDays.length; h++) {
                    boolean due = horizonDays[h] == WinChances.EVER
                            || (stated != DealColumns.NO_DAY && stated <= today + horizonDays[h]);
                    win[h] = due ? chance : 0;
                    lose[h] = due ? 1 - chance : 0;
                }
                builder.set(row, evidence, win, lose);
            }
        }
        return builder.build();
    }
}
