package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.bridge.PipelineBridge.Form;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.PipelineView;

/** Walks through the deals of two views side by side and posts each difference to its legs. */
final class Comparison {

    private final Instant from;
    private final Side before;
    private final Side after;
    private final Posting posting;

    Comparison(PipelineView from, PipelineView to, Question question) {
        this.from = from.asOf();
        before = Side.of(from, question);
        after = Side.of(to, question);
        posting = new Posting(question, question.currency().orElseGet(() -> onlyCurrency(new Asked(question))));
    }

    private CurrencyUnit onlyCurrency(Asked asked) {
        TreeSet<CurrencyUnit> found = new TreeSet<>();
        addCurrencies(before, asked, found);
        addCurrencies(after, asked, found);
        return Asked.only(found);
    }

    static void addCurrencies(Side side, Asked asked, SortedSet<CurrencyUnit> found) {
        for (int row = 0; row < side.deals.size(); row++) {
            asked.addCurrency(side.at(row), found);
        }
    }

    PipelineBridge bridge() {
        var unused = posting.newSince(from);
        int[] there = before.deals.rowsIn(after.deals);
        int second = 0;
        for (int first = 0; first < there.length; first++) {
            int until = there[first];
            // one that is gone has no place in the other view; those with lower ids come first
            while (until == Side.NONE ? isNextBefore(second, first) : second < until) {
                post(Side.NONE, second++);
            }
            post(first, until);
            second = until == Side.NONE ? second : until + 1;
        }
        while (second < after.deals.size()) {
            post(Side.NONE, second++);
        }
        return posting.bridge(Form.STATE);
    }

    private boolean isNextBefore(int second, int first) {
        return second < after.deals.size()
                && after.at(second).id().compareTo(before.at(first).id()) < 0;
    }

    private void post(int first, int second) {
        posting.startAndEnd(before.at(first), after.at(second));
    }
}
