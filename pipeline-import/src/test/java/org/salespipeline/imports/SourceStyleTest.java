package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;

/** What a single source may say: its own dates and numbers, the number of the row, whether another file has the deal. */
class SourceStyleTest {

    @TempDir
    private Path folder = Path.of("");

    private static ImportMapping mapping(String head, String columns) {
        return ImportMapping.parse("""
                zone: UTC
                export_date: 2026-06-30
                currency: EUR
                %s
                process:
                  id: p
                  stages:
                    - {id: open, kind: open}
                    - {id: won, kind: won}
                    - {id: lost, kind: lost}
                columns:
                %s
                missing: {created: first_seen, closed: first_seen}
                """.formatted(head, columns.indent(2)), "m.yaml");
    }

    private List<Opportunity> deals(ImportMapping mapping, String table) {
        ImportResult result = Imports.run(mapping, Samples.write(folder, "deals.csv", table));
        assertThat(result.problems()).isEmpty();
        return result.logs().stream().map(OpportunityLog::latest).toList();
    }

    @Test
    void readsAmountsInThousandsExactly() {
        List<Opportunity> deals = deals(
                mapping("numbers: {unit: 1000}", "id: ID\nstage: Stage\namount: Amount\n"),
                "ID,Stage,Amount\nA,open,1.5\nB,open,0.00001\nC,open,-2\n");
        assertThat(deals.stream().map(deal -> deal.amount().orElseThrow()))
                .containsExactly(Money.parse("EUR 1500"), Money.parse("EUR 0.01"), Money.parse("EUR -2000"));
    }

    @Test
    void refusesThousandsWithMoreDecimalsThanTheCurrencyHas() {
        ImportResult result = Imports.run(
                mapping("numbers: {unit: 1000}", "id: ID\nstage: Stage\namount: Amount\n"),
                Samples.write(folder, "deals.csv", "ID,Stage,Amount\nA,open,0.000001\n"));
        assertThat(result.problems().get(0).toString())
                .endsWith(
                        "deals.csv:2: Amount must have at most 5 decimals in EUR, was \"0.000001\"; nothing is rounded"
                                + " unless numbers: says round: half_even");
    }

    @Test
    void refusesAUnitThatIsNoPowerOfTen() {
        assertThatThrownBy(() -> mapping("numbers: {unit: 12}", "id: ID\nstage: Stage\n"))
                .hasMessageContaining(
                        "m.yaml:4:17: numbers.unit must be 1, 10, 100 and so on up to 1000000000, was \"12\"");
    }

    @Test
    void letsOneColumnHaveItsOwnDatesAndNumbers() {
        Opportunity deal = deals(
                        mapping("dates: [yyyy-MM-dd]", """
                                id: ID
                                stage: Stage
                                created: {column: Created, dates: [dd.MM.yyyy]}
                                expected_close: Due
                                amount: {column: Amount, numbers: {decimal: ","}}
                                """),
                        "ID,Stage,Created,Due,Amount\nA,open,05.01.2026,2026-09-30,\"1,5\"\n")
                .get(0);
        assertThat(deal.createdAt()).hasToString("2026-01-05T00:00:00Z");
        assertThat(deal.expectedClose().orElseThrow()).hasToString("2026-09-30");
        assertThat(deal.amount()).contains(Money.parse("EUR 1.50"));
    }

    @Test
    void refusesDatesOfWhatIsNoDate() {
        assertThatThrownBy(() -> mapping("", "id: ID\nstage: Stage\namount: {column: A, dates: [yyyy-MM-dd]}\n"))
                .hasMessageContaining("columns.amount.dates is not a key that is known here");
        assertThatThrownBy(() -> mapping("", "id: ID\nstage: Stage\nowner: {row_number: true}\n"))
                .hasMessageContaining("columns.owner.row_number is not a key that is known here");
    }

    @Test
    void numbersRowsThatHaveNoName() {
        List<Opportunity> deals =
                deals(mapping("", "id: {row_number: true}\nstage: Stage\n"), "Stage,X\nopen,1\n\nwon,1\nopen,1\n");
        assertThat(deals.stream().map(deal -> deal.id().value())).containsExactly("1", "2", "3");
    }

    @Test
    void takesAStageFromWhetherAnotherFileHasTheDeal() {
        Samples.write(folder, "wins.csv", "key,day\nB,2026-02-03\n");
        List<Opportunity> deals = deals(
                mapping(
                        "lookups: {wins: {file: wins.csv, key: key, match: ID, missing: none}}",
                        "id: ID\nstage: {lookup: wins, present: won, absent: open}\nclosed: {lookup: wins, take: day}\n"),
                "ID,X\nA,1\nB,1\n");
        assertThat(deals.stream().map(deal -> deal.stage().value())).containsExactly("open", "won");
        assertThat(deals.get(1).actualClose().orElseThrow()).hasToString("2026-02-03");
    }

    @Test
    void refusesPresenceWithoutItsTwoTexts() {
        String head = "lookups: {wins: {file: wins.csv, key: key, match: ID}}";
        assertThatThrownBy(() -> mapping(head, "id: ID\nstage: {lookup: wins, present: won}\n"))
                .hasMessageContaining("columns.stage.absent must be given");
        assertThatThrownBy(() -> mapping(head, "id: ID\nstage: {lookup: wins, present: a, absent: b, take: x}\n"))
                .hasMessageContaining("columns.stage.take must not stand beside present and absent");
    }

    @Test
    void needsNoCurrencyWhereThereAreNoAmounts() {
        ImportMapping mapping = ImportMapping.parse("""
                zone: UTC
                process: {id: p, stages: [{id: o, kind: open}, {id: w, kind: won}, {id: l, kind: lost}]}
                columns: {id: ID, stage: S, created: C}
                """, "m.yaml");
        assertThat(mapping.understood()).noneMatch(line -> line.contains("currency"));
    }
}
