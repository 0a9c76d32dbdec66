package org.salespipeline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.OpportunityId;

/**
 * Makes facts of what differs between one export and the next, recorded when the later one was taken.
 *
 * <p>What differs became true at that time too, as far as is known, but for a close and an entry into a stage that the table
 * dates itself. Of each deal its facts are held, and what the last export said of it.
 */
final class SnapshotFacts {

    /** A deal with what was last said of it. */
    private static final class Known {

        private final List<Fact<OpportunityEvent>> facts = new ArrayList<>();
        private DealDraft last;
        private boolean isGone;
        private boolean isMissed;

        /** When it came to the stage that it was last said to be in. */
        private Instant stageSince = Instant.MIN;

        Known(DealDraft first) {
            this.last = first;
        }
    }

    private final MappingPlan plan;
    private final ActorId actor;
    private final Map<String, Known> deals = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Tally tally;
    private final Tally.Note corrected;
    private final Tally.Note datedBack;

    SnapshotFacts(MappingPlan plan, Tally tally) {
        this.plan = plan;
        this.actor = ActorId.of(plan.actor());
        this.tally = tally;
        corrected = tally.note(
                "creation, name, account, source or kind differ from the export before, and count as corrected");
        datedBack = tally.note("in its stage since a day before it came into the one that the export before has, and"
                + " taken as since that day");
    }

    /** Whether the deal was taken for deleted, since an export lacked it. */
    boolean isGone(String id) {
        Known known = deals.get(id);
        return known != null && known.isGone;
    }

    /** An export has a row of the deal, sound or not. */
    void meet(String id) {
        seen.add(id);
    }

    /** Takes what an export says of a deal. */
    void take(DealDraft deal, Moment taken) {
        Known known = deals.get(deal.id);
        if (known == null) {
            Known first = new Known(deal);
            new DealFacts(plan, Optional.of(taken))
                    .log(deal, taken.end(plan.zone()))
                    .facts()
                    .facts()
                    .forEach(fact -> first.facts.add(new Fact<>(fact.event(), fact.recordedAt(), first.facts.size())));
            first.stageSince =
                    deal.isOpen() ? deal.stageEntered.map(Moment::at).orElse(deal.createdAt()) : deal.closedAt();
            deals.put(deal.id, first);
            return;
        }
        compare(known, deal, taken.end(plan.zone()));
        known.last = deal;
    }

    private void compare(Known known, DealDraft deal, Instant at) {
        DealDraft last = known.last;
        Header header = new Header(OpportunityId.of(deal.id), at, actor);
        List<OpportunityEvent> events = new ArrayList<>();
        if (!deal.createdAt().equals(last.createdAt()) || !deal.profile.equals(last.profile)) {
            tally.addEvent(corrected);
            Header birth = new Header(header.opportunity(), deal.createdAt(), actor);
            DealFacts facts = new DealFacts(plan, Optional.empty());
            events.add(new Created(birth, plan.process().id(), facts.firstStage(deal), deal.profile));
        }
        addStage(known, deal, header, events);
        addIf(!deal.owner.equals(last.owner), new OwnerSet(header, deal.owner), events);
        Optional<Money> amount = amount(deal);
        addIf(!amount.equals(amount(last)), new AmountSet(header, amount), events);
        Optional<LocalDate> expected = deal.expectedClose;
        addIf(!expected.equals(last.expectedClose), new ExpectedCloseSet(header, expected), events);
        Set<String> names = new TreeSet<>(last.dimensions.keySet());
        names.addAll(deal.dimensions.keySet());
        for (String name : names) {
            Optional<String> value = Optional.ofNullable(deal.dimensions.get(name));
            boolean isNews = !value.equals(Optional.ofNullable(last.dimensions.get(name)));
            addIf(isNews, new DimensionSet(header, name, value), events);
        }
        addIf(!deal.category.equals(last.category), new CategoryCalled(header, deal.category), events);
        addIf(!deal.probability.equals(last.probability), new ProbabilityCalled(header, deal.probability), events);
        events.forEach(event -> known.facts.add(new Fact<>(event, at, known.facts.size())));
    }

    private static void addIf(boolean isNews, OpportunityEvent event, List<OpportunityEvent> events) {
        if (isNews) {
            events.add(event);
        }
    }

    private static Optional<Money> amount(DealDraft deal) {
        return !deal.isOpen() && deal.amountAtClose.isPresent() ? deal.amountAtClose.get() : deal.amount;
    }

    private void addStage(Known known, DealDraft deal, Header header, List<OpportunityEvent> events) {
        DealDraft last = known.last;
        boolean isSame = deal.stage.equals(last.stage);
        if (!deal.isOpen()) {
            boolean isSameClose = deal.closed.equals(last.closed)
                    && deal.lossReason.equals(last.lossReason)
                    && deal.competitor.equals(last.competitor);
            if (!isSame || !isSameClose) {
                new DealFacts(plan, Optional.empty())
                        .closing(deal, since(deal.closedAt(), known)).stream()
                                .filter(event -> !(event instanceof AmountSet))
                                .forEach(events::add);
            }
        } else if (!isSame || (deal.stageEntered.isPresent() && !deal.stageEntered.equals(last.stageEntered))) {
            Instant dated = deal.stageEntered
                    .map(Moment::at)
                    .filter(entered -> entered.isAfter(deal.createdAt()) && last.isOpen())
                    .orElse(header.validAt());
            Header entry = new Header(header.opportunity(), since(dated, known), actor);
            events.add(
                    last.isOpen()
                            ? new StageEntered(entry, deal.stage.orElseThrow().id())
                            : new Reopened(entry, deal.stage.orElseThrow().id()));
        }
    }

    /** What the export before said of the stage was true when it said so, whatever is said later. */
    private Instant since(Instant dated, Known known) {
        boolean isBefore = dated.isBefore(known.stageSince);
        if (isBefore) {
            tally.addEvent(datedBack);
        } else {
            known.stageSince = dated;
        }
        return known.stageSince;
    }

    /** Ends an export; answers how many deals it is the first to lack. */
    long end(Moment taken, boolean areDeleted) {
        long gone = 0;
        Instant at = taken.end(plan.zone());
        for (Map.Entry<String, Known> one : deals.entrySet()) {
            Known known = one.getValue();
            if (!seen.contains(one.getKey()) && !known.isGone) {
                gone += known.isMissed ? 0 : 1;
                known.isMissed = true;
                if (areDeleted) {
                    known.isGone = true;
                    Header header = new Header(OpportunityId.of(one.getKey()), at, actor);
                    known.facts.add(new Fact<>(new Deleted(header), at, known.facts.size()));
                }
            }
        }
        seen.clear();
        return gone;
    }

    List<OpportunityLog> logs() {
        return deals.values().stream()
                .map(known -> OpportunityLog.of(plan.process(), known.facts))
                .toList();
    }
}
