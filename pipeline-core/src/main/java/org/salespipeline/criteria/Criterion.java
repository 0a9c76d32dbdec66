package org.salespipeline.criteria;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A condition on a subject at an instant. It is met, unmet, or unknown, and when it is not met it says why.
 *
 * <p>For a plain yes or no, {@link #of} is enough. A criterion of your own implements the two methods:
 *
 * <pre>{@code
 * record Discount(BigDecimal percent) {}
 *
 * final class DiscountAtMost implements Criterion<Optional<Discount>> {
 *     private static final Verdict UNKNOWN =
 *             Verdict.unknown(Reason.of("discount-limit", "discount is not known", "enter the discount"));
 *     private final BigDecimal limit;
 *     private final Reason tooHigh;
 *
 *     DiscountAtMost(BigDecimal limit) {
 *         this.limit = limit;
 *         this.tooHigh = Reason.of(
 *                 "discount-limit", "discount must be at most " + limit + " %", "ask the sales lead to approve it");
 *     }
 *
 *     public String id() {
 *         return "discount-limit";
 *     }
 *
 *     public Verdict evaluate(Optional<Discount> discount, Instant at) {
 *         if (discount.isEmpty()) {
 *             return UNKNOWN;
 *         }
 *         BigDecimal percent = discount.get().percent();
 *         return percent.compareTo(limit) <= 0 ? Verdict.met() : Verdict.unmet(tooHigh.withFound(percent));
 *     }
 * }
 * }</pre>
 *
 * <p>Implement it as a pure function: the same subject and instant always give an equal verdict; the clock and the
 * network are out of reach, what time it is comes in as {@code at}. Instances are immutable, because callers share them
 * between threads. Keep what does not vary in a field, as above: a verdict that is met, or always the same, then costs
 * nothing. Give it {@code equals} (a record has it) and a rule that is stated twice is asked only once. {@code
 * CriterionLaws} in the test kit checks all this for your implementation.
 *
 * <p>Criteria are combined in Kleene's three-valued logic. With {@code +} met, {@code -} unmet, {@code ?} unknown:
 *
 * <pre>
 *   a   b   allOf(a, b)   anyOf(a, b)   not(a)
 *   +   +        +             +           -
 *   +   ?        ?             +           -
 *   +   -        -             +           -
 *   ?   +        ?             +           ?
 *   ?   ?        ?             ?           ?
 *   ?   -        -             ?           ?
 *   -   +        -             +           +
 *   -   ?        -             ?           +
 *   -   -        -             -           +
 * </pre>
 *
 * <p>{@link #atLeast(int, Criterion[]) atLeast} counts: the table stands there.
 *
 * <p>Source: S. C. Kleene (1952), <i>Introduction to Metamathematics</i>, section 64, the strong connectives.
 *
 * @param <S> what is judged, for example a deal
 */
public interface Criterion<S> {

    /** A name that stays the same for the life of the rule, not blank; reasons and logs refer to it. */
    String id();

    /**
     * Judges the subject as it is at this instant.
     *
     * @param subject what is judged, complete in itself
     * @param at the instant for which the verdict holds, for rules that speak of time
     */
    Verdict evaluate(S subject, Instant at);

    /**
     * What has to be met together for this criterion to be met: the parts of an {@link #allOf(Criterion[]) allOf}, and the
     * options of an {@link #anyOf(Criterion[]) anyOf} that is denied, each one denied; those of the parts included. Every
     * other criterion is its own only part.
     *
     * <p>The verdict of the whole is the least of the verdicts of the parts. Who asks each part, as a stage machine does,
     * learns besides what is unmet also what is unknown. Override it only for a conjunction of your own.
     *
     * @return never empty, none twice
     */
    default List<Criterion<S>> parts() {
        return List.of(this);
    }

    /**
     * Ways of which any one is enough: it is met when one of them is, and never else. The options of an {@link
     * #anyOf(Criterion[]) anyOf}; override it for a disjunction of your own, so that {@link #entails} and {@link #clash} see through
     * it.
     *
     * @return empty when there is one way only, as by default
     */
    default List<Criterion<S>> alternatives() {
        return List.of();
    }

    /**
     * What the criterion looks at, by names on which the host and its criteria agree, such as {@code amount} or {@code
     * evidence:budget}; a check can then find criteria on what no subject has.
     *
     * @return empty when it does not tell, as by default
     */
    default Set<String> uses() {
        return Set.of();
    }

    /**
     * Whether this criterion knows that the other one is met whenever this one is, at the same instant and for every
     * subject. Override it where values can be compared, such as an amount of at least 5000 and one of at least 1000; equal
     * criteria and combinations are looked through by {@link #entails}.
     *
     * @return false when in doubt, as by default
     */
    default boolean implies(Criterion<?> other) {
        return false;
    }

    /**
     * Whether this criterion knows that the other one is never met when this one is. Override it where values can be
     * compared; denials and combinations are looked through by {@link #clash}.
     *
     * @return false when in doubt, as by default
     */
    default boolean contradicts(Criterion<?> other) {
        return false;
    }

    /** Whether it can be told without a subject that the second is met whenever the first is; false when in doubt. */
    static boolean entails(Criterion<?> first, Criterion<?> second) {
        return Logic.entails(first, second);
    }

    /** Whether it can be told without a subject that the two are never met together; false when in doubt. */
    static boolean clash(Criterion<?> first, Criterion<?> second) {
        return Logic.clash(first, second);
    }

    /**
     * A yes-or-no criterion, never unknown. Equal to another one when id, words and the condition object are.
     *
     * @param id as {@link #id()}
     * @param rule what is said when the condition does not hold, such as {@code discount is not approved}
     * @param cure what to do about it, such as {@code ask the sales lead}
     * @param condition a pure function; true when the criterion is met
     */
    static <S> Criterion<S> of(String id, String rule, String cure, Predicate<? super S> condition) {
        return new PredicateCriterion<>(id, condition, Verdict.unmet(Reason.of(id, rule, cure)));
    }

    /**
     * Met when all parts are: the least of the verdicts in the order unmet, unknown, met.
     *
     * <p>Gives the reasons of all parts that have the verdict of the whole, in their order; {@link #parts()} tells the
     * parts, so that each can be asked. Equal parts count once; a single part is returned as it is.
     *
     * @param parts at least one
     */
    @SafeVarargs
    static <S> Criterion<S> allOf(Criterion<S>... parts) {
        List<Criterion<S>> list = new ArrayList<>(parts.length);
        for (Criterion<S> part : parts) {
            list.add(part);
        }
        return AllOf.of(list);
    }

    /**
     * As {@link #allOf(Criterion[])}, under an id of one's own that stays the same when a part joins. Inside another conjunction
     * its parts count one by one and the id is lost: who waives it as a whole asks for it by itself.
     *
     * @param id not blank
     */
    static <S> Criterion<S> allOf(String id, List<Criterion<S>> parts) {
        return AllOf.of(id, parts);
    }

    /** As {@link #allOf(Criterion[])}, of a list. */
    static <S> Criterion<S> allOf(List<Criterion<S>> parts) {
        return AllOf.of(parts);
    }

    /**
     * Met when at least one part is: the greatest of the verdicts in the order unmet, unknown, met.
     *
     * <p>Otherwise gives a single reason, whose {@linkplain Reason#alternatives() alternatives} hold all that each part
     * lacks to be met, unmet or unknown. Equal parts count once; a single part is returned as it is.
     *
     * @param parts at least one
     */
    @SafeVarargs
    static <S> Criterion<S> anyOf(Criterion<S>... parts) {
        List<Criterion<S>> list = new ArrayList<>(parts.length);
        for (Criterion<S> part : parts) {
            list.add(part);
        }
        return AnyOf.of(list);
    }

    /** As {@link #anyOf(Criterion[])}, of a list. */
    static <S> Criterion<S> anyOf(List<Criterion<S>> parts) {
        return AnyOf.of(parts);
    }

    /**
     * Met when at least so many parts are; unmet when that can no longer be, however the unknown parts turn out. With
     * {@code m} parts met, {@code u} unknown and {@code n} asked for:
     *
     * <pre>
     *   m &gt;= n       m &lt; n &lt;= m + u       m + u &lt; n
     *      +                ?                  -
     * </pre>
     *
     * <p>Of one it is {@link #anyOf(Criterion[]) anyOf}, of all {@link #allOf(Criterion[]) allOf}. Otherwise it gives a single
     * reason, whose {@linkplain Reason#alternatives() alternatives} hold what each part lacks. Equal parts count once.
     *
     * @param number from 1 to the number of different parts
     * @param parts at least one
     */
    @SafeVarargs
    static <S> Criterion<S> atLeast(int number, Criterion<S>... parts) {
        List<Criterion<S>> list = new ArrayList<>(parts.length);
        for (Criterion<S> part : parts) {
            list.add(part);
        }
        return AtLeast.of(number, list);
    }

    /** As {@link #atLeast(int, Criterion[])}, of a list. */
    static <S> Criterion<S> atLeast(int number, List<Criterion<S>> parts) {
        return AtLeast.of(number, parts);
    }

    /** Met when the criterion is unmet and the other way round; what is unknown stays unknown. */
    static <S> Criterion<S> not(Criterion<S> criterion) {
        return Not.of(criterion);
    }
}
