/**
 * Plain quantities: chances, shares, allocation.
 *
 * <p>Start with {@link org.salespipeline.quantity.Probability Probability}; {@link
 * org.salespipeline.quantity.Allocation Allocation} splits an amount to the last cent. Amounts of money are Joda-Money's.
 *
 * <p>Must not know anything else of ours.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.quantity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
