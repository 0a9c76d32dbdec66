/**
 * Moves deals between stages, by rules.
 *
 * <p>A {@link org.salespipeline.transition.StageMachine StageMachine} holds the rules and no deal: one instance serves
 * every deal and every thread. It answers a {@link org.salespipeline.transition.Move Move} with a {@link
 * org.salespipeline.transition.TransitionResult TransitionResult}, which holds either the events to append to the log of
 * the deal or all that is missing; it throws only when the caller made a mistake.
 *
 * <p>From three stages to approvals, step by step:
 *
 * <ol>
 *   <li>{@code StageMachine.builder(process).build()}: every step of the process, and nothing is asked. With one of the
 *       {@link org.salespipeline.stage.SalesProcesses SalesProcesses}, {@link org.salespipeline.transition.StageMachines
 *       StageMachines} has rules to go with it.
 *   <li>{@code exitWhen} and {@code enterWhen} ask {@link org.salespipeline.qualification.Criteria Criteria} and
 *       {@link org.salespipeline.qualification.QualificationFramework QualificationFramework}s; {@link
 *       org.salespipeline.transition.StageMachine#missing missing} and {@link
 *       org.salespipeline.transition.StageMachine#wayTo wayTo} tell beforehand what will be.
 *   <li>{@link org.salespipeline.transition.MovePolicy MovePolicy} says what else may happen: skipping, going back,
 *       reopening, merging.
 *   <li>{@code Criteria.approvedAbove}, {@code approvedAboveDiscount} and {@code unlessWaivedBy} wait for the approval or
 *       the waiver of a role, which are {@linkplain org.salespipeline.event.DossierEvent events} with actor, reason and
 *       time; {@code mayMoveTo} says who may attempt at all.
 *   <li>{@link org.salespipeline.transition.MoveRule MoveRule} and {@link org.salespipeline.transition.MoveEffect MoveEffect}
 *       are for what the host decides itself, around any machine: {@code withRule}, {@code withEffect}.
 *   <li>When the process changes, {@link org.salespipeline.stage.ProcessVersions ProcessVersions} maps the old stages to
 *       the new, and {@code migrate} brings the deals in flight along, one machine per version.
 *   <li>{@link org.salespipeline.transition.LogAudit LogAudit} finds what was done past the machine.
 * </ol>
 *
 * <p>Must not know where deals are kept, nor forecasts.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.transition;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
