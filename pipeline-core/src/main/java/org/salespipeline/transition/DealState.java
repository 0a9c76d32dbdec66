package org.salespipeline.transition;

import static org.salespipeline.transition.Lacking.plus;

import java.time.Instant;
import java.util.List;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;

/** What keeps a deal from anything, whatever somebody wants with it. */
final class DealState {

    private static final String CURE = "bring it back to an open stage, which takes MovePolicy.REVIVE";
    private static final Reason RECYCLED = Reason.of("recycled", "deal went back to be a lead", CURE);
    private static final Reason DELETED = Reason.of("deleted", "deal was deleted", CURE);

    private DealState() {}

    static List<Reason> objections(Opportunity deal, Instant at) {
        return withTime(gone(deal), deal, at);
    }

    /** As if the deal counted. */
    static List<Reason> objectionsToRevival(Opportunity deal, Instant at) {
        return withTime(List.of(), deal, at);
    }

    /** The deal about which a machine is asked: as it was then, if nothing has moved it since, as far as is known now. */
    static Opportunity asOf(OpportunityLog log, Instant at) {
        Opportunity latest = log.latest();
        boolean isSettled = !at.isBefore(latest.settledAt());
        return isSettled ? log.asOf(at, Instant.MAX).orElse(latest) : latest;
    }

    private static List<Reason> gone(Opportunity deal) {
        List<Reason> lacking = List.of();
        if (deal.isDeleted()) {
            lacking = plus(lacking, DELETED);
        }
        if (deal.isRecycled()) {
            lacking = plus(lacking, RECYCLED);
        }
        if (deal.mergedInto().isPresent()) {
            String survivor = deal.mergedInto().get().value();
            lacking = plus(
                    lacking,
                    Reason.of("merged", "deal was merged into " + survivor, "move " + survivor + ", or " + CURE));
        }
        return lacking;
    }

    private static List<Reason> withTime(List<Reason> lacking, Opportunity deal, Instant at) {
        if (!at.isBefore(deal.settledAt())) {
            return lacking;
        }
        return plus(lacking, tooEarly(deal, at).withFound(at));
    }

    /** What is first in the life of the deal is told: a time before it is before the rest too. */
    private static Reason tooEarly(Opportunity deal, Instant at) {
        String must = "move must not be before the deal ";
        String cure = "correct the time";
        if (at.isBefore(deal.stageEnteredAt())) {
            String entered = "entered " + deal.stage() + " at " + deal.stageEnteredAt();
            return Reason.of("dated-before-stage", must + entered, cure);
        }
        if (deal.migratedAt().filter(at::isBefore).isPresent()) {
            String migrated = "came to version " + deal.process().version() + " at "
                    + deal.migratedAt().get();
            return Reason.of("dated-before-migration", must + migrated, cure);
        }
        return Reason.of("dated-before-removal", must + "was taken out at " + deal.settledAt(), cure);
    }
}
