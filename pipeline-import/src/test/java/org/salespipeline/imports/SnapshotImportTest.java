package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;

/** Repeated exports of a table of deals. */
class SnapshotImportTest {

    private static final String NAMES = "rows: snapshots\ntaken: {from_name: \"export-{yyyy-MM-dd}.csv\"}\n";

    private static final String FIRST = Samples.HEADER
            + "D1,Qualify,2026-01-05,,2026-06-30,1000.00,ada\nD2,Negotiate,2026-01-07,,2026-05-31,50.00,bo\n";

    private static final String SECOND =
            Samples.HEADER + "D1,Negotiate,2026-01-05,,2026-09-30,1000.00,bo\nD3,Qualify,2026-02-07,,,,\n";

    private static final String THIRD =
            Samples.HEADER + "D1,Closed Won,2026-01-05,2026-03-20,,1200.00,bo\nD3,Qualify,2026-02-06,,,7.00,\n";

    @TempDir
    private Path folder = Path.of("");

    private static ImportMapping mapping(String head) {
        return ImportMapping.parse(head + Samples.MAPPING.replace("export_date: 2026-06-30\n", ""), "snapshots.yaml");
    }

    private void writeThree() {
        Samples.write(folder, "export-2026-01-31.csv", FIRST);
        Samples.write(folder, "export-2026-02-28.csv", SECOND);
        Samples.write(folder, "export-2026-03-31.csv.gz", Samples.gzip(THIRD));
    }

    private static Opportunity at(ImportResult result, int deal, String day) {
        Instant when = LocalDate.parse(day)
                .plusDays(1)
                .atStartOfDay(result.zone())
                .toInstant()
                .minusNanos(1);
        return result.logs().get(deal).asOf(when, when).orElseThrow();
    }

    @Test
    void seesEachDealAsItWasInEachExport() {
        writeThree();
        Samples.write(folder, "notes.txt", "not an export");
        ImportResult result = Imports.run(mapping(NAMES), folder);
        assertThat(result.problems()).isEmpty();
        assertThat(result.rowsUsable()).isEqualTo(6);
        assertThat(result.exportDate()).contains(LocalDate.of(2026, 3, 31));
        assertThat(at(result, 0, "2026-01-31").stage()).hasToString("qualify");
        assertThat(at(result, 0, "2026-02-27").stage()).hasToString("qualify");
        Opportunity february = at(result, 0, "2026-02-28");
        assertThat(february.stage()).hasToString("negotiate");
        assertThat(february.expectedClose()).contains(LocalDate.of(2026, 9, 30));
        assertThat(february.owner().orElseThrow()).hasToString("bo");
        Opportunity march = at(result, 0, "2026-03-31");
        assertThat(march.stage()).hasToString("won");
        assertThat(march.actualClose()).contains(LocalDate.of(2026, 3, 20));
        assertThat(march.amount()).contains(Money.parse("EUR 1200"));
        assertThat(result.understood()).contains("no exports by their names: notes.txt");
        assertThat(result.assumptions())
                .contains(
                        "3 exports, from 2026-01-31 to 2026-03-31",
                        "1 deal missing in a later export, and left as they were",
                        "1 row: creation, name, account, source or kind differ from the export before, and count as"
                                + " corrected");
        assertThat(at(result, 2, "2026-02-28").createdAt()).hasToString("2026-02-06T23:00:00Z");
        assertThat(at(result, 2, "2026-03-31").createdAt()).hasToString("2026-02-05T23:00:00Z");
    }

    @Test
    void takesADealForDeletedThatALaterExportLacksAndLetsItNotComeBack() {
        writeThree();
        Samples.write(
                folder, "export-2026-04-30.csv", Samples.HEADER + "D2,Negotiate,2026-01-07,,2026-05-31,50.00,bo\n");
        ImportResult result = Imports.run(mapping(NAMES + "gone: deleted\n"), folder);
        assertThat(result.problems().stream().map(problem -> problem.toString().replaceFirst("^.*/", "")))
                .containsExactly(
                        "export-2026-04-30.csv:2: ID must not come back after an export without it, was \"D2\";"
                                + " gone: deleted took it for deleted; gone: ignore keeps such deals");
        assertThat(result.logs().get(1).toString()).contains("Deleted");
    }

    @Test
    void readsExportsThatStandInOneTable() {
        ImportMapping mapping = mapping("rows: snapshots\ntaken: {column: Taken, dates: [dd.MM.yyyy]}\n");
        ImportResult result = Imports.run(mapping, Samples.write(folder, "all.csv", """
                Taken,ID,Stage,Created,Closed,Expected,Amount,Owner
                28.02.2026,D1,Negotiate,2026-01-05,,2026-09-30,1000.00,bo
                31.01.2026,D1,Qualify,2026-01-05,,2026-06-30,1000.00,ada
                31.01.2026,D1,Qualify,2026-01-05,,2026-06-30,1000.00,ada
                ,D1,Qualify,2026-01-05,,2026-06-30,1000.00,ada
                """));
        assertThat(at(result, 0, "2026-01-31").stage()).hasToString("qualify");
        assertThat(at(result, 0, "2026-02-28").stage()).hasToString("negotiate");
        assertThat(result.problems().stream().map(problem -> problem.toString().replaceFirst("^.*/", "")))
                .containsExactly(
                        "all.csv:4: ID must be unique, was \"D1\"; line 3 has it too, and stands; line 4 is set aside",
                        "all.csv:5: Taken must not be blank; every row is of an export that was taken at some time");
    }

    @Test
    void letsNoDealOfOneTableComeBackThatWasTakenForDeleted() {
        ImportMapping mapping = mapping("rows: snapshots\ntaken: {column: Taken}\ngone: deleted\n");
        ImportResult result = Imports.run(mapping, Samples.write(folder, "all.csv", """
                Taken,ID,Stage,Created,Closed,Expected,Amount,Owner
                2026-01-31,D1,Qualify,2026-01-05,,2026-06-30,1000.00,ada
                2026-01-31,D2,Qualify,2026-01-05,,2026-06-30,1000.00,ada
                2026-02-28,D2,Qualify,2026-01-05,,2026-06-30,many,ada
                2026-03-31,D1,Qualify,2026-01-05,,2026-06-30,1000.00,ada
                """));
        assertThat(result.problems().stream().map(problem -> problem.toString().replaceFirst("^.*/", "")))
                .hasSize(2)
                .last()
                .isEqualTo(
                        "all.csv:5: ID must not come back after an export without it, was \"D1\"; gone: deleted took it"
                                + " for deleted; gone: ignore keeps such deals");
        // a row that is set aside says that the deal is there; in March it is not
        assertThat(result.logs().get(1).toString()).contains("Deleted");
        assertThat(at(result, 1, "2026-02-28").stage()).hasToString("qualify");
    }

    @Test
    void refusesTwoExportsOfOneTimeAndFoldersWithoutExports() {
        Samples.write(folder, "other.csv", FIRST);
        assertThatThrownBy(() -> Imports.run(mapping(NAMES), folder))
                .hasMessageContaining(
                        "must be named export-{yyyy-MM-dd}.csv, or be a folder with such files, was \"other.csv\"");
        Samples.write(folder, "export-2026-01-31.csv", FIRST);
        Samples.write(folder, "export-2026-01-31.csv.gz", Samples.gzip(FIRST));
        assertThatThrownBy(() -> Imports.run(mapping(NAMES), folder))
                .hasMessageContaining("must be the only export of its time");
    }

    @Test
    void namesTheFileOfABadRowAndWritesItBeside() throws IOException {
        writeThree();
        Samples.write(folder, "export-2026-02-28.csv", SECOND.replace("Negotiate", "Negociate"));
        Path rejects = folder.resolve("rejects.csv");
        ImportResult result = Imports.run(
                mapping(NAMES),
                folder,
                Imports.Options.builder().rejects(rejects).build());
        assertThat(result.problems()).hasSize(1);
        assertThat(result.problems().get(0).toString())
                .contains("export-2026-02-28.csv:2: Stage must be a stage of process enterprise, was \"Negociate\"");
        assertThat(Files.readString(folder.resolve("rejects-export-2026-02-28.csv")))
                .contains("D1,Negociate");
        assertThat(at(result, 0, "2026-02-28").stage()).hasToString("qualify");
    }

    @Test
    void refusesMappingsThatCannotBe() {
        assertRefused("rows: snapshots\n", "taken must be given");
        assertRefused("rows: snapshots\ntaken: {}\n", "taken must have one of [from_name, column]");
        assertRefused(
                "rows: snapshots\ntaken: {from_name: export.csv}\n", "taken.from_name must be the name of a file with");
        assertRefused(
                "rows: snapshots\ntaken: {from_name: \"e-{yyyy}.csv\"}\n",
                "taken.from_name must have year, month and day");
        assertRefused(
                "rows: snapshots\ntaken: {from_name: \"e-{yyyy-MM-dd}.csv\", dates: [yyyy-MM-dd]}\n",
                "taken.dates must stand beside column only");
        assertRefused(NAMES + "gone: away\n", "gone must be one of [ignore, deleted], was \"away\"");
        assertRefused(NAMES + "recorded: at_export\n", "recorded must not stand in a mapping with rows: snapshots");
        assertRefused(
                "gone: ignore\n", "gone must not stand in a mapping with rows: deals; it belongs to rows: snapshots");
    }

    private static void assertRefused(String head, String message) {
        assertThatThrownBy(() -> mapping(head))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("snapshots.yaml:")
                .hasMessageContaining(message);
    }

    @Test
    void keepsOneLogPerDeal() {
        writeThree();
        List<OpportunityLog> logs = Imports.run(mapping(NAMES), folder).logs();
        assertThat(logs.stream().map(log -> log.id().orElseThrow().value())).containsExactly("D1", "D2", "D3");
    }
}
