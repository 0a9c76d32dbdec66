package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;

class EventLaws {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    /** What an event does to the stage, told apart from how the import finds out; none leads back. */
    private static final Map<String, Optional<String>> FORWARD = new LinkedHashMap<>();

    static {
        FORWARD.put("Begun", Optional.of("draft"));
        FORWARD.put("Checked by bob", Optional.of("checked"));
        FORWARD.put("Checked by nobody", Optional.empty());
        FORWARD.put("Final", Optional.of("final"));
        FORWARD.put("Sent back", Optional.of("draft"));
        FORWARD.put("Paid", Optional.of("paid"));
        FORWARD.put("Dropped", Optional.of("dropped"));
        FORWARD.put("Note", Optional.empty());
    }

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("event-laws");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A row as a log would have it; days count from the start. */
    record Event(int deal, int day, int late, String name, int amount) {

        String row(boolean isRecorded) {
            return "D" + deal + "," + START.plusDays(day) + "," + name + ",ada," + (amount < 0 ? "" : amount)
                    + (isRecorded ? "," + START.plusDays((long) day + late) : "") + "\n";
        }

        int known() {
            return day + late;
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(FORWARD.keySet()),
                        Arbitraries.integers().between(-1, 3))
                .as(Event::new)
                .list()
                .ofMaxSize(14);
    }

    private static final ImportMapping REOPENING = EventSamples.mapping("after_close: reopen\n");

    private static ImportResult read(List<Event> events) {
        String rows = events.stream().map(event -> event.row(false)).collect(Collectors.joining());
        return Imports.run(REOPENING, Samples.write(folder, "events.csv", EventSamples.HEADER + rows));
    }

    private static ImportResult readRecorded(List<Event> events) {
        String rows = events.stream().map(event -> event.row(true)).collect(Collectors.joining());
        String header = EventSamples.HEADER.strip() + ",loaded\n";
        return Imports.run(EventSamples.withRecorded(), Samples.write(folder, "events.csv", header + rows));
    }

    private static Instant noon(int day) {
        return START.plusDays(day).atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
    }

    private static Optional<OpportunityLog> log(ImportResult result, int deal) {
        return result.logs().stream()
                .filter(log -> log.id().orElseThrow().value().equals("D" + deal))
                .findFirst();
    }

    /** The state is what the last event that says something said: found without the import's own bookkeeping. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDealIsAtEveryTimeWhatItsEventsSaidLast(
            @ForAll("events") List<Event> events, @ForAll @IntRange(max = 13) int day) {
        ImportResult result = read(events);
        assertThat(result.problems()).isEmpty();
        for (int deal = 0; deal <= 2; deal++) {
            int of = deal;
            List<Event> happened = events.stream()
                    .filter(event -> event.deal() == of && event.day() <= day)
                    .sorted(Comparator.comparingInt(Event::day))
                    .toList();
            Optional<Opportunity> found = log(result, deal).flatMap(log -> log.asOf(noon(day), noon(day)));
            assertThat(found.isPresent()).isEqualTo(!happened.isEmpty());
            found.ifPresent(then -> assertSays(then, happened));
        }
    }

    private static void assertSays(Opportunity deal, List<Event> happened) {
        String stage = "draft";
        int amount = -1;
        for (Event event : happened) {
            stage = FORWARD.getOrDefault(event.name(), Optional.empty()).orElse(stage);
            amount = event.amount() < 0 ? amount : event.amount();
        }
        assertThat(deal.stage()).hasToString(stage);
        assertThat(deal.amount().map(money -> money.getAmountMinorLong() / 100).orElse(-1L))
                .isEqualTo(amount);
        assertThat(deal.createdAt().atZone(REOPENING.zone()).toLocalDate())
                .isEqualTo(START.plusDays(happened.get(0).day()));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfRowsMattersOnlyWithinAnInstant(@ForAll("events") List<Event> events, @ForAll long seed) {
        List<Event> shuffled = new ArrayList<>(events);
        java.util.Collections.shuffle(shuffled, new Random(seed));
        Comparator<Event> byTime = Comparator.comparingInt(Event::deal).thenComparingInt(Event::day);
        // of one deal and instant the order stays: the shuffled places are filled with them in turn
        Map<List<Integer>, List<Event>> groups =
                events.stream().collect(Collectors.groupingBy(event -> List.of(event.deal(), event.day())));
        List<Event> restored = new ArrayList<>();
        for (Event event : shuffled) {
            restored.add(java.util.Objects.requireNonNull(groups.get(List.of(event.deal(), event.day())))
                    .remove(0));
        }
        assertThat(restored.stream().sorted(byTime).toList())
                .isEqualTo(events.stream().sorted(byTime).toList());
        assertThat(read(restored).logs())
                .containsExactlyInAnyOrderElementsOf(read(events).logs());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsRecordedLaterChangesNoEarlierView(
            @ForAll("events") List<Event> events,
            @ForAll @IntRange(max = 13) int day,
            @ForAll @IntRange(max = 18) int known) {
        List<Event> before =
                events.stream().filter(event -> event.known() <= known).toList();
        // rows that only the whole case can judge are judged by what was known before them, so they go in both or in
        // none
        ImportResult all = readRecorded(events);
        ImportResult early = readRecorded(before);
        for (int deal = 0; deal <= 2; deal++) {
            Optional<Opportunity> now = log(all, deal).flatMap(log -> log.asOf(noon(day), noon(known)));
            Optional<Opportunity> then = log(early, deal).flatMap(log -> log.asOf(noon(day), noon(known)));
            assertThat(now).isEqualTo(then);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRowIsUsableOrRejectedWithPlaceAndCure(
            @ForAll("events") List<Event> events, @ForAll boolean isRecorded, @ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder(EventSamples.HEADER.strip() + ",loaded\n");
        for (Event event : events) {
            String[] fields = event.row(true).strip().split(",", -1);
            if (random.nextInt(3) == 0) {
                List<String> texts = List.of("", "x", "Never back", "Stays", "2026-02-30", "\u0000", "\"a,b\"", "-");
                fields[random.nextInt(fields.length)] = texts.get(random.nextInt(texts.size()));
            }
            rows.append(String.join(",", fields)).append(random.nextInt(20) == 0 ? ",more\n" : "\n");
        }
        ImportMapping mapping = isRecorded ? EventSamples.withRecorded() : EventSamples.mapping("");
        Path file = Samples.write(folder, "events.csv", rows.toString());
        ImportResult result = Imports.run(mapping, file);
        assertThat(result.rowsRead()).isEqualTo(events.size());
        assertThat(result.problems().stream()
                        .map(ImportProblem::line)
                        .distinct()
                        .count())
                .isEqualTo(result.rowsRejected());
        assertThat(result.problems()).allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file.toString());
            assertThat(problem.line()).isPresent();
            assertThat(problem.cure()).isNotBlank();
        });
    }

    @Property
    void aPatternFitsWhatTheRegularExpressionFits(
            @ForAll @AlphaChars @StringLength(max = 6) String text, @ForAll("patterns") String pattern) {
        String some = text.replaceAll("[^abAB]", "a").toLowerCase(java.util.Locale.ROOT);
        EventRule rule = new EventRule(
                pattern, EventRule.Effect.KEEP, Optional.empty(), Optional.empty(), EventRule.Back.REPORT, false);
        assertThat(rule.matches(some)).isEqualTo(Pattern.matches(pattern.replace("*", ".*"), some));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '*').ofMaxLength(6);
    }

    @Property
    void roundsAsJavaRounds(
            @ForAll @IntRange(min = -2_000_000, max = 2_000_000) int number,
            @ForAll @IntRange(max = 6) int decimals,
            @ForAll @IntRange(max = 3) int scale,
            @ForAll boolean isEven) {
        BigDecimal exact = BigDecimal.valueOf(number, decimals);
        NumberStyle.Round round = isEven ? NumberStyle.Round.HALF_EVEN : NumberStyle.Round.HALF_UP;
        NumberStyle.Reader reader = new NumberStyle.Reader(new NumberStyle('.', (char) 0, round));
        Slice slice = new Slice();
        slice.set(exact.toPlainString());
        assertThat(reader.read(slice, scale)).isEqualTo(NumberStyle.Fault.NONE);
        BigDecimal rounded = exact.setScale(scale, isEven ? RoundingMode.HALF_EVEN : RoundingMode.HALF_UP);
        assertThat(reader.minor()).isEqualTo(rounded.unscaledValue().longValueExact());
        assertThat(reader.isRounded()).isEqualTo(rounded.compareTo(exact) != 0);
    }
}
