package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input, one case each: what is said, and what becomes of the other rows. */
class BadTableTest {

    @TempDir
    Path folder;

    private ImportMapping mapping = Samples.mapping();

    @BeforeEach
    void startPlain() {
        mapping = Samples.mapping();
    }

    private ImportResult read(String rows) {
        return Imports.run(mapping, Samples.write(folder, "deals.csv", Samples.HEADER + rows));
    }

    /** One sound row before and after: the bad one is set aside alone, for this reason. */
    private void assertRejected(String row, String... messages) {
        ImportResult result = read(
                Samples.SOUND + row + "\n" + Samples.SOUND.replace("D1", "D9").replace("ada", "bob"));
        assertThat(result.problems())
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .containsExactly(messages);
        assertThat(result.rowsRead()).isEqualTo(3);
        assertThat(result.rowsUsable()).isEqualTo(2);
        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(result.logs())
                .extracting(log -> log.id().orElseThrow().value())
                .containsExactly("D1", "D9");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file) {
        return assertThatThrownBy(() -> Imports.run(mapping, file)).isInstanceOf(ImportException.class);
    }

    @Test
    void namesADateThatDoesNotExist() {
        assertRejected(
                "D2,Qualify,2026-02-30,,,5,ada",
                "deals.csv:3: Created must be a date as yyyy-MM-dd, was \"2026-02-30\";"
                        + " no such date, or another form; forms are listed in the mapping's dates");
    }

    @Test
    void namesATimeThatTheClocksSkip() {
        mapping = Samples.mapping("dates: [yyyy-MM-dd, yyyy-MM-dd HH:mm]\n");
        assertRejected(
                "D2,Qualify,2026-03-29 02:30,,,5,ada",
                "deals.csv:3: Created must be a time that the clocks of Europe/Berlin show, was \"2026-03-29 02:30\";"
                        + " they skip it; correct the zone, or export times with their offset (X)");
    }

    @Test
    void namesADayThatAZoneSkips() {
        mapping = ImportMapping.parse(Samples.MAPPING.replace("Europe/Berlin", "Pacific/Apia"), "deals.yaml");
        assertRejected(
                "D2,Qualify,2011-12-30,,,5,ada",
                "deals.csv:3: Created must be a time that the clocks of Pacific/Apia show, was \"2011-12-30\";"
                        + " they skip it; correct the zone, or export times with their offset (X)");
    }

    @Test
    void namesAYearThatDoesNotExist() {
        assertRejected(
                "D2,Qualify,0000-01-01,,,5,ada",
                "deals.csv:3: Created must be in year 1 or later, was \"0000-01-01\";"
                        + " map a text that stands for nothing with blank: in the mapping");
    }

    @Test
    void namesAnAmountInAnotherCountrysSigns() {
        assertRejected(
                "D2,Qualify,2026-02-03,,,\"1.234,5\",ada",
                "deals.csv:3: Amount must be a number with decimal sign \".\" and no grouping sign, was \"1.234,5\";"
                        + " it looks like numbers: {decimal: \",\", grouping: \".\"}");
    }

    @Test
    void namesAnAmountWithMoreDecimalsThanTheCurrencyHas() {
        assertRejected(
                "D2,Qualify,2026-02-03,,,12.345,ada",
                "deals.csv:3: Amount must have at most 2 decimals in EUR, was \"12.345\"; nothing is rounded unless numbers: says round: half_even");
    }

    @Test
    void namesAnAmountThatIsNoNumber() {
        assertRejected(
                "D2,Qualify,2026-02-03,,,€ 5,ada",
                "deals.csv:3: Amount must be a number with decimal sign \".\" and no grouping sign, was \"€ 5\";"
                        + " write the bare number; the currency belongs to currency:");
    }

    @Test
    void namesAnAmountThatIsTooLarge() {
        assertRejected(
                "D2,Qualify,2026-02-03,,,92233720368547758.08,ada",
                "deals.csv:3: Amount must be below 9.2e18 in the smallest unit of its currency,"
                        + " was \"92233720368547758.08\"; correct the amount, or the currency");
    }

    @Test
    void namesAStageThatTheProcessDoesNotHave() {
        assertRejected(
                "D2,Negociate,2026-02-03,,,5,ada",
                "deals.csv:3: Stage must be a stage of process enterprise, was \"Negociate\";"
                        + " did you mean \"Negotiate\"; stages are named by in_file");
    }

    @Test
    void namesBothLinesOfADuplicateId() {
        assertRejected(
                "D1,Qualify,2026-02-03,,,5,ada",
                "deals.csv:3: ID must be unique, was \"D1\"; line 2 has it too, and stands; line 3 is set aside");
    }

    @Test
    void namesACloseBeforeTheCreation() {
        assertRejected(
                "D2,Closed Won,2026-02-03,2026-02-02,,5,ada",
                "deals.csv:3: Closed must not be before the creation, was \"2026-02-02\";"
                        + " the creation is 2026-02-03");
    }

    @Test
    void namesADateAfterTheExport() {
        assertRejected(
                "D2,Qualify,2026-07-01,,,5,ada",
                "deals.csv:3: Created must not be after the export's date 2026-06-30, was \"2026-07-01\";"
                        + " correct the date, or export_date if the export is younger");
    }

    @Test
    void namesAnOpenDealWithACloseDate() {
        assertRejected(
                "D2,Qualify,2026-02-03,2026-03-01,,5,ada",
                "deals.csv:3: Closed must be blank for a deal in an open stage, was \"2026-03-01\"; correct the stage, or"
                        + " map the column as expected_close too if it holds the planned date");
    }

    @Test
    void namesAClosedDealWithoutACloseDate() {
        assertRejected(
                "D2,Closed Lost,2026-02-03,,,5,ada",
                "deals.csv:3: Closed must not be blank; a closed deal needs its close date;"
                        + " missing: {closed: first_seen} takes the export's date");
    }

    @Test
    void namesACurrencyThatDoesNotExist() {
        mapping = ImportMapping.parse(
                Samples.MAPPING.replace("currency: EUR", "currency: {column: Owner}"), "deals.yaml");
        ImportResult result = read("D1,Qualify,2026-02-03,,,5,EURO\nD2,Qualify,2026-02-03,,,5,EUR\n");
        assertThat(result.problems())
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .containsExactly("deals.csv:2: Owner must be an ISO 4217 currency code, was \"EURO\";"
                        + " such as EUR; other spellings can be mapped with spellings:");
        assertThat(result.logs()).hasSize(1);
    }

    @Test
    void namesARowOfTheWrongLength() {
        assertRejected(
                "D2,Qualify,2026-02-03,,,1,200.50,ada",
                "deals.csv:3: must have as many fields as the header, 7, was \"8 fields\";"
                        + " a field that holds the separator or a line break has to be quoted");
    }

    @Test
    void namesEverythingThatIsWrongWithARow() {
        assertRejected(
                ",Nowhere,soon,later,never,much,ada",
                "deals.csv:3: ID must not be blank; every deal needs an id of its own",
                "deals.csv:3: Stage must be a stage of process enterprise, was \"Nowhere\"; known are [Qualify,"
                        + " Negotiate, Closed Won, Closed Lost]; stages are named by in_file",
                "deals.csv:3: Closed must be a date as yyyy-MM-dd, was \"later\"; no such date, or another form; forms"
                        + " are listed in the mapping's dates",
                "deals.csv:3: Created must be a date as yyyy-MM-dd, was \"soon\"; no such date, or another form; forms are"
                        + " listed in the mapping's dates",
                "deals.csv:3: Expected must be a date as yyyy-MM-dd, was \"never\"; no such date, or another form; forms"
                        + " are listed in the mapping's dates",
                "deals.csv:3: Amount must be a number with decimal sign \".\" and no grouping sign, was \"much\"; correct it, or"
                        + " map a text that stands for nothing with blank: in the mapping");
    }

    @Test
    void namesTheFirstLineOfARowThatHasSeveral() {
        ImportResult result = read("\"D\n1\",Qualify,2026-01-05,,,1,ada\nD2,Qualify,then,,,1,ada\n");
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).hasValue(4);
            assertThat(problem.column()).contains("Created");
            assertThat(problem.value()).contains("then");
            assertThat(problem.reason()).isEqualTo("must be a date as yyyy-MM-dd");
        });
    }

    @Test
    void countsTheProblemsItDoesNotKeep() {
        Path file =
                Samples.write(folder, "deals.csv", Samples.HEADER + "D1,Qualify,x,,,1,a\n" + "D2,Qualify,y,,,1,a\n");
        ImportResult result = Imports.run(
                mapping, file, Imports.Options.builder().problemsKept(1).build());
        assertThat(result.problems()).hasSize(1);
        assertThat(Imports.run(mapping, Samples.write(folder, "one.csv", Samples.HEADER + "D1,Qualify,x,,,1,a\n")))
                .asString()
                .contains("one.csv: 1 row read, 0 usable, 1 rejected")
                .endsWith("\n  1 problem: Created must be a date as yyyy-MM-dd");
        assertThat(result.rejections()).containsOnly(java.util.Map.entry("Created must be a date as yyyy-MM-dd", 2L));
        assertThat(result).asString().endsWith("2 problems: Created must be a date as yyyy-MM-dd");
    }

    @Test
    void stopsAtTheFirstBadRowWhenStrict() {
        Path file =
                Samples.write(folder, "deals.csv", Samples.HEADER + "D1,Qualify,x,,,y,a\n" + "D2,Qualify,y,,,1,a\n");
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> Imports.run(
                        mapping, file, Imports.Options.builder().isStrict(true).build()))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(problem -> problem.line().orElse(0))
                        .containsExactly(2L, 2L));
    }

    @Test
    void namesAColumnThatIsNotThereAndTheOneProbablyMeant() {
        Path file = Samples.write(folder, "deals.csv", "ID,Stage,Creatd,Closed,Expected,Amount,Owner\n");
        assertRefused(file).hasMessage(file + ":1: Created must be a column of this file; did you mean \"Creatd\"");
    }

    @Test
    void namesTheLineOfAByteThatTheEncodingOfTheMappingDoesNotHave() {
        mapping = Samples.mapping("encoding: windows-1252\n");
        byte[] bytes = (Samples.HEADER + Samples.SOUND + Samples.SOUND.replace("ada", "a?"))
                .getBytes(StandardCharsets.US_ASCII);
        bytes[bytes.length - 2] = (byte) 0x81;
        Path file = Samples.write(folder, "deals.csv", bytes);
        assertRefused(file)
                .hasMessage(file + ":3: must be windows-1252; byte " + (bytes.length - 1)
                        + " is not; encoding: in the mapping names another, UTF-8 unless given");
    }

    @Test
    void namesTheSeparatorOnceThatTheTableSeemsToHave() {
        for (String sign : java.util.List.of(";", "\t", "|")) {
            Path file = Samples.write(folder, "deals.csv", (Samples.HEADER + Samples.SOUND).replace(",", sign));
            String written = sign.equals("\t") ? "\\t" : sign;
            assertRefused(file)
                    .hasMessage(file + ":1: must be separated by \",\", looks separated by \"" + written
                            + "\"; write separator: \"" + written + "\" in the mapping; look-ups have the same");
            ImportMapping told = Samples.mapping("separator: \"" + written + "\"\n");
            assertThat(Imports.run(told, file).rowsUsable()).isEqualTo(1);
        }
        mapping = Samples.mapping("separator: \";\"\n");
        Path commas = Samples.write(folder, "deals.csv", Samples.HEADER);
        assertRefused(commas)
                .hasMessage(commas + ":1: must be separated by \";\", looks separated by \",\";"
                        + " write separator: \",\" in the mapping; look-ups have the same");
    }

    @Test
    void namesTheSeparatorOfAHeaderInQuotes() {
        String header = "\"" + Samples.HEADER.strip().replace(",", "\";\"") + "\"\n";
        Path file = Samples.write(folder, "deals.csv", header);
        assertRefused(file)
                .hasMessage(file + ":1: must be separated by \",\", looks separated by \";\";"
                        + " write separator: \";\" in the mapping; look-ups have the same");
        Path broken = Samples.write(folder, "broken.csv", Samples.HEADER + "\"D1\";x\n");
        assertRefused(broken).hasMessageContaining("broken.csv:2: must be CSV as RFC 4180 has it");
    }

    @Test
    void aSingleColumnMayHoldAnySignInItsName() {
        mapping = ImportMapping.parse(
                Samples.MAPPING.substring(0, Samples.MAPPING.indexOf("columns:")) + """
                        columns: {id: "a;b", stage: {value: Qualify}, created: {value: 2026-01-05}}
                        """, "deals.yaml");
        Path file = Samples.write(folder, "deals.csv", "a;b\nD1\n");
        assertThat(Imports.run(mapping, file).rowsUsable()).isEqualTo(1);
    }

    @Test
    void namesAColumnThatIsThereTwice() {
        Path file = Samples.write(folder, "deals.csv", "ID,Stage,Created,Closed,Expected,Amount,Owner,Stage\n");
        assertRefused(file)
                .hasMessage(file + ":1: Stage must name one column, the header has it more than once;"
                        + " columns 2 and 8 have this name; rename one");
    }

    @Test
    void letsAColumnBeThereTwiceThatNobodyReads() {
        Path file = Samples.write(
                folder, "deals.csv", "Note,Note,ID,Stage,Created,Closed,Expected,Amount,Owner\na,b," + Samples.SOUND);
        assertThat(Imports.run(mapping, file).logs()).hasSize(1);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = folder.resolve("absent.csv");
        assertRefused(file).hasMessage(file + ": must exist, is not there; check the path");
    }

    @Test
    void refusesADirectory() {
        assertRefused(folder).hasMessage(folder + ": must be a file, is a directory; name the file in it");
    }

    @Test
    void refusesAnEmptyFile() {
        Path file = Samples.write(folder, "deals.csv", "");
        assertRefused(file).hasMessage(file + ": must not be empty; export it again");
        Path blank = Samples.write(folder, "blank.csv", "\ufeff\n\n");
        assertRefused(blank).hasMessage(blank + ": must not be empty, has no header; export it again");
    }

    @Test
    void refusesAGzipFileThatIsCutOff() {
        byte[] whole = Samples.gzip(Samples.HEADER + Samples.SOUND);
        for (int length = 2; length < whole.length; length++) {
            Path file = Samples.write(folder, "deals.csv.gz", Arrays.copyOf(whole, length));
            assertRefused(file).hasMessage(file + ": must be a whole gzip file, is cut off; copy or export it again");
        }
    }

    @Test
    void refusesAGzipFileThatIsDamaged() {
        byte[] bytes = Samples.gzip(Samples.HEADER + Samples.SOUND.repeat(20));
        bytes[bytes.length - 6] ^= 1;
        Path file = Samples.write(folder, "deals.csv.gz", bytes);
        assertRefused(file).hasMessage(file + ": must be a sound gzip file, is damaged; copy or export it again");
    }

    @Test
    void refusesAPlainFileThatCallsItselfCompressed() {
        Path file = Samples.write(folder, "deals.csv.gz", Samples.HEADER + Samples.SOUND);
        assertRefused(file)
                .hasMessage(file + ": must be compressed with gzip as its name says; drop .gz from the name");
    }

    @Test
    void refusesBytesThatAreNotUtf8AndSaysWhichOne() {
        byte[] bytes = (Samples.HEADER + Samples.SOUND + "D2,Qualify,2026-01-05,,,1,J\u00f6rg\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Samples.write(folder, "deals.csv", bytes);
        int place = Samples.HEADER.length() + Samples.SOUND.length() + "D2,Qualify,2026-01-05,,,1,J".length() + 1;
        assertRefused(file)
                .hasMessage(file + ":3: must be UTF-8; byte " + place + " is not; save the file as UTF-8;"
                        + " of a table the mapping may also say encoding: windows-1252");
    }

    @Test
    void countsLinesByAnyLineEnd() {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            String bad = "D2,Qualify,then,,,1,\"a" + end + "b\"" + end;
            String text = (Samples.HEADER + Samples.SOUND).replace("\n", end) + bad + "\r\n\r\n" + bad;
            ImportResult result = Imports.run(mapping, Samples.write(folder, "deals.csv", text));
            assertThat(result.problems())
                    .extracting(problem -> problem.line().orElse(0))
                    .startsWith(3L)
                    .endsWith(7L);
            byte[] bytes = java.util.Arrays.copyOf(
                    text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8).length + 1);
            bytes[bytes.length - 1] = (byte) 0xff;
            assertRefused(Samples.write(folder, "deals.csv", bytes)).hasMessageContaining("deals.csv:9: must be UTF-8");
        }
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        Path file = Samples.write(folder, "deals.csv", Samples.HEADER + Samples.SOUND + "D2,\"Qualify,2026\n1,2\n");
        assertRefused(file)
                .hasMessageStartingWith(file + ":3: must be CSV as RFC 4180 has it: ")
                .hasMessageEndingWith(
                        "a quote inside a quoted field is written twice, and a quoted field ends with a quote");
    }

    @Test
    void refusesToWriteRejectedRowsOverTheTable() {
        Path file = Samples.write(folder, "deals.csv", Samples.HEADER + Samples.SOUND);
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> Imports.run(
                        mapping,
                        file,
                        Imports.Options.builder()
                                .rejects(folder.resolve("x/../deals.csv"))
                                .build()))
                .withMessageContaining("must not be the table itself");
        assertThat(file).hasContent(Samples.HEADER + Samples.SOUND);
    }

    @Test
    void refusesToWriteRejectedRowsOverAnotherFile() throws java.io.IOException {
        Path file = Samples.write(folder, "deals.csv", Samples.HEADER + Samples.SOUND);
        Path prices = Samples.write(folder, "prices.csv", "product,price\nx,1\n");
        Path link = java.nio.file.Files.createSymbolicLink(folder.resolve("link.csv"), file);
        for (Path rejects : java.util.List.of(prices, link)) {
            assertThatExceptionOfType(ImportException.class)
                    .isThrownBy(() -> Imports.run(
                            mapping,
                            file,
                            Imports.Options.builder().rejects(rejects).build()))
                    .withMessageContaining("must be a new file, or one of rejected rows");
        }
        assertThat(prices).hasContent("product,price\nx,1\n");
        assertThat(file).hasContent(Samples.HEADER + Samples.SOUND);
    }
}
