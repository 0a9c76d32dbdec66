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
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.imports.HistoryPlan.Action;
import org.salespipeline.imports.HistoryPlan.Tracked;
import org.salespipeline.imports.HistoryRow.Change;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/**
 * Makes the facts of a deal from its changes: what differs from what was known before, valid and recorded when the change
 * was.
 *
 * <p>What a field had before its first change is taken from the old value of that change, or, where there is no change,
 * from the table of deals. Where neither tells, nothing is said of the field before.
 */
final class HistoryFacts {

    private static final Tracked STAGE = Tracked.of(Field.STAGE);

    private final HistoryPlan plan;
    private final SalesProcess process;
    private final ActorId tableActor;
    private final Tally tally;
    private final Sightings sightings;
    private final Tally.Note firstStageAssumed;
    private final Tally.Note beforeCreation;
    private final List<Fact<OpportunityEvent>> facts = new ArrayList<>();
    private final Map<Tracked, Optional<?>> now = new LinkedHashMap<>();
    private final Map<String, Seen> seenLast = new LinkedHashMap<>();
    private final Map<String, Tally.Note> reported = new LinkedHashMap<>();

    HistoryFacts(HistoryReader.Parts parts, Sightings sightings) {
        this.plan = parts.plan();
        this.process = plan.log().process();
        this.tableActor = ActorId.of(plan.log().actor());
        this.tally = parts.tally();
        this.sightings = sightings;
        firstStageAssumed = tally.note("stage at the creation not recorded, taken as the first, "
                + process.first().id());
        beforeCreation = tally.note("changed before the creation, which is taken as the first change then");
    }

    /** The facts of a deal; of its rows and its row in the table, one at least is there. Puts the rows in order. */
    OpportunityLog log(String id, List<HistoryRow> rows, Optional<DealDraft> table) {
        rows.sort(HistoryRow.ORDER);
        facts.clear();
        now.clear();
        seenLast.clear();
        Optional<Instant> told = told(rows, table);
        Instant created =
                rows.isEmpty() ? told.orElseThrow() : earlier(told, rows.get(0).at());
        Header header = new Header(OpportunityId.of(id), created, tableActor);
        Map<Tracked, Optional<?>> before = sightings.before(rows, table, told.map(at -> created));
        create(rows, before, table, header);
        before.forEach((what, value) -> {
            if (value.isPresent()) {
                set(what, value, header);
            } else {
                now.put(what, value);
            }
        });
        rows.forEach(row -> apply(row, OpportunityId.of(id)));
        table.ifPresent(this::compare);
        return OpportunityLog.of(process, facts);
    }

    /** When the deal was created, by the table or a row that says so. */
    private static Optional<Instant> told(List<HistoryRow> rows, Optional<DealDraft> table) {
        return table.flatMap(deal -> deal.created)
                .map(Moment::at)
                .or(() -> rows.stream()
                        .filter(row -> row.action() == Action.CREATED)
                        .map(HistoryRow::at)
                        .findFirst());
    }

    private Instant earlier(Optional<Instant> told, Instant first) {
        if (told.isEmpty() || !first.isBefore(told.get())) {
            return told.orElse(first);
        }
        if (!Sightings.isSameSecond(first, told.get())) {
            tally.addEvent(beforeCreation);
        }
        return first;
    }

    private void create(
            List<HistoryRow> rows, Map<Tracked, Optional<?>> before, Optional<DealDraft> table, Header header) {
        Optional<StageId> start = stage(before).or(() -> stageWithin(rows, header.validAt()));
        if (start.isEmpty() && plan.tracked().contains(STAGE)) {
            tally.addEvent(firstStageAssumed);
        }
        StageId stage = start.orElse(process.first().id());
        boolean isOpen = process.stage(stage).kind().isOpen();
        StageId open = isOpen ? stage : plan.log().closedFrom();
        Profile profile = table.map(deal -> deal.profile).orElse(Profile.unknown());
        add(new Created(header, process.id(), open, profile));
        now.put(STAGE, Optional.of(open));
        if (!isOpen) {
            enter(stage, header);
        }
        before.remove(STAGE);
    }

    /** The stage that is told together with the creation. */
    private static Optional<StageId> stageWithin(List<HistoryRow> rows, Instant created) {
        for (HistoryRow row : rows) {
            if (Sightings.isSameSecond(row.at(), created)) {
                for (Change change : row.changes()) {
                    if (change.what().equals(STAGE)) {
                        return stage(change.value());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<StageId> stage(Optional<?> value) {
        return value.map(StageId.class::cast);
    }

    private static Optional<StageId> stage(Map<Tracked, Optional<?>> values) {
        return stage(values.getOrDefault(STAGE, Optional.empty()));
    }

    private void apply(HistoryRow row, OpportunityId id) {
        Header header = new Header(id, row.at(), row.actor());
        for (Change change : row.changes()) {
            if (change.hasOld() && isGap(change, row.at())) {
                report(
                        "the old " + change.what().label() + " is not the new one before, so the history has a gap; the"
                                + " old one counts at that time",
                        row.line());
                set(change.what(), change.old(), header);
            }
            set(change.what(), change.value(), header);
        }
        if (row.action() == Action.DELETED) {
            add(new Deleted(header));
        }
    }

    /**
     * Whether the old value is none that the same field of the source had when it changed last. Some sources tell a change
     * twice in one instant, once by name and once by id.
     */
    private boolean isGap(Change change, Instant at) {
        Seen seen = seenLast.computeIfAbsent(change.name(), unused -> new Seen(at));
        if (!seen.at.equals(at)) {
            seen.before = seen.values;
            seen.values = new HashSet<>();
            seen.at = at;
        }
        boolean isGap = !seen.isFirst(at) && !seen.before.contains(change.old()) && !seen.values.contains(change.old());
        seen.values.add(change.value());
        return isGap;
    }

    /** The values that a field of the source got when it changed last, and before that. */
    private static final class Seen {

        private final Instant first;
        private Instant at;
        private Set<Optional<?>> before = new HashSet<>();
        private Set<Optional<?>> values = new HashSet<>();

        Seen(Instant first) {
            this.first = first;
            this.at = first;
        }

        boolean isFirst(Instant now) {
            return now.equals(first);
        }
    }

    /** What the table says now has to be what the history ends with. */
    private void compare(DealDraft table) {
        sightings.present(table).forEach((what, value) -> {
            Optional<?> last = now.get(what);
            if (value.isPresent() && last != null && !last.equals(value)) {
                tally.addEvent(tally.note(what.label() + " in "
                        + plan.cases().map(EventPlan.Cases::file).orElse("")
                        + " is not the last one of the history, which"
                        + " stands"));
            }
        });
    }

    /** Counts it, and tells where it was first met. */
    private void report(String text, long line) {
        tally.addEvent(reported.computeIfAbsent(text, unused -> tally.note(text + "; first in line " + line)));
    }

    private void add(OpportunityEvent event) {
        facts.add(new Fact<>(event, event.validAt(), facts.size()));
    }

    private void set(Tracked what, Optional<?> value, Header header) {
        if (value.equals(now.get(what)) || (value.isEmpty() && now.get(what) == null)) {
            now.put(what, value);
            return;
        }
        switch (what.field()) {
            case STAGE -> value.ifPresent(stage -> enter((StageId) stage, header));
            case AMOUNT -> add(new AmountSet(header, value.map(Money.class::cast)));
            case EXPECTED_CLOSE -> add(new ExpectedCloseSet(header, value.map(LocalDate.class::cast)));
            case OWNER -> add(new OwnerSet(header, value.map(PersonId.class::cast)));
            case CALLED_CATEGORY -> add(new CategoryCalled(header, value.map(ForecastCategory.class::cast)));
            case CALLED_PROBABILITY -> add(new ProbabilityCalled(header, value.map(Probability.class::cast)));
            default -> add(new DimensionSet(header, what.dimension(), value.map(String.class::cast)));
        }
        now.put(what, value);
    }

    private void enter(StageId to, Header header) {
        Stage stage = process.stage(to);
        Stage from = process.stage(stage(now).orElse(process.first().id()));
        Optional<LocalDate> day =
                Optional.of(header.validAt().atZone(plan.log().zone()).toLocalDate());
        switch (stage.kind()) {
            case WON -> add(new Won(header, to, day));
            case LOST, OTHER_TERMINAL -> add(new Lost(header, to, day, Optional.empty()));
            case POST_SALES -> {
                if (from.kind().isOpen()) {
                    add(new Won(header, DealFacts.wonBefore(process, to), day));
                }
                add(new StageEntered(header, to));
            }
            default -> add(from.kind().isOpen() ? new StageEntered(header, to) : new Reopened(header, to));
        }
        now.put(STAGE, Optional.of(to));
    }
}
