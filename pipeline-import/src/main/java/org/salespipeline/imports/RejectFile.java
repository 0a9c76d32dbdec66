package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the rows that were set aside: the line, the reasons, and the fields as they were found. */
final class RejectFile implements AutoCloseable {

    private static final String LINE = "rejected_line";

    private final Path file;
    private final CsvWriter csv;

    private RejectFile(Path file, CsvWriter csv) {
        this.file = file;
        this.csv = csv;
    }

    /** Whether something else than rejected rows of an earlier run stands there, under whatever name or link. */
    static boolean wouldDestroy(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] mark = LINE.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(mark.length);
            return start.length > 0 && !Arrays.equals(start, mark);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Begins the file with its header, over what was there. */
    static RejectFile open(Path file, CsvTable.Form form, List<String> header) {
        try {
            RejectFile rejects = new RejectFile(
                    file, CsvWriter.builder().fieldSeparator(form.separator()).build(file, form.encoding()));
            rejects.write(LINE, "rejected_because", header);
            return rejects;
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(file, e);
        }
    }

    /** Goes on with the file. */
    static RejectFile resume(Path file, CsvTable.Form form) {
        try {
            return new RejectFile(
                    file,
                    CsvWriter.builder()
                            .fieldSeparator(form.separator())
                            .build(file, form.encoding(), StandardOpenOption.APPEND));
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(file, e);
        }
    }

    static void delete(Path file) {
        try {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    void add(long line, List<String> texts, List<ImportProblem> problems) {
        String reasons = problems.stream().map(ImportProblem::sentence).collect(Collectors.joining(" | "));
        try {
            write(Long.toString(line), reasons, texts);
        } catch (UncheckedIOException e) {
            throw unwritable(file, e);
        }
    }

    private void write(String line, String reasons, List<String> fields) {
        csv.writeRecord(ImmutableList.<String>builder()
                .add(line, reasons)
                .addAll(fields)
                .build());
    }

    private static ImportException unwritable(Path file, Exception e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        String told =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return new ImportException(
                ImportProblem.in(file.toString())
                        .reason("must be writable: " + told)
                        .cure("name another file for the rejected rows")
                        .build(),
                e);
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(file, e);
        }
    }
}
