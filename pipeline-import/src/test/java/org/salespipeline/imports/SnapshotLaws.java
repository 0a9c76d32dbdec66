package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Repeated exports seen as of one of them tell what that one tells alone. */
class SnapshotLaws {

    private static final List<String> STAGES = List.of("Qualify", "Negotiate", "Closed Won", "Closed Lost");
    private static final LocalDate START = LocalDate.of(2026, 1, 31);
    private static final String HEADER = "ID,Stage,Created,Closed,Expected,Amount,Owner,Since,Region,Account\n";

    private static final ImportMapping MAPPING = ImportMapping.parse(
            "rows: snapshots\ntaken: {from_name: \"s-{yyyy-MM-dd}.csv\"}\n"
                    + Samples.MAPPING.replace("export_date: 2026-06-30\n", "")
                    + "  stage_entered: Since\n  account: Account\ndimensions: {region: Region}\n",
            "snapshots.yaml");

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("snapshot-laws");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        clear();
        Files.delete(folder);
    }

    private static void clear() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Collections.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** What an export says of a deal; dates are days before it was taken. */
    record Line(int deal, int stage, int age, int since, int value) {

        String row(LocalDate taken) {
            LocalDate created = taken.minusDays(age + 10L);
            LocalDate inside = created.plusDays(since);
            boolean isClosed = stage >= 2;
            return String.join(
                            ",",
                            "D" + deal,
                            STAGES.get(stage),
                            created.toString(),
                            isClosed ? inside.toString() : "",
                            value == 0 ? "" : taken.plusDays(value * 20L).toString(),
                            value == 1 ? "" : value + ".25",
                            value == 2 ? "" : "owner" + value,
                            value == 3 ? "" : inside.toString(),
                            value == 1 ? "" : "region" + value,
                            value == 2 ? "" : "account" + value)
                    + "\n";
        }
    }

    @Provide
    Arbitrary<List<List<Line>>> exports() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 3);
        Arbitrary<Line> line = Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        small,
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 10),
                        small)
                .as(Line::new);
        return line.list()
                .ofMaxSize(7)
                .map(SnapshotLaws::onePerDeal)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static List<Line> onePerDeal(List<Line> lines) {
        Map<Integer, Line> byDeal = new TreeMap<>();
        lines.forEach(line -> byDeal.put(line.deal(), line));
        return List.copyOf(byDeal.values());
    }

    private static LocalDate taken(int place) {
        return START.plusDays(30L * place);
    }

    private static void write(int place, List<Line> lines) {
        StringBuilder text = new StringBuilder(HEADER);
        lines.forEach(line -> text.append(line.row(taken(place))));
        Samples.write(folder, "s-" + taken(place) + ".csv", text.toString());
    }

    private static Map<String, String> states(ImportResult result, int place) {
        assertThat(result.problems()).isEmpty();
        ZoneId zone = result.zone();
        Instant when = taken(place).plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
        Map<String, String> states = new TreeMap<>();
        for (OpportunityLog log : result.logs()) {
            log.asOf(when, when).ifPresent(deal -> states.put(deal.id().value(), state(deal)));
        }
        return states;
    }

    private static String state(Opportunity deal) {
        return String.join(
                " ",
                deal.createdAt().toString(),
                deal.stage().toString(),
                deal.amount().toString(),
                deal.expectedClose().toString(),
                deal.owner().toString(),
                deal.actualClose().toString(),
                deal.dimensions().toString(),
                deal.account().toString());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void allAsOfOneTellWhatItTellsAlone(@ForAll("exports") List<List<Line>> exports) throws IOException {
        clear();
        for (int place = 0; place < exports.size(); place++) {
            write(place, exports.get(place));
        }
        ImportResult all = Imports.run(MAPPING, folder);
        for (int place = 0; place < exports.size(); place++) {
            ImportResult alone = Imports.run(MAPPING, folder.resolve("s-" + taken(place) + ".csv"));
            // deals that this export lacks are left as they were
            assertThat(states(all, place)).containsAllEntriesOf(states(alone, place));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aLaterExportChangesNoEarlierView(@ForAll("exports") List<List<Line>> exports) throws IOException {
        clear();
        for (int place = 0; place < exports.size(); place++) {
            write(place, exports.get(place));
            Map<String, String> now = states(Imports.run(MAPPING, folder), place);
            if (place + 1 < exports.size()) {
                write(place + 1, exports.get(place + 1));
                assertThat(states(Imports.run(MAPPING, folder), place)).isEqualTo(now);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anExportThatSaysTheSameAgainMakesNoFact(@ForAll("exports") List<List<Line>> exports) throws IOException {
        clear();
        write(0, exports.get(0));
        List<OpportunityLog> once = Imports.run(MAPPING, folder).logs();
        Files.copy(folder.resolve("s-" + taken(0) + ".csv"), folder.resolve("s-" + taken(1) + ".csv"));
        assertThat(Imports.run(MAPPING, folder).logs()).isEqualTo(once);
    }
}
