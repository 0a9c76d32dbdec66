package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;
import org.salespipeline.event.OpportunityLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a table with one row per deal into facts.
 *
 * <pre>{@code
 * ImportMapping mapping = ImportMapping.parse(Path.of("crm.yaml"));
 * ImportResult result = DealImport.run(mapping, Path.of("deals.csv.gz"));
 * result.problems().forEach(System.out::println);   // deals.csv.gz:17: close_date must be a date as yyyy-MM-dd, ...
 * }</pre>
 *
 * <p>The table is CSV as RFC 4180 has it, in UTF-8 with or without byte order mark or in the encoding that the
 * mapping names, plain or compressed with gzip; quoted
 * fields may hold line breaks. A row with a problem is set aside with everything that is wrong with it, and nothing is
 * filled, rounded or guessed unless the mapping says so. Set aside is also a row that is sound in itself but whose facts
 * would contradict each other: a close before the creation, a date after the export, an open deal with a close date. An id
 * belongs to the first row that has it; later ones are set aside.
 *
 * <p>Rows stream through; what is held besides the result are the look-up files, the ids with their lines, and the problems
 * kept.
 */
public final class DealImport {

    private static final Logger LOG = LoggerFactory.getLogger(DealImport.class);

    private final MappingPlan plan;
    private final Path file;
    private final Options options;
    private final Optional<Moment> export;
    private final Tally tally = new Tally();
    private final ImmutableList.Builder<OpportunityLog> logs = ImmutableList.builder();
    private final List<ImportProblem> problems = new ArrayList<>();
    private final Map<String, Long> rejections = new LinkedHashMap<>();
    private long rowsRead;
    private long rowsRejected;

    private DealImport(ImportMapping mapping, Path file, Options options) {
        this.plan = mapping.plan();
        this.file = file;
        this.options = options;
        this.export = options.exportedAt()
                .map(at -> Moment.ofInstant(at, plan.zone()))
                .or(() -> options.exportDate().map(day -> Moment.ofDate(day, plan.zone())))
                .or(plan::export);
    }

    /** How an import is run. */
    @Value.Immutable
    public sealed interface Options permits ImmutableOptions {

        /** The day of the export; goes before the one of the mapping. */
        Optional<LocalDate> exportDate();

        /** The time of the export; goes before its day and the mapping. Without it the export is as of the end of the day. */
        Optional<Instant> exportedAt();

        /** Whether the first row with a problem ends the import with an {@link ImportException}. Off by default. */
        @Value.Default
        default boolean isStrict() {
            return false;
        }

        /**
         * Where rejected rows are written, as CSV: the columns {@code rejected_line} and {@code rejected_because}, then the
         * columns of the table as they were found, in the separator and encoding of the table. Each problem is told with its value and cure, and parted from the next
         * by {@code " | "}. An existing file is replaced.
         */
        Optional<Path> rejects();

        /** How many problems the result keeps, at least 0; all are counted. 10,000 by default. */
        @Value.Default
        default int problemsKept() {
            return 10_000;
        }

        /** Nothing but the defaults. */
        static Options standard() {
            return builder().build();
        }

        /** Begins with the defaults. */
        static Builder builder() {
            return new Builder();
        }

        /** Collects the options. */
        final class Builder extends ImmutableOptions.Builder {
            Builder() {}
        }
    }

    /**
     * Reads the table with the default options.
     *
     * @throws ImportException as {@link #run(ImportMapping, Path, Options)} does
     */
    public static ImportResult run(ImportMapping mapping, Path file) {
        return run(mapping, file, Options.standard());
    }

    /**
     * Reads the table.
     *
     * @throws ImportException if the table or a look-up cannot be read as a whole: it is missing, a directory, empty, cut off,
     *     not in its encoding, not CSV, lacks a column that the mapping names or has it twice; if a rule needs the export's date and
     *     nobody gives it; or, when strict, with everything that is wrong with the first bad row
     */
    public static ImportResult run(ImportMapping mapping, Path file, Options options) {
        return new DealImport(mapping, file, options).run();
    }

    private ImportResult run() {
        checkExportDate();
        checkRejects();
        Lookups lookups;
        Set<String> others;
        try (CsvTable table = new CsvTable(file, plan.form())) {
            lookups = Lookups.read(plan, file);
            DealReader reader = new DealReader(plan, export, new Reading.Binder(table, lookups, tally), tally);
            others = table.others(used());
            try (Rejects rejects = rejects(table)) {
                readRows(table, reader, rejects);
            }
        }
        if (rowsRejected > 0) {
            LOG.warn("{}: {} of {} rows set aside", file, rowsRejected, rowsRead);
        }
        return result(lookups, others);
    }

    private void checkExportDate() {
        if (plan.rules().needExportDate() && export.isEmpty()) {
            throw new ImportException(ImportProblem.in(plan.name())
                    .column("export_date")
                    .reason("must be given, since first_seen and at_export need it")
                    .cure("add export_date: to the mapping, or give it as an option")
                    .build());
        }
    }

    private void checkRejects() {
        options.rejects().ifPresent(path -> {
            if (path.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
                throw new ImportException(ImportProblem.in(path.toString())
                        .reason("must not be the table itself, since rejected rows would be written over it")
                        .cure("name another file for the rejected rows")
                        .build());
            }
            if (RejectFile.wouldDestroy(path)) {
                throw new ImportException(ImportProblem.in(path.toString())
                        .reason("must be a new file, or one of rejected rows, since it would be written over")
                        .cure("name another file for the rejected rows")
                        .build());
            }
        });
    }

    private interface Rejects extends AutoCloseable {
        void add(Row row, List<ImportProblem> found);

        @Override
        default void close() {}
    }

    private Rejects rejects(CsvTable table) {
        if (options.rejects().isEmpty()) {
            return (row, found) -> {};
        }
        RejectFile out = RejectFile.open(options.rejects().get(), plan.form(), table.header());
        return new Rejects() {
            @Override
            public void add(Row row, List<ImportProblem> found) {
                out.add(row, found);
            }

            @Override
            public void close() {
                out.close();
            }
        };
    }

    private void readRows(CsvTable table, DealReader reader, Rejects rejects) {
        DealFacts facts = new DealFacts(plan, export);
        RowCheck check = new RowCheck(table.name());
        int width = table.header().size();
        Optional<Row> next = table.next();
        while (next.isPresent()) {
            Row row = next.get();
            rowsRead++;
            check.begin(row.line());
            if (row.size() != width) {
                check.rowProblem(
                        row.size() + " fields",
                        "must have as many fields as the header, " + width,
                        "a field that holds the separator or a line break has to be quoted");
                reject(row, check, rejects);
            } else {
                DealDraft deal = reader.read(row, check);
                if (check.isSound()) {
                    logs.add(facts.log(deal));
                    tally.add(check.notes(), deal.isOpen());
                } else {
                    reject(row, check, rejects);
                }
            }
            next = table.next();
        }
    }

    private void reject(Row row, RowCheck check, Rejects rejects) {
        rowsRejected++;
        rejects.add(row, check.problems());
        if (options.isStrict()) {
            throw new ImportException(check.problems());
        }
        for (ImportProblem problem : check.problems()) {
            String rule = problem.column().map(column -> column + " ").orElse("") + problem.reason();
            rejections.merge(rule, 1L, Long::sum);
            if (problems.size() < options.problemsKept()) {
                problems.add(problem);
            }
        }
    }

    private Set<String> used() {
        Set<String> used = new LinkedHashSet<>();
        ImmutableList.<Source>builder()
                .addAll(plan.fields().values())
                .addAll(plan.dimensions().values())
                .add(plan.currency())
                .addAll(plan.rules().amount().stream().toList())
                .build()
                .forEach(source -> addColumn(source, used));
        return used;
    }

    private static void addColumn(Source source, Set<String> used) {
        if (source instanceof Source.Column column) {
            used.add(column.column());
        } else if (source instanceof Source.Looked looked) {
            addColumn(looked.lookup().match(), used);
        }
    }

    private ImportResult result(Lookups lookups, Set<String> others) {
        ImmutableList.Builder<String> understood =
                ImmutableList.<String>builder().addAll(MappingText.lines(plan)).addAll(lookups.lines());
        if (!others.isEmpty()) {
            understood.add("not read: " + String.join(", ", others));
        }
        return ImportResult.builder()
                .file(file.toString())
                .process(plan.process())
                .zone(plan.zone())
                .exportDate(export.map(Moment::date))
                .logs(logs.build())
                .rowsRead(rowsRead)
                .rowsRejected(rowsRejected)
                .problems(problems)
                .rejections(ImmutableMap.copyOf(rejections))
                .assumptions(ImmutableList.<String>builder()
                        .addAll(DealFacts.assumptions(plan, export))
                        .addAll(DateReader.assumptions(plan))
                        .addAll(tally.lines())
                        .build())
                .understood(understood.build())
                .build();
    }
}
