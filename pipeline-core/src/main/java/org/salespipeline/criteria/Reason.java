package org.salespipeline.criteria;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a criterion is not met: which one, what it asks for, what was found instead, and what would cure it.
 *
 * <p>Reads as one line without a full stop, {@code <rule>, was <found>; <cure>}, for example {@code budget is not
 * confirmed; record evidence "budget"}. The line is put together only when {@link #toString()} asks for it. A criterion
 * therefore keeps one reason without a found value and hands out {@link #withFound copies}, 24 bytes each. Immutable;
 * equal when all parts are.
 */
public final class Reason {

    private final Words words;
    private final @Nullable Object found;
    private final @Nullable String otherCure;

    private Reason(Words words, @Nullable Object found, @Nullable String otherCure) {
        this.words = words;
        this.found = found;
        this.otherCure = otherCure;
    }

    /**
     * A reason for which no cure is known.
     *
     * @param criterion the id of the criterion
     * @param rule what is wrong or what must hold, such as {@code amount must be at least EUR 5000.00}
     */
    public static Reason of(String criterion, String rule) {
        return new Reason(new Words(criterion, rule, ""), null, null);
    }

    /**
     * A reason with its cure.
     *
     * @param criterion the id of the criterion
     * @param rule what is wrong or what must hold, such as {@code budget is not confirmed}
     * @param cure what to do about it, such as {@code record evidence "budget"}; not blank
     */
    public static Reason of(String criterion, String rule, String cure) {
        checkArgument(
                !cure.isBlank(), "reason of %s: cure must not be blank; leave it out when none is known", criterion);
        return new Reason(new Words(criterion, rule, cure), null, null);
    }

    /** Several ways of which so many are enough; each is a list of what it still lacks. */
    static Reason someOf(String criterion, int needed, List<? extends List<Reason>> ways) {
        String rule = needed == 1 ? "one of these is needed" : needed + " of these are needed";
        return new Reason(new Words(criterion, rule, ""), Ways.of(needed, ways), null);
    }

    /**
     * The same reason with the value that broke the rule; 24 bytes, nothing is rendered.
     *
     * @param value an immutable value with {@code equals} and a {@code toString} fit for people
     */
    public Reason withFound(Object value) {
        return new Reason(words, requireNonNull(value), otherCure);
    }

    /**
     * The same reason with another way out beside its cure; 24 bytes.
     *
     * @param other what to do instead, such as {@code have it waived by sales-director}
     */
    public Reason withOtherCure(String other) {
        return new Reason(words, found, otherCure == null ? other : otherCure + ", or " + other);
    }

    /** The id of the criterion that is not met. */
    public String criterion() {
        return words.criterion();
    }

    /** What is wrong or what must hold, without value and cure. */
    public String rule() {
        return words.rule();
    }

    /** The value that broke the rule, where there is one. */
    public Optional<Object> found() {
        return found instanceof Ways ? Optional.empty() : Optional.ofNullable(found);
    }

    /** What to do about it, where that is known. */
    public Optional<String> cure() {
        if (otherCure == null) {
            return words.cure().isEmpty() ? Optional.empty() : Optional.of(words.cure());
        }
        return Optional.of(words.cure().isEmpty() ? otherCure : words.cure() + ", or " + otherCure);
    }

    /**
     * The ways out when {@linkplain #alternativesNeeded() some} of several are enough: each inner list is one way, whose
     * reasons all have to be cured.
     *
     * @return empty unless the reason comes from {@link Criterion#anyOf(Criterion[]) anyOf} or {@link
     *     Criterion#atLeast(int, Criterion[]) atLeast}
     */
    public List<List<Reason>> alternatives() {
        return found instanceof Ways ways ? ways.list() : List.of();
    }

    /** How many of the {@link #alternatives()} have to be cured; 0 when there are none. */
    public int alternativesNeeded() {
        return found instanceof Ways ways ? ways.needed() : 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Reason that
                        && words.equals(that.words)
                        && Objects.equals(found, that.found)
                        && Objects.equals(otherCure, that.otherCure));
    }

    @Override
    public int hashCode() {
        return (31 * words.hashCode() + Objects.hashCode(found)) * 31 + Objects.hashCode(otherCure);
    }

    /** The line a person reads: {@code <rule>, was <found>; <cure>}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(words.rule());
        if (found instanceof Ways) {
            text.append(": ").append(found);
        } else if (found != null) {
            text.append(", was ").append(found);
        }
        cure().ifPresent(way -> text.append("; ").append(way));
        return text.toString();
    }

    /** The part that is the same for every deal, shared by all reasons of one criterion. */
    private record Words(String criterion, String rule, String cure) {
        Words {
            checkArgument(!criterion.isBlank(), "reason: criterion must not be blank, was \"%s\"", criterion);
            checkArgument(!rule.isBlank(), "reason of %s: rule must not be blank, was \"%s\"", criterion, rule);
        }
    }

    /** What {@link #alternatives()} shows. */
    private record Ways(int needed, ImmutableList<List<Reason>> list) {

        static Ways of(int needed, List<? extends List<Reason>> ways) {
            return new Ways(needed, ways.stream().map(ImmutableList::copyOf).collect(ImmutableList.toImmutableList()));
        }

        @Override
        public String toString() {
            return list.stream()
                    .map(way -> way.stream().map(Reason::toString).collect(Collectors.joining(" and ", "[", "]")))
                    .collect(Collectors.joining(" or "));
        }
    }
}
