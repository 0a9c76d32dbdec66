package org.salespipeline.forecast.backtest;

import java.util.List;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;

/** The win probability of the stage for deals whose stated close lies within the horizon. */
final class StageAndDate implements DealModel.Fitted {

    private final DealColumns deals;
    private final List<StageRef> stages;
    private final long today;

    StageAndDate(PipelineView view) {
        deals = view.deals();
        stages = deals.stages();
        today = view.asOfDate().toEpochDay();
    }

    @Override
    public DealModel.Chances[] chances(int row, int... horizonDays) {
        double win = stages.get(deals.stage(row))
                .stage()
                .winProbability()
                .map(Probability::value)
                .orElse(0.0);
        int close = deals.closeDay(row);
        DealModel.Chances[] chances = new DealModel.Chances[horizonDays.length];
        for (int i = 0; i < chances.length; i++) {
            boolean due = close != DealColumns.NO_DAY && close <= today + horizonDays[i];
            chances[i] = due ? new DealModel.Chances(win, 1 - win) : new DealModel.Chances(0, 0);
        }
        return chances;
    }
}
