/**
 * The log with two times: when something was true, and when we learned of it.
 *
 * <p>Start with {@link org.salespipeline.fact.FactLog FactLog}; {@link org.salespipeline.fact.Fact Fact} is its row,
 * {@link org.salespipeline.fact.TimedEvent TimedEvent} what a row carries.
 *
 * <p>Must not know what the events mean.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.fact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
