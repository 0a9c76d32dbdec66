package org.salespipeline.forecast.strategy;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
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
     * its process. {@code fit} throws an IllegalArgumentException when no process of the view has a stage that is named,
     * or when it is closed.
     *
     * @param chances by stage id, for the stages of that id in every process
     */
    public static ForecastStrategy stageWeighted(Map<StageId, Probability> chances) {
        return new StageWeighted(ImmutableMap.copyOf(chances));
    }

    /**
     * Wraps a strategy from elsewhere and rejects, with an IllegalStateException that names the strategy and the rule,
     * any forecast that breaks the contract of {@link ForecastStrategy}: no answer, an answer to another question or view,
     * amounts of deals that are not in the view, contributions that do not add up, two answers that differ. Each question
     * is asked twice.
     */
    public static ForecastStrategy checked(ForecastStrategy strategy) {
        return new CheckedStrategy(strategy);
    }
}
