package org.salespipeline.quickstart;

import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;

/** Holds the strategy to the laws of every strategy, on random pipelines. */
class HalfUnlessLargeLaws implements ForecastStrategyLaws {

    @Override
    public ForecastStrategy strategy() {
        return OwnRules.halfUnlessOverFiftyThousand();
    }
}
