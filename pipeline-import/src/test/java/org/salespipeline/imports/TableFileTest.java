package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityLog;

/** The bytes of a table that is read, and of the rejected rows that are written. */
class TableFileTest {

    @TempDir
    Path folder;

    private ImportResult read(ImportMapping mapping, String text) {
        return Imports.run(mapping, Samples.write(folder, "deals.csv", text));
    }

    @Test
    void readsByteOrderMarkLineEndsAndCompressionAlike() {
        String text = Samples.HEADER + Samples.SOUND;
        List<OpportunityLog> plain = read(Samples.mapping(), text).logs();
        assertThat(read(Samples.mapping(), "\ufeff" + text).logs()).isEqualTo(plain);
        assertThat(read(Samples.mapping(), text.replace("\n", "\r\n")).logs()).isEqualTo(plain);
        assertThat(read(Samples.mapping(), text.stripTrailing() + "\n\n").logs())
                .isEqualTo(plain);
        Path packed = Samples.write(folder, "deals.csv.gz", Samples.gzip(text));
        assertThat(Imports.run(Samples.mapping(), packed).logs()).isEqualTo(plain);
    }

    @Test
    void writesRejectedRowsWithTheirReasonsAndReadsThemAgain() throws IOException {
        String bad = "D2,Qualify,soon,,\"a \"\"b\"\",\nc\",-,ada\n";
        Path rejects = folder.resolve("rejects.csv");
        Imports.Options options = Imports.Options.builder().rejects(rejects).build();
        Path file = Samples.write(folder, "deals.csv", Samples.HEADER + Samples.SOUND + bad + "1,2\n");
        assertThat(Imports.run(Samples.mapping(), file, options).rowsRejected()).isEqualTo(2);
        String written = Files.readString(rejects, StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertThat(written)
                .startsWith("rejected_line,rejected_because," + Samples.HEADER)
                .contains(
                        "3,\"Created must be a date as yyyy-MM-dd, was \"\"soon\"\"; no such date, or another form;"
                                + " forms are listed in the mapping's dates | Expected must be",
                        "no grouping sign, was \"\"-\"\"; correct it, or map a text that stands for nothing with blank:"
                                + " in the mapping\"," + bad)
                .endsWith("5,\"must have as many fields as the header, 7, was \"\"2 fields\"\"; a field that holds the"
                        + " separator or a line break has to be quoted\",1,2\n");
        Path repaired = Samples.write(
                folder,
                "repaired.csv",
                written.replace("soon", "2026-01-05")
                        .replace("\"a \"\"b\"\",\nc\",-", ",3")
                        .replace(",1,2\n", ""));
        ImportResult again = Imports.run(Samples.mapping(), repaired);
        assertThat(again.rowsUsable()).isEqualTo(1);
    }

    @Test
    void writesTheHeaderOfTheRejectsEvenWhenThereAreNone() {
        Path rejects = folder.resolve("rejects.csv");
        Path file = Samples.write(folder, "deals.csv", Samples.HEADER + Samples.SOUND);
        ImportResult result = Imports.run(
                Samples.mapping(),
                file,
                Imports.Options.builder().rejects(rejects).build());
        assertThat(result.rowsRejected()).isZero();
        assertThat(rejects).hasContent("rejected_line,rejected_because," + Samples.HEADER);
    }

    @Test
    void readsTheEncodingThatTheMappingNamesAndWritesRejectedRowsInIt() throws IOException {
        Charset windows = Charset.forName("windows-1252");
        String text = Samples.HEADER + Samples.SOUND.replace("ada", "J\u00f6rg \u20ac") + "D2,\u00dcber,,,,,\n";
        Path file = Samples.write(folder, "deals.csv", text.getBytes(windows));
        Path rejects = folder.resolve("rejects.csv");
        ImportResult result = Imports.run(
                Samples.mapping("encoding: windows-1252\n"),
                file,
                Imports.Options.builder().rejects(rejects).build());
        assertThat(result.logs().get(0).latest().owner())
                .hasValueSatisfying(owner -> assertThat(owner).hasToString("J\u00f6rg \u20ac"));
        assertThat(Files.readString(rejects, windows).strip()).endsWith(",D2,\u00dcber,,,,,");
    }
}
