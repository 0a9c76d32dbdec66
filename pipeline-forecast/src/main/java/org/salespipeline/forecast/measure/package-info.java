/**
 * What a pipeline looks like in numbers.
 *
 * <p>Start with {@link org.salespipeline.forecast.measure.PipelineSummary PipelineSummary}, for what people count on with
 * {@link org.salespipeline.forecast.measure.CategoryRollUp CategoryRollUp}, and for what happened, by any dimension and
 * period, with {@link org.salespipeline.forecast.measure.Measures Measures}. Must not know forecasts.
 */
@NullMarked
package org.salespipeline.forecast.measure;

import org.jspecify.annotations.NullMarked;
