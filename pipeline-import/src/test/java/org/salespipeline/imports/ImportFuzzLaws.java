package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;

/** Whatever stands in mapping, table and look-up: an answer that adds up, or a refusal that names its place. */
class ImportFuzzLaws {

    private static final String HEADER = "id,stage,c1,c2,c3,c4,c5,c6\n";

    private static final List<String> CELLS = List.of(
            "",
            " ",
            "x",
            "D1",
            "D2",
            "\"a\rb\"",
            "\"a\"\"b,\nc\"",
            "\u00a0",
            "\ud83d\ude00",
            "\u0000",
            "2026-01-05",
            "2026-06-30",
            "2026-07-01",
            "2026-03-29 02:30",
            "2025-10-26 02:30",
            "2026-01-05 23:59",
            "2026-01-05 10:00+14:00",
            "9999-12-31",
            "0001-01-01",
            "0000-01-01",
            "0001-01-01 00:00+14:00",
            "2026-02-30",
            "5.1.26",
            "1",
            "-0",
            "0.005",
            "1e5",
            "12.34",
            "-92233720368547758.08",
            "92233720368547758.07",
            "1.234,5",
            "35 %",
            "0.5",
            "commit",
            "renewal",
            "EUR",
            "JPY",
            "XXX",
            "eur");

    private static final List<String> STAGES = List.of("Lead", "Qualify", "Negotiate", "Won", "Lost", "Gone", "", "?");

    private static final List<String> OPTIONS = List.of(
            "recorded: at_export\n",
            "export_date: 2026-06-30\n",
            "export_date: 2026-06-30 18:00\n",
            "zone: Europe/Berlin\n",
            "zone: Pacific/Apia\n",
            "zone: +14:00\n",
            "currency: {column: c6, case: upper}\n",
            "currency: JPY\n",
            "numbers: {decimal: \",\", grouping: \".\"}\n",
            "dates: [yyyy-MM-dd, yyyy-MM-dd HH:mm, yyyy-MM-dd HH:mmX, d.M.yy]\n",
            "missing: {created: first_seen, closed: first_seen}\n",
            "missing: {created: first_seen, closed: first_seen, expected_close: {created_plus_days: 30}}\n",
            "missing: {created: first_seen, expected_close: {created_plus_days: 36500}, amount: {column: c5}}\n",
            "dimensions: {region: c5, \"a b\": {column: c4, blank: [x]}, line: {lookup: l, take: v}}\n",
            "lookups: {l: {file: l.csv, key: k, match: c5, missing: none}}\n",
            "lookups: {l: {file: l.csv, key: k, match: {column: c5, spellings: {x: D1}}}}\n",
            "actor: crm\n",
            "separator: \",\"\n");

    private static final Map<String, String> COLUMNS = new TreeMap<>(Map.ofEntries(
            Map.entry("created", "c1"),
            Map.entry("closed", "c2"),
            Map.entry("stage_entered", "c3"),
            Map.entry("expected_close", "c3"),
            Map.entry("amount", "c4"),
            Map.entry("won_amount", "c4"),
            Map.entry("name", "c5"),
            Map.entry("account", "c5"),
            Map.entry("owner", "c5"),
            Map.entry("source", "c5"),
            Map.entry("loss_reason", "c5"),
            Map.entry("competitor", "c5")));

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("import-fuzz");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Each field from the column made for it, now and then from another or from none; some of the options. */
    private static String mapping(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("""
                process:
                  id: p
                  stages:
                    - {id: lead, in_file: Lead, kind: pre_pipeline}
                    - {id: qualify, in_file: Qualify, kind: open}
                    - {id: negotiate, in_file: Negotiate, kind: open, win_probability: 0.5}
                    - {id: won, in_file: Won, kind: won}
                    - {id: lost, in_file: Lost, kind: lost}
                    - {id: gone, in_file: Gone, kind: other_terminal}
                columns:
                  id: id
                  stage: stage
                """);
        COLUMNS.forEach((field, column) -> {
            int chance = random.nextInt(16);
            if (chance > 1) {
                text.append("  ").append(field).append(": ");
                text.append(chance == 2 ? "c" + (1 + random.nextInt(6)) : column)
                        .append('\n');
            }
        });
        for (String option : OPTIONS) {
            if (random.nextInt(3) == 0 && text.indexOf("\n" + option.substring(0, option.indexOf(':') + 1)) < 0) {
                text.append(option);
            }
        }
        for (String needed : List.of(
                "zone: UTC\n",
                "currency: EUR\n",
                "dates: [yyyy-MM-dd, yyyy-MM-dd HH:mm]\n",
                "export_date: 2026-07-01\n",
                "lookups: {l: {file: l.csv, key: k, match: c5, missing: none}}\n")) {
            if (text.indexOf("\n" + needed.substring(0, needed.indexOf(':') + 1)) < 0) {
                text.append(needed);
            }
        }
        return text.toString();
    }

    private static Arbitrary<String> mostly(String... usual) {
        return Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.of(usual)),
                Tuple.of(2, Arbitraries.of(CELLS)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
    }

    @Provide
    Arbitrary<String> tables() {
        Arbitrary<String> head = Combinators.combine(Arbitraries.integers().between(1, 9), Arbitraries.of(STAGES))
                .as((id, stage) -> "D" + id + "," + stage);
        Arbitrary<String> row = Combinators.combine(
                        head,
                        mostly("2026-01-05", "2026-01-05 14:30", "2026-02-01", ""),
                        mostly("", "", "2026-03-01", "2026-02-01 02:30"),
                        mostly("", "2026-06-01", "2026-02-01"),
                        mostly("", "1", "12.34", "-0", "0.5"),
                        mostly("", "x", "D1", "renewal", "commit"),
                        mostly("EUR", "JPY", "eur"),
                        Arbitraries.of("", "", "", "", "", ",more"))
                .as((first, c1, c2, c3, c4, c5, c6, rest) -> String.join(",", first, c1, c2, c3, c4, c5, c6) + rest);
        return Combinators.combine(row.list().ofMaxSize(8), Arbitraries.of("\n", "\r\n", "\r"))
                .as((rows, end) -> rows.stream().map(text -> text + end).collect(Collectors.joining()));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyRowIsUsableOrRejectedOrTheWholeIsRefusedByName(
            @ForAll long mapping,
            @ForAll("tables") String rows,
            @ForAll("tables") String lookup,
            @ForAll @IntRange(max = 9) int way) {
        Path file = Samples.write(folder, "deals.csv", HEADER + rows);
        Samples.write(folder, "l.csv", way == 0 ? lookup : "k,v\nx,y\nD1,z\n");
        try {
            ImportMapping read = ImportMapping.parse(mapping(mapping), "m.yaml");
            ImportResult result = Imports.run(
                    read, file, Imports.Options.builder().isStrict(way == 1).build());
            Statistics.label("rows used").collect(result.rowsUsable() > 0);
            assertThat(result.rowsUsable() + result.rowsRejected()).isEqualTo(result.rowsRead());
            assertThat(result.problems().stream().map(ImportProblem::line).distinct())
                    .hasSize((int) result.rowsRejected());
            result.logs().forEach(ImportFuzzLaws::assertOrdered);
            assertExplained(result.problems());
        } catch (ImportException e) {
            Statistics.label("rows used").collect("refused");
            assertThat(e.problems()).isNotEmpty();
            assertExplained(e.problems());
        }
    }

    private static void assertExplained(List<ImportProblem> problems) {
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.reason()).isNotBlank();
            assertThat(problem.cure()).isNotBlank();
        });
    }

    /** A deal is there from its creation on, and nothing of it was known before it was true. */
    private static void assertOrdered(OpportunityLog log) {
        List<Fact<OpportunityEvent>> facts = log.facts().facts();
        Instant created = facts.get(0).validAt();
        for (Fact<OpportunityEvent> fact : facts) {
            assertThat(fact.validAt()).isAfterOrEqualTo(created).isBeforeOrEqualTo(fact.recordedAt());
        }
        assertThat(log.asOf(Instant.MAX, Instant.MAX)).contains(log.latest());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void problemsNameTheLineWhereTheirRowBegins(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> ends = List.of("\n", "\r\n", "\r");
        StringBuilder text = new StringBuilder(Samples.HEADER);
        List<Long> lines = new java.util.ArrayList<>();
        long line = 2;
        String pad = "p".repeat(1 + random.nextInt(4_000));
        for (int row = 0; row < 40; row++) {
            lines.add(line);
            String inside = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> ends.get(random.nextInt(3)) + "x")
                    .collect(Collectors.joining());
            text.append('D')
                    .append(row)
                    .append(",\"")
                    .append(pad)
                    .append(inside)
                    .append("\",,,,,a");
            text.append(ends.get(random.nextInt(3)));
            line += 1 + inside.chars().filter(c -> c == 'x').count();
        }
        ImportResult result = Imports.run(Samples.mapping(), Samples.write(folder, "lines.csv", text.toString()));
        assertThat(result.problems().stream()
                        .map(problem -> problem.line().orElse(0))
                        .distinct())
                .containsExactlyElementsOf(lines);
    }
}
