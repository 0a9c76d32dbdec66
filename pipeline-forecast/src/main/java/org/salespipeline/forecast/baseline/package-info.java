/**
 * Naive forecasts: what one would say without looking at an open deal. A strategy that does not beat them is not worth its
 * trouble.
 *
 * <p>{@link org.salespipeline.forecast.baseline.Baselines Baselines} makes them. Must not know the strategies that are held
 * against them.
 */
@NullMarked
package org.salespipeline.forecast.baseline;

import org.jspecify.annotations.NullMarked;
