package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A column of the first rows of a table: what its texts could be. */
final class SampledColumn {

    private static final ImmutableList<DatePattern> DATES = Stream.of(
                    "yyyy-MM-dd",
                    "yyyy-MM-dd HH:mm:ss",
                    "yyyy-MM-dd HH:mm",
                    "yyyy-MM-dd'T'HH:mm:ssX",
                    "yyyy-MM-dd'T'HH:mm:ss.SX",
                    "yyyy-MM-dd'T'HH:mm:ss",
                    "d.M.yyyy",
                    "d.M.yyyy HH:mm",
                    "d/M/yyyy",
                    "M/d/yyyy",
                    "M/d/yyyy HH:mm",
                    "yyyy/MM/dd",
                    "d-M-yyyy",
                    "d MMM yyyy")
            .map(DatePattern::of)
            .collect(ImmutableList.toImmutableList());

    private static final ImmutableList<NumberStyle> NUMBERS = ImmutableList.of(
            NumberStyle.PLAIN,
            new NumberStyle('.', ','),
            new NumberStyle(',', '.'),
            new NumberStyle(',', ' '),
            new NumberStyle(',', (char) 0));

    private static final int MANY_DECIMALS = 4;

    /** With more than so many texts a column that repeats some is of no use for grouping. */
    private static final int MOST_REPEATED = 100;

    private final String name;
    private final int place;
    private final Set<String> values = new LinkedHashSet<>();
    private final List<DatePattern> dates = new ArrayList<>(DATES);
    private final List<NumberStyle> numbers = new ArrayList<>(NUMBERS);
    private boolean isUnique = true;
    private boolean isCurrency = true;
    private int filled;

    SampledColumn(String name, int place) {
        this.name = name;
        this.place = place;
    }

    void add(Row row) {
        Slice slice = new Slice();
        row.read(place, slice);
        slice.trim();
        String text = slice.toString();
        if (text.isEmpty()) {
            isUnique = false;
            return;
        }
        filled++;
        if (isUnique || values.size() <= MOST_REPEATED) {
            isUnique &= values.add(text);
        }
        isCurrency &= text.matches("[A-Z]{3}");
        dates.removeIf(pattern -> pattern.read(slice, ZoneOffset.UTC).isEmpty());
        numbers.removeIf(
                style -> new NumberStyle.Reader(style).read(slice, MANY_DECIMALS) == NumberStyle.Fault.NOT_A_NUMBER);
    }

    String name() {
        return name;
    }

    /** The texts in the order in which they come. */
    List<String> values() {
        return ImmutableList.copyOf(values);
    }

    /** Whether a word of the name, or some words together, begin with one of these. */
    boolean isNamed(String... words) {
        String plain = " "
                + name.replaceAll("([a-z])([A-Z])", "$1 $2")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", " ");
        return Stream.of(words).anyMatch(word -> plain.contains(" " + word));
    }

    boolean isUnique() {
        return isUnique && filled > 0;
    }

    boolean isOfFew(int most) {
        return filled > 0 && values.size() <= most;
    }

    boolean isDate() {
        return filled > 0 && !dates.isEmpty();
    }

    boolean isNumber() {
        return filled > 0 && !numbers.isEmpty();
    }

    boolean isCurrency() {
        return filled > 0 && isCurrency && isNamed("currency", "iso");
    }

    /** Those that read every text, the likeliest first. */
    List<DatePattern> datePatterns() {
        return isDate() ? dates : ImmutableList.of();
    }

    /** The first that reads every text. */
    Optional<NumberStyle> numbers() {
        return isNumber() ? Optional.of(numbers.get(0)) : Optional.empty();
    }
}
