/**
 * The people of the customer whom a deal is about, and what is done with them.
 *
 * <p>Start with {@link org.salespipeline.activity.ContactId ContactId}. Which contact plays which part in a deal, and when
 * something was last done, is told by the deal.
 *
 * <p>Must not know deals.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.activity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
