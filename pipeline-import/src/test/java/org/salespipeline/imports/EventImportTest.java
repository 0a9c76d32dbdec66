package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.LogAudit;
import org.salespipeline.transition.StageMachine;

class EventImportTest {

    @TempDir
    Path folder;

    private ImportResult read(ImportMapping mapping, String rows) {
        return Imports.run(mapping, Samples.write(folder, "events.csv", EventSamples.HEADER + rows));
    }

    private ImportResult read(String rows) {
        return read(EventSamples.mapping(""), rows);
    }

    private static List<String> facts(OpportunityLog log) {
        return log.facts().facts().stream().map(EventImportTest::brief).toList();
    }

    private static String brief(Fact<OpportunityEvent> fact) {
        OpportunityEvent event = fact.event();
        String what = event.getClass().getSimpleName();
        if (event instanceof Created created) {
            what += " " + created.stage();
        } else if (event instanceof StageEntered entered) {
            what += " " + entered.stage();
        } else if (event instanceof Reopened reopened) {
            what += " " + reopened.stage();
        } else if (event instanceof AmountSet set) {
            what += " " + set.amount().orElseThrow();
        } else if (event instanceof Won won) {
            what += " " + won.closedOn().orElseThrow();
        }
        return fact.validAt().toString().substring(0, 10) + " " + what;
    }

    private static List<String> only(ImportResult result) {
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs()).hasSize(1);
        return facts(result.logs().get(0));
    }

    private static List<String> problems(ImportResult result) {
        return result.problems().stream()
                .map(problem -> problem.toString().replaceFirst("^.*[/\\\\]", ""))
                .toList();
    }

    /** What comes from elsewhere went through no door; the rules that it broke are told, and nothing is refused. */
    @Test
    void anImportedHistoryIsAuditedAsAnyOther() {
        ImportResult result = read("""
                A,2026-01-05,Begun,ada,
                A,2026-01-07,Checked by bob,bob,70.50
                A,2026-01-09,Paid,,80
                """);
        StageMachine machine = StageMachine.builder(result.process())
                .exitWhen("draft", Criteria.amountKnown())
                .build();
        assertThat(LogAudit.of(machine).audit(result.logs().get(0)))
                .extracting(LogAudit.Violation::toString)
                .containsExactly(
                        "A at 2026-01-06T23:00:00Z, fact 1: draft to checked: amount is not known; set the amount",
                        "A at 2026-01-08T23:00:00Z, fact 3: checked to paid: moving from checked to paid skips stages;"
                                + " go to final first, or allow MovePolicy.SKIP");
    }

    @Test
    void makesAHistoryOfTheEventsOfACase() {
        ImportResult result = read("""
                A,2026-01-05,Begun,ada,
                A,2026-01-07,Checked by bob,bob,70.50
                A,2026-01-09,Paid,,80
                """);
        assertThat(only(result))
                .containsExactly(
                        "2026-01-04 Created draft",
                        "2026-01-06 StageEntered checked",
                        "2026-01-06 AmountSet EUR 70.50",
                        "2026-01-08 Won 2026-01-09",
                        "2026-01-08 AmountSet EUR 80.00");
        List<Fact<OpportunityEvent>> facts = result.logs().get(0).facts().facts();
        assertThat(facts).allSatisfy(fact -> assertThat(fact.recordedAt()).isEqualTo(fact.validAt()));
        assertThat(facts)
                .extracting(fact -> fact.actor().value())
                .containsExactly("ada", "bob", "bob", "import", "import");
        Instant sixth = Instant.parse("2026-01-06T12:00:00Z");
        assertThat(result.logs().get(0).asOf(sixth, sixth).orElseThrow().stage())
                .isEqualTo(StageId.of("draft"));
    }

    @Test
    void keepsTheOrderOfTheFileWithinAnInstantAndSortsTheRest() {
        ImportResult result = read("""
                A,2026-01-09,Paid,ada,
                B,2026-01-05,Begun,ada,
                A,2026-01-05,Begun,ada,
                A,2026-01-05,Final,ada,
                A,2026-01-05,Sent back,ada,
                """);
        assertThat(result.logs())
                .extracting(log -> log.id().orElseThrow().value())
                .containsExactly("A", "B");
        assertThat(facts(result.logs().get(0)))
                .containsExactly(
                        "2026-01-04 Created draft",
                        "2026-01-04 StageEntered final",
                        "2026-01-04 StageEntered draft",
                        "2026-01-08 Won 2026-01-09");
    }

    @Test
    void takesTheVeryTextBeforeAPattern() {
        assertThat(only(read("A,2026-01-05,Begun,ada,\nA,2026-01-06,Checked by nobody,ada,\n")))
                .containsExactly("2026-01-04 Created draft");
    }

    @Test
    void makesNoFactOfWhatChangesNothing() {
        assertThat(only(read("A,2026-01-05,Begun,ada,7\nA,2026-01-06,Begun,ada,7\nA,2026-01-07,Noise,ada,9\n")))
                .containsExactly("2026-01-04 Created draft", "2026-01-04 AmountSet EUR 7.00");
    }

    @Test
    void beginsACaseWhoseFirstEventLeadsNowhereInTheFirstStage() {
        assertThat(only(read("A,2026-01-05,Note,ada,\nA,2026-01-06,Final,ada,\n")))
                .containsExactly("2026-01-04 Created draft", "2026-01-05 StageEntered final");
    }

    @Test
    void setsAnEventWithoutARuleAsideWithTheNearestName() {
        ImportResult result = read("A,2026-01-05,Begun,ada,\nA,2026-01-06,Payd,ada,\n");
        assertThat(problems(result))
                .containsExactly("events.csv:3: activity must have a rule in the mapping, was \"Payd\";"
                        + " did you mean \"Paid\"; write a rule under events:, ignore if it means nothing here");
        assertThat(result.rowsUsable()).isEqualTo(1);
        assertThat(result.assumptions()).contains("1 deal: the history has gaps, since rows of it were set aside");
    }

    @Test
    void namesEverythingThatIsMissingInARow() {
        assertThat(problems(read(",,,ada,x\n")))
                .containsExactly(
                        "events.csv:2: case must not be blank; every event belongs to a case",
                        "events.csv:2: activity must not be blank; a row says which event it is",
                        "events.csv:2: value must be a number with decimal sign \".\" and no grouping sign, was \"x\";"
                                + " correct it, or map a text that stands for nothing with blank: in the mapping");
        assertThat(problems(read("A,,Begun,ada,\n")))
                .containsExactly("events.csv:2: time must not be blank; an event without its time cannot be placed");
        assertThat(problems(read("A,2026-01-05,Begun,ada\n")))
                .containsExactly("events.csv:2: must have as many fields as the header, 5, was \"4 fields\";"
                        + " a field that holds the separator or a line break has to be quoted");
    }

    @Test
    void letsARuleSayWhatGoingBackMeans() {
        String start = "A,2026-01-05,Begun,ada,\nA,2026-01-06,Final,ada,\n";
        assertThat(only(read(start + "A,2026-01-07,Stays,ada,\n"))).last().isEqualTo("2026-01-05 StageEntered final");
        ImportResult undeclared = read(start + "A,2026-01-07,Begun,ada,\n");
        assertThat(only(undeclared)).last().isEqualTo("2026-01-06 StageEntered draft");
        assertThat(undeclared.assumptions())
                .contains("1 row: back from final to draft by \"Begun\", which no rule declares with back: move");
        assertThat(read(start + "A,2026-01-07,Sent back,ada,\n").assumptions())
                .noneMatch(line -> line.contains("back from"));
        assertThat(problems(read(start + "A,2026-01-07,Never back,ada,\n")))
                .containsExactly("events.csv:4: activity must not lead back to an earlier stage, was \"Never back\";"
                        + " the deal is in final, after draft; back: move in the rule lets it");
    }

    @Test
    void letsTheMappingSayWhatComesAfterAClose() {
        String rows = "A,2026-01-05,Begun,ada,\nA,2026-01-06,Dropped,ada,\nA,2026-01-07,Final,ada,\n";
        ImportResult refused = read(rows);
        assertThat(problems(refused))
                .containsExactly("events.csv:4: activity must not change a deal after its close, was \"Final\";"
                        + " the deal is in dropped; write after_close: reopen or after_close: ignore if this is meant");
        assertThat(refused.logs().get(0).latest().lossReason()).contains(LossReason.of("withdrawn"));
        assertThat(only(read(EventSamples.mapping("after_close: reopen\n"), rows)))
                .last()
                .isEqualTo("2026-01-06 Reopened final");
        ImportResult ignored = read(EventSamples.mapping("after_close: ignore\n"), rows);
        assertThat(only(ignored)).last().isEqualTo("2026-01-05 Lost");
        assertThat(ignored.assumptions()).contains("1 row: after the close, and ignored as the mapping says");
    }

    @Test
    void writesRowsThatOnlyTheWholeCaseCanJudge() throws Exception {
        Path rejects = folder.resolve("rejects.csv");
        Path file = Samples.write(
                folder,
                "events.csv",
                EventSamples.HEADER + "A,2026-01-05,Begun,ada,\nA,2026-01-06,Paid,ada,\nA,2026-01-07,Final,ada,5\n");
        ImportResult result = Imports.run(
                EventSamples.mapping(""),
                file,
                Imports.Options.builder().rejects(rejects).build());
        assertThat(result.rowsRejected()).isEqualTo(1);
        assertThat(Files.readString(rejects))
                .contains("4,\"activity must not change")
                .endsWith(",A,2026-01-07,Final,ada,5\r\n");
    }

    @Test
    void letsARuleCountForTheLastEventOnly() {
        ImportResult result = read("""
                A,2026-01-05,Begun,ada,
                A,2026-01-06,Perhaps dropped,ada,
                A,2026-01-07,Final,ada,
                B,2026-01-05,Begun,ada,
                B,2026-01-06,Perhaps dropped,ada,
                """);
        assertThat(facts(result.logs().get(0))).last().isEqualTo("2026-01-06 StageEntered final");
        assertThat(facts(result.logs().get(1))).last().isEqualTo("2026-01-05 Lost");
        assertThat(result.assumptions())
                .contains(
                        "\"Perhaps dropped\" counts only as the last event of a deal, which a view of the past could not"
                                + " know; an export with later events changes it",
                        "1 row: counts as the last event only, and is not");
    }

    private static final String DEALS = """
            deals:
              file: deals.csv
              columns: {id: number, amount: worth, account: customer}
              dimensions: {region: region}
            """;

    @Test
    void takesWhatTheTableOfDealsSays() {
        Samples.write(folder, "deals.csv", "number,worth,customer,region\nA,10,acme,north\nB,20,,\n");
        ImportResult result = read(
                EventSamples.mapping(DEALS),
                "A,2026-01-05,Begun,ada,\nA,2026-01-06,Final,ada,12\nB,2026-01-05,Final,ada,\n");
        assertThat(result.problems()).isEmpty();
        Opportunity deal = result.logs().get(0).latest();
        assertThat(deal.account()).hasValueSatisfying(of -> assertThat(of).hasToString("acme"));
        assertThat(deal.amount()).contains(Money.parse("EUR 12"));
        assertThat(deal.dimensions()).containsEntry("region", "north");
        Instant fifth = Instant.parse("2026-01-05T00:00:00Z");
        assertThat(result.logs().get(0).asOf(fifth, fifth).orElseThrow().amount())
                .contains(Money.parse("EUR 10"));
        assertThat(result.rowsRead()).isEqualTo(5);
        assertThat(result.assumptions())
                .contains("deals.csv has no history: what it says of a deal counts as known from its creation on"
                        + " (recorded: as_dated)");
        assertThat(result.understood()).anyMatch(line -> line.startsWith("deals: 2 rows from "));
    }

    @Test
    void claimsNothingOfTheTableBeforeTheExportWhenTold() {
        Samples.write(folder, "deals.csv", "number,worth,customer,region\nA,10,acme,north\n");
        ImportResult result = read(
                EventSamples.mapping(DEALS + "recorded: at_export\nexport_date: 2026-02-01\n"),
                "A,2026-01-05,Begun,ada,\n");
        OpportunityLog log = result.logs().get(0);
        Instant january = Instant.parse("2026-01-20T00:00:00Z");
        assertThat(log.asOf(january, january).orElseThrow().amount()).isEmpty();
        assertThat(log.asOf(january, Instant.parse("2026-02-02T00:00:00Z"))
                        .orElseThrow()
                        .amount())
                .contains(Money.parse("EUR 10"));
    }

    @Test
    void explainsRowsThatTheLogAndTheTableDoNotShare() {
        Samples.write(folder, "deals.csv", "number,worth,customer,region\nA,ten,acme,north\nC,30,,\n");
        ImportResult result = read(EventSamples.mapping(DEALS), "A,2026-01-05,Begun,ada,\nB,2026-01-05,Begun,ada,\n");
        assertThat(problems(result))
                .containsExactly(
                        "deals.csv:2: worth must be a number with decimal sign \".\" and no grouping sign, was \"ten\";"
                                + " correct it, or map a text that stands for nothing with blank: in the mapping",
                        "deals.csv:3: number must have an event in the log, was \"C\";"
                                + " add its events, or leave the row out of the table",
                        "events.csv:2: case must have a sound row in deals.csv, was \"A\";"
                                + " its row, line 2, was set aside; correct that one",
                        "events.csv:3: case must have a row in deals.csv, was \"B\";"
                                + " add the row, or say missing: none under deals: in the mapping");
        assertThat(result.rowsUsable()).isZero();
        ImportMapping lenient = EventSamples.mapping(DEALS + "  missing: none\n");
        assertThat(read(lenient, "B,2026-01-05,Begun,ada,\n").logs()).hasSize(1);
    }

    @Test
    void roundsOnlyWhenTold() {
        assertThat(problems(read("A,2026-01-05,Begun,ada,1.005\n")))
                .containsExactly("events.csv:2: value must have at most 2 decimals in EUR, was \"1.005\";"
                        + " nothing is rounded unless numbers: says round: half_even");
        ImportResult rounded = read(
                EventSamples.mapping("numbers: {round: half_even}\n"),
                "A,2026-01-05,Begun,ada,1.005\nB,2026-01-05,Begun,ada,-1.0150\nC,2026-01-05,Begun,ada,1.00500001\n");
        assertThat(rounded.logs())
                .extracting(log -> log.latest().amount().orElseThrow())
                .containsExactly(Money.parse("EUR 1.00"), Money.parse("EUR -1.02"), Money.parse("EUR 1.01"));
        assertThat(rounded.assumptions()).contains("3 rows: amount rounded to the decimals of its currency");
    }

    @Test
    void learnsLateWhatWasRecordedLate() {
        Path file = Samples.write(folder, "events.csv", """
                case,time,activity,who,value,loaded
                A,2026-01-05,Begun,ada,,2026-01-06
                A,2026-01-09,Final,ada,,2026-01-10
                A,2026-01-07,Checked by bob,ada,,2026-01-20
                A,2026-01-02,Note,ada,,2026-01-21
                A,2026-01-10,Paid,ada,,2026-01-09
                """);
        ImportResult result = Imports.run(EventSamples.withRecorded(), file);
        assertThat(problems(result))
                .containsExactly("events.csv:6: loaded must not be before time, was \"2026-01-09\";"
                        + " it happened 2026-01-10, and cannot be known before");
        OpportunityLog log = result.logs().get(0);
        Instant eighth = Instant.parse("2026-01-08T00:00:00Z");
        assertThat(log.asOf(eighth, Instant.parse("2026-01-15T00:00:00Z"))
                        .orElseThrow()
                        .stage())
                .isEqualTo(StageId.of("draft"));
        assertThat(log.asOf(eighth, Instant.parse("2026-01-20T12:00:00Z"))
                        .orElseThrow()
                        .stage())
                .isEqualTo(StageId.of("checked"));
        assertThat(log.latest().stage()).isEqualTo(StageId.of("final"));
        assertThat(log.latest().createdAt()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));
        assertThat(result.assumptions()).contains("2 rows: became known after later ones, and counts from then on");
    }

    @Test
    void setsEventsAfterTheExportAside() {
        ImportMapping mapping = EventSamples.mapping("export_date: 2026-01-31\n");
        ImportResult result = read(mapping, "A,2026-02-01,Begun,ada,\n");
        assertThat(problems(result))
                .containsExactly(
                        "events.csv:2: time must not be after the export's date 2026-01-31, was \"2026-02-01\";"
                                + " correct the date, or export_date if the export is younger");
        assertThat(result.exportDate()).contains(LocalDate.of(2026, 1, 31));
    }

    @Test
    void writesRejectedRowsOfTheTableOfDealsToAFileOfTheirOwn() throws Exception {
        Samples.write(folder, "cases.csv", "case,value\nC1,1.00\nC2,many\nC3,3.00\nC4\n");
        Path rejects = folder.resolve("rejects.csv");
        ImportResult result = Imports.run(
                EventSamples.mapping("deals: {file: cases.csv, columns: {id: case, amount: value}}\n"),
                Samples.write(folder, "events.csv", EventSamples.HEADER + "C1,2026-01-05,Begun,ann,\n"),
                Imports.Options.builder().rejects(rejects).build());
        assertThat(result.rowsRejected()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("rejects-cases.csv")).lines().map(line -> line.replaceAll("\"", "")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("rejected_line,rejected_because,case,value"),
                        line -> assertThat(line)
                                .startsWith("3,value must be a number")
                                .endsWith(",C2,many"),
                        line -> assertThat(line)
                                .startsWith("5,must have as many fields")
                                .endsWith(",C4"),
                        line -> assertThat(line)
                                .startsWith("4,case must have an event in the log")
                                .endsWith(",C3,3.00"));
        assertThat(Files.readString(rejects).lines()).hasSize(1);
    }

    private static void assertRefused(String mapping, String... messages) {
        assertThatThrownBy(() -> ImportMapping.parse(mapping, "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessage(String.join("\n", messages));
    }

    @Test
    void refusesRulesThatCannotBe() {
        assertRefused(
                EventSamples.HEAD + EventSamples.COLUMNS + """
                        events:
                          A: {stage: paid}
                          B: {won: draft, back: move}
                          C: {lost: droped}
                          D: stop
                          E: {stage: draft, won: paid}
                          F:
                        """,
                "m.yaml:15:14: events.A.stage must be an open stage of the process, was \"paid\";"
                        + " known are [draft, checked, final]",
                "m.yaml:16:12: events.B.won must be a stage of kind won of the process, was \"draft\"; known are [paid]",
                "m.yaml:16:25: events.B.back must stand beside stage only; drop it",
                "m.yaml:17:13: events.C.lost must be a stage of kind lost or other_terminal of the process, was"
                        + " \"droped\"; did you mean \"dropped\"",
                "m.yaml:18:6: events.D must be keep, ignore or a block, was \"stop\"; a stage is written {stage: stop}",
                "m.yaml:19:6: events.E must have exactly one of [stage, won, lost], has 2;"
                        + " an event leads to one stage; one that leads nowhere is written keep or ignore",
                "m.yaml:20:5: events.F must say what the event does; such as {stage: ...}, keep or ignore");
    }

    @Test
    void refusesKeysOfTheOtherForm() {
        assertRefused(
                EventSamples.HEAD + EventSamples.EVENTS + EventSamples.COLUMNS + "missing: {amount: none}\n",
                "m.yaml:27:10: missing must not stand in a mapping with rows: events; it belongs to rows: deals or"
                        + " snapshots");
        assertRefused(
                Samples.MAPPING + "after_close: reopen\n",
                "m.yaml:20:14: after_close must not stand in a mapping with rows: deals; it belongs to rows: events");
    }

    @Test
    void needsACurrencyOnlyForAmounts() {
        String bare = EventSamples.HEAD.replace("currency: EUR\n", "") + EventSamples.EVENTS;
        assertRefused(
                bare + EventSamples.COLUMNS,
                "m.yaml:1:1: currency must be given; write an ISO code such as currency: EUR, or currency: {column: NAME}");
        ImportMapping mapping =
                ImportMapping.parse(bare + "columns: {id: case, at: time, event: activity}\n", "m.yaml");
        ImportResult result = read(mapping, "A,2026-01-05,Begun,ada,\n");
        assertThat(result.logs()).hasSize(1);
        assertThat(result.understood()).noneMatch(line -> line.startsWith("currency"));
        assertThat(result.understood()).contains("not read: who, value", "event \"Paid\": won paid");
    }
}
