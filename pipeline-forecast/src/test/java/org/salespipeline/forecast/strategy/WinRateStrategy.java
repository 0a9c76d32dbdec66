package org.salespipeline.forecast.strategy;

import java.util.Optional;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;

/** As a host would write it: every open deal that has an owner is won at the rate of the decided ones. */
final class WinRateStrategy implements ForecastStrategy {

    @Override
    public FittedStrategy fit(PipelineView view) {
        DealColumns deals = view.deals();
        int won = 0;
        int decided = 0;
        for (int row = 0; row < deals.size(); row++) {
            StageRef stage = deals.stages().get(deals.stage(row));
            won += stage.isWon() ? 1 : 0;
            decided += stage.isWon() || stage.isLost() ? 1 : 0;
        }
        Probability rate = Probability.of(decided == 0 ? 0.5 : (double) won / decided);
        return (asked, request) -> forecast(rate, asked, request);
    }

    private static Forecast forecast(Probability rate, PipelineView view, ForecastRequest request) {
        DealColumns deals = view.deals();
        DealColumns.Segments owners = deals.segments("owner");
        return Forecast.builder(view, request)
                .strategy("win-rate")
                .chance(row -> owners.code(row) == owners.noValue() ? Optional.empty() : Optional.of(rate))
                .assume("each open deal with an owner is won at the rate of the decided deals, " + rate)
                .build();
    }
}
