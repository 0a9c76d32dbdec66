package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.imports.DatePattern.Piece;

class DatePatternLaws {

    @Provide
    Arbitrary<DatePattern> patterns() {
        Arbitrary<List<String>> parts = Combinators.combine(
                        Arbitraries.of("yyyy", "yy"),
                        Arbitraries.of("MM", "M", "MMM"),
                        Arbitraries.of("dd", "d"),
                        Arbitraries.of("", "", "HH", "H"))
                .as(List::of);
        return Combinators.combine(parts, Arbitraries.longs(), Arbitraries.of("", "", "-", "."))
                .as(DatePatternLaws::joined)
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    private static Optional<DatePattern> joined(List<String> parts, long seed, String sign) {
        List<String> shuffled = new ArrayList<>(parts);
        shuffled.removeIf(String::isEmpty);
        Collections.shuffle(shuffled, new Random(seed));
        try {
            return Optional.of(DatePattern.of(String.join(sign, shuffled)));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<LocalDateTime> times() {
        return Combinators.combine(
                        Arbitraries.integers().between(2000, 2099),
                        Arbitraries.integers().between(1, 366),
                        Arbitraries.integers().between(0, 23))
                .as((year, day, hour) ->
                        LocalDateTime.of(year, Month.JANUARY, 1, hour, 0).plusDays(day - 1L))
                .filter(time -> time.getYear() < 2100);
    }

    private static String write(DatePattern pattern, LocalDateTime time, boolean isPadded) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pattern.pieces()) {
            text.append(piece.isLiteral() ? String.valueOf(piece.letter()) : write(piece, time, isPadded));
        }
        return text.toString();
    }

    private static String write(Piece piece, LocalDateTime time, boolean isPadded) {
        int value = switch (piece.letter()) {
            case 'y' -> piece.count() == 2 ? time.getYear() - 2000 : time.getYear();
            case 'M' -> time.getMonthValue();
            case 'd' -> time.getDayOfMonth();
            default -> time.getHour();
        };
        if (piece.letter() == 'M' && piece.count() == 3) {
            return time.getMonth()
                    .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                    .substring(0, 3);
        }
        int width = piece.count() == 1 && isPadded ? 2 : piece.count();
        return String.format(Locale.ROOT, "%0" + width + "d", value);
    }

    private static Optional<LocalDateTime> read(DatePattern pattern, String text) {
        Slice slice = new Slice();
        slice.set(text);
        return pattern.read(slice, ZoneOffset.UTC)
                .map(moment -> moment.at().atOffset(ZoneOffset.UTC).toLocalDateTime());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPatternReadsWhatItWrites(
            @ForAll("patterns") DatePattern pattern, @ForAll("times") LocalDateTime time, @ForAll boolean isPadded) {
        boolean hasHour = pattern.toString().contains("H");
        assertThat(read(pattern, write(pattern, time, isPadded))).contains(hasHour ? time : time.withHour(0));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void patternsThatMayStandTogetherNeverDisagree(
            @ForAll("patterns") DatePattern one,
            @ForAll("patterns") DatePattern other,
            @ForAll("times") LocalDateTime time,
            @ForAll boolean isPadded) {
        String text = write(one, time, isPadded);
        Optional<LocalDateTime> asOther = read(other, text);
        if (asOther.isPresent() && !asOther.equals(read(one, text))) {
            assertThat(DateAmbiguity.find(List.of(one, other))).isPresent();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void patternsThatMayNotStandTogetherHaveATextThatTheyReadDifferently(
            @ForAll("patterns") DatePattern one, @ForAll("patterns") DatePattern other) {
        DateAmbiguity.find(List.of(one, other)).ifPresent(found -> {
            assertThat(read(one, found.text())).isPresent();
            assertThat(read(other, found.text())).isPresent().isNotEqualTo(read(one, found.text()));
        });
    }
}
