package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CSV file (RFC 4180) with a header, read row by row. */
final class CsvTable implements AutoCloseable {

    private static final Pattern RECORD_LINE = Pattern.compile("\\(record starting at line ([0-9]+)\\)");
    private static final Pattern AFTER_QUOTE = Pattern.compile("after closing quote: '(.)'", Pattern.DOTALL);

    /**
     * How tables are written.
     *
     * @param separator between fields
     * @param encoding one in which line ends are single bytes
     */
    record Form(char separator, Charset encoding) {}

    /** By what else tables are separated, with the way a mapping writes it. */
    private static final ImmutableMap<Character, String> SEPARATORS =
            ImmutableMap.of(';', ";", '\t', "\\t", '|', "|", ',', ",");

    private final Path file;
    private final char separator;
    private final CsvReader<Row> csv;
    private final CloseableIterator<Row> rows;
    private final ImmutableList<String> header;
    private long rowsRead;

    /** Opens the file and reads its header. */
    CsvTable(Path file, Form form) {
        this.file = file;
        this.separator = form.separator();
        this.csv = CsvReader.builder()
                .fieldSeparator(form.separator())
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new RowHandler(), TextFile.open(file, form.encoding()));
        try {
            this.rows = csv.iterator();
            this.header = readHeader();
        } catch (CsvParseException e) {
            close();
            throw afterQuote(e).orElseGet(() -> broken(e));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private ImmutableList<String> readHeader() {
        Row first = read().orElseThrow(() -> new ImportException(ImportProblem.in(name())
                .reason("must not be empty, has no header")
                .cure("export it again")
                .build()));
        return first.texts().stream().map(String::strip).collect(ImmutableList.toImmutableList());
    }

    String name() {
        return file.toString();
    }

    List<String> header() {
        return header;
    }

    /** The next row, valid until the one after it; empty at the end. Blank lines are no rows. */
    Optional<Row> next() {
        try {
            Optional<Row> row = read();
            row.ifPresent(found -> found.number(++rowsRead));
            return row;
        } catch (CsvParseException e) {
            throw broken(e);
        }
    }

    private Optional<Row> read() {
        try {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? e : TextFile.fault(file, cause);
        }
    }

    /** A header whose names are all quoted ends, for the wrong separator, behind the first name. */
    private Optional<ImportException> afterQuote(CsvParseException e) {
        Matcher sign = AFTER_QUOTE.matcher(Optional.ofNullable(e.getMessage()).orElse(""));
        return sign.find()
                ? otherSeparator(sign.group(1)).map(problem -> new ImportException(problem, e))
                : Optional.empty();
    }

    /** That the table is separated by another sign, the first that the text holds. */
    private Optional<ImportProblem> otherSeparator(String text) {
        return SEPARATORS.entrySet().stream()
                .filter(other -> other.getKey() != separator && text.indexOf(other.getKey()) >= 0)
                .findFirst()
                .map(other -> ImportProblem.in(name())
                        .line(1)
                        .reason("must be separated by \"" + SEPARATORS.getOrDefault(separator, "" + separator)
                                + "\", looks separated by \"" + other.getValue() + "\"")
                        .cure("write separator: \"" + other.getValue() + "\" in the mapping; look-ups have the same")
                        .build());
    }

    private ImportException broken(CsvParseException e) {
        if (e.getCause() instanceof IOException io) {
            return TextFile.fault(file, io);
        }
        String told = Optional.ofNullable(e.getMessage()).orElse("broken");
        Matcher place = RECORD_LINE.matcher(told);
        OptionalLong line = place.find() ? OptionalLong.of(Long.parseLong(place.group(1))) : OptionalLong.empty();
        String reason = place.reset().replaceAll("").strip();
        return new ImportException(
                ImportProblem.in(name())
                        .line(line)
                        .reason("must be CSV as RFC 4180 has it: " + reason)
                        .cure("a quote inside a quoted field is written twice, and a quoted field ends with a quote")
                        .build(),
                e);
    }

    /** The place of a column; a problem when there is none, or more than one with this name. */
    Optional<Integer> find(String column, List<ImportProblem> problems) {
        int first = header.indexOf(column);
        if (first < 0) {
            problems.add(missing(column));
            return Optional.empty();
        }
        int last = header.lastIndexOf(column);
        if (last != first) {
            problems.add(ImportProblem.in(name())
                    .line(1)
                    .column(column)
                    .reason("must name one column, the header has it more than once")
                    .cure("columns " + (first + 1) + " and " + (last + 1) + " have this name; rename one")
                    .build());
            return Optional.empty();
        }
        return Optional.of(first);
    }

    /** One and the same problem for every column when the whole header is a single name of several. */
    private ImportProblem missing(String column) {
        Optional<ImportProblem> wrongSeparator = header.size() == 1 ? otherSeparator(header.get(0)) : Optional.empty();
        return wrongSeparator.orElseGet(() -> ImportProblem.in(name())
                .line(1)
                .column(column)
                .reason("must be a column of this file")
                .cure(Suggestion.cure(column, header))
                .build());
    }

    /** Columns that nothing reads, in the order of the header. */
    Set<String> others(Set<String> used) {
        Set<String> others = new LinkedHashSet<>(header);
        others.removeAll(used);
        return others;
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw TextFile.fault(file, e);
        }
    }

    private static final class RowHandler extends AbstractBaseCsvCallbackHandler<Row> {
        private final Row row = new Row();

        @Override
        protected void handleBegin(long line) {
            row.begin(line);
        }

        @Override
        protected void handleField(int field, char[] buffer, int offset, int length, boolean isQuoted) {
            row.add(buffer, offset, length, isQuoted);
        }

        @Override
        protected Row buildRecord() {
            return row;
        }
    }
}
