package org.salespipeline.qualification;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/** Evidence of one name is there. */
record Confirmed(String id, String evidence, Verdict otherwise) implements Criterion<Opportunity> {

    static Confirmed of(String evidence) {
        checkArgument(!evidence.isBlank(), "confirmed: evidence must not be blank, was \"%s\"", evidence);
        String id = "confirmed(" + evidence + ")";
        Reason reason = Reason.of(id, evidence + " is not confirmed", "record evidence \"" + evidence + "\"");
        return new Confirmed(id, evidence, Verdict.unmet(reason));
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        return deal.evidence().containsKey(evidence) ? Verdict.met() : otherwise;
    }

    @Override
    public String toString() {
        return id;
    }
}
