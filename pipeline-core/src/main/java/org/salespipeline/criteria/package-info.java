/**
 * Conditions that answer met, unmet or unknown, and say why.
 *
 * <p>Start with {@link org.salespipeline.criteria.Criterion Criterion}, which shows how to write one of your own; it
 * answers with a {@link org.salespipeline.criteria.Verdict Verdict} whose {@link org.salespipeline.criteria.Reason
 * Reasons} name the cure.
 *
 * <p>Generic in what is judged: must not know deals, partners or anything else of ours.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.criteria;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
