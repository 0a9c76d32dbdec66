package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.salespipeline.imports.SnapshotPlan.Gone;

/** Reads repeated exports of a table of deals: a folder of them, or one table with a column that tells them apart. */
final class SnapshotImport {

    private final SnapshotPlan plan;
    private final Path file;
    private final RowAccount account;
    private final Tally tally = new Tally();
    private final SnapshotFacts facts;
    private @Nullable Lookups lookups;
    private final Set<String> unread = new TreeSet<>();
    private final List<Moment> taken = new ArrayList<>();
    private long gone;

    SnapshotImport(SnapshotPlan plan, Path file, Imports.Options options) {
        this.plan = plan;
        this.file = file;
        this.account = new RowAccount(file, options);
        this.facts = new SnapshotFacts(plan.table(), tally);
    }

    ImportResult run() {
        SnapshotFiles files = new SnapshotFiles(plan);
        if (plan.taken().column().isPresent()) {
            readTogether(plan.taken().column().get());
        } else {
            Map<Path, Moment> found = files.find(file);
            found.forEach(this::readOne);
        }
        return result(files);
    }

    /** Each file is an export. */
    private void readOne(Path one, Moment at) {
        try (CsvTable table = new CsvTable(one, plan.table().form())) {
            DealReader reader = reader(table, Optional.of(at));
            RowAccount.RowUse use = (row, check) -> {
                DealDraft deal = reader.read(row, check);
                facts.meet(deal.id);
                checkGone(deal, check);
                if (check.isSound()) {
                    facts.take(deal.copy(), at);
                    tally.add(check.notes(), deal.isOpen());
                }
            };
            if (one.equals(file)) {
                account.readAll(table, plan.table().form(), use, () -> {});
            } else {
                RowAccount.Beside unused =
                        account.readBeside(table, plan.table().form(), use);
            }
        }
        end(at);
    }

    /** The exports stand in one table. */
    private void readTogether(Source column) {
        TreeMap<Instant, List<Held>> byTime = new TreeMap<>();
        Map<Instant, Moment> moments = new LinkedHashMap<>();
        Map<Instant, DealReader> readers = new LinkedHashMap<>();
        try (CsvTable table = new CsvTable(file, plan.table().form())) {
            Reading.Binder binder = binder(table);
            DealReader.Fields fields = new DealReader.Fields(plan.table(), binder);
            Reading reading = binder.bind(column);
            DateCells.Cell cell =
                    new DateCells(plan.table(), Optional.empty(), fields, tally).of(reading, column, "export");
            binder.raise();
            account.readAll(
                    table,
                    plan.table().form(),
                    (row, check) -> {
                        Optional<Moment> at = cell.read(row, check);
                        if (at.isEmpty()) {
                            if (check.isSound()) {
                                check.missing(reading.label(), "every row is of an export that was taken at some time");
                            }
                            return;
                        }
                        Instant key = at.get().end(plan.table().zone());
                        moments.putIfAbsent(key, at.get());
                        DealDraft deal = readers.computeIfAbsent(key, unused -> reader(table, at))
                                .read(row, check);
                        List<String> texts = account.keepsTexts() ? row.texts() : ImmutableList.of();
                        byTime.computeIfAbsent(key, unused -> new ArrayList<>())
                                .add(new Held(deal.copy(), check.isSound(), row.line(), texts));
                        if (check.isSound()) {
                            tally.add(check.notes(), deal.isOpen());
                        }
                    },
                    () -> byTime.forEach((key, rows) -> {
                        Moment at = Optional.ofNullable(moments.get(key)).orElseThrow();
                        rows.forEach(row -> use(row, at));
                        end(at);
                    }));
        }
    }

    /**
     * A row that waits for those of earlier exports.
     *
     * @param isSound whether it counts; if not, it still says that the deal was there
     * @param texts its fields as they were found; none unless rejected rows are written
     */
    private record Held(DealDraft deal, boolean isSound, long line, List<String> texts) {}

    private void use(Held row, Moment at) {
        facts.meet(row.deal().id);
        if (!row.isSound()) {
            return;
        }
        RowCheck check = new RowCheck(file.toString());
        check.begin(row.line());
        checkGone(row.deal(), check);
        if (check.isSound()) {
            facts.take(row.deal(), at);
        } else {
            account.reject(row.line(), row.texts(), check.problems());
        }
    }

    private DealReader reader(CsvTable table, Optional<Moment> at) {
        Set<String> used = DealImport.used(plan.table());
        plan.taken().column().ifPresent(column -> used.add(column.label()));
        unread.addAll(table.others(used));
        return new DealReader(plan.table(), at, binder(table), tally);
    }

    /** Look-ups are read once. */
    private Reading.Binder binder(CsvTable table) {
        Lookups read = lookups;
        if (read == null) {
            read = Lookups.read(plan.table(), Path.of(table.name()));
            lookups = read;
        }
        return new Reading.Binder(table, read, tally);
    }

    private void checkGone(DealDraft deal, RowCheck check) {
        if (check.isSound() && facts.isGone(deal.id)) {
            check.problem(
                    EventPlan.label(plan.table(), Field.ID),
                    deal.id,
                    "must not come back after an export without it",
                    "gone: deleted took it for deleted; gone: ignore keeps such deals");
        }
    }

    private void end(Moment at) {
        taken.add(at);
        gone += facts.end(at, plan.gone() == Gone.DELETED);
    }

    private ImportResult result(SnapshotFiles files) {
        ImmutableList.Builder<String> understood =
                ImmutableList.<String>builder().addAll(MappingText.lines(plan.table()));
        if (lookups != null) {
            understood.addAll(lookups.lines());
        }
        if (!unread.isEmpty()) {
            understood.add("not read: " + String.join(", ", unread));
        }
        if (!files.others().isEmpty()) {
            understood.add("no exports by their names: " + String.join(", ", files.others()));
        }
        ImportResult.Builder result = ImportResult.builder();
        account.tell(result);
        return result.process(plan.table().process())
                .zone(plan.table().zone())
                .exportDate(
                        taken.isEmpty()
                                ? Optional.empty()
                                : Optional.of(taken.get(taken.size() - 1).date()))
                .logs(facts.logs())
                .assumptions(assumptions())
                .understood(understood.build())
                .build();
    }

    private List<String> assumptions() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(String.format(
                Locale.ROOT,
                "%,d export%s, from %s to %s",
                taken.size(),
                taken.size() == 1 ? "" : "s",
                taken.isEmpty() ? "-" : taken.get(0).shown(),
                taken.isEmpty() ? "-" : taken.get(taken.size() - 1).shown()));
        lines.add("what differs from the export before counts as true and known from the time of the export on, but for"
                + " dates of closing and of entering a stage; what changed and changed back between two was not seen");
        if (gone > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d deal%s missing in a later export, %s",
                    gone,
                    gone == 1 ? "" : "s",
                    plan.gone() == Gone.DELETED ? "taken for deleted then" : "and left as they were"));
        }
        lines.addAll(DateReader.assumptions(plan.table()));
        return lines.addAll(tally.lines()).build();
    }
}
