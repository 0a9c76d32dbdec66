package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;

/** Changes tell the same in every form, and nothing of what comes later. */
class HistoryLaws {

    private static final List<String> STAGES = List.of("q", "n", "w", "l");
    private static final List<String> FIELDS = List.of("stage", "amount", "owner", "due");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String HEAD = """
            rows: history
            zone: UTC
            currency: EUR
            dates: ["yyyy-MM-dd'T'HH:mm:ssX", yyyy-MM-dd]
            process:
              id: p
              stages: [{id: q, kind: open}, {id: n, kind: open}, {id: w, kind: won}, {id: l, kind: lost}]
            """;

    private static final ImportMapping WIDE = ImportMapping.parse(
            HEAD + "columns: {id: id, at: at, stage: stage, amount: amount, owner: owner, expected_close: due}\n"
                    + "dimensions: {region: owner}\n",
            "wide.yaml");

    private static final ImportMapping LONG = ImportMapping.parse(
            HEAD + "columns: {id: id, at: at, field: field, old: old, new: new}\n"
                    + "fields: {made: created, stage: stage, amount: amount, owner: owner, due: expected_close}\n",
            "long.yaml");

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("history-laws");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** One change of one field of one deal, a day after the one before. */
    record Step(int deal, int field, int value) {

        String text() {
            return switch (field) {
                case 0 -> STAGES.get(value);
                case 1 -> value == 0 ? "" : value * 10 + ".50";
                case 2 -> value == 0 ? "" : "owner" + value;
                default -> value == 0 ? "" : "2026-0" + value + "-15";
            };
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 3);
        return Combinators.combine(Arbitraries.integers().between(0, 2), small, small)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static Instant at(int step) {
        return START.plusSeconds(86_400L * step);
    }

    /** The rows of both forms, in the order of time. */
    private record Rendered(List<String> wide, List<String> tall) {

        static Rendered of(List<Step> steps) {
            Map<Integer, Map<String, String>> now = new LinkedHashMap<>();
            List<String> wide = new ArrayList<>();
            List<String> tall = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                String start = "D" + step.deal() + "," + at(i) + ",";
                Map<String, String> deal = now.computeIfAbsent(step.deal(), unused -> {
                    tall.add(start + "made,,");
                    return new LinkedHashMap<>(Map.of("stage", "q", "amount", "", "owner", "", "due", ""));
                });
                String field = FIELDS.get(step.field());
                String old = deal.put(field, step.text());
                tall.add(start + field + "," + old + "," + step.text());
                wide.add(start + FIELDS.stream().map(deal::get).collect(Collectors.joining(",")));
            }
            return new Rendered(wide, tall);
        }
    }

    private static List<OpportunityLog> read(ImportMapping mapping, List<String> rows) {
        String header = mapping == WIDE ? "id,at,stage,amount,owner,due\n" : "id,at,field,old,new\n";
        ImportResult result =
                Imports.run(mapping, Samples.write(folder, "changes.csv", header + String.join("\n", rows) + "\n"));
        assertThat(result.problems()).isEmpty();
        return result.logs();
    }

    /** What a deal is in the end of an instant, as far as both forms tell it. */
    private static List<String> states(List<OpportunityLog> logs, Instant when) {
        return logs.stream()
                .flatMap(log -> log.asOf(when, when).stream())
                .map(HistoryLaws::state)
                .sorted()
                .toList();
    }

    private static String state(Opportunity deal) {
        return deal.id() + " " + deal.createdAt() + " " + deal.stage() + " " + deal.amount() + " " + deal.owner() + " "
                + deal.expectedClose() + " " + deal.actualClose();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void rowsWithAllFieldsAndRowsWithOneTellTheSame(@ForAll("steps") List<Step> steps) {
        Rendered rendered = Rendered.of(steps);
        List<OpportunityLog> wide = read(WIDE, rendered.wide());
        List<OpportunityLog> tall = read(LONG, rendered.tall());
        for (int i = 0; i < steps.size(); i++) {
            // a first row with another stage than the first is the creation for one form and a move for the other
            assertThat(states(tall, at(i))).isEqualTo(states(wide, at(i)));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void laterRowsChangeNoEarlierView(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<String> rows = Rendered.of(steps).wide();
        int cut = random.nextInt(rows.size());
        List<OpportunityLog> all = read(WIDE, rows);
        List<OpportunityLog> some = read(WIDE, rows.subList(0, cut + 1));
        assertThat(states(all, at(cut))).isEqualTo(states(some, at(cut)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTheFileDoesNotMatterWhereTimesDiffer(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<String> rows = new ArrayList<>(Rendered.of(steps).wide());
        Map<String, OpportunityLog> inOrder = byId(read(WIDE, rows));
        Collections.shuffle(rows, random);
        assertThat(byId(read(WIDE, rows))).isEqualTo(inOrder);
    }

    private static Map<String, OpportunityLog> byId(List<OpportunityLog> logs) {
        return logs.stream()
                .collect(Collectors.toMap(log -> log.id().orElseThrow().value(), log -> log));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenAsFactsIsReadAgain(@ForAll("steps") List<Step> steps) {
        List<OpportunityLog> logs = read(LONG, Rendered.of(steps).tall());
        Path facts = folder.resolve("facts.csv");
        Imports.writeFacts(logs, facts);
        assertThat(Imports.readFacts(LONG.process(), LONG.zone(), facts, Imports.Options.standard())
                        .logs())
                .isEqualTo(logs);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void importingAgainAddsNothing(@ForAll("steps") List<Step> steps) {
        List<OpportunityLog> logs = read(WIDE, Rendered.of(steps).wide());
        Imports.Update again = Imports.update(logs, logs);
        assertThat(again.logs()).isEqualTo(logs);
        assertThat(again.added()).isZero();
        assertThat(again.conflicts()).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anImportOfMoreOntoOneOfLessIsThatOfMore(@ForAll("steps") List<Step> steps, @ForAll Random random) {
        List<String> rows = Rendered.of(steps).wide();
        List<OpportunityLog> less = read(WIDE, rows.subList(0, 1 + random.nextInt(rows.size())));
        List<OpportunityLog> more = read(WIDE, rows);
        assertThat(Imports.update(less, more).logs()).isEqualTo(more);
        assertThat(Imports.update(more, less).logs()).isEqualTo(more);
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.of(
                        "D1",
                        "",
                        "2026-01-05",
                        "stage",
                        "amount",
                        "q",
                        "w",
                        "1.5",
                        "1,5",
                        "\"",
                        "\"\"",
                        "made",
                        "\u00e9",
                        "2026-13-01",
                        "x y",
                        "-0",
                        "99999999999999999999")
                .list()
                .ofMinSize(4)
                .ofMaxSize(30);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRowIsUsedOrExplained(@ForAll("cells") List<String> cells) {
        StringBuilder table = new StringBuilder("id,at,field,old,new\n");
        for (int i = 0; i < cells.size(); i++) {
            table.append(cells.get(i)).append(i % 5 == 4 ? "\n" : ",");
        }
        Optional<ImportResult> result;
        try {
            result = Optional.of(Imports.run(LONG, Samples.write(folder, "bad.csv", table.toString())));
        } catch (ImportException refused) {
            assertThat(refused.problems()).isNotEmpty();
            result = Optional.empty();
        }
        result.ifPresent(read -> {
            assertThat(read.rowsRead()).isEqualTo(read.rowsUsable() + read.rowsRejected());
            assertThat(read.problems()).allSatisfy(problem -> {
                assertThat(problem.line()).isPresent();
                assertThat(problem.cure()).isNotBlank();
            });
        });
    }
}
