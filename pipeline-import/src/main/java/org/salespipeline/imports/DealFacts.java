package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.imports.Rules.Recorded;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/**
 * Makes the facts of a deal from a row that holds only its last state.
 *
 * <p>The order within an instant is fixed: creation, owner, amount, expected close, dimensions by name, called category,
 * called probability; at the close the amount and then the end.
 */
final class DealFacts {

    private final MappingPlan plan;
    private final ActorId actor;
    private final OpportunityLog empty;
    private final Optional<Instant> recorded;

    DealFacts(MappingPlan plan, Optional<LocalDate> exportDate) {
        this.plan = plan;
        this.actor = ActorId.of(plan.actor());
        this.empty = OpportunityLog.of(plan.process());
        this.recorded = plan.rules().recorded() == Recorded.AT_EXPORT
                ? exportDate.map(date -> Moment.ofDate(date, plan.zone()).at())
                : Optional.empty();
    }

    OpportunityLog log(DealDraft deal) {
        OpportunityLog log = empty.append(opening(deal), recorded.orElse(deal.createdAt()));
        return deal.isOpen() ? log : log.append(closing(deal), recorded.orElse(deal.closedAt()));
    }

    private List<OpportunityEvent> opening(DealDraft deal) {
        Header header = new Header(OpportunityId.of(deal.id), deal.createdAt(), actor);
        StageId now = deal.stage.orElseThrow().id();
        List<OpportunityEvent> events = new ArrayList<>(8);
        events.add(new Created(header, plan.process().id(), deal.isOpen() ? now : plan.closedFrom(), deal.profile));
        if (deal.owner.isPresent()) {
            events.add(new OwnerSet(header, deal.owner));
        }
        if (deal.amount.isPresent()) {
            events.add(new AmountSet(header, deal.amount));
        }
        if (deal.expectedClose.isPresent()) {
            events.add(new ExpectedCloseSet(header, deal.expectedClose));
        }
        deal.dimensions.forEach((name, value) -> events.add(new DimensionSet(header, name, value)));
        if (deal.category.isPresent()) {
            events.add(new CategoryCalled(header, deal.category));
        }
        if (deal.probability.isPresent()) {
            events.add(new ProbabilityCalled(header, deal.probability));
        }
        return events;
    }

    private List<OpportunityEvent> closing(DealDraft deal) {
        Header header = new Header(OpportunityId.of(deal.id), deal.closedAt(), actor);
        StageId stage = deal.stage.orElseThrow().id();
        Optional<LocalDate> day = deal.closed.map(Moment::date);
        List<OpportunityEvent> events = new ArrayList<>(2);
        if (deal.amountAtClose.isPresent() && !deal.amountAtClose.get().equals(deal.amount)) {
            events.add(new AmountSet(header, deal.amountAtClose.get()));
        }
        if (deal.stage.orElseThrow().kind() == StageKind.WON) {
            events.add(new Won(header, stage, day));
        } else {
            events.add(new Lost(header, stage, day, deal.lossReason.map(LossReason::of)));
        }
        return events;
    }

    /** What is assumed about every deal, since a table of last states does not tell it. */
    static List<String> assumptions(MappingPlan plan, Optional<LocalDate> exportDate) {
        String recorded = plan.rules().recorded() == Recorded.AS_DATED
                ? "recorded: as_dated, so each fact counts as known on its own date; what was entered late or corrected"
                        + " later cannot be told, and views of the past may know too much"
                : "recorded: at_export, so all facts count as known from "
                        + exportDate.map(LocalDate::toString).orElse("")
                        + " on, and views of earlier days are empty";
        return ImmutableList.of(
                "the table has no history: a deal counts as having been in its stage, with its owner, amount and dimensions,"
                        + " since its creation, and a closed deal in stage " + plan.closedFrom() + " until its close",
                "facts have their valid times from the dates of the row; of one instant the creation comes first",
                recorded);
    }
}
