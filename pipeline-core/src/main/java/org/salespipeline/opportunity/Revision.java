package org.salespipeline.opportunity;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.joda.money.Money;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/**
 * The door through which an event changes a deal. Exists only while {@link Opportunity#after} runs; each call is
 * checked and counts on top of the calls before.
 */
public final class Revision {

    private ImmutableOpportunity deal;

    Revision(ImmutableOpportunity deal) {
        this.deal = deal;
    }

    Opportunity revised() {
        return deal;
    }

    /** Which deal is being revised. */
    public OpportunityId id() {
        return deal.id();
    }

    /** The process of the deal. */
    public SalesProcess process() {
        return deal.process();
    }

    /**
     * Puts the deal into a stage without a known close, and ends a merge, a deletion or a recycling. A deal that is won
     * and comes to a stage after the win keeps its close.
     *
     * @param version of the process that has the stage; the deal follows it from then on
     * @param at when; what is before the creation counts as if it were at the creation
     */
    public void stage(int version, StageId stage, Instant at) {
        boolean staysWon = deal.currentStage().kind().isWon() && kindOf(version, stage) == StageKind.POST_SALES;
        Optional<LocalDate> closedOn = staysWon ? deal.actualClose() : Optional.empty();
        enter(version, stage, at);
        deal = deal.withActualClose(closedOn);
    }

    /**
     * Closes the deal in a stage, and ends a merge, a deletion or a recycling.
     *
     * @param version of the process that has the stage; the deal follows it from then on
     * @param at when; what is before the creation counts as if it were at the creation
     * @param closedOn closed stages only
     */
    public void closed(int version, StageId stage, Instant at, Optional<LocalDate> closedOn) {
        enter(version, stage, at);
        deal = deal.withActualClose(closedOn);
    }

    private void enter(int version, StageId stage, Instant at) {
        Instant enteredAt = at.isBefore(deal.createdAt()) ? deal.createdAt() : at;
        forgetTheEnd();
        if (!deal.isCurrent()) {
            fate(parts -> {});
        }
        follow(version, stage);
        deal = deal.withMigratedAt(Optional.empty()).withStageEnteredAt(enteredAt);
    }

    /** What only some stages may have goes before the stage changes: each step is checked. */
    private void forgetTheEnd() {
        deal = deal.withActualClose(Optional.empty())
                .withLossReason(Optional.empty())
                .withCompetitor(Optional.empty())
                .withLossComment(Optional.empty());
    }

    private void follow(int version, StageId stage) {
        SalesProcess process = deal.process();
        if (version == process.version()) {
            deal = deal.withStage(stage);
        } else {
            deal = (ImmutableOpportunity) ImmutableOpportunity.builder()
                    .from(deal)
                    .process(process.versions().version(version))
                    .stage(stage)
                    .build();
        }
    }

    private StageKind kindOf(int version, StageId stage) {
        SalesProcess process = deal.process();
        SalesProcess followed =
                version == process.version() ? process : process.versions().version(version);
        return followed.stage(stage).kind();
    }

    /**
     * Lets the deal follow another version of its process. Since when it is in its stage stays as it was, and so does
     * how it ended, as far as the new stage can have it.
     *
     * @param at when; what is before the deal came to its stage counts as if it were then
     */
    public void migrated(int version, StageId stage, Instant at) {
        StageKind kind = kindOf(version, stage);
        ImmutableOpportunity before = deal;
        forgetTheEnd();
        follow(version, stage);
        deal = deal.withMigratedAt(notBeforeEntry(at));
        if (kind.isClosed()) {
            deal = deal.withActualClose(before.actualClose());
        }
        if (DealCheck.endsWithoutSale(kind)) {
            lost(before.lossReason(), before.competitor(), before.lossComment());
        }
    }

    /** Notes how the deal was lost; stages of kind {@code LOST} and {@code OTHER_TERMINAL} only. */
    public void lost(Optional<LossReason> reason, Optional<String> competitor, Optional<String> comment) {
        deal = deal.withLossReason(reason).withCompetitor(competitor).withLossComment(comment);
    }

    /**
     * Notes that another deal goes on in place of this one.
     *
     * @param at when; what is before the deal came to its stage counts as if it were then
     */
    public void mergedInto(OpportunityId survivor, Instant at) {
        fate(parts -> parts.mergedInto(survivor).removedAt(notBeforeEntry(at)));
    }

    /**
     * Notes that the deal was taken back.
     *
     * @param at when; what is before the deal came to its stage counts as if it were then
     */
    public void deleted(Instant at) {
        fate(parts -> parts.isDeleted(true).removedAt(notBeforeEntry(at)));
    }

    /**
     * Notes that the deal went back to be a lead.
     *
     * @param at when; what is before the deal came to its stage counts as if it were then
     */
    public void recycled(Instant at) {
        fate(parts -> parts.isRecycled(true).removedAt(notBeforeEntry(at)));
    }

    /** Replaces what became of the deal, in one go: halfway there would be a deal that cannot be. */
    private void fate(Consumer<ImmutableOpportunity.Builder> fate) {
        ImmutableOpportunity.Builder parts = ImmutableOpportunity.builder()
                .from(deal)
                .mergedInto(Optional.empty())
                .isDeleted(false)
                .isRecycled(false)
                .removedAt(Optional.empty());
        fate.accept(parts);
        deal = (ImmutableOpportunity) parts.build();
    }

    private Instant notBeforeEntry(Instant at) {
        return at.isBefore(deal.stageEnteredAt()) ? deal.stageEnteredAt() : at;
    }

    /** What is gathered so far. */
    public Dossier dossier() {
        return deal.dossier();
    }

    /** Replaces what is gathered. */
    public void dossier(Dossier dossier) {
        deal = deal.withDossier(dossier);
    }

    /** Sets the amount; empty makes it unknown. */
    public void amount(Optional<Money> amount) {
        deal = deal.withAmount(amount);
    }

    /** Sets the expected close; empty makes it unknown. */
    public void expectedClose(Optional<LocalDate> expectedClose) {
        deal = deal.withExpectedClose(expectedClose);
    }

    /** Sets the owner; empty leaves the deal without one. */
    public void owner(Optional<PersonId> owner) {
        deal = deal.withOwner(owner);
    }

    /** Sets one dimension; empty takes it away. */
    public void dimension(String dimension, Optional<String> value) {
        deal = deal.withDimensions(Entries.with(deal.dimensions(), dimension, value));
    }

    /** Sets the called category; empty gives way to that of the stage. */
    public void calledCategory(Optional<ForecastCategory> category) {
        deal = deal.withCalledCategory(category);
    }

    /** Sets the called chance; empty gives way to that of the stage. */
    public void calledProbability(Optional<Probability> probability) {
        deal = deal.withCalledProbability(probability);
    }

    /** Adds evidence, in place of any earlier one of the same name. */
    public void evidence(Evidence evidence) {
        deal = deal.withEvidence(Entries.with(deal.evidence(), evidence.name(), Optional.of(evidence)));
    }

    /** Takes away the evidence of this name, if there is any. */
    public void withoutEvidence(String name) {
        deal = deal.withEvidence(Entries.with(deal.evidence(), name, Optional.empty()));
    }

    /** Adds a partner in a role. */
    public void partner(PartnerLink link) {
        deal = deal.withPartners(Sets.union(deal.partners(), ImmutableSortedSet.of(link)));
    }

    /** Takes a partner out of a role, if it has it. */
    public void withoutPartner(PartnerLink link) {
        deal = deal.withPartners(Sets.difference(deal.partners(), ImmutableSortedSet.of(link)));
    }
}
