package org.salespipeline.forecast.backtest;

import static com.google.common.base.Preconditions.checkArgument;

import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.WinModel;

/**
 * Learns from one view what becomes of open deals.
 *
 * <p>Implement it as a pure function: the same view always gives the same chances; the clock is out of reach, randomness comes
 * from a seed. The view is all there is: nothing recorded after its moment can be seen.
 */
@FunctionalInterface
public interface DealModel {

    /** Learns from {@code view}, open and closed deals of it and its own past. */
    Fitted fit(PipelineView view);

    /**
     * The share of deals that were won, and that were lost, within the horizon after they were open on past days of the view,
     * the same for every deal: what any other model has to beat.
     */
    static DealModel baseRate() {
        return LandmarkRates.ofAll();
    }

    /**
     * As {@link #baseRate}, for deals of each stage apart, drawn towards the share of all deals with the weight of {@value
     * LandmarkRates#STRENGTH} deals.
     */
    static DealModel ratesByStage() {
        return LandmarkRates.byStage();
    }

    /**
     * What a CRM does by default: the win probability of the stage if the stated close lies within the horizon, 0 if not; the
     * rest of a deal that is to close counts as lost. Learns nothing; deals in stages without a chance get none.
     */
    static DealModel stageWeighted() {
        return StageAndDate::new;
    }

    /** What a model of how deals end says; of a deal of which it knows nothing, that it stays open. */
    static DealModel of(WinModel model) {
        return view -> new ModelledChances(view, model.fit(view));
    }

    /** What was learned; immutable and free of side effects. */
    @FunctionalInterface
    interface Fitted {

        /**
         * Chances of an open deal, by horizon.
         *
         * @param row of the {@linkplain PipelineView#deals deals} of the view that was learned from
         * @param horizonDays rising
         * @return one per horizon; chances to win and to lose never fall with the horizon
         */
        Chances[] chances(int row, int... horizonDays);
    }

    /**
     * What may become of a deal within a horizon; what is left is the chance that it stays open.
     *
     * @param win in [0, 1]
     * @param lose in [0, 1]
     */
    record Chances(double win, double lose) {

        /** Refuses what is no chance. */
        public Chances {
            checkArgument(
                    win >= 0 && lose >= 0 && win + lose <= 1 + 1e-9,
                    "chances to win and to lose must be 0 or more and at most 1 together, was %s and %s",
                    win,
                    lose);
        }
    }
}
