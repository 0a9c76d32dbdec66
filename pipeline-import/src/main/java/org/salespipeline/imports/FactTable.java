package org.salespipeline.imports;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.salespipeline.event.EncodedEvent;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.stage.ProcessId;

/**
 * Facts as a CSV table: a row per fact, a column for each field that some fact has.
 *
 * <p>A field that is not there is blank, one whose text is empty is quoted. The columns of fields stand by name, so that
 * equal logs give equal bytes.
 */
final class FactTable {

    static final String OPPORTUNITY = "opportunity";
    static final String SEQUENCE = "sequence";
    static final String RECORDED_AT = "recordedAt";
    static final String TYPE = "type";
    static final String VERSION = "version";
    static final ImmutableList<String> FIXED = ImmutableList.of(OPPORTUNITY, SEQUENCE, RECORDED_AT, TYPE, VERSION);

    private FactTable() {}

    static void write(Collection<OpportunityLog> logs, Path file) {
        List<ProcessId> processes =
                logs.stream().map(log -> log.process().id()).distinct().toList();
        checkArgument(
                processes.size() <= 1,
                "logs of one table must be of one process, were of %s; write a table for each",
                processes);
        try {
            // what is no plain file, such as a pipe, can only be written to
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                writeRows(logs, file);
            } else {
                replace(logs, Files.exists(file) ? file.toRealPath() : file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(file, e);
        }
    }

    /** Beside the file first: where it cannot be written to the end, an earlier one stays. */
    private static void replace(Collection<OpportunityLog> logs, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            writeRows(logs, part);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeRows(Collection<OpportunityLog> logs, Path file) throws IOException {
        ImmutableList<String> fields = fields(logs);
        try (CsvWriter csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            csv.writeRecord(
                    ImmutableList.<String>builder().addAll(FIXED).addAll(fields).build());
            for (OpportunityLog log : logs) {
                for (Fact<OpportunityEvent> fact : log.facts().facts()) {
                    csv.writeRecord(cells(fact, fields));
                }
            }
        }
    }

    private static ImmutableList<String> fields(Collection<OpportunityLog> logs) {
        TreeSet<String> fields = new TreeSet<>();
        for (OpportunityLog log : logs) {
            for (Fact<OpportunityEvent> fact : log.facts().facts()) {
                fields.addAll(EventCodec.encode(fact.event()).fields().keySet());
            }
        }
        fields.remove(OPPORTUNITY);
        FIXED.forEach(name -> checkState(
                !fields.contains(name), "no field of an event must have the name of a column, %s has it", name));
        return ImmutableList.copyOf(fields);
    }

    private static List<@Nullable String> cells(Fact<OpportunityEvent> fact, List<String> fields) {
        EncodedEvent event = EventCodec.encode(fact.event());
        List<@Nullable String> cells = new ArrayList<>(FIXED.size() + fields.size());
        cells.add(fact.event().opportunity().value());
        cells.add(Long.toString(fact.sequence()));
        cells.add(fact.recordedAt().toString());
        cells.add(event.type());
        cells.add(Integer.toString(event.version()));
        for (String field : fields) {
            cells.add(event.fields().get(field));
        }
        return cells;
    }

    private static ImportException unwritable(Path file, Exception e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        boolean isText = cause instanceof CharacterCodingException;
        String told =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return new ImportException(
                ImportProblem.in(file.toString())
                        .reason(isText ? "must hold texts that UTF-8 can write" : "must be writable: " + told)
                        .cure(isText ? "a text of the facts holds half a character; correct it" : "name another file")
                        .build(),
                e);
    }
}
