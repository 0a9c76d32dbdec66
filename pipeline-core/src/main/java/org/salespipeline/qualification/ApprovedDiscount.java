package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Share;

/** A discount of the current quote above a limit is approved. */
record ApprovedDiscount(
        String id, Share limit, Approvals approvals, Reason missing, Reason noList, Reason toCome, Verdict noQuote)
        implements Criterion<Opportunity> {

    static ApprovedDiscount of(Share limit, Approvals approvals) {
        String percent = percent(limit);
        String id = "approved-above-discount(" + percent + ", " + approvals.id() + ")";
        String rule = "a discount above " + percent + " must be approved";
        Reason unknown = Reason.of(id, rule, "issue a quote");
        return new ApprovedDiscount(
                id,
                limit,
                approvals,
                Reason.of(id, rule, approvals.cure()),
                Reason.of(id, rule, "issue the quote with a list price, or " + approvals.cure()),
                Approvals.toCome(id, rule),
                Verdict.unknown(unknown.withFound("not known")));
    }

    private static String percent(Share share) {
        return share.value().movePointRight(2).toPlainString() + " %";
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Optional<Quote> current = deal.dossier().currentQuote(at);
        if (current.isEmpty()) {
            return noQuote;
        }
        Quote quote = current.get();
        Approval approval = approvals.covering(deal, Optional.of(quote.price()), quote.issuedAt(), at);
        if (approval != null) {
            return Verdict.met(approval);
        }
        Optional<Share> discount = quote.discount();
        if (discount.isEmpty()) {
            return Verdict.unknown(noList.withFound(quote.version() + " without one"));
        }
        if (!quote.isDiscountedBeyond(limit)) {
            return Verdict.met("discount of " + quote.version(), percent(discount.get()));
        }
        Optional<Money> price = Optional.of(quote.price());
        Approval later = approvals.covering(deal, price, at, Instant.MAX);
        if (later != null) {
            return Verdict.unknown(toCome.withFound(later.grant().at()));
        }
        Approval before = approvals.covering(deal, price, Instant.MIN, quote.issuedAt());
        String found = percent(discount.get()) + " in " + quote.version();
        return Verdict.unmet(missing.withFound(
                before == null
                        ? found
                        : found + ", issued after the approval of "
                                + before.grant().at()));
    }

    @Override
    public Set<String> uses() {
        return Set.of("quote", "approval:" + approvals.subject());
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof ApprovedDiscount that
                && approvals.equals(that.approvals)
                && limit.compareTo(that.limit) <= 0;
    }

    @Override
    public String toString() {
        return id;
    }
}
