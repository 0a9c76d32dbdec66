/**
 * Moves deals between stages, by rules.
 *
 * <p>A {@link org.salespipeline.transition.StageMachine StageMachine} holds the rules and no deal: one instance serves
 * every deal and every thread. It answers a {@link org.salespipeline.transition.Move Move} with a {@link
 * org.salespipeline.transition.TransitionResult TransitionResult}, which holds either the events to append to the log of
 * the deal or all that is missing; it throws only when the caller made a mistake.
 *
 * <p>Must not know where deals are kept, nor forecasts.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.transition;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
