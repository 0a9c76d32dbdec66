package org.salespipeline.qualification;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Opportunity;

/** A document of one kind is there, perhaps a signed one. */
record Attached(String id, String kind, boolean isSigned, Verdict missing, Reason unsigned)
        implements Criterion<Opportunity> {

    static Attached of(String kind, boolean isSigned) {
        String id = "document-" + (isSigned ? "signed(" : "attached(") + Words.text("document", "kind", kind) + ")";
        String attach = "attach the " + (isSigned ? "signed " : "") + kind;
        return new Attached(
                id,
                kind,
                isSigned,
                Verdict.unmet(Reason.of(id, "no " + kind + " is attached", attach)),
                Reason.of(id, kind + " must be signed", attach));
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        List<Document> documents = deal.dossier().documents();
        Verdict verdict = missing;
        for (int i = 0; i < documents.size(); i++) {
            Document document = documents.get(i);
            if (document.kind().equals(kind) && !document.attachedAt().isAfter(at)) {
                if (!isSigned || document.isSigned()) {
                    return Verdict.met(document);
                }
                verdict = Verdict.unmet(unsigned.withFound(document.reference() + " without a signature"));
            }
        }
        return verdict;
    }

    @Override
    public Set<String> uses() {
        return Set.of("document:" + kind);
    }

    @Override
    public boolean implies(Criterion<?> other) {
        return other instanceof Attached that && kind.equals(that.kind) && (isSigned || !that.isSigned);
    }

    @Override
    public String toString() {
        return id;
    }
}
