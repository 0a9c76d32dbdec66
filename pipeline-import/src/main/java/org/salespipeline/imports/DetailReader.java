package org.salespipeline.imports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;

/** Reads what a row of a table of deals says besides stage, dates and amounts: the id, the profile, people, dimensions. */
final class DetailReader {

    private final DealReader.Fields fields;
    private final Map<String, Reading> dimensions = new LinkedHashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final Function<String, Probability> chance;
    private final Slice slice = new Slice();

    DetailReader(MappingPlan plan, DealReader.Fields fields) {
        this.fields = fields;
        this.chance = chance(plan.fields().getOrDefault(Field.CALLED_PROBABILITY, new Source.Fixed("none")));
        plan.dimensions().forEach((name, source) -> dimensions.put(name, fields.bind(source)));
    }

    void readDimensions(Row row, DealDraft deal, RowCheck check) {
        deal.dimensions.clear();
        dimensions.forEach((name, reading) ->
                reading.text(row, slice, check).ifPresent(value -> deal.dimensions.put(name, value)));
    }

    /** The first row with an id keeps it, sound or not: which of two is right cannot be told from here. */
    void readId(Row row, DealDraft deal, RowCheck check) {
        Reading reading = fields.find(Field.ID).orElseThrow();
        reading.read(row, slice, check);
        deal.id = slice.toString();
        if (deal.id.isBlank()) {
            check.missing(reading.label(), "every deal needs an id of its own");
            return;
        }
        Long first = lines.putIfAbsent(deal.id, row.line());
        if (first != null) {
            check.problem(
                    reading.label(),
                    deal.id,
                    "must be unique",
                    "line " + first + " has it too, and stands; line " + row.line() + " is set aside");
        }
    }

    void readPeople(Row row, DealDraft deal, RowCheck check) {
        deal.owner = text(Field.OWNER, row, check).map(PersonId::new);
        deal.profile = new Profile(
                text(Field.NAME, row, check),
                text(Field.ACCOUNT, row, check).map(AccountId::new),
                text(Field.SOURCE, row, check),
                parsed(Field.KIND, row, check, word(BusinessKind.class)));
        deal.category = parsed(Field.CALLED_CATEGORY, row, check, word(ForecastCategory.class));
        deal.probability = parsed(Field.CALLED_PROBABILITY, row, check, chance);
        deal.lossReason = text(Field.LOSS_REASON, row, check);
        deal.competitor = text(Field.COMPETITOR, row, check);
    }

    private Optional<String> text(Field field, Row row, RowCheck check) {
        Optional<Reading> reading = fields.find(field);
        return reading.isEmpty() ? Optional.empty() : reading.get().text(row, slice, check);
    }

    private <T> Optional<T> parsed(Field field, Row row, RowCheck check, Function<String, T> parser) {
        Optional<Reading> reading = fields.find(field);
        return reading.isEmpty()
                ? Optional.empty()
                : parsed(reading.get(), reading.get().text(row, slice, check), check, parser);
    }

    static <T> Optional<T> parsed(Reading reading, Optional<String> text, RowCheck check, Function<String, T> parser) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException e) {
            check.problem(
                    reading.label(), text.get(), String.valueOf(e.getMessage()), "other spellings go to spellings:");
            return Optional.empty();
        }
    }

    /** A constant by its words: {@code New Business}, {@code new-business} and {@code NEW_BUSINESS} are one. */
    static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
        return text -> {
            String name = text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("must be one of "
                    + java.util.Arrays.stream(type.getEnumConstants())
                            .map(YamlMap::wordOf)
                            .toList());
        };
    }

    /** Fractions such as 0.35, or percentages with their sign such as 35 %; without it where the source says so. */
    static Function<String, Probability> chance(Source source) {
        return text -> chance(text, source.style().isPercent());
    }

    private static Probability chance(String text, boolean isAlwaysPercent) {
        boolean hasSign = text.endsWith("%");
        String number = hasSign ? text.substring(0, text.length() - 1).strip() : text;
        boolean isPercent = hasSign || isAlwaysPercent;
        if (number.matches("[0-9]{1,3}(\\.[0-9]{1,17})?")) {
            double value = Double.parseDouble(number);
            if (value <= (isPercent ? 100 : 1)) {
                return isPercent ? Probability.ofPercent(value) : Probability.of(value);
            }
        }
        throw new IllegalArgumentException(
                isAlwaysPercent
                        ? "must be a percentage in [0, 100]"
                        : "must be a fraction in [0, 1] or a percentage with its sign");
    }
}
