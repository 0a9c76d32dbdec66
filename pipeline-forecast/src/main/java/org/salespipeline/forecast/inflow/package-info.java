/**
 * Business that does not exist yet: what will be won of deals that nobody has entered on the as-of day.
 *
 * <p>Start with {@link org.salespipeline.forecast.inflow.NewBusinessModels NewBusinessModels}; what a model has learned is a
 * {@link org.salespipeline.forecast.inflow.NewBusiness NewBusiness}.
 *
 * <p>Deals that are open on the as-of day are no part of it: their own chances carry them.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.inflow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
