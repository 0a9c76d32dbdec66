package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.imports.NumberStyle.Round;

/** Reads how dates and numbers are written: of a whole table, or of one source. */
final class StyleReader {

    static final ImmutableList<String> NUMBER_KEYS = ImmutableList.of("decimal", "grouping", "round", "unit");
    static final ImmutableList<DatePattern> ISO_DATES = ImmutableList.of(DatePattern.of("yyyy-MM-dd"));
    private static final String UNIT = "1(0{0,9})";

    private StyleReader() {}

    /**
     * What the block says under {@code numbers}; empty when it does not say anything.
     *
     * @param preset holds for what is not given
     */
    static Optional<NumberStyle> numbers(YamlMap of, NumberStyle preset) {
        Optional<YamlMap> found = of.block("numbers", NUMBER_KEYS);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        YamlMap block = found.get();
        String digits = "0123456789+-\r\n";
        char decimal = sign(block, "decimal", preset.decimal(), digits);
        char grouping = sign(block, "grouping", preset.grouping(), digits);
        if (decimal == grouping) {
            block.refuse(
                    "grouping",
                    "must differ from the decimal sign " + decimal,
                    "leave out the grouping sign if there is none");
        }
        Round round = block.word("round", List.of(Round.values())).orElse(preset.round());
        return Optional.of(new NumberStyle(
                decimal,
                grouping,
                round,
                block.parsed("unit", "1000 where the table has thousands", StyleReader::zeros)
                        .orElse(preset.zeros())));
    }

    private static int zeros(String text) {
        if (text.matches(UNIT)) {
            return text.length() - 1;
        }
        throw new IllegalArgumentException(
                "must be 1, 10, 100 and so on up to 1000000000, was \"" + ImportProblem.shown(text) + "\"");
    }

    /** The patterns that the block has under {@code dates}; empty when it has no such key. */
    static Optional<ImmutableList<DatePattern>> dates(YamlMap of) {
        if (!of.has("dates")) {
            return Optional.empty();
        }
        List<String> texts = of.texts("dates");
        if (texts.isEmpty()) {
            of.refuse("dates", "must name at least one pattern", "such as yyyy-MM-dd");
        }
        Map<String, DatePattern> patterns = new LinkedHashMap<>();
        for (String text : texts) {
            try {
                patterns.putIfAbsent(text, DatePattern.of(text));
            } catch (IllegalArgumentException e) {
                of.refuse(
                        "dates",
                        e.getMessage() + ", was \"" + ImportProblem.shown(text) + "\"",
                        "an example is dd.MM.yyyy HH:mm");
            }
        }
        ImmutableList<DatePattern> read = ImmutableList.copyOf(patterns.values());
        DateAmbiguity.find(read).ifPresent(found -> of.refuse("dates", found.reason(), "keep the one this file uses"));
        return Optional.of(read);
    }

    static char sign(YamlMap block, String key, char preset, String forbidden) {
        Optional<String> text = block.text(key);
        if (text.isEmpty()) {
            return preset;
        }
        if (text.get().length() != 1 || forbidden.indexOf(text.get().charAt(0)) >= 0) {
            block.refuse(
                    key,
                    "must be a single sign, was \"" + ImportProblem.shown(text.get()) + "\"",
                    "write it in quotes, such as \";\" or \"\\t\"");
            return preset;
        }
        return text.get().charAt(0);
    }
}
