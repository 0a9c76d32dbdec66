/**
 * Companies that sell with us, and the parts they play in a deal.
 *
 * <p>Start with {@link org.salespipeline.partner.Partner Partner} and {@link org.salespipeline.partner.PartnerRole
 * PartnerRole}. A deal refers to a partner by {@link org.salespipeline.partner.PartnerId PartnerId}.
 *
 * <p>Must not know deals.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.partner;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
