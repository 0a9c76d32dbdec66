package org.salespipeline.imports;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of deals beside a log of events, held as a whole. */
final class CaseTable {

    /**
     * A row of the table.
     *
     * @param deal what it says; empty when the row was set aside
     * @param texts its fields as they were found; none unless rejected rows are written
     */
    record Case(long line, Optional<DealDraft> deal, List<String> texts) {}

    private final EventPlan.Cases plan;
    private final Path file;
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Set<String> met = new LinkedHashSet<>();
    private RowAccount.@Nullable Beside beside;
    private Set<String> others = new LinkedHashSet<>();

    private CaseTable(EventPlan.Cases plan, Path file) {
        this.plan = plan;
        this.file = file;
    }

    static CaseTable read(EventPlan.Cases plan, Path log, RowAccount account, Tally tally) {
        MappingPlan table = plan.table();
        CaseTable cases = new CaseTable(plan, Lookup.locate(plan.file(), table.folder(), log));
        try (CsvTable csv = new CsvTable(cases.file, table.form())) {
            Lookups lookups = Lookups.read(table, log);
            Reading.Binder binder = new Reading.Binder(csv, lookups, tally);
            RowReader reader = new RowReader(table, binder, tally);
            binder.raise();
            cases.others = csv.others(DealImport.used(table));
            cases.beside = account.readBeside(csv, table.form(), (row, check) -> {
                DealDraft deal = reader.read(row, check);
                cases.cases.putIfAbsent(
                        deal.id,
                        new Case(
                                row.line(),
                                check.isSound() ? Optional.of(deal) : Optional.empty(),
                                account.keepsTexts() ? row.texts() : List.of()));
                tally.addEvents(check.notes());
            });
        }
        return cases;
    }

    /** Reads rows, each into a draft of its own. */
    private static final class RowReader {
        private final DetailReader details;
        private final AmountReader amounts;
        private final DateCells.Cell expectedClose;
        private final DateCells.Cell created;
        private final MappingPlan table;
        private final Optional<Reading> stage;
        private final Slice slice = new Slice();

        RowReader(MappingPlan table, Reading.Binder binder, Tally tally) {
            DealReader.Fields fields = new DealReader.Fields(table, binder);
            details = new DetailReader(table, fields);
            amounts = new AmountReader(table, fields, tally);
            DateCells dates = new DateCells(table, Optional.empty(), fields, tally);
            expectedClose = dates.of(Field.EXPECTED_CLOSE, "expected close");
            created = dates.of(Field.CREATED, "creation");
            stage = fields.find(Field.STAGE);
            this.table = table;
        }

        DealDraft read(Row row, RowCheck check) {
            DealDraft deal = new DealDraft();
            details.readId(row, deal, check);
            details.readPeople(row, deal, check);
            details.readDimensions(row, deal, check);
            deal.amount = amounts.stated(row, check);
            deal.expectedClose = expectedClose.read(row, check).map(Moment::date);
            deal.created = created.read(row, check);
            deal.created.ifPresent(moment -> created.noteChoice(moment, check));
            deal.stage = stage.flatMap(
                            reading -> DealReader.stage(table, reading, reading.text(row, slice, check), check))
                    .flatMap(table.process()::find);
            return deal;
        }
    }

    /** Takes notice of an event of the case; a problem where the case must have a row and has none that is sound. */
    void meet(String id, String column, RowCheck check) {
        Case found = cases.get(id);
        if (found != null) {
            met.add(id);
            if (found.deal().isEmpty()) {
                check.problem(
                        column,
                        id,
                        "must have a sound row in " + plan.file(),
                        "its row, line " + found.line() + ", was set aside; correct that one");
            }
        } else if (plan.missing() == LookupPlan.Missing.REJECT) {
            check.problem(
                    column,
                    id,
                    "must have a row in " + plan.file(),
                    "add the row, or say missing: none under deals: in the mapping");
        }
    }

    /** What the sound row of a case says. */
    Optional<DealDraft> sound(String id) {
        Case found = cases.get(id);
        return found == null ? Optional.empty() : found.deal();
    }

    /**
     * Rows whose deal has no event never began, so that nothing can be said of them.
     *
     * @param use makes use of such a deal all the same, and answers whether it could
     */
    void rejectUnmet(Predicate<DealDraft> use) {
        String column = EventPlan.label(plan.table(), Field.ID);
        cases.forEach((id, found) -> {
            if (!met.contains(id)
                    && found.deal().isPresent()
                    && !use.test(found.deal().get())) {
                RowCheck check = new RowCheck(file.toString());
                check.begin(found.line());
                check.problem(
                        column,
                        id,
                        "must have an event in the log",
                        "add its events, or leave the row out of the table");
                if (beside != null) {
                    beside.reject(found.line(), found.texts(), check.problems());
                }
            }
        });
    }

    /** Which file was read, and what of it was not. */
    Stream<String> lines() {
        String read = String.format(java.util.Locale.ROOT, "deals: %,d rows from %s", cases.size(), file);
        return others.isEmpty()
                ? Stream.of(read)
                : Stream.of(read, "not read of " + plan.file() + ": " + String.join(", ", others));
    }
}
