package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.salespipeline.forecast.view.Facts.Field;

/** Facts together with the moment up to which they may be seen. All that a view shows goes through here. */
final class Known {

    private final Facts facts;
    private final Instant asOf;
    private final ZoneId zone;
    private final ImmutableList<RowsAsOf> fields;

    Known(Facts facts, Instant asOf, ZoneId zone) {
        this.facts = facts;
        this.asOf = asOf;
        this.zone = zone;
        fields = facts.fields().stream().map(rows -> rows.asOf(asOf)).collect(ImmutableList.toImmutableList());
    }

    Facts facts() {
        return facts;
    }

    Instant asOf() {
        return asOf;
    }

    ZoneId zone() {
        return zone;
    }

    RowsAsOf rows(Field field) {
        return fields.get(field.number());
    }

    List<RowsAsOf> fields() {
        return fields;
    }

    /** The row that created the deal, -1 when it did not exist. */
    int creation(int deal) {
        RowsAsOf created = rows(Field.CREATED);
        int run = created.facts().runs().ofDeal(deal);
        int row = run < 0 ? -1 : created.lastKnown(run);
        return row >= 0 && created.counts(row) ? row : -1;
    }

    /** Whether anything at all is known about the deal, be it that it does not exist yet. */
    boolean knows(int deal) {
        for (RowsAsOf field : fields) {
            int run = field.facts().runs().ofDeal(deal);
            if (run >= 0 && field.lastKnown(run) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same is known at the same moment about the same deals. */
    boolean sameAs(Known other) {
        if (!asOf.equals(other.asOf) || !zone.equals(other.zone)) {
            return false;
        }
        int deal = nextKnown(0);
        int otherDeal = other.nextKnown(0);
        while (deal < facts.deals() && otherDeal < other.facts.deals()) {
            if (!sameDeal(deal, other, otherDeal)) {
                return false;
            }
            deal = nextKnown(deal + 1);
            otherDeal = other.nextKnown(otherDeal + 1);
        }
        return deal == facts.deals() && otherDeal == other.facts.deals();
    }

    private int nextKnown(int from) {
        int deal = from;
        while (deal < facts.deals() && !knows(deal)) {
            deal++;
        }
        return deal;
    }

    private boolean sameDeal(int deal, Known other, int otherDeal) {
        if (!facts.ids().same(deal, other.facts.ids(), otherDeal)) {
            return false;
        }
        for (int field = 0; field < fields.size(); field++) {
            if (!fields.get(field).sameRows(deal, other.fields.get(field), otherDeal)) {
                return false;
            }
        }
        return true;
    }

    /** How many facts are known. */
    long factCount() {
        return fields.stream().mapToLong(RowsAsOf::knownRows).sum();
    }
}
