package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** A table of changes on the command line. */
class HistoryCommandsTest {

    private static final String MAPPING = """
            rows: history
            preset: salesforce_field_history
            zone: UTC
            currency: EUR
            process:
              id: p
              stages:
                - {id: qualify, in_file: Qualify, kind: open, win_probability: 0.10}
                - {id: negotiate, in_file: Negotiate, kind: open, win_probability: 0.70}
                - {id: won, in_file: Closed Won, kind: won}
                - {id: lost, in_file: Closed Lost, kind: lost}
            """;

    private static final String CHANGES = """
            Id,OpportunityId,CreatedDate,CreatedById,Field,OldValue,NewValue
            1,A,2026-01-05T09:00:00.000Z,005ada,created,,
            2,A,2026-01-05T09:00:00.000Z,005ada,Amount,,1000
            9,A,2026-01-05T09:00:00.000Z,005ada,CloseDate,,2026-04-30
            3,A,2026-02-05T09:00:00.000Z,005ada,StageName,Qualify,Negotiate
            4,A,2026-03-05T09:00:00.000Z,005ada,Amount,1000,2000
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void checksWhatIsKnownSinceWhenAndSeesTheDealAsItWas() {
        Path table = Cli.write(folder, "changes.csv", CHANGES);
        Path mapping = Cli.write(folder, "mapping.yaml", MAPPING);
        Outcome check = Cli.run("check", table, "-m", mapping);
        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .contains(
                        "\nKnown since\n",
                        "  stage: the creation of each deal\n",
                        "  owner: never: it is not recorded, or not taken\n",
                        "the source does not record the order of changes within a second");
        assertThat(Cli.run("check", table, "-m", mapping, "--format", "json").out())
                .contains("\"known_since\": {", "\"stage\": \"from_creation\"");
        assertThat(deals(table, mapping, "2026-02-01")).contains("1000.00");
        assertThat(deals(table, mapping, "2026-03-05")).contains("2000.00");
    }

    private static String deals(Path table, Path mapping, String asOf) {
        Outcome deals = Cli.run("deals", table, "-m", mapping, "--as-of", asOf, "--format", "csv");
        assertThat(deals.err()).isEmpty();
        return deals.out();
    }

    @Test
    void tellsWhatDiffersBetweenTwoDaysDealByDeal() {
        Path table = Cli.write(folder, "changes.csv", CHANGES);
        Path mapping = Cli.write(folder, "mapping.yaml", MAPPING);
        Outcome diff =
                Cli.run("diff", table, "-m", mapping, "--from", "2026-02-01", "--to", "2026-03-05", "--format", "csv");
        assertThat(diff.err()).isEmpty();
        assertThat(diff.code()).isZero();
        assertThat(diff.out()).isEqualTo("""
                deal,field,before,after
                A,amount,EUR 1000.00,EUR 2000.00
                A,stage,qualify,negotiate
                """);
        Outcome text = Cli.run("diff", table, "-m", mapping, "--from", "2026-01-01", "--to", "2026-02-01");
        assertThat(text.out())
                .startsWith("from 2026-01-01 to 2026-02-01: 0 deals and then 1\nA\n")
                .contains("  stage                - -> qualify\n");
        assertThat(Cli.run("diff", table, "-m", mapping, "--from", "2026-03-05").out())
                .contains("nothing differs\n");
        Outcome refused = Cli.run("diff", table, "-m", mapping, "--from", "2027-01-01");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--from must be on or before --to, 2026-03-05, was 2027-01-01");
        assertThat(Cli.run("diff", table, "-m", mapping, "--from", "2026-01-01", "--format", "json")
                        .err())
                .contains("--format must be one of [text, csv], was json");
    }

    @Test
    void seesSnapshotsOfAFolder() {
        Path exports = folder.resolve("exports");
        assertThat(exports.toFile().mkdir()).isTrue();
        String first = Cli.HEADER + Cli.SOUND;
        Cli.write(exports, "deals-2026-05-31.csv", first);
        Cli.write(exports, "deals-2026-06-30.csv", first.replace("D2,Negotiate", "D2,Qualify"));
        Path mapping = Cli.write(
                folder,
                "snapshots.yaml",
                "rows: snapshots\ntaken: {from_name: \"deals-{yyyy-MM-dd}.csv\"}\n"
                        + Cli.MAPPING.replace("export_date: 2026-06-30\n", ""));
        Outcome diff = Cli.run("diff", exports, "-m", mapping, "--from", "2026-05-31", "--format", "csv");
        assertThat(diff.out()).contains("D2,stage,negotiate,qualify\n");
    }

    @Test
    void writesAScriptThatCompletesEveryCommand() {
        Outcome script = Cli.run("completion");
        assertThat(script.code()).isZero();
        assertThat(script.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_pipeline", "diff", "forecast", "--mapping");
    }

    @Test
    void importsTheSameAgainWithoutAddingAnythingAndReportsConflicts() {
        Path table = Cli.write(folder, "changes.csv", CHANGES);
        Path mapping = Cli.write(folder, "mapping.yaml", MAPPING);
        Path facts = folder.resolve("facts.csv");
        assertThat(Cli.run("import", table, "-m", mapping, "--out", facts).code())
                .isZero();
        String once = read(facts);
        Outcome again = Cli.run("import", table, "-m", mapping, "--out", facts, "--onto", facts);
        assertThat(again.err()).isEmpty();
        assertThat(again.out())
                .contains("5 facts were known, 0 are new, 0 of them say something else than was known\n");
        assertThat(read(facts)).isEqualTo(once);
        Cli.write(folder, "changes.csv", CHANGES.replace("1000,2000", "1000,3000"));
        Outcome other = Cli.run("import", table, "-m", mapping, "--out", facts, "--onto", facts);
        assertThat(other.out())
                .contains(
                        "conflict: A: amount-set at 2026-03-05T09:00:00Z is {amount=EUR 3000.00}, was {amount=EUR 2000.00}\n",
                        "4 facts were known, 1 are new, 1 of them say something else than was known\n");
    }

    @Test
    void takesOurIdsForThoseOfAnotherSystem() {
        Cli.write(folder, "ids.csv", "partner_id,our_id\nP-7,A\n");
        Path table = Cli.write(folder, "changes.csv", CHANGES.replace(",A,", ",P-7,"));
        Path mapping = Cli.write(
                folder,
                "mapping.yaml",
                MAPPING + "lookups: {ids: {file: ids.csv, key: partner_id, match: OpportunityId}}\n"
                        + "columns: {id: {lookup: ids, take: our_id}}\n");
        assertThat(deals(table, mapping, "2026-03-05")).contains("2026-03-05,A,");
    }

    private static String read(Path file) {
        try {
            return java.nio.file.Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
