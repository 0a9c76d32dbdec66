package org.salespipeline.event;

import java.util.List;
import java.util.Optional;
import org.salespipeline.event.DossierEvent.ActivityRecorded;
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.ApprovalWithdrawn;
import org.salespipeline.event.DossierEvent.ContactLinked;
import org.salespipeline.event.DossierEvent.ContactUnlinked;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.DossierEvent.DocumentAttached;
import org.salespipeline.event.DossierEvent.DocumentRemoved;
import org.salespipeline.event.DossierEvent.ObjectionRaised;
import org.salespipeline.event.DossierEvent.ObjectionSettled;
import org.salespipeline.event.DossierEvent.QuoteIssued;
import org.salespipeline.event.DossierEvent.QuoteWithdrawn;
import org.salespipeline.event.DossierEvent.ScoreSet;
import org.salespipeline.event.DossierEvent.WaiverWithdrawn;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Dossier.Grant;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Dossier.Waiver;
import org.salespipeline.opportunity.Opportunity;

/** {@link ReplayModel} for the dossier: of all facts about one key, the last one says whether it is there and what it is. */
final class DossierModel {

    private final ReplayModel log;

    DossierModel(ReplayModel log) {
        this.log = log;
    }

    void write(Opportunity.Builder deal) {
        for (DossierEvent any : log.all(DossierEvent.class)) {
            List<Object> key = key(any);
            Optional<OpportunityEvent> decides = log.last(
                    event -> event instanceof DossierEvent told && key(told).equals(key));
            decides.ifPresent(event -> write((DossierEvent) event, deal));
        }
    }

    private static List<Object> key(DossierEvent event) {
        if (event instanceof CriterionWaived waived) {
            return List.of("waiver", waived.criterion(), waived.role());
        } else if (event instanceof WaiverWithdrawn withdrawn) {
            return List.of("waiver", withdrawn.criterion(), withdrawn.role());
        } else if (event instanceof ApprovalGranted granted) {
            return List.of("approval", granted.subject(), granted.role());
        } else if (event instanceof ApprovalWithdrawn withdrawn) {
            return List.of("approval", withdrawn.subject(), withdrawn.role());
        } else if (event instanceof QuoteIssued issued) {
            Quote.Version version = issued.quote().version();
            return List.of("quote", version.quote(), version.number());
        } else if (event instanceof QuoteWithdrawn withdrawn) {
            return List.of(
                    "quote", withdrawn.version().quote(), withdrawn.version().number());
        } else if (event instanceof ObjectionRaised raised) {
            return List.of("objection", raised.code());
        } else if (event instanceof ObjectionSettled settled) {
            return List.of("objection", settled.code());
        }
        return keyOfEngagement(event);
    }

    private static List<Object> keyOfEngagement(DossierEvent event) {
        if (event instanceof DocumentAttached attached) {
            return List.of("document", attached.kind(), attached.reference());
        } else if (event instanceof DocumentRemoved removed) {
            return List.of("document", removed.kind(), removed.reference());
        } else if (event instanceof ActivityRecorded recorded) {
            return List.of("activity", recorded.kind());
        } else if (event instanceof ContactLinked linked) {
            return List.of("contact", linked.contact(), linked.role());
        } else if (event instanceof ContactUnlinked unlinked) {
            return List.of("contact", unlinked.contact(), unlinked.role());
        } else if (event instanceof ScoreSet set) {
            return List.of("score", set.name());
        }
        throw new IllegalStateException("no key for " + event);
    }

    private static void write(DossierEvent event, Opportunity.Builder deal) {
        if (event instanceof CriterionWaived waived) {
            deal.waiver(new Waiver(waived.criterion(), grant(event, waived.role(), waived.reason())));
        } else if (event instanceof ApprovalGranted granted) {
            Grant grant = grant(event, granted.role(), granted.reason());
            deal.approval(new Approval(granted.subject(), granted.upTo(), grant));
        } else if (event instanceof QuoteIssued issued) {
            deal.quote(issued.quote());
        } else if (event instanceof ObjectionRaised raised) {
            deal.objection(new Objection(raised.code(), raised.text(), raised.to(), raised.validAt()));
        } else if (event instanceof DocumentAttached attached) {
            deal.document(new Document(
                    attached.kind(),
                    attached.reference(),
                    attached.validAt(),
                    attached.signedBy(),
                    attached.signedOn()));
        } else if (event instanceof ActivityRecorded recorded) {
            deal.activity(recorded.kind(), recorded.validAt());
        } else if (event instanceof ContactLinked linked) {
            deal.contact(linked.contact().value(), linked.role());
        } else if (event instanceof ScoreSet set) {
            set.points().ifPresent(points -> deal.score(set.name(), points));
        }
    }

    private static Grant grant(DossierEvent event, String role, String reason) {
        return new Grant(role, reason, event.validAt(), event.actor().value());
    }
}
