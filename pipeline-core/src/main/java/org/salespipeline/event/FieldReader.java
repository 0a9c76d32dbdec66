package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/** Reads the fields of one encoded event; every refusal names the field and its value. */
final class FieldReader {

    private static final String NO_BLANK_ID = "an id that is not blank";
    private static final String NO_BLANK_TEXT = "a text that is not blank";

    private static final String INSTANT = "an ISO instant, such as 2026-07-31T12:00:00Z";
    private static final String MONEY = "a currency and an amount in it, such as EUR 12500.00";
    private static final String WHOLE_NUMBER = "a whole number, such as 80";

    private final EncodedEvent encoded;
    private final Set<String> asked = new LinkedHashSet<>();

    FieldReader(EncodedEvent encoded) {
        this.encoded = encoded;
    }

    /** In which version the fields were written: readers of a type that changed its fields ask for those of this one. */
    int version() {
        return encoded.version();
    }

    Header header() {
        return new Header(
                required(FieldWriter.OPPORTUNITY, NO_BLANK_ID, OpportunityId::of),
                required(FieldWriter.VALID_AT, INSTANT, Instant::parse),
                required(FieldWriter.ACTOR, NO_BLANK_ID, ActorId::of));
    }

    /** The version of the process that has the stage; 1 when nothing is said. */
    int processVersion() {
        return optional(FieldWriter.PROCESS_VERSION, "a whole number from 1 on", FieldReader::version)
                .orElse(1);
    }

    private static Integer version(String text) {
        int version = Integer.parseInt(text);
        checkArgument(version >= 1, "below 1");
        return version;
    }

    StageId stage() {
        return id("stage", StageId::of);
    }

    <T> T id(String field, Function<String, T> of) {
        return required(field, NO_BLANK_ID, of);
    }

    <T> Optional<T> optionalId(String field, Function<String, T> of) {
        return optional(field, NO_BLANK_ID, of);
    }

    String text(String field) {
        return required(field, NO_BLANK_TEXT, FieldReader::requireText);
    }

    Optional<String> optionalText(String field) {
        return optional(field, NO_BLANK_TEXT, FieldReader::requireText);
    }

    private static String requireText(String text) {
        checkArgument(!text.isBlank(), "blank");
        return text;
    }

    Optional<Instant> optionalInstant(String field) {
        return optional(field, INSTANT, Instant::parse);
    }

    int wholeNumber(String field) {
        return required(field, WHOLE_NUMBER, Integer::valueOf);
    }

    Optional<Integer> optionalWholeNumber(String field) {
        return optional(field, WHOLE_NUMBER, Integer::valueOf);
    }

    Money money(String field) {
        return required(field, MONEY, Money::parse);
    }

    Optional<LocalDate> optionalDate(String field) {
        return optional(field, "an ISO date, such as 2026-07-31", LocalDate::parse);
    }

    Optional<Money> optionalMoney(String field) {
        return optional(field, MONEY, Money::parse);
    }

    Optional<Probability> optionalChance(String field) {
        return optional(field, "a fraction in [0, 1], such as 0.35", text -> Probability.of(Double.parseDouble(text)));
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) {
        return required(field, oneOf(type), name -> Enum.valueOf(type, name));
    }

    <E extends Enum<E>> Optional<E> optionalConstant(String field, Class<E> type) {
        return optional(field, oneOf(type), name -> Enum.valueOf(type, name));
    }

    private static <E extends Enum<E>> String oneOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ", "one of ", ""));
    }

    private <T> T required(String field, String rule, Function<String, T> parse) {
        return optional(field, rule, parse)
                .orElseThrow(() -> refusal("field " + field + " is missing, it must be " + rule, null));
    }

    private <T> Optional<T> optional(String field, String rule, Function<String, T> parse) {
        asked.add(field);
        String value = encoded.fields().get(field);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            throw refusal("field " + field + " must be " + rule + ", was \"" + value + "\"", unreadable);
        }
    }

    /** Refuses fields that nobody asked for. */
    void requireNothingElse() {
        for (Map.Entry<String, String> field : encoded.fields().entrySet()) {
            if (!asked.contains(field.getKey())) {
                throw refusal(
                        "field " + field.getKey() + " is unknown, was \"" + field.getValue() + "\"; known are " + asked,
                        null);
            }
        }
    }

    private static IllegalArgumentException refusal(String problem, @Nullable Exception cause) {
        return new IllegalArgumentException(problem, cause);
    }
}
