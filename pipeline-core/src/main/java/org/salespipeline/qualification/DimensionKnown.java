package org.salespipeline.qualification;

import java.time.Instant;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/** One dimension has a value. */
record DimensionKnown(String id, String dimension, Verdict otherwise) implements Criterion<Opportunity> {

    static DimensionKnown of(String dimension) {
        String id = "dimension-known(" + Words.text("dimension known", "dimension", dimension) + ")";
        Reason reason = Reason.of(id, dimension + " is not known", "set dimension \"" + dimension + "\"");
        return new DimensionKnown(id, dimension, Verdict.unmet(reason));
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        String value = deal.dimensions().get(dimension);
        return value == null ? otherwise : Verdict.met(dimension, value);
    }

    @Override
    public Set<String> uses() {
        return Set.of("dimension:" + dimension);
    }

    @Override
    public String toString() {
        return id;
    }
}
