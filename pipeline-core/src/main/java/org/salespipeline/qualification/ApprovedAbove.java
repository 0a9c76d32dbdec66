package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Opportunity;

/** An amount above a threshold is approved. */
record ApprovedAbove(
        String id,
        Money threshold,
        Approvals approvals,
        Reason missing,
        Reason otherCurrency,
        Reason toCome,
        Verdict notKnown)
        implements Criterion<Opportunity> {

    static ApprovedAbove of(Money threshold, Approvals approvals) {
        String id = "approved-above(" + threshold + ", " + approvals.id() + ")";
        String rule = "an amount above " + threshold + " must be approved";
        Reason unknown = Reason.of(id, rule, "set the amount, or " + approvals.cure());
        return new ApprovedAbove(
                id,
                threshold,
                approvals,
                Reason.of(id, rule, approvals.cure()),
                Reason.of(id, rule, "state the amount in " + threshold.getCurrencyUnit() + ", or " + approvals.cure()),
                Approvals.toCome(id, rule),
                Verdict.unknown(unknown.withFound("not known")));
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Approval approval = approvals.covering(deal, at);
        if (approval != null) {
            return Verdict.met(approval);
        }
        Optional<Money> amount = deal.amount();
        if (amount.isEmpty()) {
            return notKnown;
        }
        Money found = amount.get();
        if (!found.isSameCurrency(threshold)) {
            return Verdict.unknown(otherCurrency.withFound(found));
        }
        if (!found.isGreaterThan(threshold)) {
            return Verdict.met("amount", found);
        }
        Approval later = approvals.covering(deal, amount, at, Instant.MAX);
        return later == null
                ? Verdict.unmet(missing.withFound(found))
                : Verdict.unknown(toCome.withFound(later.grant().at()));
    }

    @Override
    public Set<String> uses() {
        return Set.of("amount", "approval:" + approvals.subject());
    }

    /** What needs approval above a lower threshold does so above a higher one. */
    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof ApprovedAbove that
                && approvals.equals(that.approvals)
                && threshold.isSameCurrency(that.threshold)
                && !threshold.isGreaterThan(that.threshold);
    }

    @Override
    public String toString() {
        return id;
    }
}
