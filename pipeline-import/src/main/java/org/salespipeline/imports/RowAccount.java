package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps account of the rows of one import: how many were read, which were set aside, and why. */
final class RowAccount {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    /** What is done with a row of the right width; whether it is sound is asked of the check afterwards. */
    interface RowUse {
        void use(Row row, RowCheck check);
    }

    private final Path file;
    private final Imports.Options options;
    private final List<ImportProblem> problems = new ArrayList<>();
    private final Map<String, Long> rejections = new LinkedHashMap<>();
    private @Nullable RejectFile rejects;
    private long read;
    private long rejected;

    /** Refuses a file of rejected rows that would destroy something. */
    RowAccount(Path file, Imports.Options options) {
        this.file = file;
        this.options = options;
        options.rejects().ifPresent(this::checkRejects);
    }

    private void checkRejects(Path path) {
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
    }

    /** Reads the table to its end; then the rows that only the whole can judge are judged. Rejected rows of it are written. */
    void readAll(CsvTable table, CsvTable.Form form, RowUse use, Runnable judgement) {
        try (RejectFile out = open(table, form)) {
            rejects = out;
            readRows(table, use);
            judgement.run();
        } finally {
            rejects = null;
        }
    }

    private @Nullable RejectFile open(CsvTable table, CsvTable.Form form) {
        Path path = options.rejects().orElse(null);
        return path == null ? null : RejectFile.open(path, form, table.header());
    }

    /** Reads the table to its end. Its rejected rows are told as problems, and written only where {@link #readAll} does. */
    void readRows(CsvTable table, RowUse use) {
        RowCheck check = new RowCheck(table.name());
        int width = table.header().size();
        Optional<Row> next = table.next();
        while (next.isPresent()) {
            Row row = next.get();
            read++;
            check.begin(row.line());
            if (row.size() == width) {
                use.use(row, check);
            } else {
                check.rowProblem(
                        row.size() + " fields",
                        "must have as many fields as the header, " + width,
                        "a field that holds the separator or a line break has to be quoted");
            }
            if (!check.isSound()) {
                reject(row.line(), keepsTexts() ? row.texts() : ImmutableList.of(), check.problems());
            }
            next = table.next();
        }
    }

    /** Whether the texts of a row are needed when it is set aside. */
    boolean keepsTexts() {
        return rejects != null;
    }

    void reject(long line, List<String> texts, List<ImportProblem> found) {
        rejected++;
        if (rejects != null) {
            rejects.add(line, texts, found);
        }
        if (options.isStrict()) {
            throw new ImportException(found);
        }
        for (ImportProblem problem : found) {
            String rule = problem.column().map(column -> column + " ").orElse("") + problem.reason();
            rejections.merge(rule, 1L, Long::sum);
            if (problems.size() < options.problemsKept()) {
                problems.add(problem);
            }
        }
    }

    /** Writes what came of the rows. */
    void tell(ImportResult.Builder result) {
        if (rejected > 0) {
            LOG.warn("{}: {} of {} rows set aside", file, rejected, read);
        }
        problems.sort(Comparator.comparing(ImportProblem::file)
                .thenComparing(problem -> problem.line().orElse(0)));
        result.file(file.toString())
                .rowsRead(read)
                .rowsRejected(rejected)
                .problems(problems)
                .rejections(ImmutableMap.copyOf(rejections));
    }
}
