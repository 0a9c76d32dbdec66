package org.salespipeline.forecast.strategy;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/** Entry point to the built-in strategies. */
public final class ForecastStrategies {

    private ForecastStrategies() {}

    /**
     * Adds up every open deal at the win probability of its stage; deals in stages without one are left out and
     * reported.
     */
    public static ForecastStrategy stageWeighted() {
        return StageWeighted.BY_PROCESS;
    }

    /**
     * Adds up every open deal at the given chance of its stage; a stage that is not named keeps the win probability of
     * its process. A view in which no deal has a process with a stage that is named, be it misspelt or not in use yet, is
     * forecast without it, and {@link Forecast#missing} says so.
     *
     * <p>Fitting and forecasting throw an IllegalArgumentException when a stage that is named is closed in a process of the
     * view.
     *
     * @param chances by stage id, for the stages of that id in every process
     */
    public static ForecastStrategy stageWeighted(Map<StageId, Probability> chances) {
        return new StageWeighted(ImmutableMap.copyOf(chances));
    }

    /**
     * Wraps a strategy from elsewhere and rejects, with an IllegalStateException that names the strategy and the rule,
     * any forecast that breaks the contract of {@link ForecastStrategy}: no answer, an answer to another question or view,
     * amounts of deals that are not in the view, contributions that are not there or do not add up, two answers that
     * differ. An IllegalArgumentException, a mistake of the caller, passes as it is. Each question is asked more than once.
     */
    public static ForecastStrategy checked(ForecastStrategy strategy) {
        return new CheckedStrategy(strategy);
    }
}
