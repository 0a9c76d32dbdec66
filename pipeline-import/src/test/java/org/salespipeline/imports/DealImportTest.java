package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageId;

class DealImportTest {

    @TempDir
    Path folder;

    private ImportResult read(ImportMapping mapping, String text) {
        return Imports.run(mapping, Samples.write(folder, "deals.csv", text));
    }

    private Opportunity only(ImportResult result) {
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs()).hasSize(1);
        return result.logs().get(0).latest();
    }

    private static List<String> facts(OpportunityLog log) {
        return log.facts().facts().stream().map(DealImportTest::brief).toList();
    }

    private static String brief(Fact<OpportunityEvent> fact) {
        return fact.validAt() + " " + fact.recordedAt() + " "
                + fact.event().getClass().getSimpleName();
    }

    @Test
    void makesAnOpenDealFromARow() {
        Opportunity deal = only(read(Samples.mapping(), Samples.HEADER + Samples.SOUND));
        assertThat(deal.id()).hasToString("D1");
        assertThat(deal.stage()).isEqualTo(StageId.of("qualify"));
        assertThat(deal.createdAt()).isEqualTo(Instant.parse("2026-01-04T23:00:00Z"));
        assertThat(deal.amount()).contains(Money.parse("EUR 1200.50"));
        assertThat(deal.expectedClose()).contains(LocalDate.of(2026, 9, 30));
        assertThat(deal.owner()).hasValueSatisfying(owner -> assertThat(owner).hasToString("ada"));
    }

    @Test
    void givesAClosedDealAPast() {
        ImportResult result =
                read(Samples.mapping(), Samples.HEADER + "D2,Closed Won,2026-01-05,2026-03-01,2026-02-20,70,ada\n");
        OpportunityLog log = result.logs().get(0);
        assertThat(facts(log))
                .containsExactly(
                        "2026-01-04T23:00:00Z 2026-01-04T23:00:00Z Created",
                        "2026-01-04T23:00:00Z 2026-01-04T23:00:00Z OwnerSet",
                        "2026-01-04T23:00:00Z 2026-01-04T23:00:00Z AmountSet",
                        "2026-01-04T23:00:00Z 2026-01-04T23:00:00Z ExpectedCloseSet",
                        "2026-02-28T23:00:00Z 2026-02-28T23:00:00Z Won");
        Instant february = Instant.parse("2026-02-01T00:00:00Z");
        assertThat(log.asOf(february, february).orElseThrow().stage()).isEqualTo(StageId.of("negotiate"));
        assertThat(log.latest().actualClose()).contains(LocalDate.of(2026, 3, 1));
        assertThat(result.assumptions())
                .anySatisfy(line -> assertThat(line).contains("a closed deal in stage negotiate until its close"))
                .anySatisfy(line -> assertThat(line).startsWith("recorded: as_dated"));
    }

    @Test
    void readsToWhomADealWasLost() {
        ImportMapping mapping =
                ImportMapping.parse(Samples.MAPPING.replace("  owner: Owner", "  competitor: Owner"), "deals.yaml");
        ImportResult result = read(
                mapping,
                Samples.HEADER
                        + "D1,Qualify,2026-01-05,,,70,Rival Inc\n"
                        + "D2,Closed Lost,2026-01-05,2026-03-01,,70,Rival Inc\n"
                        + "D3,Closed Lost,2026-01-05,2026-03-01,,70,\n"
                        + "D4,Closed Won,2026-01-05,2026-03-01,,70,Rival Inc\n");
        assertThat(result.logs())
                .extracting(log -> log.latest().competitor())
                .containsExactly(Optional.empty(), Optional.of("Rival Inc"), Optional.empty(), Optional.empty());
    }

    @Test
    void claimsNothingBeforeTheExportWhenTold() {
        ImportResult result = read(
                Samples.mapping("recorded: at_export\n"),
                Samples.HEADER + "D2,Closed Lost,2026-01-05,2026-03-01,,70,ada\n");
        assertThat(facts(result.logs().get(0)))
                .containsExactly(
                        "2026-01-04T23:00:00Z 2026-06-30T21:59:59.999999999Z Created",
                        "2026-01-04T23:00:00Z 2026-06-30T21:59:59.999999999Z OwnerSet",
                        "2026-01-04T23:00:00Z 2026-06-30T21:59:59.999999999Z AmountSet",
                        "2026-02-28T23:00:00Z 2026-06-30T21:59:59.999999999Z Lost");
        assertThat(result.assumptions())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("recorded: at_export, so all facts count as known from the end of 2026-06-30 on"));
    }

    @Test
    void seesTheWholeTableAtTheCloseOfTheExportsDayAndNothingBefore() {
        ImportMapping mapping = Samples.mapping("recorded: at_export\ndates: [yyyy-MM-dd, yyyy-MM-dd HH:mm]\n");
        ImportResult result = read(
                mapping,
                Samples.HEADER
                        + "D1,Qualify,2026-01-05,,,70,ada\n"
                        + "D2,Closed Won,2026-01-05,2026-06-30 23:59,,70,ada\n"
                        + "D3,Qualify,2026-06-30 18:00,,,70,ada\n");
        assertThat(result.problems()).isEmpty();
        PipelineHistory history = PipelineHistory.of(result.zone(), result.logs());
        assertThat(history.asOf(LocalDate.of(2026, 6, 30)).deals().size()).isEqualTo(3);
        assertThat(history.asOf(LocalDate.of(2026, 6, 29)).deals().size()).isZero();
        for (OpportunityLog log : result.logs()) {
            assertThat(log.facts().facts())
                    .allSatisfy(fact -> assertThat(fact.validAt()).isBeforeOrEqualTo(fact.recordedAt()));
        }
    }

    @Test
    void takesTheTimeOfTheExportWhenItIsGiven() {
        String rows = Samples.HEADER + "D1,Qualify,2026-01-05,,,70,ada\nD2,Qualify,2026-06-30 19:00,,,70,ada\n";
        String more = "recorded: at_export\ndates: [yyyy-MM-dd, yyyy-MM-dd HH:mm]\n";
        ImportMapping timed =
                ImportMapping.parse(Samples.MAPPING.replace("2026-06-30", "2026-06-30 18:00") + more, "deals.yaml");
        ImportResult result = read(timed, rows);
        assertThat(result.exportDate()).contains(LocalDate.of(2026, 6, 30));
        assertThat(facts(result.logs().get(0))).first().isEqualTo("2026-01-04T23:00:00Z 2026-06-30T16:00:00Z Created");
        assertThat(result.problems())
                .extracting(ImportProblem::toString)
                .singleElement()
                .asString()
                .endsWith("deals.csv:3: Created must not be after the export's date 2026-06-30T16:00:00Z, was"
                        + " \"2026-06-30T17:00:00Z\"; correct the date, or export_date if the export is younger");
        Path file = Samples.write(folder, "deals.csv", rows);
        Imports.Options later = Imports.Options.builder()
                .exportedAt(Instant.parse("2026-06-30T17:30:00Z"))
                .build();
        assertThat(Imports.run(timed, file, later).logs())
                .extracting(log -> facts(log).get(0))
                .containsExactly(
                        "2026-01-04T23:00:00Z 2026-06-30T17:30:00Z Created",
                        "2026-06-30T17:00:00Z 2026-06-30T17:30:00Z Created");
    }

    private static ImportMapping withStageEntered(String more) {
        return ImportMapping.parse(
                Samples.MAPPING.replace("  owner: Owner", "  stage_entered: Owner")
                        + "dates: [yyyy-MM-dd, yyyy-MM-dd HH:mm]\n" + more,
                "deals.yaml");
    }

    @Test
    void knowsSinceWhenADealIsInItsStage() {
        ImportResult result = read(
                withStageEntered(""),
                Samples.HEADER
                        + "D1,Negotiate,2026-01-05,,,70,2026-03-01\n"
                        + "D2,Qualify,2026-01-05,,,70,2026-03-01\n"
                        + "D3,Negotiate,2026-01-05 14:30,,,70,2026-01-05\n"
                        + "D4,Negotiate,2026-01-05,,,70,\n"
                        + "D5,Closed Won,2026-01-05,2026-03-01,,70,2026-03-01\n"
                        + "D6,Closed Won,2026-01-05,2026-03-01,,70,2026-02-01\n");
        assertThat(result.problems()).isEmpty();
        assertThat(facts(result.logs().get(0)))
                .containsExactly(
                        "2026-01-04T23:00:00Z 2026-01-04T23:00:00Z Created",
                        "2026-01-04T23:00:00Z 2026-01-04T23:00:00Z AmountSet",
                        "2026-02-28T23:00:00Z 2026-02-28T23:00:00Z StageEntered");
        assertThat(result.logs())
                .extracting(log -> log.latest().stage() + " " + log.latest().stageEnteredAt())
                .containsExactly(
                        "negotiate 2026-02-28T23:00:00Z",
                        "qualify 2026-02-28T23:00:00Z",
                        "negotiate 2026-01-05T13:30:00Z",
                        "negotiate 2026-01-04T23:00:00Z",
                        "won 2026-02-28T23:00:00Z",
                        "won 2026-02-28T23:00:00Z");
        Instant february = Instant.parse("2026-02-01T00:00:00Z");
        assertThat(result.logs().get(0).asOf(february, february).orElseThrow().stage())
                .isEqualTo(StageId.of("qualify"));
        assertThat(result.assumptions())
                .contains(
                        "1 open deal: date of entering the stage missing, taken as the creation date",
                        "1 closed deal: date of entering the stage not used, since it is not the close date")
                .anySatisfy(line -> assertThat(line)
                        .contains("an open deal in the first stage, qualify, until it entered its present one"));
    }

    @Test
    void takesTheEntryIntoTheStageForTheCreationWhenThatIsMissing() {
        ImportResult result = read(
                withStageEntered("missing: {created: first_seen}\n"),
                Samples.HEADER + "D1,Negotiate,,,,70,2026-03-01\n");
        assertThat(only(result).createdAt()).isEqualTo(Instant.parse("2026-02-28T23:00:00Z"));
        assertThat(result.assumptions())
                .contains("1 open deal: creation date missing, taken as the date of entering the stage");
    }

    @Test
    void setsADealAsideThatEnteredItsStageBeforeItWasCreatedOrAfterTheExport() {
        ImportResult result = read(
                withStageEntered(""),
                Samples.HEADER
                        + "D1,Negotiate,2026-01-05,,,70,2026-01-04\n"
                        + "D2,Negotiate,2026-01-05,,,70,2026-07-04\n");
        assertThat(result.problems())
                .extracting(problem -> problem.toString().replaceAll(".*deals", "deals"))
                .containsExactly(
                        "deals.csv:2: Owner must not be before the creation, was \"2026-01-04\";"
                                + " the creation is 2026-01-05",
                        "deals.csv:3: Owner must not be after the export's date 2026-06-30, was \"2026-07-04\";"
                                + " correct the date, or export_date if the export is younger");
    }

    @Test
    void closesADealOnTheDayItWasCreated() {
        ImportMapping mapping = Samples.mapping("dates: [yyyy-MM-dd, yyyy-MM-dd HH:mm]\n");
        ImportResult result = read(mapping, Samples.HEADER + "D2,Closed Won,2026-01-05 14:30,2026-01-05,,70,ada\n");
        assertThat(only(result).stage()).isEqualTo(StageId.of("won"));
        assertThat(facts(result.logs().get(0))).last().isEqualTo("2026-01-05T13:30:00Z 2026-01-05T13:30:00Z Won");
    }

    @Test
    void takesATimeThatTheClocksShowTwiceAsTheFirstAndSaysSo() {
        ImportMapping mapping = Samples.mapping("dates: [yyyy-MM-dd, yyyy-MM-dd HH:mm, yyyy-MM-dd HH:mmX]\n");
        ImportResult result = read(
                mapping,
                Samples.HEADER
                        + "D1,Qualify,2025-10-26 02:30,,,1,ada\n"
                        + "D2,Qualify,2025-10-26 02:30+01,,,1,ada\n"
                        + "D3,Closed Won,2025-10-01,2025-10-26 02:30,,1,ada\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs().get(0).latest().createdAt()).isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
        assertThat(result.logs().get(1).latest().createdAt()).isEqualTo(Instant.parse("2025-10-26T01:30:00Z"));
        assertThat(result.assumptions())
                .contains(
                        "1 open deal: time of the creation shown twice by the clocks of Europe/Berlin, taken as the first",
                        "1 closed deal: time of the close shown twice by the clocks of Europe/Berlin, taken as the first");
    }

    @Test
    void looksValuesUpAndSaysWhatItTookFromWhere() {
        Samples.write(folder, "prices.csv", "product,list price,line\nGTX Pro,4821,GTX\nMG,55,MG\n");
        ImportMapping mapping = Samples.mapping("""
                lookups:
                  prices:
                    file: prices.csv
                    key: product
                    match: {column: Owner, spellings: {GTXPro: GTX Pro}}
                dimensions:
                  line: {lookup: prices, take: line, spellings: {MG: Motor}, case: lower}
                missing:
                  amount: {lookup: prices, take: list price}
                  expected_close: {created_plus_days: 10}
                """);
        ImportResult result = read(
                mapping,
                Samples.HEADER
                        + "D1,Qualify,2026-01-05,,,,GTXPro\n"
                        + "D2,Qualify,2026-01-05,,,7,MG\n"
                        + "D3,Closed Won,2026-01-05,2026-01-06,,, MG \n"
                        + "D4,Qualify,2026-01-05,,,,\n"
                        + "D5,Qualify,2026-01-05,,,,Abacus\n");
        assertThat(result.logs())
                .extracting(log -> log.latest().amount().map(Money::toString).orElse("unknown"))
                .containsExactly("EUR 4821.00", "EUR 7.00", "EUR 55.00", "unknown");
        assertThat(result.logs())
                .extracting(log -> log.latest().dimensions().toString())
                .containsExactly("{line=gtx}", "{line=Motor}", "{line=Motor}", "{}");
        assertThat(result.problems())
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .containsExactly("deals.csv:6: Owner must have a row in prices.csv, column product, was \"Abacus\";"
                        + " add the row, or a spelling, or say missing: none in look-up prices");
        assertThat(result.assumptions())
                .contains(
                        "1 open deal: amount before any close taken from prices.csv list price",
                        "1 closed deal: amount before any close taken from prices.csv list price",
                        "1 open deal: amount unknown",
                        "3 open deals: expected close missing, taken as creation plus 10 days");
        assertThat(result.understood()).contains("look-up prices: 2 keys from " + folder.resolve("prices.csv"));
    }

    @Test
    void leavesUnknownWhatALookUpMayLack() {
        Samples.write(folder, "teams.csv", "name,team\nada,North\n");
        ImportMapping mapping = Samples.mapping("""
                lookups:
                  teams: {file: teams.csv, key: name, match: Owner, missing: none}
                dimensions:
                  team: {lookup: teams, take: team}
                """);
        ImportResult result = read(mapping, Samples.HEADER + Samples.SOUND.replace("ada", "eve"));
        assertThat(only(result).dimensions()).isEmpty();
        assertThat(result.assumptions())
                .contains("1 open deal: team unknown, because teams.csv has no row for the deal's Owner");
    }

    @Test
    void refusesALookUpFileWithTwoAnswers() {
        Path file = Samples.write(folder, "teams.csv", "name,team\nada,North\nada,South\nbob\n,East\n");
        ImportMapping mapping = Samples.mapping("""
                lookups:
                  teams: {file: teams.csv, key: name, match: Owner}
                dimensions:
                  team: {lookup: teams, take: team}
                """);
        assertThatThrownBy(() -> read(mapping, Samples.HEADER + Samples.SOUND))
                .isInstanceOf(ImportException.class)
                .hasMessage(file
                        + ":3: name must be unique where the values differ, was \"ada\"; line 2 has it too; keep the right one\n"
                        + file + ":4: must have as many fields as the header, 2, was \"1 fields\"; a field that holds"
                        + " the separator or a line break has to be quoted\n"
                        + file + ":5: name must not be blank; give the row its key, or drop it");
    }

    @Test
    void takesTheDayOfTheExportForADealFirstSeenThen() {
        ImportResult result = read(
                Samples.mapping("missing: {created: first_seen, closed: first_seen}\n"),
                Samples.HEADER
                        + "D1,Qualify,,,,1,ada\n"
                        + "D2,Closed Won,2026-01-05,,,1,ada\n"
                        + "D3,Closed Won,,2026-02-01,,1,ada\n");
        assertThat(result.logs())
                .extracting(log -> log.latest().createdAt().toString())
                .containsExactly("2026-06-29T22:00:00Z", "2026-01-04T23:00:00Z", "2026-01-31T23:00:00Z");
        assertThat(result.assumptions())
                .contains(
                        "1 open deal: creation date missing, taken as first seen on the export's date 2026-06-30",
                        "1 closed deal: close date missing, taken as first seen on the export's date 2026-06-30",
                        "1 closed deal: creation date missing, taken as the close date");
    }

    @Test
    void doesNotTakeACloseDateForTheExpectedOne() {
        ImportMapping mapping =
                ImportMapping.parse(Samples.MAPPING.replace("closed: Closed", "closed: Expected"), "deals.yaml");
        ImportResult result =
                read(mapping, Samples.HEADER + Samples.SOUND + "D2,Closed Won,2026-01-05,,2026-03-01,70,ada\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs().get(0).latest().expectedClose()).contains(LocalDate.of(2026, 9, 30));
        assertThat(result.logs().get(1).latest().actualClose()).contains(LocalDate.of(2026, 3, 1));
        assertThat(result.logs().get(1).latest().expectedClose()).isEmpty();
        assertThat(result.assumptions())
                .contains("1 closed deal: expected close before the close unknown, since its column holds the close");
    }

    @Test
    void setsTheWonAmountAtTheClose() {
        ImportMapping mapping =
                ImportMapping.parse(Samples.MAPPING.replace("  owner: Owner", "  won_amount: Owner"), "deals.yaml");
        ImportResult result = read(
                mapping,
                Samples.HEADER
                        + "D1,Closed Won,2026-01-05,2026-02-01,,70,65.5\n"
                        + "D2,Closed Won,2026-01-05,2026-02-01,,70,\n"
                        + "D3,Closed Won,2026-01-05,2026-02-01,,,\n"
                        + "D4,Closed Lost,2026-01-05,2026-02-01,,70,0\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs())
                .extracting(log -> log.latest().amount().map(Money::toString).orElse("unknown"))
                .containsExactly("EUR 65.50", "EUR 70.00", "unknown", "EUR 70.00");
        Instant january = Instant.parse("2026-01-31T00:00:00Z");
        assertThat(result.logs().get(0).asOf(january, january).orElseThrow().amount())
                .contains(Money.parse("EUR 70"));
        assertThat(result.assumptions())
                .contains(
                        "1 closed deal: won for the amount before the close, since Owner is blank",
                        "1 closed deal: won for an unknown amount, since Owner is blank",
                        "1 closed deal: Owner not used, since the deal is not won");
    }

    @Test
    void countsADealAfterTheWinAsWonAtItsClose() {
        ImportMapping mapping = ImportMapping.parse(
                Samples.MAPPING
                        .replace(
                                "    - {id: lost,",
                                "    - {id: delivery, in_file: Delivery, kind: post_sales}\n    - {id: lost,")
                        .replace("  owner: Owner", "  won_amount: Owner"),
                "deals.yaml");
        ImportResult result = read(mapping, Samples.HEADER + "D1,Delivery,2026-01-05,2026-02-01,,70,65.5\n");
        Opportunity deal = only(result);
        assertThat(deal.stage()).isEqualTo(StageId.of("delivery"));
        assertThat(deal.actualClose()).contains(LocalDate.of(2026, 2, 1));
        assertThat(deal.amount()).contains(Money.parse("EUR 65.50"));
        assertThat(facts(result.logs().get(0)))
                .endsWith(
                        "2026-01-31T23:00:00Z 2026-01-31T23:00:00Z AmountSet",
                        "2026-01-31T23:00:00Z 2026-01-31T23:00:00Z Won",
                        "2026-01-31T23:00:00Z 2026-01-31T23:00:00Z StageEntered");
        assertThat(result.assumptions())
                .contains(
                        "1 closed deal: in its stage after the win since the close, as nothing tells when it came there");
    }

    @Test
    void readsProfileCategoryAndChance() {
        ImportMapping mapping = ImportMapping.parse(
                Samples.MAPPING
                                .replace(
                                        "  owner: Owner",
                                        "  kind: Kind\n  called_category: Cat\n  called_probability: P")
                                .replace("currency: EUR", "currency: {column: Cur, case: upper}")
                        + "separator: \";\"\nnumbers: {decimal: \",\", grouping: \".\"}\ndates: [dd.MM.yyyy]\n",
                "deals.yaml");
        Opportunity deal = only(read(mapping, """
                ID;Stage;Created;Closed;Expected;Amount;Kind;Cat;P;Cur
                D1;Qualify;05.01.2026;;;1.234.567,5;New Business;best case;35 %;usd
                """));
        assertThat(deal.amount()).contains(Money.parse("USD 1234567.50"));
        assertThat(deal.businessKind())
                .hasValueSatisfying(kind -> assertThat(kind).hasToString("NEW_BUSINESS"));
        assertThat(deal.calledCategory())
                .hasValueSatisfying(call -> assertThat(call).hasToString("BEST_CASE"));
        assertThat(deal.calledProbability())
                .hasValueSatisfying(chance -> assertThat(chance.value()).isEqualTo(0.35));
    }

    @Test
    void readsAHeaderWithoutRows() {
        ImportResult result = read(Samples.mapping(), Samples.HEADER);
        assertThat(result.rowsRead()).isZero();
        assertThat(result.logs()).isEmpty();
    }
}
