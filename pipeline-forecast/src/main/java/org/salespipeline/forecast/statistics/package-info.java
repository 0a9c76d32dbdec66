/**
 * Estimators and exact sums on plain numbers.
 *
 * <p>Start with {@link org.salespipeline.forecast.statistics.ExactSum ExactSum}, the one way in which amounts times
 * chances are added; with {@link org.salespipeline.forecast.statistics.EventCounts EventCounts} for what happens after which
 * time; with {@link org.salespipeline.forecast.statistics.Proportion Proportion} for so many of so many;
 * with {@link org.salespipeline.forecast.statistics.Triangle Triangle} for cohorts by age and {@link
 * org.salespipeline.forecast.statistics.SeriesModels SeriesModels} for series.
 *
 * <p>Everything gives the same bits on every machine and for every order of merging: sums are exact, elementary functions are
 * those of {@link StrictMath}, random numbers are looked up by {@link org.salespipeline.forecast.statistics.Draws Draws}.
 *
 * <p>Must not know what a deal is.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.statistics;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
