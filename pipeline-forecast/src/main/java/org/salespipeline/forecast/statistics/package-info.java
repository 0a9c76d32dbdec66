/**
 * Estimators and exact sums on plain numbers.
 *
 * <p>Start with {@link org.salespipeline.forecast.statistics.ExactSum ExactSum}, the one way in which amounts times
 * chances are added; with {@link org.salespipeline.forecast.statistics.EventCounts EventCounts} for what happens after which
 * time; with {@link org.salespipeline.forecast.statistics.Proportion Proportion} for so many of so many.
 *
 * <p>Must not know what a deal is.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.statistics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
