package org.salespipeline.imports;

import java.util.EnumMap;
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
import org.salespipeline.stage.StageId;

/** Reads rows of a table of deals, one after the other, finding everything that is wrong with each. */
final class DealReader {

    /** The mapping's sources bound to the table. */
    static final class Fields {
        private final Reading.Binder binder;
        private final Map<Field, Reading> readings = new EnumMap<>(Field.class);

        Fields(MappingPlan plan, Reading.Binder binder) {
            this.binder = binder;
            plan.fields().forEach((field, source) -> readings.put(field, binder.bind(source)));
        }

        Optional<Reading> find(Field field) {
            return Optional.ofNullable(readings.get(field));
        }

        Reading bind(Source source) {
            return binder.bind(source);
        }
    }

    private final MappingPlan plan;
    private final Fields fields;
    private final DateReader dates;
    private final AmountReader amounts;
    private final Map<String, Reading> dimensions = new LinkedHashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final DealDraft deal = new DealDraft();
    private final Slice slice = new Slice();

    DealReader(MappingPlan plan, Optional<Moment> export, Reading.Binder binder, Tally tally) {
        this.plan = plan;
        this.fields = new Fields(plan, binder);
        this.amounts = new AmountReader(plan, fields, tally);
        this.dates = new DateReader(plan, export, fields, tally);
        plan.dimensions().forEach((name, source) -> dimensions.put(name, binder.bind(source)));
        binder.raise();
    }

    /** The deal of the row, valid until the next is read; of use only when the check found no problem. */
    DealDraft read(Row row, RowCheck check) {
        readId(row, check);
        readStage(row, check);
        dates.read(row, deal, check);
        amounts.read(row, deal, check);
        readPeople(row, check);
        deal.dimensions.clear();
        dimensions.forEach((name, reading) ->
                reading.text(row, slice, check).ifPresent(value -> deal.dimensions.put(name, value)));
        return deal;
    }

    /** The first row with an id keeps it, sound or not: which of two is right cannot be told from here. */
    private void readId(Row row, RowCheck check) {
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

    private void readStage(Row row, RowCheck check) {
        Reading reading = fields.find(Field.STAGE).orElseThrow();
        Optional<String> text = reading.text(row, slice, check);
        deal.stage = Optional.empty();
        if (text.isEmpty()) {
            check.missing(reading.label(), "every deal is in a stage");
            return;
        }
        StageId stage = plan.stageTexts().get(text.get());
        if (stage == null) {
            check.problem(
                    reading.label(),
                    text.get(),
                    "must be a stage of process " + plan.process().id(),
                    Suggestion.cure(text.get(), plan.stageTexts().keySet()) + "; stages are named by in_file");
            return;
        }
        deal.stage = plan.process().find(stage);
    }

    private void readPeople(Row row, RowCheck check) {
        deal.owner = text(Field.OWNER, row, check).map(PersonId::new);
        deal.profile = new Profile(
                text(Field.NAME, row, check),
                text(Field.ACCOUNT, row, check).map(AccountId::new),
                text(Field.SOURCE, row, check),
                parsed(Field.KIND, row, check, word(BusinessKind.class)));
        deal.category = parsed(Field.CALLED_CATEGORY, row, check, word(ForecastCategory.class));
        deal.probability = parsed(Field.CALLED_PROBABILITY, row, check, DealReader::chance);
        deal.lossReason = text(Field.LOSS_REASON, row, check);
    }

    private Optional<String> text(Field field, Row row, RowCheck check) {
        Optional<Reading> reading = fields.find(field);
        return reading.isEmpty() ? Optional.empty() : reading.get().text(row, slice, check);
    }

    private <T> Optional<T> parsed(Field field, Row row, RowCheck check, Function<String, T> parser) {
        Optional<String> text = text(field, row, check);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.get()));
        } catch (IllegalArgumentException e) {
            String label = fields.find(field).orElseThrow().label();
            check.problem(label, text.get(), String.valueOf(e.getMessage()), "other spellings go to spellings:");
            return Optional.empty();
        }
    }

    /** A constant by its words: {@code New Business}, {@code new-business} and {@code NEW_BUSINESS} are one. */
    private static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
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

    /** A fraction such as 0.35, or a percentage with its sign such as 35 %. */
    private static Probability chance(String text) {
        boolean isPercent = text.endsWith("%");
        String number = isPercent ? text.substring(0, text.length() - 1).strip() : text;
        if (number.matches("[0-9]{1,3}(\\.[0-9]{1,17})?")) {
            double value = Double.parseDouble(number);
            if (value <= (isPercent ? 100 : 1)) {
                return isPercent ? Probability.ofPercent(value) : Probability.of(value);
            }
        }
        throw new IllegalArgumentException("must be a fraction in [0, 1] or a percentage with its sign");
    }
}
