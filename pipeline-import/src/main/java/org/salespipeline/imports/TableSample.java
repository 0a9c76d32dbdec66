package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first rows of a table.
 *
 * @param rows how many were looked at
 * @param columns those that have a name of their own
 */
record TableSample(char separator, int rows, ImmutableList<SampledColumn> columns) {

    private static final int MOST_ROWS = 20_000;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final String SEPARATORS = ",;\t|";

    /**
     * Reads the table's header and first rows.
     *
     * @throws ImportException if it cannot be read
     */
    static TableSample read(Path file) {
        char separator = separator(file);
        try (CsvTable table = new CsvTable(file, new CsvTable.Form(separator, StandardCharsets.UTF_8))) {
            List<String> header = table.header();
            List<SampledColumn> columns = new ArrayList<>();
            for (int place = 0; place < header.size(); place++) {
                String name = header.get(place);
                if (!name.isBlank() && Collections.frequency(header, name) == 1) {
                    columns.add(new SampledColumn(name, place));
                }
            }
            int rows = 0;
            Optional<Row> row = table.next();
            while (row.isPresent() && rows < MOST_ROWS) {
                if (row.get().size() == header.size()) {
                    Row found = row.get();
                    columns.forEach(column -> column.add(found));
                }
                rows++;
                row = table.next();
            }
            return new TableSample(separator, rows, ImmutableList.copyOf(columns));
        }
    }

    /** The sign that the header has most often. */
    private static char separator(Path file) {
        StringBuilder header = new StringBuilder();
        try (Reader reader = TextFile.open(file, StandardCharsets.UTF_8)) {
            int c = reader.read();
            while (c >= 0 && c != '\n' && c != '\r' && header.length() < LONGEST_HEADER) {
                header.append((char) c);
                c = reader.read();
            }
        } catch (IOException e) {
            throw TextFile.fault(file, e);
        }
        char best = ',';
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char sign = SEPARATORS.charAt(i);
            long count = header.chars().filter(c -> c == sign).count();
            if (count > most) {
                best = sign;
                most = count;
            }
        }
        return best;
    }

    /** The likeliest pattern of each date, as far as they can be told apart. */
    List<DatePattern> datePatterns(Map<Field, SampledColumn> fields) {
        List<DatePattern> patterns = new ArrayList<>();
        fields.forEach((field, column) -> {
            if (field.isDate()) {
                DatePattern pattern = column.datePatterns().get(0);
                List<DatePattern> more = new ArrayList<>(patterns);
                more.add(pattern);
                if (!patterns.contains(pattern) && DateAmbiguity.find(more).isEmpty()) {
                    patterns.add(pattern);
                }
            }
        });
        return patterns;
    }
}
