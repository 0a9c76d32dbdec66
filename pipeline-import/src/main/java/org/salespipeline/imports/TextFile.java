package org.salespipeline.imports;

import com.google.common.io.ByteStreams;
import com.google.common.io.CharStreams;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens text files, plain or compressed, and says in our words why one cannot be read. */
final class TextFile {

    private static final int LONGEST_WHOLE = 1 << 22;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private TextFile() {}

    /** The characters of a file; what begins as gzip does is decompressed. The caller closes. */
    static Reader open(Path file, Charset encoding) {
        return new DecodingReader(openBytes(file), encoding);
    }

    /** A small file in UTF-8 as a whole. */
    static String readAll(Path file) {
        try (Reader reader =
                new DecodingReader(ByteStreams.limit(openBytes(file), LONGEST_WHOLE), StandardCharsets.UTF_8)) {
            return CharStreams.toString(reader);
        } catch (IOException e) {
            throw fault(file, e);
        }
    }

    private static InputStream openBytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new ImportException(problem(file, "must be a file, is a directory", "name the file in it")
                    .build());
        }
        try {
            InputStream raw = Files.newInputStream(file);
            try {
                return decompressed(file, raw);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        } catch (IOException e) {
            throw fault(file, e);
        }
    }

    private static InputStream decompressed(Path file, InputStream raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(raw, 1 << 16), 2);
        byte[] first = in.readNBytes(2);
        if (first.length == 0) {
            raw.close();
            throw new ImportException(
                    problem(file, "must not be empty", "export it again").build());
        }
        in.unread(first);
        boolean isGzip = first.length == 2 && (first[0] & 0xff) == GZIP_FIRST && (first[1] & 0xff) == GZIP_SECOND;
        if (isGzip) {
            return new GZIPInputStream(in, 1 << 16);
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            raw.close();
            throw new ImportException(
                    problem(file, "must be compressed with gzip as its name says", "drop .gz from the name")
                            .build());
        }
        return in;
    }

    /** Turns what went wrong while reading into a named problem. */
    static ImportException fault(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new ImportException(
                    problem(file, "must exist, is not there", "check the path").build(), e);
        }
        if (e instanceof AccessDeniedException) {
            return new ImportException(
                    problem(file, "must be readable", "its permissions do not allow it")
                            .build(),
                    e);
        }
        if (e instanceof DecodingReader.Malformed malformed) {
            return malformed(file, malformed);
        }
        if (e instanceof EOFException) {
            return new ImportException(
                    problem(file, "must be a whole gzip file, is cut off", "copy or export it again")
                            .build(),
                    e);
        }
        if (e instanceof ZipException) {
            return new ImportException(
                    problem(file, "must be a sound gzip file, is damaged", "copy or export it again")
                            .build(),
                    e);
        }
        String told = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
        return new ImportException(
                ImportProblem.in(file.toString())
                        .reason("must be readable: " + told)
                        .cure("check the file, and the disk or network that it is on")
                        .build(),
                e);
    }

    private static ImportException malformed(Path file, DecodingReader.Malformed malformed) {
        String cure = malformed.encoding().equals("UTF-8")
                ? "save the file as UTF-8; of a table the mapping may also say encoding: windows-1252"
                : "encoding: in the mapping names another, UTF-8 unless given";
        return new ImportException(
                problem(
                                file,
                                "must be " + malformed.encoding(),
                                "byte " + (malformed.offset() + 1) + " is not; " + cure)
                        .line(lineOf(file, malformed.offset()))
                        .build(),
                malformed);
    }

    /** Counts again, so that reading does not have to count all along. */
    private static OptionalLong lineOf(Path file, long offset) {
        try (InputStream in = new BufferedInputStream(openBytes(file), 1 << 16)) {
            long line = 1;
            int last = 0;
            for (long at = 0; at < offset; at++) {
                int next = in.read();
                boolean isSecondOfTwo = next == '\n' && last == '\r';
                line += (next == '\n' || next == '\r') && !isSecondOfTwo ? 1 : 0;
                last = next;
            }
            return OptionalLong.of(line);
        } catch (IOException | ImportException e) {
            return OptionalLong.empty();
        }
    }

    private static ImportProblem.Builder problem(Path file, String reason, String cure) {
        return ImportProblem.in(file.toString()).reason(reason).cure(cure);
    }
}
