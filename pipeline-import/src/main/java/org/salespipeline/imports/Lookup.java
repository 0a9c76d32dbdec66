package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a further file by their key: only the columns that somebody takes. */
final class Lookup {

    private record Entry(ImmutableList<String> values, long line) {}

    private final String file;
    private final ImmutableList<String> columns;
    private final Map<String, Entry> entries;

    private Lookup(String file, ImmutableList<String> columns, Map<String, Entry> entries) {
        this.file = file;
        this.columns = columns;
        this.entries = entries;
    }

    /**
     * Reads the file as a whole.
     *
     * @throws ImportException naming columns it lacks, rows of the wrong length, blank keys, and keys that stand twice with
     *     different values
     */
    static Lookup read(LookupPlan plan, ImmutableList<String> columns, Path file, CsvTable.Form form) {
        try (CsvTable table = new CsvTable(file, form)) {
            Loading loading = new Loading(plan, columns, table);
            Optional<Row> row = table.next();
            while (row.isPresent()) {
                loading.add(row.get());
                row = table.next();
            }
            loading.raise();
            return new Lookup(file.toString(), columns, loading.entries);
        }
    }

    /** Collects the entries, and everything that is wrong with the file. */
    private static final class Loading {
        private final LookupPlan plan;
        private final CsvTable table;
        private final int keyPlace;
        private final int[] places;
        private final List<ImportProblem> problems = new ArrayList<>();
        private final Map<String, Entry> entries = new HashMap<>();
        private final Slice slice = new Slice();

        Loading(LookupPlan plan, List<String> columns, CsvTable table) {
            this.plan = plan;
            this.table = table;
            this.keyPlace = table.find(plan.key(), problems).orElse(0);
            this.places = columns.stream()
                    .mapToInt(column -> table.find(column, problems).orElse(0))
                    .toArray();
            raise();
        }

        void raise() {
            if (!problems.isEmpty()) {
                throw new ImportException(problems.stream().distinct().toList());
            }
        }

        void add(Row row) {
            ImportProblem.Builder problem = ImportProblem.in(table.name()).line(row.line());
            if (row.size() != table.header().size()) {
                problems.add(problem.value(row.size() + " fields")
                        .reason("must have as many fields as the header, "
                                + table.header().size())
                        .cure("a field that holds the separator or a line break has to be quoted")
                        .build());
                return;
            }
            row.read(keyPlace, slice);
            slice.trim();
            String key = slice.toString();
            if (key.isEmpty()) {
                problems.add(problem.column(plan.key())
                        .reason("must not be blank")
                        .cure("give the row its key, or drop it")
                        .build());
                return;
            }
            Entry entry = new Entry(values(row), row.line());
            Entry other = entries.putIfAbsent(key, entry);
            if (other != null && !other.values().equals(entry.values())) {
                problems.add(problem.column(plan.key())
                        .value(key)
                        .reason("must be unique where the values differ")
                        .cure("line " + other.line() + " has it too; keep the right one")
                        .build());
            }
        }

        private ImmutableList<String> values(Row row) {
            ImmutableList.Builder<String> values = ImmutableList.builder();
            for (int place : places) {
                row.read(place, slice);
                values.add(slice.toString());
            }
            return values.build();
        }
    }

    /** Beside the mapping, else beside the table. */
    static Path locate(String name, Optional<Path> mappingFolder, Path table) {
        Path beside = table.toAbsolutePath().resolveSibling(name);
        return mappingFolder
                .map(folder -> folder.resolve(name))
                .filter(path -> Files.exists(path) || !Files.exists(beside))
                .orElse(beside);
    }

    String file() {
        return file;
    }

    int size() {
        return entries.size();
    }

    int placeOf(String column) {
        return columns.indexOf(column);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Blank when the file has no such key. */
    String value(String key, int place) {
        Entry entry = entries.get(key);
        return entry == null ? "" : entry.values().get(place);
    }
}
