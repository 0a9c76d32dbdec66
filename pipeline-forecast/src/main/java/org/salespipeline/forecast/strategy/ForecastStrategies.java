package org.salespipeline.forecast.strategy;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.win.WinModel;
import org.salespipeline.forecast.win.WinModels;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.StageId;

/**
 * Entry point to the built-in strategies that look at open deals. Their naive rivals are made by {@link
 * org.salespipeline.forecast.baseline.Baselines Baselines}.
 */
public final class ForecastStrategies {

    private ForecastStrategies() {}

    /**
     * The one to use: what history says of deals like these. Each open deal, overdue and unscheduled ones too, counts in every
     * period at its chance to be won there ({@link org.salespipeline.forecast.win.WinModels#standard}), with the amount that
     * wins came to in the past; business that does not exist yet is added as like days of past periods had it; and good and bad
     * periods move all of it together, as strongly as forecasts of past periods missed. Answers a distribution: {@link
     * Forecast#revenue}.
     *
     * <p>With little history it goes by the chances stated for the stages, and says so.
     */
    public static ForecastStrategy standard() {
        // cells are learned in a fraction of the time; that they know less makes the spread no smaller
        return new Standard(WinModels.standard(), WinModels.cells());
    }

    /**
     * As {@link #standard()} with another model of how deals end, such as one of your own.
     *
     * @param model pure, as {@link WinModel} says
     */
    public static ForecastStrategy standard(WinModel model) {
        return new Standard(model, model);
    }

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

    /** As {@link #category(ForecastCategory, CallPolicy)}, calls sticking. */
    public static ForecastStrategy category(ForecastCategory loosest) {
        return category(loosest, CallPolicy.STICKS);
    }

    /**
     * What people count on: every open deal that is called in a category, or stands in a stage of it, counts in full up to
     * the loosest category named, and looser ones do not count. With {@code closed}, that is the commit, most likely or
     * best case forecast of {@link org.salespipeline.forecast.measure.CategoryRollUp CategoryRollUp}, but for deals before
     * the pipeline, which no forecast counts even where somebody called them.
     *
     * @param loosest COMMIT, MOST_LIKELY, BEST_CASE or PIPELINE
     * @param calls what becomes of a call when the deal moves to another stage
     */
    public static ForecastStrategy category(ForecastCategory loosest, CallPolicy calls) {
        checkArgument(
                loosest != ForecastCategory.CLOSED && loosest != ForecastCategory.OMITTED,
                "loosest category must be COMMIT, MOST_LIKELY, BEST_CASE or PIPELINE, was %s",
                loosest);
        return new CategoryStrategy(loosest, calls);
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
