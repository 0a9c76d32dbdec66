/**
 * Criteria about deals, ready to use.
 *
 * <p>Start with {@link org.salespipeline.qualification.Criteria Criteria}; to write one that is not there, see {@link
 * org.salespipeline.criteria.Criterion Criterion}.
 *
 * <p>Must not know events nor how a deal moves: which criterion guards which stage is the business of {@code transition}.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.qualification;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
