package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salespipeline.imports.DatePattern.Piece;

/**
 * A text that two patterns read as different times.
 *
 * @param one a pattern
 * @param other another
 * @param text what both read
 */
record DateAmbiguity(DatePattern one, DatePattern other, String text) {

    /** Alone and repeated a number that every field can hold: a day, a month, an hour, a minute. */
    private static final char BASE = '1';

    private static final String OTHERS = "02";

    /** The first pair of patterns that could be taken for each other, with a text that shows it. */
    static Optional<DateAmbiguity> find(List<DatePattern> patterns) {
        for (int i = 0; i < patterns.size(); i++) {
            for (int j = i + 1; j < patterns.size(); j++) {
                DatePattern one = patterns.get(i);
                DatePattern other = patterns.get(j);
                Optional<String> text = one.isEpoch() || other.isEpoch()
                        ? epoch(one, other)
                        : new Search(one, other).run().or(() -> new Search(other, one).run());
                if (text.isPresent()) {
                    return Optional.of(new DateAmbiguity(one, other, text.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** A count is taken for a date that has nothing but digits, and for another count. */
    private static Optional<String> epoch(DatePattern one, DatePattern other) {
        DatePattern date = one.isEpoch() ? other : one;
        boolean isDigits = date.pieces().stream().allMatch(Piece::isNumber);
        return !isDigits
                ? Optional.empty()
                : Optional.of(
                        date.isEpoch() ? "1700000000" : forms(date.pieces()).get(0));
    }

    String reason() {
        return "must not be ambiguous: " + one + " and " + other + " both read \"" + text + "\", as " + shown(one)
                + " and as " + shown(other);
    }

    private String shown(DatePattern pattern) {
        return read(pattern, text).map(Moment::shown).orElse("");
    }

    /**
     * Tries every form that the first pattern's texts can have. All ones are a time to every pattern that fits the form;
     * where the two give a digit different meanings, changing it, or it and another, makes them differ.
     */
    private record Search(DatePattern one, DatePattern other) {

        Optional<String> run() {
            for (String form : forms(one.pieces())) {
                if (read(other, form).isPresent()) {
                    Optional<String> found = vary(new StringBuilder(form), 0, 2);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<String> vary(StringBuilder text, int from, int changes) {
            Optional<String> found = differs(text.toString()) ? Optional.of(text.toString()) : Optional.empty();
            for (int at = from; at < text.length() && changes > 0 && found.isEmpty(); at++) {
                if (text.charAt(at) == BASE) {
                    for (int i = 0; i < OTHERS.length() && found.isEmpty(); i++) {
                        text.setCharAt(at, OTHERS.charAt(i));
                        found = vary(text, at + 1, changes - 1);
                    }
                    text.setCharAt(at, BASE);
                }
            }
            return found;
        }

        private boolean differs(String text) {
            Optional<Moment> first = read(one, text);
            Optional<Moment> second = first.isEmpty() ? first : read(other, text);
            return second.isPresent()
                    && !second.get().at().equals(first.orElseThrow().at());
        }
    }

    private static Optional<Moment> read(DatePattern pattern, String text) {
        Slice slice = new Slice();
        slice.set(text);
        return pattern.read(slice, ZoneOffset.UTC);
    }

    private static List<String> forms(List<Piece> pieces) {
        List<String> forms = ImmutableList.of("");
        for (Piece piece : pieces) {
            List<String> longer = new ArrayList<>();
            for (String form : forms) {
                for (String end : texts(piece)) {
                    longer.add(form + end);
                }
            }
            forms = longer;
        }
        return forms;
    }

    private static List<String> texts(Piece piece) {
        if (piece.isLiteral()) {
            return ImmutableList.of(String.valueOf(piece.letter()));
        }
        if (piece.letter() == 'M' && piece.count() == 3) {
            return ImmutableList.of("Nov");
        }
        return switch (piece.letter()) {
            case 'a' -> ImmutableList.of("AM", "PM");
            case 'X' -> ImmutableList.of("Z", "+11", "+1111", "+11:11", "-11", "-1111", "-11:11");
            case 'S' -> ones(1, 9);
            default -> ones(piece.count(), piece.isOfManyLengths() ? 2 : piece.count());
        };
    }

    private static List<String> ones(int least, int most) {
        ImmutableList.Builder<String> texts = ImmutableList.builder();
        for (int length = least; length <= most; length++) {
            texts.add(String.valueOf(BASE).repeat(length));
        }
        return texts.build();
    }
}
