/**
 * How right would it have been? Goes back to past days, lets every strategy learn from what was known then and nothing else,
 * and holds what it said against what came.
 *
 * <p>Start with {@link org.salespipeline.forecast.backtest.Backtest Backtest}; it yields {@link
 * org.salespipeline.forecast.backtest.DealPrediction DealPrediction}s and {@link
 * org.salespipeline.forecast.backtest.TotalPrediction TotalPrediction}s, which {@link
 * org.salespipeline.forecast.backtest.PredictionFiles PredictionFiles} stores and a {@link
 * org.salespipeline.forecast.backtest.Leaderboard Leaderboard} scores, at once or later.
 *
 * <p>Must not know the built-in strategies: they are handed in like those of a host, and the naive ones always stand beside
 * them.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.backtest;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
