package org.salespipeline.forecast;

import org.salespipeline.forecast.view.PipelineView;

/**
 * What a strategy has learned; answers as many questions as one likes without learning again.
 *
 * <p>Immutable and free of side effects: any number of threads may ask at once and get equal answers.
 */
@FunctionalInterface
public interface FittedStrategy {

    /**
     * Answers {@code request} about {@code view}, which may be another view than the one that was learned from (a small
     * update, a scenario).
     */
    Forecast forecast(PipelineView view, ForecastRequest request);
}
