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

/**
 * A criterion that somebody in a role may waive.
 *
 * @param whole the id of the conjunction that it is a part of, which may be waived at once; its own id when it is none
 */
record UnlessWaived(String role, Criterion<Opportunity> criterion, String whole, String otherCure)
        implements Criterion<Opportunity> {

    /** A conjunction part by part: asked as one it would hide what is unknown behind what is unmet. */
    @SuppressWarnings("unchecked") // who judges more than deals judges deals
    static Criterion<Opportunity> of(String role, Criterion<? super Opportunity> criterion) {
        Words.text("unless waived by", "role", role);
        List<Criterion<Opportunity>> parts = ((Criterion<Opportunity>) criterion).parts();
        return Criterion.allOf(parts.stream()
                .<Criterion<Opportunity>>map(part ->
                        new UnlessWaived(role, part, criterion.id(), "have " + role + " waive \"" + part.id() + "\""))
                .toList());
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
        Optional<Waiver> waiver = waiver(deal, at);
        if (waiver.isPresent()) {
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

    private Optional<Waiver> waiver(Opportunity deal, Instant at) {
        return waiver(criterion.id(), deal, at).or(() -> waiver(whole, deal, at));
    }

    private Optional<Waiver> waiver(String waived, Opportunity deal, Instant at) {
        return deal.dossier()
                .waiver(waived, role)
                .filter(waiver -> !waiver.grant().at().isAfter(at));
    }

    /** The criterion, or the waiver by itself. */
    @Override
    public List<Criterion<Opportunity>> alternatives() {
        return List.of(criterion, new Waived(this));
    }

    /** The waiver by itself. */
    private record Waived(UnlessWaived combination) implements Criterion<Opportunity> {

        @Override
        public String id() {
            return "waived-by(" + combination.role + ", " + combination.criterion.id() + ")";
        }

        @Override
        public Verdict evaluate(Opportunity deal, Instant at) {
            return combination
                    .waiver(deal, at)
                    .map(Verdict::met)
                    .orElseGet(() -> Verdict.unmet(
                            Reason.of(id(), combination.criterion.id() + " is not waived", combination.otherCure)));
        }
    }

    /** What the criterion looks at, and the waiver. */
    @Override
    public Set<String> uses() {
        return ImmutableSet.<String>builder()
                .addAll(criterion.uses())
                .add("waiver:" + criterion.id())
                .add("waiver:" + whole)
                .build();
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof UnlessWaived that
                && role.equals(that.role)
                && criterion.id().equals(that.criterion.id())
                && (whole.equals(criterion.id()) || whole.equals(that.whole))
                && Criterion.entails(criterion, that.criterion);
    }

    @Override
    public String toString() {
        return id();
    }
}
