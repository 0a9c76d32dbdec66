/**
 * The strategies that come with the library.
 *
 * <p>{@link org.salespipeline.forecast.strategy.ForecastStrategies ForecastStrategies} makes them and guards those that
 * come from elsewhere. Must not know how forecasts are compared or adjusted by people.
 */
@NullMarked
package org.salespipeline.forecast.strategy;

import org.jspecify.annotations.NullMarked;
