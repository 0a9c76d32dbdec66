package org.salespipeline.forecast.strategy;

import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.stage.ForecastCategory;

class CategoryLaws implements ForecastStrategyLaws {

    @Override
    public ForecastStrategy strategy() {
        return ForecastStrategies.category(ForecastCategory.BEST_CASE, CallPolicy.RESETS);
    }
}
