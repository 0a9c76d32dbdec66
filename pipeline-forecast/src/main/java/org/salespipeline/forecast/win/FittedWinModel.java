package org.salespipeline.forecast.win;

import org.salespipeline.forecast.view.PipelineView;

/** A {@link WinModel} that has learned. Immutable; shared by threads. */
@FunctionalInterface
public interface FittedWinModel {

    /**
     * The chances of all deals that are open in the pipeline of {@code view}, which need not be the view that was learned from.
     *
     * @param horizonDays days after the day of the view up to the end of which a deal is won or lost, ascending, each 1 or more;
     *     the last may be {@link WinChances#EVER}
     * @throws IllegalArgumentException if the horizons are none, not ascending, or below 1
     */
    WinChances chances(PipelineView view, int... horizonDays);
}
