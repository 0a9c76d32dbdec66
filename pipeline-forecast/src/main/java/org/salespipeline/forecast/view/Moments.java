package org.salespipeline.forecast.view;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.forecast.view.PipelineView.Glimpse;
import org.salespipeline.opportunity.OpportunityId;

/** Finds the moments at which deals came to stand otherwise, and how they stood then. */
final class Moments {

    private static final Set<Field> FIELDS = EnumSet.complementOf(EnumSet.of(Field.EVIDENCE));

    /** As many moments are kept ready: deals of one export change at the same ones. */
    private static final int MOST_KEPT = 1 << 10;

    private final Known before;
    private final Known now;
    private final Map<Instant, Known> kept = new HashMap<>();

    Moments(Known before, Known now) {
        this.before = before;
        this.now = now;
    }

    void forEach(Consumer<Glimpse> each) {
        for (int deal = 0; deal < now.facts().deals(); deal++) {
            Set<Instant> moments = of(deal);
            if (!moments.isEmpty()) {
                OpportunityId id = OpportunityId.of(now.facts().ids().get(deal));
                each.accept(glimpse(deal, id, before));
                for (Instant moment : moments) {
                    each.accept(glimpse(deal, id, at(moment)));
                }
            }
        }
    }

    private static Glimpse glimpse(int deal, OpportunityId id, Known known) {
        boolean isThere = known.creation(deal) >= 0;
        return new Glimpse(
                id, known.asOf(), isThere ? Optional.of(new DealReader(known).read(deal)) : Optional.empty());
    }

    private Known at(Instant moment) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(moment, time -> new Known(now.facts(), time, now.zone()));
    }

    private Set<Instant> of(int deal) {
        Set<Instant> moments = new TreeSet<>();
        for (Field field : FIELDS) {
            RowsAsOf rows = now.rows(field);
            int run = rows.facts().runs().ofDeal(deal);
            int end = run < 0 ? 0 : rows.facts().runs().end(run);
            for (int row = run < 0 ? 0 : rows.facts().runs().start(run); row < end; row++) {
                add(moments, field, row);
            }
        }
        return moments;
    }

    private void add(Set<Instant> moments, Field field, int row) {
        RowsAsOf rows = now.rows(field);
        RowsAsOf earlier = before.rows(field);
        if (!rows.known(row) || earlier.counts(row)) {
            return;
        }
        Instant recorded = rows.facts().recorded().at(row);
        if (rows.counts(row)) {
            Instant valid = rows.facts().valid().at(row);
            moments.add(valid.isAfter(recorded) ? valid : recorded);
        }
        if (field == Field.CREATED && !earlier.known(row)) {
            // a creation that is corrected to a later time takes the deal away as soon as that is known
            moments.add(recorded);
        }
    }
}
