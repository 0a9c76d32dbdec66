package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Opportunity;

class ImportLaws {

    private static final List<String> STAGES = List.of("Qualify", "Negotiate", "Closed Won", "Closed Lost");

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("import-laws");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** One deal as its table says it; the id comes from its place. */
    record Deal(int stage, LocalDate created, int days, long cents, boolean hasAmount, String owner) {

        boolean isClosed() {
            return stage >= 2;
        }

        List<String> fields(int place) {
            LocalDate end = created.plusDays(days);
            return List.of(
                    "D" + place,
                    STAGES.get(stage),
                    created.toString(),
                    isClosed() ? end.toString() : "",
                    isClosed() ? "" : end.toString(),
                    hasAmount ? java.math.BigDecimal.valueOf(cents, 2).toPlainString() : "",
                    owner);
        }
    }

    /** How the same rows may be written. */
    record Dress(long quoting, boolean hasMark, String lineEnd, boolean isPacked, boolean hasLastLineEnd) {}

    @Provide
    Arbitrary<List<Deal>> deals() {
        Arbitrary<String> owners = Arbitraries.strings()
                .withChars("ab\",;\n\r\u00e9\ud83d\ude00 "
                        .codePoints()
                        .mapToObj(c -> (char) c)
                        .filter(c -> !Character.isSurrogate(c))
                        .map(String::valueOf)
                        .collect(Collectors.joining())
                        .toCharArray())
                .ofMaxLength(6)
                .map(text -> "o" + text + "\ud83d\ude00");
        Arbitrary<LocalDate> dates = Arbitraries.integers()
                .between(0, 4_000)
                .map(days -> LocalDate.of(2012, 1, 1).plusDays(days));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        dates,
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.longs(),
                        Arbitraries.of(true, false),
                        owners)
                .as(Deal::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Dress> dresses() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(true, false),
                        Arbitraries.of("\n", "\r\n", "\r"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Dress::new);
    }

    private static List<List<String>> rows(List<Deal> deals) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < deals.size(); i++) {
            rows.add(deals.get(i).fields(i));
        }
        return rows;
    }

    private static Path write(List<List<String>> rows, Dress dress) {
        Random quoting = new Random(dress.quoting());
        StringBuilder text = new StringBuilder(dress.hasMark() ? "\ufeff" : "");
        text.append(Samples.HEADER.strip());
        for (List<String> row : rows) {
            text.append(dress.lineEnd())
                    .append(row.stream()
                            .map(field -> quoted(field, quoting.nextBoolean()))
                            .collect(Collectors.joining(",")));
        }
        text.append(dress.hasLastLineEnd() ? dress.lineEnd() : "");
        return dress.isPacked()
                ? Samples.write(folder, "deals.csv.gz", Samples.gzip(text.toString()))
                : Samples.write(folder, "deals.csv", text.toString());
    }

    private static String quoted(String field, boolean always) {
        boolean needsQuotes = field.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return always || needsQuotes ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }

    private static ImportResult read(Path file) {
        return Imports.run(
                ImportMapping.parse(Samples.MAPPING.replace("2026-06-30", "2050-01-01"), "deals.yaml"), file);
    }

    @Property
    void everyWayOfWritingATableGivesTheSameFacts(
            @ForAll("deals") List<Deal> deals, @ForAll("dresses") Dress one, @ForAll("dresses") Dress other) {
        ImportResult first = read(write(rows(deals), one));
        ImportResult second = read(write(rows(deals), other));
        assertThat(first.problems()).isEmpty();
        assertThat(first.logs()).isEqualTo(second.logs());
        assertThat(first.assumptions()).isEqualTo(second.assumptions());
    }

    @Property
    void theFactsSayWhatTheTableSays(@ForAll("deals") List<Deal> deals, @ForAll("dresses") Dress dress) {
        ImportResult result = read(write(rows(deals), dress));
        assertThat(result.logs()).hasSameSizeAs(deals);
        for (int i = 0; i < deals.size(); i++) {
            Deal deal = deals.get(i);
            Opportunity read = result.logs().get(i).latest();
            LocalDate end = deal.created().plusDays(deal.days());
            assertThat(read.id()).hasToString("D" + i);
            assertThat(read.createdAt())
                    .isEqualTo(deal.created().atStartOfDay(result.zone()).toInstant());
            assertThat(read.isOpen()).isEqualTo(!deal.isClosed());
            assertThat(deal.isClosed() ? read.actualClose() : read.expectedClose())
                    .contains(end);
            assertThat(read.amount().map(Money::getAmountMinorLong))
                    .isEqualTo(deal.hasAmount() ? java.util.Optional.of(deal.cents()) : java.util.Optional.empty());
            assertThat(read.owner())
                    .hasValueSatisfying(owner -> assertThat(owner).hasToString(deal.owner()));
        }
    }

    @Property
    void aBadRowIsSetAsideAndChangesNoOther(
            @ForAll("deals") List<Deal> deals, @ForAll("dresses") Dress dress, @ForAll long seed) {
        List<List<String>> rows = rows(deals);
        List<OpportunityLog> sound = read(write(rows, dress)).logs();
        Random random = new Random(seed);
        Set<Integer> touched = new HashSet<>();
        List<List<String>> damaged = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean isHit = random.nextInt(3) == 0;
            damaged.add(isHit ? damage(rows.get(i), random) : rows.get(i));
            if (isHit) {
                touched.add(i);
            }
        }
        ImportResult result = read(write(damaged, dress));
        assertThat(result.rowsRead()).isEqualTo(rows.size());
        assertThat(result.rowsUsable() + result.rowsRejected()).isEqualTo(result.rowsRead());
        List<OpportunityLog> untouched = new ArrayList<>();
        for (int i = 0; i < sound.size(); i++) {
            if (!touched.contains(i)) {
                untouched.add(sound.get(i));
            }
        }
        assertThat(result.logs()).containsAll(untouched);
        Set<String> usable = result.logs().stream()
                .map(log -> log.id().orElseThrow().value())
                .collect(Collectors.toSet());
        assertThat(usable).hasSize((int) result.rowsUsable());
        for (int i = 0; i < rows.size(); i++) {
            boolean isOfAnotherWidth = damaged.get(i).size() != rows.get(i).size();
            assertThat(isOfAnotherWidth && usable.contains(rows.get(i).get(0)))
                    .as("%s is used, of %s", damaged.get(i), rows.get(i))
                    .isFalse();
        }
        assertThat(result.problems().stream()
                        .map(ImportProblem::line)
                        .distinct()
                        .count())
                .isEqualTo(result.rowsRejected());
    }

    /** Another text in one field, a field too many, or one too few; the id stays, so that no other deal gets it. */
    private static List<String> damage(List<String> row, Random random) {
        List<String> damaged = new ArrayList<>(row);
        int way = random.nextInt(4);
        if (way == 0) {
            damaged.add("more");
        } else if (way == 1) {
            damaged.remove(damaged.size() - 1);
        } else {
            List<String> texts =
                    List.of("", "x", "2026-13-01", "1e5", "9".repeat(30), "-", "\u0000", "Closed Won", "\"", "7");
            damaged.set(1 + random.nextInt(6), texts.get(random.nextInt(texts.size())));
        }
        return damaged;
    }

    @Property
    void noTableMakesItFailOtherwiseThanByNamedProblems(
            @ForAll byte[] bytes, @ForAll boolean isPacked, @ForAll boolean hasHeader) {
        byte[] all = hasHeader ? joined(Samples.HEADER, bytes) : bytes;
        String name = isPacked ? "bytes.csv.gz" : "bytes.csv";
        Path file = Samples.write(folder, name, all);
        try {
            ImportResult result = read(file);
            assertThat(result.rowsUsable() + result.rowsRejected()).isEqualTo(result.rowsRead());
        } catch (ImportException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static byte[] joined(String text, byte[] bytes) {
        byte[] head = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    @Property
    void noMappingMakesItFailOtherwiseThanByNamedProblems(
            @ForAll @IntRange(max = 700) int from,
            @ForAll @IntRange(max = 40) int length,
            @ForAll("snippets") String text) {
        int start = Math.min(from, Samples.MAPPING.length());
        int end = Math.min(start + length, Samples.MAPPING.length());
        String broken = Samples.MAPPING.substring(0, start) + text + Samples.MAPPING.substring(end);
        try {
            assertThat(ImportMapping.parse(broken, "m.yaml").process().stages()).isNotEmpty();
        } catch (ImportException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<String> snippets() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(5),
                Arbitraries.of(
                        "",
                        "\n",
                        "{",
                        "}",
                        "[",
                        "]",
                        ": ",
                        "- ",
                        "&a ",
                        "*a",
                        "!!int 5",
                        "? ",
                        "<<: *a\n",
                        "null",
                        "~",
                        "\t",
                        "\"",
                        "%YAML 9.9\n",
                        "---\n",
                        "\u0000"));
    }

    @Property
    void anAmountIsReadExactlyOrNotAtAll(@ForAll long minor, @ForAll @IntRange(max = 4) int scale) {
        String text = java.math.BigDecimal.valueOf(minor, scale).toPlainString();
        NumberStyle.Reader reader = new NumberStyle.Reader(new NumberStyle('.', (char) 0));
        Slice slice = new Slice();
        slice.set(text);
        assertRead(reader.read(slice, scale), reader, minor);
        slice.set(grouped(text));
        NumberStyle.Reader grouping = new NumberStyle.Reader(new NumberStyle(',', '.'));
        assertRead(grouping.read(slice, scale), grouping, minor);
    }

    @Property
    void anAmountInThousandsIsTheNumberTimesThousand(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long number,
            @ForAll @IntRange(max = 5) int decimals,
            @ForAll @IntRange(max = 9) int zeros) {
        java.math.BigDecimal value = java.math.BigDecimal.valueOf(number, decimals);
        NumberStyle.Reader reader =
                new NumberStyle.Reader(new NumberStyle('.', (char) 0, NumberStyle.Round.REFUSE, zeros));
        Slice slice = new Slice();
        slice.set(value.toPlainString());
        java.math.BigDecimal minor = value.scaleByPowerOfTen(zeros + 2);
        NumberStyle.Fault fault = reader.read(slice, 2);
        if (minor.stripTrailingZeros().scale() > 0) {
            assertThat(fault).isEqualTo(NumberStyle.Fault.TOO_MANY_DECIMALS);
        } else if (minor.abs().compareTo(java.math.BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            assertThat(fault).isEqualTo(NumberStyle.Fault.TOO_LARGE);
        } else {
            assertThat(reader.minor()).isEqualTo(minor.longValueExact());
        }
    }

    /** The one number that columns keep for "unknown" is refused, every other is read as it is. */
    private static void assertRead(NumberStyle.Fault fault, NumberStyle.Reader reader, long minor) {
        if (minor == Long.MIN_VALUE) {
            assertThat(fault).isEqualTo(NumberStyle.Fault.TOO_LARGE);
        } else {
            assertThat(fault).isEqualTo(NumberStyle.Fault.NONE);
            assertThat(reader.minor()).isEqualTo(minor);
        }
    }

    private static String grouped(String text) {
        String swapped = text.replace('.', ',');
        int whole = swapped.indexOf(',') < 0 ? swapped.length() : swapped.indexOf(',');
        StringBuilder grouped = new StringBuilder(swapped);
        for (int at = whole - 3; at > (swapped.startsWith("-") ? 1 : 0); at -= 3) {
            grouped.insert(at, '.');
        }
        return grouped.toString();
    }

    @Property
    void datesReadAsJavaReadsThem(
            @ForAll @IntRange(min = 1, max = 9999) int year,
            @ForAll @IntRange(max = 19) int month,
            @ForAll @IntRange(max = 39) int day) {
        String text = String.format(java.util.Locale.ROOT, "%04d-%02d-%02d", year, month, day);
        Slice slice = new Slice();
        slice.set(text);
        java.util.Optional<LocalDate> read = DatePattern.of("yyyy-MM-dd")
                .read(slice, java.time.ZoneOffset.UTC)
                .map(Moment::date);
        assertThat(read).isEqualTo(byJava(text));
    }

    private static java.util.Optional<LocalDate> byJava(String text) {
        try {
            return java.util.Optional.of(LocalDate.parse(text));
        } catch (java.time.DateTimeException e) {
            return java.util.Optional.empty();
        }
    }

    @Property
    void charactersArriveWholeWhateverTheRoom(@ForAll String text, @ForAll @IntRange(min = 1, max = 3) int room) {
        String sound = text.codePoints()
                .filter(c -> c > 0xffff || !Character.isSurrogate((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] bytes = sound.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        StringBuilder read = new StringBuilder();
        try (DecodingReader reader =
                new DecodingReader(new java.io.ByteArrayInputStream(bytes), java.nio.charset.StandardCharsets.UTF_8)) {
            char[] target = new char[room];
            for (int count = reader.read(target, 0, room); count >= 0; count = reader.read(target, 0, room)) {
                read.append(target, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(read).hasToString(sound.startsWith("\ufeff") ? sound.substring(1) : sound);
    }
}
