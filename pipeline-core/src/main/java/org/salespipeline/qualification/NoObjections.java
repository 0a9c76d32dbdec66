package org.salespipeline.qualification;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Opportunity;

/** Nobody objects to anything. */
record NoObjections() implements Criterion<Opportunity> {

    private static final String ID = "no-open-objections";
    private static final Reason OPEN = Reason.of(ID, "no objection may be open", "settle it");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        List<Objection> open = deal.dossier().objections().stream()
                .filter(objection -> !objection.raisedAt().isAfter(at))
                .toList();
        return open.isEmpty()
                ? Verdict.met()
                : Verdict.unmet(open.stream().map(OPEN::withFound).toList());
    }

    @Override
    public Set<String> uses() {
        return Set.of("objections");
    }

    @Override
    public String toString() {
        return ID;
    }
}
