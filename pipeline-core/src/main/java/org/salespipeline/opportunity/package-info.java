/**
 * A deal as it is known at one moment: a value, complete and checked.
 *
 * <p>Start with {@link org.salespipeline.opportunity.Opportunity Opportunity}: {@code Opportunity.open(..)} makes one,
 * {@code after(event)} gives the deal that an event leaves behind.
 *
 * <p>Must not know events, logs or machines: it offers {@link org.salespipeline.opportunity.OpportunityChange
 * OpportunityChange}, and the package {@code event} is what changes deals.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.opportunity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
