package org.salespipeline.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.salespipeline.event.DossierEvent.ActivityRecorded;
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.ContactLinked;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.DossierEvent.DocumentAttached;
import org.salespipeline.event.DossierEvent.ObjectionRaised;
import org.salespipeline.event.DossierEvent.QuoteIssued;
import org.salespipeline.event.DossierEvent.ScoreSet;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.PartnerLinked;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Dossier;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Dossier.Grant;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Dossier.Waiver;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** Finds events that lead to a given deal. */
final class Opening {

    private final Opportunity deal;
    private final ActorId actor;
    private final Header atCreation;
    private final Header atStage;
    private final int version;

    Opening(Opportunity deal, ActorId actor) {
        this.deal = deal;
        this.actor = actor;
        this.atCreation = header(deal.createdAt());
        this.atStage = header(deal.stageEnteredAt());
        this.version = deal.process().version();
    }

    private Header header(Instant validAt) {
        return new Header(deal.id(), validAt, actor);
    }

    List<OpportunityEvent> events() {
        List<OpportunityEvent> events = new ArrayList<>();
        boolean createdHere =
                deal.currentStage().kind().isOpen() && deal.stageEnteredAt().equals(deal.createdAt());
        StageId begin = createdHere ? deal.stage() : deal.process().first().id();
        Profile profile = new Profile(deal.name(), deal.account(), deal.source(), deal.businessKind());
        events.add(new Created(atCreation, deal.process().id(), version, begin, profile));
        addFields(events);
        addParts(events);
        addGrants(events);
        addGathered(events);
        if (!createdHere) {
            addEntry(events);
        }
        deal.migratedAt().ifPresent(at -> events.add(new Migrated(header(at), version, deal.stage())));
        Header atEnd = header(deal.removedAt().orElse(deal.settledAt()));
        deal.mergedInto().ifPresent(survivor -> events.add(new Merged(atEnd, survivor)));
        if (deal.isDeleted()) {
            events.add(new Deleted(atEnd));
        }
        if (deal.isRecycled()) {
            events.add(new Recycled(atEnd));
        }
        return events;
    }

    private void addFields(List<OpportunityEvent> events) {
        deal.amount().ifPresent(amount -> events.add(new AmountSet(atCreation, amount)));
        deal.expectedClose().ifPresent(date -> events.add(new ExpectedCloseSet(atCreation, date)));
        deal.owner().ifPresent(owner -> events.add(new OwnerSet(atCreation, owner)));
        deal.calledCategory().ifPresent(category -> events.add(new CategoryCalled(atCreation, category)));
        deal.calledProbability().ifPresent(chance -> events.add(new ProbabilityCalled(atCreation, chance)));
    }

    private void addParts(List<OpportunityEvent> events) {
        deal.dimensions().forEach((name, value) -> events.add(new DimensionSet(atCreation, name, value)));
        deal.partners().forEach(link -> events.add(new PartnerLinked(atCreation, link.partner(), link.role())));
        deal.evidence()
                .values()
                .forEach(found -> events.add(new EvidenceRecorded(
                        header(found.confirmedAt()), found.name(), found.confirmedBy(), found.expiresAt())));
    }

    /** Who granted something is the actor of the event, whoever read the table. */
    private void addGrants(List<OpportunityEvent> events) {
        for (Waiver waiver : deal.dossier().waivers()) {
            Grant grant = waiver.grant();
            events.add(new CriterionWaived(header(grant), waiver.criterion(), grant.role(), grant.reason()));
        }
        for (Approval approval : deal.dossier().approvals()) {
            Grant grant = approval.grant();
            events.add(new ApprovalGranted(
                    header(grant), approval.subject(), grant.role(), grant.reason(), approval.upTo()));
        }
    }

    private Header header(Grant grant) {
        return new Header(deal.id(), grant.at(), ActorId.of(grant.by()));
    }

    private void addGathered(List<OpportunityEvent> events) {
        Dossier dossier = deal.dossier();
        dossier.quotes().forEach(quote -> events.add(new QuoteIssued(header(quote.issuedAt()), quote)));
        for (Objection objection : dossier.objections()) {
            Header header = header(objection.raisedAt());
            events.add(new ObjectionRaised(header, objection.code(), objection.text(), objection.to()));
        }
        for (Document document : dossier.documents()) {
            Header header = header(document.attachedAt());
            events.add(new DocumentAttached(
                    header, document.kind(), document.reference(), document.signedBy(), document.signedOn()));
        }
        dossier.contacts().forEach(link -> events.add(new ContactLinked(atCreation, link.contact(), link.role())));
        dossier.activities().forEach((kind, at) -> events.add(new ActivityRecorded(header(at), kind)));
        dossier.scores().forEach((name, points) -> events.add(new ScoreSet(atCreation, name, points)));
    }

    private void addEntry(List<OpportunityEvent> events) {
        switch (deal.currentStage().kind()) {
            case WON -> events.add(new Won(atStage, version, deal.stage(), deal.actualClose()));
            case LOST, OTHER_TERMINAL ->
                events.add(new Lost(
                        atStage,
                        version,
                        deal.stage(),
                        deal.actualClose(),
                        deal.lossReason(),
                        deal.competitor(),
                        deal.lossComment()));
            case POST_SALES -> {
                // what is after the win was won before; where, no table tells
                events.add(new Won(atStage, version, anyWonStage(), deal.actualClose()));
                events.add(new StageEntered(atStage, version, deal.stage()));
            }
            case OPEN, PRE_PIPELINE -> events.add(new StageEntered(atStage, version, deal.stage()));
        }
    }

    private StageId anyWonStage() {
        return deal.process().stages().stream()
                .filter(stage -> stage.kind() == StageKind.WON)
                .findFirst()
                .orElseThrow()
                .id();
    }
}
