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
            readRows(table, use, this::reject);
            judgement.run();
        } finally {
            rejects = null;
        }
    }

    private @Nullable RejectFile open(CsvTable table, CsvTable.Form form) {
        Path path = options.rejects().orElse(null);
        return path == null ? null : RejectFile.open(path, form, table.header());
    }

    /** A table beside the main one. Its rejected rows go to a file of their own, which is there only if there are any. */
    final class Beside {

        private final CsvTable.Form form;
        private final List<String> header;
        private final Optional<Path> path;
        private boolean isBegun;

        private Beside(CsvTable table, CsvTable.Form form) {
            this.form = form;
            this.header = table.header();
            this.path = options.rejects().map(rejected -> sibling(rejected, Path.of(table.name())));
            path.ifPresent(this::clear);
        }

        /** Rejected rows of an earlier run would be taken for those of this one. */
        private void clear(Path old) {
            checkRejects(old);
            RejectFile.delete(old);
        }

        void reject(long line, List<String> texts, List<ImportProblem> found) {
            path.ifPresent(out -> {
                try (RejectFile file = isBegun ? RejectFile.resume(out, form) : RejectFile.open(out, form, header)) {
                    isBegun = true;
                    file.add(line, texts, found);
                }
            });
            count(found);
        }
    }

    /** Reads a table beside the main one to its end. */
    Beside readBeside(CsvTable table, CsvTable.Form form, RowUse use) {
        Beside beside = new Beside(table, form);
        readRows(table, use, beside::reject);
        return beside;
    }

    /** {@code rejects.csv} and {@code cases.csv} give {@code rejects-cases.csv}. */
    private static Path sibling(Path rejects, Path table) {
        String name = String.valueOf(rejects.getFileName());
        String stem = String.valueOf(table.getFileName()).replaceFirst("\\.[^.]*(\\.gz)?$", "");
        int dot = name.lastIndexOf('.');
        String end = dot > 0 ? name.substring(dot) : "";
        return rejects.resolveSibling(name.substring(0, name.length() - end.length()) + "-" + stem + end);
    }

    /** What is done with a row that is set aside. */
    private interface Rejection {
        void reject(long line, List<String> texts, List<ImportProblem> found);
    }

    private void readRows(CsvTable table, RowUse use, Rejection rejection) {
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
                rejection.reject(row.line(), keepsTexts() ? row.texts() : ImmutableList.of(), check.problems());
            }
            next = table.next();
        }
    }

    /** Whether the texts of a row are needed when it is set aside. */
    boolean keepsTexts() {
        return options.rejects().isPresent();
    }

    /** Sets a row of the main table aside. */
    void reject(long line, List<String> texts, List<ImportProblem> found) {
        if (rejects != null) {
            rejects.add(line, texts, found);
        }
        count(found);
    }

    private void count(List<ImportProblem> found) {
        rejected++;
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
