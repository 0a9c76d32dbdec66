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
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.imports.Rules.Recorded;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/**
 * Makes the facts of a deal from a row that holds only its last state.
 *
 * <p>The order within an instant is fixed: creation, owner, amount, expected close, dimensions by name, called category,
 * called probability; then the entry into the present stage; at the close the amount and then the end.
 */
final class DealFacts {

    private final MappingPlan plan;
    private final ActorId actor;
    private final OpportunityLog empty;
    private final Optional<Instant> recorded;

    DealFacts(MappingPlan plan, Optional<Moment> export) {
        this.plan = plan;
        this.actor = ActorId.of(plan.actor());
        this.empty = OpportunityLog.of(plan.process());
        this.recorded = plan.rules().recorded() == Recorded.AT_EXPORT
                ? export.map(moment -> moment.end(plan.zone()))
                : Optional.empty();
    }

    OpportunityLog log(DealDraft deal) {
        return log(deal, recorded);
    }

    /** The facts as known from one instant on. */
    OpportunityLog log(DealDraft deal, Instant known) {
        return log(deal, Optional.of(known));
    }

    private OpportunityLog log(DealDraft deal, Optional<Instant> known) {
        OpportunityLog log = empty.append(opening(deal), known.orElse(deal.createdAt()));
        if (!deal.isOpen()) {
            return log.append(closing(deal), known.orElse(deal.closedAt()));
        }
        Instant entered = enteredAt(deal);
        if (!entered.isAfter(deal.createdAt())) {
            return log;
        }
        Header header = new Header(OpportunityId.of(deal.id), entered, actor);
        StageEntered entry = new StageEntered(header, deal.stage.orElseThrow().id());
        return log.append(List.<OpportunityEvent>of(entry), known.orElse(entered));
    }

    private static Instant enteredAt(DealDraft deal) {
        return deal.stageEntered.map(Moment::at).orElse(deal.createdAt());
    }

    /** Where the deal was from its creation on, as far as the table tells. */
    StageId firstStage(DealDraft deal) {
        if (!deal.isOpen()) {
            return plan.closedFrom();
        }
        boolean hasMoved = enteredAt(deal).isAfter(deal.createdAt());
        return hasMoved ? plan.process().first().id() : deal.stage.orElseThrow().id();
    }

    private List<OpportunityEvent> opening(DealDraft deal) {
        Header header = new Header(OpportunityId.of(deal.id), deal.createdAt(), actor);
        List<OpportunityEvent> events = new ArrayList<>(8);
        events.add(new Created(header, plan.process().id(), firstStage(deal), deal.profile));
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
        return closing(deal, deal.closedAt());
    }

    List<OpportunityEvent> closing(DealDraft deal, Instant at) {
        Header header = new Header(OpportunityId.of(deal.id), at, actor);
        StageId stage = deal.stage.orElseThrow().id();
        StageKind kind = deal.stage.orElseThrow().kind();
        Optional<LocalDate> day = deal.closed.map(Moment::date);
        List<OpportunityEvent> events = new ArrayList<>(3);
        if (deal.amountAtClose.isPresent() && !deal.amountAtClose.get().equals(deal.amount)) {
            events.add(new AmountSet(header, deal.amountAtClose.get()));
        }
        if (kind == StageKind.WON) {
            events.add(new Won(header, stage, day));
        } else if (kind == StageKind.POST_SALES) {
            events.add(new Won(header, wonBefore(plan.process(), stage), day));
            events.add(new StageEntered(header, stage));
        } else {
            events.add(new Lost(
                    header, stage, day, deal.lossReason.map(LossReason::of), deal.competitor, Optional.empty()));
        }
        return events;
    }

    /** Where a deal that is past the win was won: the first won stage that leads there. */
    static StageId wonBefore(SalesProcess process, StageId stage) {
        return process.stages().stream()
                .filter(won -> won.kind() == StageKind.WON && process.reaches(won.id(), stage))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** What is assumed about every deal, since a table of last states does not tell it. */
    static List<String> assumptions(MappingPlan plan, Optional<Moment> export) {
        String recorded = plan.rules().recorded() == Recorded.AS_DATED
                ? "recorded: as_dated, so each fact counts as known on its own date; what was entered late or corrected"
                        + " later cannot be told, and views of the past may know too much"
                : "recorded: at_export, so all facts count as known from "
                        + export.map(DealFacts::from).orElse("") + " on, and earlier views are empty";
        String stages = plan.fields().containsKey(Field.STAGE_ENTERED)
                ? " an open deal in the first stage, " + plan.process().first().id()
                        + ", until it entered its present one," + " and a closed deal in stage " + plan.closedFrom()
                        + " until its close"
                : " an open deal in its stage, and a closed deal in stage " + plan.closedFrom() + " until its close";
        return ImmutableList.of(
                "the table has no history: from its creation on a deal counts as having had its owner, amount and"
                        + " dimensions," + stages,
                "facts have their valid times from the dates of the row; of one instant the creation comes first",
                recorded);
    }

    private static String from(Moment export) {
        return export.isTimed() ? export.shown() : "the end of " + export.shown();
    }
}
