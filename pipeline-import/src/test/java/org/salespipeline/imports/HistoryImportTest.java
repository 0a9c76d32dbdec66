package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.imports.ImportResult.Coverage;
import org.salespipeline.opportunity.Opportunity;

/** Tables of changes in the forms of four vendors, each on a small export made by hand. */
class HistoryImportTest {

    private static final String PROCESS = """
            process:
              id: p
              stages:
                - {id: qualify, in_file: [Qualify, appointmentscheduled, "0"], kind: open}
                - {id: propose, in_file: [Propose], kind: open}
                - {id: negotiate, in_file: [Negotiate, contractsent, "1"], kind: open}
                - {id: won, in_file: [Closed Won, Won], kind: won}
                - {id: lost, in_file: [Closed Lost, closedlost, Lost], kind: lost}
            """;

    private static final String HEAD = "zone: UTC\ncurrency: EUR\n" + PROCESS;

    @TempDir
    private Path folder = Path.of("");

    private static byte[] golden(String name) {
        try (var in = HistoryImportTest.class.getResourceAsStream("/golden/histories/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportResult run(String preset, String more) {
        Samples.write(folder, "opportunities.csv", golden("salesforce_opportunities.csv"));
        ImportMapping mapping =
                ImportMapping.parse("rows: history\npreset: " + preset + "\n" + HEAD + more, "history.yaml");
        ImportResult result = Imports.run(mapping, Samples.write(folder, preset + ".csv", golden(preset + ".csv")));
        assertThat(result.problems()).isEmpty();
        return result;
    }

    private ImportResult run(String mapping, String table, Imports.Options options) {
        return Imports.run(
                ImportMapping.parse("rows: history\n" + HEAD + mapping, "history.yaml"),
                Samples.write(folder, "changes.csv", table),
                options);
    }

    private static List<String> told(OpportunityLog log) {
        return log.facts().facts().stream().map(HistoryImportTest::told).toList();
    }

    private static String told(Fact<OpportunityEvent> fact) {
        OpportunityEvent event = fact.event();
        assertThat(fact.recordedAt()).isEqualTo(event.validAt());
        String what = event.toString();
        return event.validAt() + " " + event.actor() + " " + event.getClass().getSimpleName()
                + what.substring(what.indexOf("], ") + 2, what.length() - 1);
    }

    @Test
    void readsRowsThatHaveAllFields() {
        ImportResult result = run("salesforce_opportunity_history", """
                deals: {file: opportunities.csv, columns: {id: Id, created: CreatedDate, name: Name}}
                """);
        OpportunityLog acme = result.logs().get(0);
        assertThat(told(acme).stream().map(line -> line.replaceAll("^(\\S+ \\S+ \\w+).*", "$1")))
                .containsExactly(
                        "2026-01-05T09:00:00Z import Created",
                        "2026-01-05T09:00:00Z 005ada ExpectedCloseSet",
                        "2026-01-05T09:00:00Z 005ada CategoryCalled",
                        "2026-01-05T09:00:00Z 005ada ProbabilityCalled",
                        "2026-02-10T10:30:00Z 005ada StageEntered",
                        "2026-02-10T10:30:00Z 005ada AmountSet",
                        "2026-02-10T10:30:00Z 005ada CategoryCalled",
                        "2026-02-10T10:30:00Z 005ada ProbabilityCalled",
                        "2026-03-01T08:00:00Z 005bo ExpectedCloseSet",
                        "2026-03-01T08:00:00Z 005bo CategoryCalled",
                        "2026-04-02T16:00:00Z 005bo Won",
                        "2026-04-02T16:00:00Z 005bo AmountSet",
                        "2026-04-02T16:00:00Z 005bo ExpectedCloseSet",
                        "2026-04-02T16:00:00Z 005bo CategoryCalled",
                        "2026-04-02T16:00:00Z 005bo ProbabilityCalled");
        assertThat(acme.latest().stage()).hasToString("won");
        assertThat(acme.latest().amount()).contains(Money.parse("EUR 11500"));
        assertThat(acme.latest().actualClose()).contains(java.time.LocalDate.of(2026, 4, 2));
        assertThat(result.logs().get(1).latest().createdAt()).isEqualTo(Instant.parse("2026-02-01T08:00:00Z"));
    }

    @Test
    void saysWhichFieldsAreUnknownBeforeTheirFirstSighting() {
        ImportResult result = run("salesforce_opportunity_history", """
                deals: {file: opportunities.csv, columns: {id: Id, created: CreatedDate, name: Name}}
                """);
        assertThat(result.coverage())
                .containsEntry("stage", Coverage.FROM_FIRST_SIGHTING)
                .containsEntry("owner", Coverage.NEVER);
        assertThat(result.assumptions())
                .contains(
                        "stage: unknown before its first sighting in 1 deal, and never seen in 0",
                        "the source does not record owners and fields of your own")
                .anyMatch(line -> line.contains("stage at the creation not recorded, taken as the first, qualify"));
        Opportunity zenith = result.logs()
                .get(1)
                .asOf(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"))
                .orElseThrow();
        assertThat(zenith.amount()).isEmpty();
    }

    @Test
    void readsRowsOfOneFieldWithItsOldValue() {
        ImportResult result = run("salesforce_field_history", """
                deals: {file: opportunities.csv, columns: {id: Id, created: CreatedDate, owner: OwnerId}}
                """);
        assertThat(told(result.logs().get(0)).stream().map(line -> line.replaceAll("^(\\S+ \\S+ \\w+).*", "$1")))
                .containsExactly(
                        "2026-01-05T09:00:00Z import Created",
                        "2026-01-05T09:00:00Z import OwnerSet",
                        "2026-02-10T10:30:00Z 005ada StageEntered",
                        "2026-02-10T10:30:00Z 005ada AmountSet",
                        "2026-03-01T08:00:00Z 005bo OwnerSet",
                        "2026-03-01T08:00:00Z 005bo OwnerSet",
                        "2026-04-02T16:00:00Z 005bo StageEntered",
                        "2026-04-02T16:00:00Z 005bo Won");
        Opportunity acme = result.logs().get(0).latest();
        assertThat(acme.owner().orElseThrow()).hasToString("005bo");
        assertThat(result.coverage())
                .containsEntry("expected_close", Coverage.FROM_FIRST_SIGHTING)
                .containsEntry("owner", Coverage.FROM_CREATION);
        Opportunity zenith = result.logs()
                .get(1)
                .asOf(Instant.parse("2026-02-02T00:00:00Z"), Instant.parse("2026-02-02T00:00:00Z"))
                .orElseThrow();
        assertThat(zenith.expectedClose()).contains(java.time.LocalDate.of(2026, 5, 31));
        assertThat(zenith.owner().orElseThrow()).hasToString("005ada");
    }

    @Test
    void reportsAndCountsAnOldValueThatWasNotTheLastNewOne() {
        ImportResult result = run("salesforce_field_history", "");
        assertThat(result.assumptions())
                .contains(
                        "1 row: the old stage is not the new one before, so the history has a gap; the old one counts at"
                                + " that time; first in line 7");
    }

    @Test
    void readsVersionsWithoutOldValuesInMillisecondsNewestFirst() {
        ImportResult result = run("hubspot_property_history", "");
        Opportunity deal = result.logs().get(0).latest();
        assertThat(deal.createdAt()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
        assertThat(deal.stage()).hasToString("negotiate");
        assertThat(deal.amount()).contains(Money.parse("EUR 19090"));
        assertThat(deal.expectedClose()).contains(java.time.LocalDate.of(2026, 6, 30));
        assertThat(result.logs().get(1).latest().stage()).hasToString("lost");
        // fewer versions than are kept: what was not set before was unset
        assertThat(result.coverage()).containsEntry("amount", Coverage.FROM_CREATION);
        assertThat(result.assumptions()).contains("1 row: ignored, as the mapping says");
    }

    @Test
    void doesNotKnowWhatWasBeforeTheFirstKeptVersion() {
        ImportResult result = run("hubspot_property_history", "keeps: 2\n");
        assertThat(result.coverage())
                .containsEntry("stage", Coverage.FROM_CREATION)
                .containsEntry("amount", Coverage.FROM_CREATION);
        ImportResult one = run("hubspot_property_history", "keeps: 1\n");
        assertThat(one.coverage())
                .containsEntry("stage", Coverage.FROM_FIRST_SIGHTING)
                .containsEntry("owner", Coverage.FROM_CREATION);
    }

    @Test
    void readsAnAuditWithItsActions() {
        ImportResult result = run("dynamics_audit", "");
        Opportunity first = result.logs().get(0).latest();
        assertThat(first.createdAt()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
        assertThat(first.stage()).hasToString("won");
        assertThat(first.owner().orElseThrow()).hasToString("u-bo");
        assertThat(first.amount()).contains(Money.parse("EUR 12000"));
        assertThat(told(result.logs().get(0)).stream().map(line -> line.replaceAll("^(\\S+ \\S+ \\w+).*", "$1")))
                .contains("2026-02-10T10:30:00Z u-ada StageEntered", "2026-04-02T16:00:00Z u-bo Won");
        assertThat(result.assumptions()).noneMatch(line -> line.contains("gap"));
        assertThat(told(result.logs().get(1))).anyMatch(line -> line.contains("u-ada Deleted"));
    }

    private static final String LONG = """
            columns: {id: ID, at: At, field: F, old: Old, new: New}
            fields: {S: stage, A: amount, R: {dimension: region}, D: expected_close, made: created}
            """;

    @Test
    void namesEveryBadCellWithItsPlace() {
        ImportResult result = run(LONG, """
                ID,At,F,Old,New
                ,2026-01-05,S,,Qualify
                D1,,S,,Qualify
                D1,soon,S,,Qualify
                D1,2026-01-05,,,Qualify
                D1,2026-01-05,Weather,,Qualify
                D1,2026-01-05,S,,Qualified
                D1,2026-01-05,S,Qualify,
                D1,2026-01-05,A,1,1.234
                D1,2026-01-05,A,many,1
                D1,2026-01-05,D,,31.12.2026
                D1,2026-01-05,S,,Qualify
                """, Imports.Options.standard());
        assertThat(result.rowsUsable()).isEqualTo(1);
        assertThat(result.problems().stream().map(problem -> problem.toString().replaceFirst("^.*changes.csv:", "")))
                .containsExactly(
                        "2: ID must not be blank; every change is of a deal",
                        "3: At must not be blank; a change without its time cannot be placed",
                        "4: At must be a date as yyyy-MM-dd, was \"soon\"; no such date, or another form; forms are listed in"
                                + " the mapping's dates",
                        "5: F must not be blank; a change is of a field",
                        "6: F must have a line in the mapping, was \"Weather\"; known are [S, A, R, D, made]; write it under"
                                + " fields:, ignore if it means nothing here",
                        "7: New must be a stage of process p, was \"Qualified\"; did you mean \"Qualify\"; stages are named by"
                                + " in_file",
                        "8: New must not be blank; every deal is in a stage",
                        "9: New must have at most 2 decimals in EUR, was \"1.234\"; nothing is rounded unless numbers: says"
                                + " round: half_even",
                        "10: Old must be a number with decimal sign \".\" and no grouping sign, was \"many\"; correct it, or"
                                + " map a text that stands for nothing with blank: in the mapping",
                        "11: New must be a date as yyyy-MM-dd, was \"31.12.2026\"; no such date, or another form; forms are"
                                + " listed in the mapping's dates");
        assertThat(result.assumptions()).contains("1 deal: the history has gaps, since rows of it were set aside");
    }

    @Test
    void refusesMappingsThatCannotBe() {
        assertRefused(
                "columns: {id: ID, at: At, field: F, new: N}\nfields: {S: stag}\n", "fields.S must be one of [stage,");
        assertRefused(
                "columns: {id: ID, at: At, field: F, new: N}\nfields: {S: }\n", "fields.S must say what the field is");
        assertRefused(
                "columns: {id: ID, at: At, field: F, new: N}\nfields: {S: {to: stage, dimension: d}}\n",
                "fields.S must have one of [to, dimension]");
        assertRefused(
                "columns: {id: ID, at: At, field: F, new: N}\nfields: {S: {to: stage, dates: [yyyy-MM-dd]}}\n",
                "fields.S.dates must not stand here; the field has none");
        assertRefused("columns: {id: ID, at: At, stage: S, action: A}\n", "actions must stand beside columns.action");
        assertRefused(
                "columns: {id: ID, at: At, stage: S, action: A}\nactions: {x: made}\n",
                "actions.x must be one of [created, changed, deleted, ignore], was \"made\"");
        assertRefused("columns: {id: ID, at: At, stage: S}\nkeeps: 0\n", "keeps must be a whole number of changes");
        assertRefused(
                "columns: {id: ID, at: At, stage: S}\npreset: salesforce_field_histories\n",
                "preset must be one of [salesforce_opportunity_history,");
        assertRefused(
                "columns: {id: ID, at: At, stage: S}\nmissing: {amount: none}\n",
                "missing must not stand in a mapping with rows: history; it belongs to rows: deals");
    }

    private static void assertRefused(String mapping, String message) {
        assertThatThrownBy(() -> ImportMapping.parse("rows: history\n" + HEAD + mapping, "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("m.yaml:")
                .hasMessageContaining(message);
    }

    @Test
    void setsAsideADealOfTheTableThatNothingTellsTheCreationOf() {
        Samples.write(folder, "deals.csv", "Id,Made\nD1,2026-01-01\nD2,2026-01-02\nD3,\n");
        ImportResult result = run(
                LONG + "deals: {file: deals.csv, columns: {id: Id, created: Made}}\n",
                "ID,At,F,Old,New\nD1,2026-01-05,S,,Qualify\nD9,2026-01-05,S,,Qualify\n",
                Imports.Options.standard());
        assertThat(result.logs()).hasSize(2);
        assertThat(result.problems().stream().map(problem -> problem.toString().replaceFirst("^.*/", "")))
                .containsExactly(
                        "changes.csv:3: ID must have a row in deals.csv, was \"D9\"; add the row, or say missing: none under"
                                + " deals: in the mapping",
                        "deals.csv:4: Id must have an event in the log, was \"D3\"; add its events, or leave the row out of the"
                                + " table");
    }
}
