package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** Whatever is wrong with the input is named with its place and cure, and never as a stack trace. */
class BadInputTest {

    @TempDir
    private Path folder = Path.of("");

    private Path table = Path.of("");
    private Path mapping = Path.of("");

    @BeforeEach
    void writeSoundInput() {
        table = Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND);
        mapping = Cli.write(folder, "mapping.yaml", Cli.MAPPING);
    }

    /** A bad row is set aside and named; the rest is still forecast; strictly, nothing is. */
    private void assertRowIsSetAside(String row, String... fragments) {
        Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND + row + "\n");
        Outcome forecast = Cli.run("forecast", table, "-m", mapping, "--format", "csv");
        assertThat(forecast.code()).isEqualTo(1);
        assertThat(forecast.err()).startsWith(table + ":7: ").contains(fragments);
        assertThat(forecast.err())
                .endsWith(table + ": 1 of 6 rows set aside; --rejects OUT.csv writes them with the reasons\n")
                .hasLineCount(2);
        assertThat(forecast.out()).contains("2026-06-30,2026-07-01,2026-09-30,all,EUR,stage-weighted,0.00,1500.05");

        Outcome check = Cli.run("check", table, "-m", mapping, "--format", "json");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("\"rows_read\": 6,\n", "\"rows_usable\": 5,\n", "\"rows_rejected\": 1,\n");

        assertRefused(Cli.run("forecast", table, "-m", mapping, "--strict"), table + ":7: ", fragments);
    }

    /** What is wrong as a whole gives no result. */
    private static void assertRefused(Outcome outcome, String place, String... fragments) {
        assertThat(outcome.err()).startsWith(place).contains(fragments).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void unparsableDate() {
        assertRowIsSetAside("D9,Qualify,05.01.2026,,,1,EUR,ada", "Created ", "was \"05.01.2026\"", "dates");
    }

    @Test
    void unparsableAmount() {
        assertRowIsSetAside(
                "D9,Qualify,2026-01-05,,,\"1.000,50\",EUR,ada",
                "Amount ",
                "was \"1.000,50\"",
                "numbers: {decimal: \",\", grouping: \".\"}");
    }

    @Test
    void stageThatTheProcessDoesNotHave() {
        assertRowIsSetAside(
                "D9,Negociate,2026-01-05,,,1,EUR,ada", "Stage ", "was \"Negociate\"", "did you mean \"Negotiate\"");
    }

    @Test
    void duplicateId() {
        assertRowIsSetAside("D2,Qualify,2026-01-05,,,1,EUR,ada", "ID ", "was \"D2\"", "line 3");
    }

    @Test
    void closeBeforeCreation() {
        assertRowIsSetAside(
                "D9,Closed Won,2026-03-05,2026-03-04,,1,EUR,ada", "Closed ", "was \"2026-03-04\"", "2026-03-05");
    }

    @Test
    void unknownCurrency() {
        assertRowIsSetAside("D9,Qualify,2026-01-05,,,1,EURO,ada", "Currency ", "was \"EURO\"", "spellings");
    }

    @Test
    void missingLookUpRow() {
        Cli.write(folder, "prices.csv", "product,price\nStarter,10\n");
        Cli.write(folder, "mapping.yaml", Cli.MAPPING + """
                missing:
                  amount: {lookup: prices, take: price}
                lookups:
                  prices: {file: prices.csv, key: product, match: Owner}
                """);
        Cli.write(folder, "deals.csv", Cli.HEADER + "D1,Qualify,2026-01-05,,,,EUR,Startr\n");
        Outcome outcome = Cli.run("check", table, "-m", mapping, "--strict");
        assertRefused(outcome, table + ":2: ", "Owner ", "was \"Startr\"", "prices.csv", "missing: none");
    }

    @Test
    void unknownColumn() {
        Cli.write(folder, "mapping.yaml", Cli.MAPPING.replace("expected_close: Expected", "expected_close: Expcted"));
        assertRefused(
                Cli.run("forecast", table, "-m", mapping), table + ":1: ", "Expcted ", "did you mean \"Expected\"");
    }

    @Test
    void anotherSeparatorIsToldOnce() {
        Cli.write(folder, "deals.csv", (Cli.HEADER + Cli.SOUND).replace(',', ';'));
        assertRefused(Cli.run("check", table, "-m", mapping), table + ":1: ", "looks separated by \";\"");
    }

    @Test
    void mappingWithAMisspeltKey() {
        Cli.write(folder, "mapping.yaml", Cli.MAPPING.replace("expected_close:", "expected_clse:"));
        assertRefused(
                Cli.run("forecast", table, "-m", mapping),
                mapping + ":16:3: ",
                "columns.expected_clse ",
                "did you mean \"expected_close\"");
    }

    @Test
    void truncatedGzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write((Cli.HEADER + Cli.SOUND).getBytes(StandardCharsets.UTF_8));
        }
        Path cut = Cli.write(folder, "deals.csv.gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20));
        assertRefused(Cli.run("forecast", cut, "-m", mapping), cut + ": ", "cut off", "export it again");
    }

    @Test
    void emptyFile() {
        Cli.write(folder, "deals.csv", "");
        assertRefused(Cli.run("forecast", table, "-m", mapping), table + ": ", "empty");
    }

    @Test
    void aHeaderWithoutRowsIsAnEmptyPipelineAndNoMistake() {
        Cli.write(folder, "deals.csv", Cli.HEADER);
        Outcome outcome = Cli.run("forecast", table, "-m", mapping, "--periods", 1, "--format", "csv");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).endsWith("2026-06-30,2026-04-01,2026-06-30,all,XXX,stage-weighted,0,0,0,0\n");
    }

    @Test
    void directory() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("exports"));
        assertRefused(Cli.run("forecast", directory, "-m", mapping), directory + ": ", "is a directory");
        assertRefused(Cli.run("forecast", table, "-m", directory), directory + ": ", "is a directory");
    }

    @Test
    void fileThatIsNotThere() {
        Path none = folder.resolve("none");
        assertRefused(Cli.run("forecast", none, "-m", mapping), none + ": ", "is not there");
        assertRefused(Cli.run("forecast", table, "-m", none), none + ": ", "is not there");
    }

    @Test
    void notUtf8() {
        byte[] latin = (Cli.HEADER + "D1,Qualify,2026-01-05,,,1,EUR,J\u00f6rg\n").getBytes(StandardCharsets.ISO_8859_1);
        Cli.write(folder, "deals.csv", latin);
        assertRefused(Cli.run("forecast", table, "-m", mapping), table + ":2: ", "UTF-8");
    }

    @Test
    void rejectsAreWrittenWithTheirReasons() throws IOException {
        Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND + "D9,Qualify,soon,,,1,EUR,ada\n");
        Path rejects = folder.resolve("rejects.csv");
        Outcome outcome = Cli.run("check", table, "-m", mapping, "--rejects", rejects);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("they are in " + rejects);
        assertThat(Files.readAllLines(rejects))
                .hasSize(2)
                .startsWith("rejected_line,rejected_because," + Cli.HEADER.strip())
                .last()
                .asString()
                .startsWith("7,\"Created ")
                .contains("was \"\"soon\"\"; no such date")
                .endsWith(",D9,Qualify,soon,,,1,EUR,ada");
    }

    @Test
    void amountsTooLargeToBeAddedUp() {
        String row = ",Negotiate,2026-01-05,,2026-06-30,90000000000000000.00,EUR,ada\n";
        Cli.write(folder, "deals.csv", Cli.HEADER + "D1" + row + "D2" + row);
        assertRefused(Cli.run("forecast", table, "-m", mapping), table + ": ", "too large");
    }

    @Test
    void anAsOfDayBeyondEveryCalendarIsAMistakeOfUse() {
        for (List<String> question : List.of(
                List.of("forecast", "+99999999-01-01"),
                List.of("forecast", "+999999-01-01"),
                List.of("pipeline", "+99999999-01-01"))) {
            Outcome outcome = Cli.run(question.get(0), table, "-m", mapping, "--as-of", question.get(1));
            assertThat(outcome.err())
                    .startsWith("usage: ")
                    .contains("--as-of: ")
                    .doesNotContain("\tat ");
            assertThat(outcome.code()).isEqualTo(2);
        }
    }
}
