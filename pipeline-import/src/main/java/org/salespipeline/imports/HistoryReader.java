package org.salespipeline.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.fact.ActorId;
import org.salespipeline.imports.HistoryPlan.Action;
import org.salespipeline.imports.HistoryPlan.FieldRule;
import org.salespipeline.imports.HistoryPlan.Tracked;
import org.salespipeline.imports.HistoryRow.Change;

/** Reads the rows of a table of changes and gathers them by deal. */
final class HistoryReader {

    /** The rule for the fields that have none of their own. */
    private static final String ALL_OTHERS = "*";

    /** How the new and the old values of a field are read. */
    private record Values(Tracked what, Source source, HistoryValues.Cell value, Optional<HistoryValues.Cell> old) {

        private boolean isStage() {
            return what.field() == Field.STAGE;
        }

        /** Whether the mapping says that some texts stand for no stage, so that the row says nothing about it. */
        private boolean mayBeSilent() {
            return isStage()
                    && source instanceof Source.Column column
                    && !column.spelling().blanks().isEmpty();
        }

        void add(String name, Row row, boolean hasOld, List<Change> changes, RowCheck check) {
            Optional<?> read = value.read(row, check);
            boolean isTold = hasOld && old.isPresent();
            Optional<?> before = isTold ? old.get().read(row, check) : Optional.empty();
            boolean isSilent = before.isEmpty() && mayBeSilent();
            if (read.isPresent() || !isStage()) {
                changes.add(new Change(what, name, read, isTold && !isSilent, before));
            } else if (check.isSound() && !mayBeSilent()) {
                check.missing(source.label(), "every deal is in a stage");
            }
        }
    }

    private final HistoryPlan plan;
    private final Tally tally;
    private final Optional<CaseTable> cases;
    private final Reading id;
    private final DateCells.Cell at;
    private final Optional<Reading> actor;
    private final Optional<Reading> action;
    private final Optional<Reading> field;
    private final Map<String, Values> byField = new LinkedHashMap<>();
    private final List<Values> ofEveryRow = new ArrayList<>();
    private final Map<String, List<HistoryRow>> rows = new LinkedHashMap<>();
    private final Map<String, ActorId> actors = new HashMap<>();
    private final Set<String> withGaps = new LinkedHashSet<>();
    private final Tally.Note ignored;
    private final Slice slice = new Slice();

    HistoryReader(Parts parts, Reading.Binder binder, Optional<CaseTable> cases) {
        this.plan = parts.plan();
        this.tally = parts.tally();
        this.cases = cases;
        MappingPlan log = plan.log();
        DealReader.Fields fields = new DealReader.Fields(log, binder);
        id = fields.find(Field.ID).orElseThrow();
        at = new DateCells(log, parts.export(), fields, tally).of(Field.AT, "change");
        actor = fields.find(Field.ACTOR);
        action = fields.find(Field.ACTION);
        field = fields.find(Field.FIELD);
        HistoryValues values = new HistoryValues(log, fields, binder, tally);
        plan.rules()
                .forEach((name, rule) -> rule.tracked()
                        .ifPresent(what -> byField.put(
                                name,
                                new Values(
                                        what,
                                        source(Field.NEW, rule),
                                        values.cell(what, source(Field.NEW, rule)),
                                        plan.hasOldValues()
                                                ? Optional.of(values.cell(what, source(Field.OLD, rule)))
                                                : Optional.empty()))));
        if (!plan.isLong()) {
            plan.tracked()
                    .forEach(what -> ofEveryRow.add(
                            new Values(what, source(what), values.cell(what, source(what)), Optional.empty())));
        }
        binder.raise();
        ignored = tally.note("ignored, as the mapping says");
    }

    /** What the steps of one import share. */
    record Parts(HistoryPlan plan, Optional<Moment> export, Tally tally) {}

    /** Where the values of a field stand that is spelled and written as its rule says. */
    private Source source(Field of, FieldRule rule) {
        Source source = plan.log().fields().get(of);
        return source instanceof Source.Column column
                ? new Source.Column(column.column(), rule.spelling(), rule.style())
                : new Source.Column(of.key(), rule.spelling(), rule.style());
    }

    private Source source(Tracked what) {
        Source source = what.field() == Field.DIMENSION
                ? plan.log().dimensions().get(what.dimension())
                : plan.log().fields().get(what.field());
        if (source == null) {
            throw new IllegalStateException(what.label() + " must come from somewhere");
        }
        return source;
    }

    /** The sound rows by deal, the deals in the order of their first rows. */
    Map<String, List<HistoryRow>> rows() {
        return rows;
    }

    /** The deals of rows that were set aside. */
    Set<String> withGaps() {
        return withGaps;
    }

    void read(Row row, RowCheck check) {
        Optional<String> name = id.text(row, slice, check);
        if (name.isEmpty()) {
            check.missing(id.label(), "every change is of a deal");
        }
        Optional<Moment> happened = at.read(row, check);
        if (happened.isEmpty() && check.isSound()) {
            check.missing(at.label(), "a change without its time cannot be placed");
        }
        happened.ifPresent(moment -> {
            at.noteChoice(moment, check);
            at.checkExport(moment, check);
        });
        if (name.isPresent() && cases.isPresent()) {
            cases.get().meet(name.get(), id.label(), check);
        }
        ActorId by = actors.computeIfAbsent(
                actor.flatMap(reading -> reading.text(row, slice, check))
                        .orElse(plan.log().actor()),
                ActorId::of);
        List<Change> changes = new ArrayList<>(plan.isLong() ? 1 : ofEveryRow.size());
        Action what = changes(row, action(row, check), changes, check);
        if (!check.isSound()) {
            name.ifPresent(withGaps::add);
        } else if (what == Action.IGNORE) {
            tally.addEvent(ignored);
        } else {
            tally.addEvents(check.notes());
            rows.computeIfAbsent(name.orElseThrow(), unused -> new ArrayList<>(4))
                    .add(new HistoryRow(happened.orElseThrow().at(), by, what, changes, row.line()));
        }
    }

    private Action action(Row row, RowCheck check) {
        if (action.isEmpty()) {
            return Action.CHANGED;
        }
        Optional<String> text = action.get().text(row, slice, check);
        Action found = text.map(plan.actions()::get).orElse(null);
        if (text.isEmpty()) {
            check.missing(action.get().label(), "a row says what happened");
        } else if (found == null) {
            check.problem(
                    action.get().label(),
                    text.get(),
                    "must be one of the mapping's actions",
                    Suggestion.cure(text.get(), plan.actions().keySet())
                            + "; write it under actions:, ignore if it means nothing here");
        }
        return found == null ? Action.CHANGED : found;
    }

    /** Adds what the row says about values, and tells what happened after all. */
    private Action changes(Row row, Action what, List<Change> changes, RowCheck check) {
        if (what == Action.IGNORE || what == Action.DELETED) {
            return what;
        }
        if (!plan.isLong()) {
            ofEveryRow.forEach(values -> values.add("", row, false, changes, check));
            return what;
        }
        Reading named = field.orElseThrow();
        Optional<String> name = named.text(row, slice, check);
        if (name.isEmpty()) {
            if (what == Action.CHANGED) {
                check.missing(named.label(), "a change is of a field");
            }
            return what;
        }
        String key = plan.rules().containsKey(name.get()) ? name.get() : ALL_OTHERS;
        FieldRule rule = plan.rules().get(key);
        if (rule == null) {
            check.problem(
                    named.label(),
                    name.get(),
                    "must have a line in the mapping",
                    Suggestion.cure(name.get(), plan.rules().keySet())
                            + "; write it under fields:, ignore if it means nothing here");
            return what;
        }
        Values values = byField.get(key);
        if (values == null) {
            return rule.action() == Action.IGNORE && what == Action.CREATED ? what : rule.action();
        }
        values.add(name.get(), row, what != Action.CREATED, changes, check);
        return what;
    }
}
