package org.salespipeline.qualification;

import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.Waiver;
import org.salespipeline.opportunity.Opportunity;

/** A criterion that somebody in a role may waive. */
record UnlessWaived(String role, Criterion<? super Opportunity> criterion, String otherCure)
        implements Criterion<Opportunity> {

    static UnlessWaived of(String role, Criterion<? super Opportunity> criterion) {
        String cure = "have " + Words.text("unless waived by", "role", role) + " waive \"" + criterion.id() + "\"";
        return new UnlessWaived(role, criterion, cure);
    }

    @Override
    public String id() {
        return "unless-waived-by(" + role + ", " + criterion.id() + ")";
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Verdict verdict = criterion.evaluate(deal, at);
        if (verdict.isMet()) {
            return verdict;
        }
        Optional<Waiver> waiver = deal.dossier().waiver(criterion.id(), role);
        if (waiver.isPresent() && !waiver.get().grant().at().isAfter(at)) {
            return Verdict.met(waiver.get());
        }
        if (verdict.reasonCount() == 1) {
            Reason reason = verdict.reason(0).withOtherCure(otherCure);
            return verdict.isUnmet() ? Verdict.unmet(reason) : Verdict.unknown(reason);
        }
        List<Reason> reasons = verdict.reasons().stream()
                .map(reason -> reason.withOtherCure(otherCure))
                .toList();
        return verdict.isUnmet() ? Verdict.unmet(reasons) : Verdict.unknown(reasons);
    }

    /** What the criterion looks at, and the waiver. */
    @Override
    public Set<String> uses() {
        return ImmutableSet.<String>builder()
                .addAll(criterion.uses())
                .add("waiver:" + criterion.id())
                .build();
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof UnlessWaived that
                && role.equals(that.role)
                && criterion.id().equals(that.criterion.id())
                && Criterion.entails(criterion, that.criterion);
    }

    @Override
    public String toString() {
        return id();
    }
}
