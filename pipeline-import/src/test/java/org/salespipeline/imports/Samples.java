package org.salespipeline.imports;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A small mapping and tables for it. */
final class Samples {

    static final String MAPPING = """
            zone: Europe/Berlin
            export_date: 2026-06-30
            currency: EUR
            process:
              id: enterprise
              closed_from: negotiate
              stages:
                - {id: qualify, in_file: Qualify, kind: open, win_probability: 0.10, stagnant_after_days: 30}
                - {id: negotiate, in_file: Negotiate, kind: open, win_probability: 0.70}
                - {id: won, in_file: Closed Won, kind: won}
                - {id: lost, in_file: Closed Lost, kind: lost}
            columns:
              id: ID
              stage: Stage
              created: Created
              closed: Closed
              expected_close: Expected
              amount: Amount
              owner: Owner
            """;

    static final String HEADER = "ID,Stage,Created,Closed,Expected,Amount,Owner\n";

    static final String SOUND = "D1,Qualify,2026-01-05,,2026-09-30,1200.50,ada\n";

    private Samples() {}

    static ImportMapping mapping() {
        return mapping("");
    }

    /** The mapping with more at its end. */
    static ImportMapping mapping(String more) {
        return ImportMapping.parse(MAPPING + more, "deals.yaml");
    }

    @CanIgnoreReturnValue
    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    @CanIgnoreReturnValue
    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
