package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.bridge.PipelineBridge.Form;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.view.PipelineView.Glimpse;
import org.salespipeline.opportunity.OpportunityId;

/** Walks with each deal from moment to moment and posts each step to its legs. */
final class Path {

    private final PipelineView view;
    private final Instant from;
    private final Question question;
    private final Side before;
    private final Side after;

    Path(PipelineView view, Instant from, Question question) {
        this.view = view;
        this.from = from;
        this.question = question;
        after = Side.of(view, question);
        // a dimension that became known only later is known of no deal then
        PipelineView then = view.asOf(from);
        boolean isKnown = question.dimension().map(then.deals()::hasDimension).orElse(true);
        before = isKnown ? Side.of(then, question) : Side.withoutSegments(then);
    }

    PipelineBridge bridge() {
        Posting posting = new Posting(question, question.currency().orElseGet(this::onlyCurrency));
        for (int row = 0; row < before.deals.size(); row++) {
            posting.start(before.at(row));
        }
        Walker walker = new Walker(posting);
        view.forEachGlimpse(from, walker::step);
        for (int row = 0; row < after.deals.size(); row++) {
            posting.end(after.at(row));
        }
        return posting.bridge(Form.PATH);
    }

    private CurrencyUnit onlyCurrency() {
        Asked asked = new Asked(question);
        TreeSet<CurrencyUnit> found = new TreeSet<>();
        Comparison.addCurrencies(before, asked, found);
        view.forEachGlimpse(from, glimpse -> asked.addCurrency(stand(glimpse), found));
        return Asked.only(found);
    }

    private Stand stand(Glimpse glimpse) {
        return new DealStand(glimpse.deal(), question.dimension());
    }

    /** The last nanosecond of the day before: who was created earlier and is recorded now was entered late. */
    private Instant dayBefore(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, view.zone());
        return day.atStartOfDay(view.zone()).toInstant().minusNanos(1);
    }

    /** Takes one step after another, deal by deal. */
    private final class Walker {

        private final Posting posting;
        private Optional<OpportunityId> deal = Optional.empty();
        private Stand last = new DealStand(Optional.empty(), Optional.empty());

        Walker(Posting posting) {
            this.posting = posting;
        }

        void step(Glimpse glimpse) {
            Stand next = stand(glimpse);
            if (deal.filter(glimpse.opportunity()::equals).isPresent()) {
                posting.at(glimpse.at()).newSince(dayBefore(glimpse.at())).compare(last, next);
            }
            deal = Optional.of(glimpse.opportunity());
            last = next;
        }
    }
}
