package org.salespipeline.forecast.strategy;

import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;

class StandardStrategyLaws implements ForecastStrategyLaws {

    @Override
    public ForecastStrategy strategy() {
        return ForecastStrategies.standard();
    }
}
