package org.salespipeline.forecast.win;

import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.Stage;

/**
 * Before any deal is decided: the chance stated for the stage, and a triangle of days around the stated close, from now to
 * twice as far away as it is. A deal without a date, or overdue, has one of a quarter, or of a month.
 */
final class StatedChances implements FittedWinModel {

    private static final int WITHOUT_DATE = 91;
    private static final int OVERDUE = 30;

    @Override
    public WinChances chances(PipelineView view, int... horizonDays) {
        WinChances.Builder builder = WinChances.builder(view, horizonDays);
        DealColumns deals = view.deals();
        int today = Math.toIntExact(view.asOfDate().toEpochDay());
        double[] win = new double[horizonDays.length];
        double[] lose = new double[horizonDays.length];
        for (int row = 0; row < builder.size(); row++) {
            Stage stage = deals.stages().get(deals.stage(builder.dealRow(row))).stage();
            if (stage.winProbability().isPresent()) {
                double chance = stage.winProbability().orElseThrow().value();
                double days = daysTo(deals.closeDay(builder.dealRow(row)), today);
                for (int h = 0; h < horizonDays.length; h++) {
                    double decided = triangle(horizonDays[h] / (2 * days));
                    win[h] = chance * decided;
                    lose[h] = (1 - chance) * decided;
                }
                builder.set(row, WinChances.Evidence.STATED, win, lose);
            }
        }
        return builder.build();
    }

    private static double daysTo(int statedDay, int today) {
        if (statedDay == DealColumns.NO_DAY) {
            return WITHOUT_DATE;
        }
        return statedDay <= today ? OVERDUE : Math.max(Landmarks.DAYS, (double) statedDay - today);
    }

    /** The share of a symmetric triangle over [0, 1] up to x. */
    private static double triangle(double x) {
        if (x >= 1) {
            return 1;
        }
        return x < 0.5 ? 2 * x * x : 1 - 2 * (1 - x) * (1 - x);
    }
}
