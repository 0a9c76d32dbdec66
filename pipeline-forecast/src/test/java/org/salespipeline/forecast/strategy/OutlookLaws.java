package org.salespipeline.forecast.strategy;

import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;

class OutlookLaws implements ForecastStrategyLaws {

    /** Guarded, so that the guard is seen to let a strategy pass that weighs a deal in several periods. */
    @Override
    public ForecastStrategy strategy() {
        return ForecastStrategies.checked(new OutlookStrategy());
    }
}
