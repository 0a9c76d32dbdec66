package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(PipelineArbitraries.class)
@Domain(DomainContext.Global.class)
class FactTableLaws {

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fact-laws");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static ImportResult read(OpportunityLog like, Path file) {
        return Imports.readFacts(like.process(), ZoneOffset.UTC, file, Imports.Options.standard());
    }

    private static Path written(String name, List<OpportunityLog> logs) {
        Path file = folder.resolve(name);
        Imports.writeFacts(logs, file);
        return file;
    }

    private static List<OpportunityLog> told(OpportunityLog log) {
        return log.facts().isEmpty() ? List.of() : List.of(log);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadWithoutLoss(@ForAll OpportunityLog log) throws IOException {
        Path file = written("facts.csv", List.of(log));
        ImportResult result = read(log, file);
        assertThat(result.problems()).isEmpty();
        assertThat(result.rowsUsable()).isEqualTo(log.facts().size());
        assertThat(result.logs()).isEqualTo(told(log));
        assertThat(Files.readAllBytes(written("again.csv", result.logs()))).isEqualTo(Files.readAllBytes(file));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfRowsDoesNotMatter(@ForAll OpportunityLog log, @ForAll long seed) throws IOException {
        Path file = written("facts.csv", List.of(log));
        // texts with line breaks would be torn apart, so that rows are only moved where there are none
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        boolean isWhole = lines.size() == log.facts().size() + 1;
        if (isWhole) {
            Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
        }
        Files.write(file, lines);
        if (isWhole) {
            assertThat(read(log, file).logs()).isEqualTo(told(log));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("a ,;\"'\n\r\t\u00e9\u0000#=\ufeff\u2028".toCharArray())
                .ofMinLength(1)
                .ofMaxLength(5)
                .map(text -> text + "\ud83d\ude00");
    }

    @Property
    void textsArriveAsTheyWere(@ForAll OpportunityLog log, @ForAll("texts") String text) {
        if (log.facts().isEmpty()) {
            return;
        }
        Fact<?> last = log.facts().facts().get(log.facts().size() - 1);
        OpportunityLog more = log.append(
                List.of(new DimensionSet(log.facts().facts().get(0).event().header(), text, Optional.of(text + text))),
                last.recordedAt());
        assertThat(read(more, written("facts.csv", List.of(more))).logs()).containsExactly(more);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noDamageMakesItFailOtherwiseThanByNamedProblems(@ForAll OpportunityLog log, @ForAll long seed)
            throws IOException {
        Path file = written("facts.csv", List.of(log));
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(Files.readString(file));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            String put = List.of("", ",", "\"", "\n", "x", "9", "-", "\u0000").get(random.nextInt(8));
            text.replace(at, Math.min(text.length(), at + random.nextInt(3)), put);
            text.append(text.length() == 0 ? "x" : "");
        }
        Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        try {
            ImportResult result = read(log, file);
            assertThat(result.rowsUsable() + result.rowsRejected()).isEqualTo(result.rowsRead());
            assertThat(result.logs().stream()
                            .mapToLong(one -> one.facts().size())
                            .sum())
                    .isEqualTo(result.rowsUsable());
            assertThat(result.problems())
                    .allSatisfy(problem -> assertThat(problem.line()).isPresent());
        } catch (ImportException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
