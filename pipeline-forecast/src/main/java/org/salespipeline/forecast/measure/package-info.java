/**
 * What a pipeline looks like in numbers.
 *
 * <p>Start with {@link org.salespipeline.forecast.measure.PipelineSummary PipelineSummary} or, for what people
 * count on, {@link org.salespipeline.forecast.measure.CategoryRollUp CategoryRollUp}. Must not know forecasts.
 */
@NullMarked
package org.salespipeline.forecast.measure;

import org.jspecify.annotations.NullMarked;
