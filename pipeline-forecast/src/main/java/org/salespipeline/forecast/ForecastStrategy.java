package org.salespipeline.forecast;

import org.salespipeline.forecast.view.PipelineView;

/**
 * Learns from one view and answers questions about it.
 *
 * <p>Implement it as a pure function: the same view always gives an equal result, the clock and the network are out of
 * reach, any randomness comes from a seed handed to the constructor. Instances are immutable, because callers share them
 * between threads. A forecast is made with {@link Forecast#builder Forecast.builder}, which adds up exactly what the
 * strategy knows, a chance per deal:
 *
 * <pre>{@code
 * ForecastStrategy even = fittedOn -> (view, request) -> Forecast.builder(view, request)
 *         .strategy("even")
 *         .chance(row -> Optional.of(Probability.of(0.5)))
 *         .assume("every open deal has an even chance")
 *         .build();
 * }</pre>
 *
 * {@code ForecastStrategyLaws} in the test kit checks these rules for your implementation, and
 * {@link org.salespipeline.forecast.strategy.ForecastStrategies#checked checked} guards it while it runs.
 */
@FunctionalInterface
public interface ForecastStrategy {

    /** Learns what this strategy needs from {@code view}; nothing recorded later can be seen. */
    FittedStrategy fit(PipelineView view);

    /** The one-call form: learns from {@code view} and answers about it. Not meant to be overridden. */
    default Forecast forecast(PipelineView view, ForecastRequest request) {
        return fit(view).forecast(view, request);
    }
}
