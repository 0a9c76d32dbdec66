package org.salespipeline.transition;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.TransitionResult.Accepted;

/**
 * A recorded event as the question to a machine that it once should have been.
 *
 * @param target where the deal came to; empty when it left the pipeline
 * @param ofEvent the version of the process that the event names, if it does
 */
record StageChange(OpportunityEvent event, Optional<StageId> target, OptionalInt ofEvent) {

    /** The question that this event answers; null when it changes neither the stage nor whether the deal counts. */
    static @Nullable StageChange of(OpportunityEvent event) {
        if (event instanceof StageEntered entered) {
            return to(event, entered.version(), entered.stage());
        }
        if (event instanceof Won won) {
            return to(event, won.version(), won.stage());
        }
        if (event instanceof Lost lost) {
            return to(event, lost.version(), lost.stage());
        }
        if (event instanceof Reopened reopened) {
            return to(event, reopened.version(), reopened.stage());
        }
        if (event instanceof Migrated migrated) {
            return to(event, migrated.version(), migrated.stage());
        }
        boolean removes = event instanceof Merged || event instanceof Deleted || event instanceof Recycled;
        return removes ? new StageChange(event, Optional.empty(), OptionalInt.empty()) : null;
    }

    private static StageChange to(OpportunityEvent event, int version, StageId stage) {
        return new StageChange(event, Optional.of(stage), OptionalInt.of(version));
    }

    /**
     * Why a machine of the version refuses it; empty when it does not.
     *
     * @param exactly whether another event than the one that the machine brings about is refused too
     */
    List<Reason> refusal(Opportunity deal, StageMachine machine, Set<String> roles, boolean exactly) {
        if (target.isEmpty()) {
            return machine.attempt(deal, removal(roles)).reasons();
        }
        StageId stage = target.get();
        if (event instanceof Migrated) {
            return refusedMigration(deal, stage, machine);
        }
        int followed = deal.process().version();
        int version = machine.process().version();
        if (followed != version) {
            return List.of(Reason.of(
                    "not-migrated",
                    "stage " + stage + " is of version " + version + ", the deal followed version " + followed,
                    "migrate the deal first"));
        }
        if (!Move.hasDay(event.validAt())) {
            return List.of(Reason.of("no-day", "time has no day in every zone", "correct the time")
                    .withFound(event.validAt()));
        }
        TransitionResult result = machine.attempt(deal, move(stage, roles));
        return exactly
                        && result instanceof Accepted accepted
                        && !accepted.events().get(0).equals(event)
                ? List.of(otherEvent(accepted.events().get(0)))
                : result.reasons();
    }

    private Reason otherEvent(OpportunityEvent right) {
        return Reason.of("other-event", "event must be " + right, "record what the machine answers")
                .withFound(event);
    }

    private Removal removal(Set<String> roles) {
        Optional<OpportunityId> into = event instanceof Merged merged ? Optional.of(merged.into()) : Optional.empty();
        Removal.Kind kind = into.isPresent()
                ? Removal.Kind.MERGE
                : event instanceof Deleted ? Removal.Kind.DELETE : Removal.Kind.RECYCLE;
        return new Removal(kind, into, event.actor(), event.validAt(), new TreeSet<>(roles));
    }

    private Move move(StageId stage, Set<String> roles) {
        ImmutableMove.Builder move = ImmutableMove.builder()
                .target(stage)
                .actor(event.actor())
                .at(event.validAt())
                .addAllRoles(roles);
        if (event instanceof Lost lost) {
            move.lossReason(lost.reason()).competitor(lost.competitor()).comment(lost.comment());
        }
        return move.build();
    }

    private List<Reason> refusedMigration(Opportunity deal, StageId stage, StageMachine machine) {
        TransitionResult result = machine.migrate(deal, event.actor(), event.validAt());
        if (!(result instanceof Accepted accepted) || accepted.events().contains(event)) {
            return result.reasons();
        }
        StageId mapped = deal.after(accepted.events()).stage();
        return List.of(Reason.of(
                        "migrated-stage",
                        "stage must be " + mapped + ", which the maps between the versions make of " + deal.stage(),
                        "migrate the deal there, then move it")
                .withFound(stage));
    }
}
