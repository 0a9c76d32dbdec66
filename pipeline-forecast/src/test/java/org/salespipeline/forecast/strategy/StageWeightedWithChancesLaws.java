package org.salespipeline.forecast.strategy;

import java.util.Map;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/** With chances of stages of two processes, of which a view may know both, one or none. */
class StageWeightedWithChancesLaws implements ForecastStrategyLaws {

    @Override
    public ForecastStrategy strategy() {
        return ForecastStrategies.stageWeighted(Map.of(
                StageId.of("propose"), Probability.of(0.123456789), StageId.of("contract"), Probability.of(0.5)));
    }
}
