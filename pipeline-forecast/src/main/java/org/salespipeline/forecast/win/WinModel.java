package org.salespipeline.forecast.win;

import org.salespipeline.forecast.view.PipelineView;

/**
 * Learns from one view how deals end, and when.
 *
 * <pre>{@code
 * FittedWinModel fitted = WinModels.standard().fit(view);
 * WinChances chances = fitted.chances(view, 30, 90, WinChances.EVER);
 * double soon = chances.pWin(0, 0);
 * }</pre>
 *
 * <p>Implement it as a pure function: equal views give equal answers, the clock and the network are out of reach. What a
 * model may learn from is the view and the {@linkplain PipelineView#asOf(java.time.Instant) earlier views} of it; so what
 * it believes about a moment rests on what was known then. Instances are immutable, because callers share them between
 * threads. Make the answer with {@link WinChances#builder}, which refuses chances that cannot be. {@code WinModelLaws} in the
 * test kit checks the rules for your implementation.
 */
@FunctionalInterface
public interface WinModel {

    /** Learns from {@code view}; nothing recorded later can be seen. */
    FittedWinModel fit(PipelineView view);
}
