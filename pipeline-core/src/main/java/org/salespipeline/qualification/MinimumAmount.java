package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/** The amount reaches a minimum; amounts in unlike currencies are not compared. */
record MinimumAmount(Money minimum, Verdict isReached, Reason tooLow, Reason otherCurrency, Verdict notKnown)
        implements Criterion<Opportunity> {

    static MinimumAmount of(Money minimum) {
        String id = idOf(minimum);
        String rule = "amount must be at least " + minimum;
        return new MinimumAmount(
                minimum,
                Verdict.met("amount is at least " + minimum),
                Reason.of(id, rule, "correct the amount if it is out of date"),
                Reason.of(id, rule, "state the amount in " + minimum.getCurrencyUnit()),
                Verdict.unknown(Reason.of(id, rule, "set the amount").withFound("not known")));
    }

    private static String idOf(Money minimum) {
        return "minimum-amount(" + minimum + ")";
    }

    @Override
    public String id() {
        return idOf(minimum);
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Optional<Money> amount = deal.amount();
        if (amount.isEmpty()) {
            return notKnown;
        }
        Money found = amount.get();
        if (!found.getCurrencyUnit().equals(minimum.getCurrencyUnit())) {
            return Verdict.unknown(otherCurrency.withFound(found));
        }
        return found.getAmount().compareTo(minimum.getAmount()) < 0
                ? Verdict.unmet(tooLow.withFound(found))
                : isReached;
    }

    @Override
    public Set<String> uses() {
        return Set.of("amount");
    }

    /** More is at least as much. */
    @Override
    public boolean implies(Criterion<?> other) {
        return (other instanceof MinimumAmount that
                        && minimum.isSameCurrency(that.minimum)
                        && !minimum.isLessThan(that.minimum))
                || other.equals(Criteria.amountKnown());
    }

    /** An amount has one currency. */
    @Override
    public boolean contradicts(Criterion<?> other) {
        return other instanceof MinimumAmount that && !minimum.isSameCurrency(that.minimum);
    }

    @Override
    public String toString() {
        return id();
    }
}
