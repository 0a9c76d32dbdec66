package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/** An activity of one kind is not long ago. */
record ActivityWithin(String kind, int days, Verdict never, Reason tooOld, Reason toCome)
        implements Criterion<Opportunity> {

    static ActivityWithin of(String kind, int days) {
        String id = idOf(Words.text("activity within", "kind", kind), Words.days("activity within", days));
        String rule = "last " + kind + " must be within " + days + " days";
        String cure = "record a new " + kind;
        return new ActivityWithin(
                kind,
                days,
                Verdict.unmet(Reason.of(id, "no " + kind + " is recorded", "record a " + kind)),
                Reason.of(id, rule, cure),
                Reason.of(id, rule + " before, which is not known", "judge the deal as it was by then"));
    }

    private static String idOf(String kind, int days) {
        return "activity-within(" + kind + ", " + days + " days)";
    }

    @Override
    public String id() {
        return idOf(kind, days);
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Instant last = deal.dossier().activities().get(kind);
        if (last == null) {
            return never;
        }
        if (last.isAfter(at)) {
            return Verdict.unknown(toCome.withFound(last));
        }
        return Elapsed.isWithin(last, at, days)
                ? Verdict.met("last " + kind, last)
                : Verdict.unmet(tooOld.withFound(last));
    }

    @Override
    public Set<String> uses() {
        return Set.of("activity:" + kind);
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof ActivityWithin that && kind.equals(that.kind) && days <= that.days;
    }

    @Override
    public String toString() {
        return id();
    }
}
