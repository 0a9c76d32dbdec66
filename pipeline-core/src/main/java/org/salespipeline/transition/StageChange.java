package org.salespipeline.transition;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.TransitionResult.Refused;

/**
 * A recorded event as the question to a machine that it once should have been.
 *
 * @param version of the process that has the stage
 * @param migrates whether the deal is said to follow that version from then on, without having moved
 */
record StageChange(Header header, int version, StageId stage, Optional<LossReason> lossReason, boolean migrates) {

    /** The question that this event answers; null when it changes no stage. */
    static @Nullable StageChange of(OpportunityEvent event) {
        if (event instanceof StageEntered entered) {
            return to(event, entered.version(), entered.stage());
        }
        if (event instanceof Won won) {
            return to(event, won.version(), won.stage());
        }
        if (event instanceof Reopened reopened) {
            return to(event, reopened.version(), reopened.stage());
        }
        if (event instanceof Lost lost) {
            return new StageChange(event.header(), lost.version(), lost.stage(), lost.reason(), false);
        }
        if (event instanceof Migrated migrated) {
            return new StageChange(event.header(), migrated.version(), migrated.stage(), Optional.empty(), true);
        }
        return null;
    }

    private static StageChange to(OpportunityEvent event, int version, StageId stage) {
        return new StageChange(event.header(), version, stage, Optional.empty(), false);
    }

    Optional<StageId> target() {
        return Optional.of(stage);
    }

    /** Why a machine of the version refuses it; empty when it does not. */
    List<Reason> refusal(Opportunity deal, StageMachine machine) {
        int followed = deal.process().version();
        if (migrates) {
            return refusedMigration(deal, followed);
        }
        if (followed != version) {
            return List.of(Reason.of(
                    "not-migrated",
                    "stage " + stage + " is of version " + version + ", the deal followed version " + followed,
                    "migrate the deal first"));
        }
        Optional<Move> move = move();
        if (move.isEmpty()) {
            return List.of(Reason.of("no-day", "time has no day in every zone", "correct the time")
                    .withFound(header.validAt()));
        }
        return machine.attempt(deal, move.get()) instanceof Refused refused ? refused.reasons() : List.of();
    }

    private Optional<Move> move() {
        if (!Move.hasDay(header.validAt())) {
            return Optional.empty();
        }
        Move move = Move.to(stage, header.actor(), header.validAt());
        return Optional.of(lossReason.map(move::because).orElse(move));
    }

    private List<Reason> refusedMigration(Opportunity deal, int followed) {
        if (version <= followed) {
            return List.of(
                    Reason.of("version", "deal follows version " + followed + " already", "leave it where it is"));
        }
        StageId mapped = deal.process().versions().map(deal.stage(), followed, version);
        return mapped.equals(stage)
                ? List.of()
                : List.of(Reason.of(
                                "migrated-stage",
                                "stage must be " + mapped + ", which the maps between the versions make of "
                                        + deal.stage(),
                                "migrate it there, then move it")
                        .withFound(stage));
    }
}
