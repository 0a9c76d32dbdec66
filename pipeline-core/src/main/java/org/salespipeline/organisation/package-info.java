/**
 * Who sells: people and teams, as ids with names.
 *
 * <p>Start with {@link org.salespipeline.organisation.Person Person} and {@link org.salespipeline.organisation.Team
 * Team}. Everything else refers to them by id.
 *
 * <p>Must not know deals, stages or partners.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.organisation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
