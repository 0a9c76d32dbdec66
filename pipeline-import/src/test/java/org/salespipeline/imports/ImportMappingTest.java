package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.stage.StageId;

class ImportMappingTest {

    private static void assertRefused(String text, String... messages) {
        assertThatThrownBy(() -> ImportMapping.parse(text, "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessage(String.join("\n", messages));
    }

    private static String with(String found, String instead) {
        assertThat(Samples.MAPPING).contains(found);
        return Samples.MAPPING.replace(found, instead);
    }

    @Test
    void readsProcessAndZone() {
        ImportMapping mapping = Samples.mapping();
        assertThat(mapping.zone()).hasToString("Europe/Berlin");
        assertThat(mapping.exportDate())
                .hasValueSatisfying(day -> assertThat(day).hasToString("2026-06-30"));
        assertThat(mapping.process().first().id()).isEqualTo(StageId.of("qualify"));
        assertThat(mapping.process().first().stagnantAfterDays()).hasValue(30);
        assertThat(mapping.understood()).contains("created from Created", "stage won from \"Closed Won\"");
        assertThat(mapping).asString().startsWith("deals.yaml\n  id from ID");
    }

    @Test
    void guessesWhichKeyWasMeant() {
        assertRefused(
                with("columns:", "colums:"),
                "m.yaml:1:1: columns must be given; id and stage at least have to come from somewhere",
                "m.yaml:1:1: columns must name the column of created;"
                        + " or say missing: {created: first_seen}, which takes the export's date",
                "m.yaml:12:1: colums is not a key that is known here; did you mean \"columns\"");
        assertRefused(
                with("  created: Created", "  createt: Created\n  created: Created"),
                "m.yaml:15:3: columns.createt is not a key that is known here; did you mean \"created\"");
        assertRefused(
                with("stagnant_after_days", "stagnant_days"),
                "m.yaml:8:74: process.stages[1].stagnant_days is not a key that is known here; known are [id, name,"
                        + " in_file, kind, win_probability, category, stagnant_after_days]");
    }

    @Test
    void namesEveryMistakeAtOnceWithItsPlace() {
        assertRefused(
                Samples.MAPPING
                        .replace("Europe/Berlin", "Europe/Berlim")
                        .replace("2026-06-30", "30.06.2026")
                        .replace("EUR", "Euro")
                        .replace("0.10", "10")
                        .replace("kind: won", "kind: wonn"),
                "m.yaml:1:7: zone must be the name of a zone such as UTC or Europe/Berlin, was \"Europe/Berlim\";"
                        + " names are those of the IANA time zones",
                "m.yaml:2:14: export_date must be a date as yyyy-MM-dd, or a time as yyyy-MM-dd HH:mm,"
                        + " was \"30.06.2026\"; such as 2026-06-30, or 2026-06-30T18:00:00Z",
                "m.yaml:3:11: currency must be an ISO 4217 code, was \"Euro\";"
                        + " such as EUR; a column is named by currency: {column: NAME}",
                "m.yaml:8:68: process.stages[1].win_probability must be a fraction in [0, 1], was \"10\";"
                        + " 35 % is written 0.35",
                "m.yaml:10:44: process.stages[3].kind must be one of [pre_pipeline, open, won, lost, other_terminal, post_sales],"
                        + " was \"wonn\"; did you mean \"won\"");
    }

    @Test
    void refusesAProcessThatIsNotSound() {
        assertThatThrownBy(() -> ImportMapping.parse(with("kind: lost", "kind: won"), "m.yaml"))
                .hasMessageStartingWith("m.yaml:8:5: process.stages process enterprise is not sound: ")
                .hasMessageContaining("it has no lost stage");
    }

    @Test
    void refusesAClosedStageAsTheOneBeforeClosing() {
        assertRefused(
                with("closed_from: negotiate", "closed_from: negotiated"),
                "m.yaml:6:16: process.closed_from must be an open stage, was \"negotiated\";"
                        + " did you mean \"negotiate\"");
    }

    @Test
    void refusesDatePatternsThatCouldBeTakenForEachOther() {
        assertRefused(
                Samples.MAPPING + "dates: [dd/MM/yyyy, MM/dd/yyyy]\n",
                "m.yaml:20:8: dates must not be ambiguous: dd/MM/yyyy and MM/dd/yyyy both read"
                        + " \"01/11/1111\", as 1111-11-01 and as 1111-01-11; keep the one this file uses");
        assertRefused(
                Samples.MAPPING + "dates: YYYY-MM-dd\n",
                "m.yaml:20:8: dates must be made of [yyyy, yy, MMM, MM, M, dd, d, HH, H, hh, h, mm, ss, S, a, X],"
                        + " has YYYY, was \"YYYY-MM-dd\"; an example is dd.MM.yyyy HH:mm");
    }

    @Test
    void refusesAnEncodingThatDoesNotExistOrHidesLineEnds() {
        for (String name : java.util.List.of("latin-nine", "no name", "UTF-16")) {
            assertRefused(
                    Samples.MAPPING + "encoding: " + name + "\n",
                    "m.yaml:20:11: encoding must be the name of an encoding in which ASCII is one byte a letter, was \""
                            + name + "\"; such as UTF-8 or windows-1252");
        }
    }

    @Test
    void refusesALookUpThatIsNotDeclared() {
        assertRefused(
                Samples.MAPPING + """
                        lookups:
                          prices: {file: prices.csv, key: p, match: Product}
                        dimensions:
                          line: {lookup: price, take: line}
                          other: {column: a, value: b}
                        """,
                "m.yaml:23:18: dimensions.line.lookup must name a look-up, was \"price\"; did you mean \"prices\"",
                "m.yaml:24:10: dimensions.other must have exactly one of [column, value, lookup], has 2; keep the one that is meant");
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertRefused(
                Samples.MAPPING + "zone: UTC\n", "m.yaml:20:1: zone must stand once, stands twice; drop one of them");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatThrownBy(() -> ImportMapping.parse("zone: [UTC\ncolumns: x", "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("m.yaml:2:8: must be YAML: ");
        assertRefused(
                "",
                "m.yaml: must be a mapping, is empty; the sample command of the command line writes one to begin with");
        assertThatThrownBy(() -> ImportMapping.parse("[".repeat(100_000), "m.yaml"))
                .hasMessage("m.yaml:1:21: must not be nested deeper than 20 levels;"
                        + " no key of a mapping needs so many; look for a bracket that is not closed");
    }

    @Test
    void refusesAProcessWithoutStages() {
        assertThatThrownBy(() -> ImportMapping.parse("process: {id: p, stages: []}", "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("process.stages must name at least one stage");
    }

    @Test
    void refusesAColumnWithoutAName() {
        assertThatThrownBy(() -> ImportMapping.parse("columns: {id: , stage: s}", "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("columns.id must be given");
    }

    @Test
    void refusesAMappingThatIsNotThere(@TempDir Path folder) {
        Path file = folder.resolve("m.yaml");
        assertThatThrownBy(() -> ImportMapping.parse(file))
                .isInstanceOf(ImportException.class)
                .hasMessage(file + ": must exist, is not there; check the path");
    }

    @Test
    void asksForTheExportDateWhereARuleNeedsIt(@TempDir Path folder) {
        ImportMapping mapping = ImportMapping.parse(with("export_date: 2026-06-30", "recorded: at_export"), "m.yaml");
        Path file = Samples.write(folder, "deals.csv", Samples.HEADER + Samples.SOUND);
        assertThatThrownBy(() -> Imports.run(mapping, file))
                .hasMessage("m.yaml: export_date must be given, since first_seen and at_export need it;"
                        + " add export_date: to the mapping, or give it as an option");
        assertThat(Imports.run(
                                mapping,
                                file,
                                Imports.Options.builder()
                                        .exportDate(java.time.LocalDate.of(2026, 6, 30))
                                        .build())
                        .logs())
                .hasSize(1);
    }
}
