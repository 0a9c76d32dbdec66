package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/** The amount reaches a minimum; amounts in unlike currencies are not compared. */
record MinimumAmount(Money minimum, Reason tooLow, Reason otherCurrency, Verdict notKnown)
        implements Criterion<Opportunity> {

    static MinimumAmount of(Money minimum) {
        String id = idOf(minimum);
        String rule = "amount must be at least " + minimum;
        return new MinimumAmount(
                minimum,
                Reason.of(id, rule, "correct the amount if it is out of date"),
                Reason.of(id, rule, "state the amount in " + minimum.getCurrencyUnit()),
                Verdict.unknown(Reason.of(id, rule, "set the amount").withFound("not known")));
    }

    static Money parse(String minimum) {
        try {
            return Money.parse(minimum);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "minimum amount must be a currency and an amount with no more decimals than it has, was \""
                            + minimum + "\"; write it like \"EUR 5000\"",
                    unreadable);
        }
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
                : Verdict.met();
    }

    @Override
    public String toString() {
        return id();
    }
}
