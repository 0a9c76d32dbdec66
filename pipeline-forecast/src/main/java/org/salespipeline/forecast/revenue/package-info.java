/**
 * The law of revenue: what a sum of chances comes to, with which chance.
 *
 * <p>Start with {@link org.salespipeline.forecast.revenue.RevenueTerms RevenueTerms}, the chances; {@link
 * org.salespipeline.forecast.revenue.Aggregators Aggregators} turn them into a {@link
 * org.salespipeline.forecast.revenue.RevenueLaw RevenueLaw}; a {@link org.salespipeline.forecast.revenue.CommonFactor
 * CommonFactor} says how much good and bad periods move all of them together.
 *
 * <p>Plain numbers in one currency's minor units. Must not know what a deal is: a term has a number for a name.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.forecast.revenue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
