package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salespipeline.fact.ActorId;
import org.salespipeline.imports.EventRow.Place;
import org.salespipeline.imports.EventRow.Said;
import org.salespipeline.imports.EventRule.Effect;
import org.salespipeline.organisation.PersonId;

/** Reads the rows of a log of events and gathers them by case. */
final class EventReader {

    private final EventPlan plan;
    private final RowAccount account;
    private final Tally tally;
    private final Optional<CaseTable> cases;

    private final Reading id;
    private final Reading event;
    private final Optional<Reading> actor;
    private final Optional<Reading> owner;
    private final DateCells.Cell at;
    private final DateCells.Cell recordedAt;
    private final DateCells.Cell expectedClose;
    private final AmountReader amounts;
    private final DetailReader details;
    private final boolean saysMore;

    private final Map<String, List<EventRow>> rows = new LinkedHashMap<>();
    private final Map<String, ActorId> actors = new HashMap<>();
    private final Set<String> withGaps = new LinkedHashSet<>();
    private final Tally.Note ignored;
    private final DealDraft draft = new DealDraft();
    private final Slice slice = new Slice();

    EventReader(Parts parts, Reading.Binder binder, Optional<CaseTable> cases) {
        this.plan = parts.plan();
        this.account = parts.account();
        this.tally = parts.tally();
        this.cases = cases;
        MappingPlan log = plan.log();
        DealReader.Fields fields = new DealReader.Fields(log, binder);
        id = fields.find(Field.ID).orElseThrow();
        event = fields.find(Field.EVENT).orElseThrow();
        actor = fields.find(Field.ACTOR);
        owner = fields.find(Field.OWNER);
        DateCells dates = new DateCells(log, parts.export(), fields, tally);
        at = dates.of(Field.AT, "event");
        recordedAt = dates.of(Field.RECORDED_AT, "recording");
        expectedClose = dates.of(Field.EXPECTED_CLOSE, "expected close");
        amounts = new AmountReader(log, fields, tally);
        details = new DetailReader(log, fields);
        binder.raise();
        saysMore = !log.dimensions().isEmpty()
                || log.fields().containsKey(Field.AMOUNT)
                || expectedClose.isMapped()
                || owner.isPresent();
        ignored = tally.note("ignored, as the mapping says");
    }

    /** What the steps of one import share. */
    record Parts(EventPlan plan, Optional<Moment> export, RowAccount account, Tally tally) {}

    /** The sound rows by case, the cases in the order of their first rows. */
    Map<String, List<EventRow>> rows() {
        return rows;
    }

    /** The cases of rows that were set aside. */
    Set<String> withGaps() {
        return withGaps;
    }

    /** How messages name the column of the event. */
    String eventLabel() {
        return event.label();
    }

    void read(Row row, RowCheck check) {
        Optional<String> name = id.text(row, slice, check);
        if (name.isEmpty()) {
            check.missing(id.label(), "every event belongs to a case");
        }
        Optional<EventRule> rule = rule(row, check);
        Optional<Moment> happened = at.read(row, check);
        if (happened.isEmpty() && check.isSound()) {
            check.missing(at.label(), "an event without its time cannot be placed");
        }
        Optional<Moment> known = recordedAt.isMapped() ? recorded(row, check) : happened;
        if (name.isPresent() && cases.isPresent()) {
            cases.get().meet(name.get(), id.label(), check);
        }
        ActorId by = actor(row, check);
        Said said = saysMore ? said(row, check) : null;
        if (happened.isPresent() && known.isPresent()) {
            checkTimes(happened.get(), known.get(), check);
        }
        if (!check.isSound()) {
            name.ifPresent(withGaps::add);
        } else if (rule.orElseThrow().effect() == Effect.IGNORE) {
            tally.addEvent(ignored);
        } else {
            tally.addEvents(check.notes());
            Place place = new Place(row.line(), account.keepsTexts() ? texts(row) : ImmutableList.of());
            Instant time = happened.orElseThrow().at();
            Instant recording = recordedAt.isMapped() ? known.orElseThrow().at() : time;
            rows.computeIfAbsent(name.orElseThrow(), unused -> new ArrayList<>(4))
                    .add(new EventRow(rule.orElseThrow(), time, recording, by, said, place));
        }
    }

    private static ImmutableList<String> texts(Row row) {
        return ImmutableList.copyOf(row.texts());
    }

    private Optional<EventRule> rule(Row row, RowCheck check) {
        Optional<String> text = event.text(row, slice, check);
        if (text.isEmpty()) {
            check.missing(event.label(), "a row says which event it is");
            return Optional.empty();
        }
        Optional<EventRule> rule = plan.rules().find(text.get());
        if (rule.isEmpty()) {
            check.problem(
                    event.label(),
                    text.get(),
                    "must have a rule in the mapping",
                    plan.rules().cureFor(text.get()));
        }
        return rule;
    }

    private Optional<Moment> recorded(Row row, RowCheck check) {
        Optional<Moment> known = recordedAt.read(row, check);
        if (known.isEmpty() && check.isSound()) {
            check.missing(recordedAt.label(), "every event becomes known at some time");
        }
        return known;
    }

    private void checkTimes(Moment happened, Moment known, RowCheck check) {
        at.noteChoice(happened, check);
        at.checkExport(happened, check);
        if (recordedAt.isMapped()) {
            recordedAt.noteChoice(known, check);
            recordedAt.checkExport(known, check);
            if (known.at().isBefore(happened.at())) {
                check.problem(
                        recordedAt.label(),
                        known.shown(),
                        "must not be before " + at.label(),
                        "it happened " + happened.shown() + ", and cannot be known before");
            }
        }
    }

    private ActorId actor(Row row, RowCheck check) {
        String name = actor.flatMap(reading -> reading.text(row, slice, check))
                .orElse(plan.log().actor());
        return actors.computeIfAbsent(name, ActorId::of);
    }

    private @Nullable Said said(Row row, RowCheck check) {
        details.readDimensions(row, draft, check);
        Said said = new Said(
                amounts.stated(row, check),
                expectedClose.read(row, check).map(Moment::date),
                owner.flatMap(reading -> reading.text(row, slice, check)).map(PersonId::new),
                ImmutableSortedMap.copyOf(draft.dimensions));
        boolean isSilent = said.amount().isEmpty()
                && said.expectedClose().isEmpty()
                && said.owner().isEmpty()
                && said.dimensions().isEmpty();
        return isSilent ? null : said;
    }
}
