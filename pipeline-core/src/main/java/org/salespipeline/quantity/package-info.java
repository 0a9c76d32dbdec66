/**
 * Plain quantities: chances, shares, allocation, ranges of dates.
 *
 * <p>Start with {@link org.salespipeline.quantity.Probability Probability}. Amounts of money are Joda-Money's.
 *
 * <p>Must not know anything else of ours.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.quantity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
