/**
 * The pipeline as columns: every fact known at one moment, made ready for computing.
 *
 * <p>Start with {@link org.salespipeline.forecast.view.PipelineView PipelineView}. {@link
 * org.salespipeline.forecast.view.PipelineHistory PipelineHistory} makes views from logs, {@link
 * org.salespipeline.forecast.view.ViewBuilder ViewBuilder} from streamed rows; {@link
 * org.salespipeline.forecast.view.DealColumns DealColumns} is what measures and strategies read.
 *
 * <p>A view cannot be asked for anything recorded after its as-of. Must not know measures, models or forecasts.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
