package org.salespipeline.qualification;

import java.util.function.Predicate;
import org.joda.money.Money;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;

/**
 * The built-in criteria about deals. All are pure, immutable and equal when they ask for the same.
 *
 * <pre>{@code
 * StageMachine machine = StageMachine.builder(process)
 *     .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget"))
 *     .enterWhen("negotiate", Criteria.custom(
 *         "owner-known", "nobody owns the deal", "assign an owner", deal -> deal.owner().isPresent()))
 *     .build();
 * }</pre>
 */
public final class Criteria {

    private static final Criterion<Opportunity> AMOUNT_KNOWN = Criterion.of(
            "amount-known",
            "amount is not known",
            "set the amount",
            deal -> deal.amount().isPresent());
    private static final Criterion<Opportunity> EXPECTED_CLOSE_KNOWN = Criterion.of(
            "expected-close-known",
            "expected close is not known",
            "set the expected close",
            deal -> deal.expectedClose().isPresent());

    private Criteria() {}

    /** The deal has an amount, whatever it is. */
    public static Criterion<Opportunity> amountKnown() {
        return AMOUNT_KNOWN;
    }

    /** The deal has an expected close, whether to come or gone by. */
    public static Criterion<Opportunity> expectedCloseKnown() {
        return EXPECTED_CLOSE_KNOWN;
    }

    /**
     * The deal holds evidence of this name, whoever confirmed it and whenever.
     *
     * @param evidence for example {@code budget}; not blank
     */
    public static Criterion<Opportunity> confirmed(String evidence) {
        return Confirmed.of(evidence);
    }

    /**
     * The amount is at least this one. Unknown when the deal has no amount, or one in another currency.
     *
     * @param minimum currency and amount as text, such as {@code EUR 5000}
     */
    public static Criterion<Opportunity> minimumAmount(String minimum) {
        return minimumAmount(MinimumAmount.parse(minimum));
    }

    /** The amount is at least this one. Unknown when the deal has no amount, or one in another currency. */
    public static Criterion<Opportunity> minimumAmount(Money minimum) {
        return MinimumAmount.of(minimum);
    }

    /**
     * A yes-or-no criterion of the host; as {@link Criterion#of}.
     *
     * <p>Two of them are equal only when they share the condition, and a lambda that is written twice is two conditions:
     * keep the criterion in a constant, or a rule that guards both sides of a move is asked twice.
     *
     * @param id a name that stays the same for the life of the rule, not blank
     * @param rule what is said when the condition does not hold, such as {@code nobody owns the deal}
     * @param cure what to do about it, such as {@code assign an owner}
     * @param condition a pure function; true when the criterion is met
     */
    public static Criterion<Opportunity> custom(
            String id, String rule, String cure, Predicate<? super Opportunity> condition) {
        return Criterion.of(id, rule, cure, condition);
    }
}
