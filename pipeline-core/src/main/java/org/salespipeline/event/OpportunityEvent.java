package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static org.salespipeline.event.EventCheck.requireText;
import static org.salespipeline.event.EventCheck.requireVersion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.TimedEvent;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity.PartnerLink;
import org.salespipeline.opportunity.OpportunityChange;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.opportunity.Revision;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.StageId;

/**
 * Something that happened to one deal at one moment.
 *
 * <p>An event says what became true and when; when we learned of it is the business of the {@link OpportunityLog}. Events
 * that set something to {@code Optional.empty()} say that it became unknown, or that a call was taken back.
 *
 * <p>What the deal then is: {@link org.salespipeline.opportunity.Opportunity#after}. Every event refuses a deal other than
 * its own and a stage that the process does not have or that is of the wrong kind, with an {@link
 * IllegalArgumentException}.
 *
 * <p>How this family grows: a minor release may add a kind of event, never remove one or change what it means. Code that
 * decides by the kind of event should let kinds that it does not know pass.
 */
public sealed interface OpportunityEvent extends TimedEvent, OpportunityChange
        permits OpportunityEvent.Created,
                OpportunityEvent.StageEntered,
                OpportunityEvent.Migrated,
                OpportunityEvent.AmountSet,
                OpportunityEvent.ExpectedCloseSet,
                OpportunityEvent.OwnerSet,
                OpportunityEvent.DimensionSet,
                OpportunityEvent.CategoryCalled,
                OpportunityEvent.ProbabilityCalled,
                OpportunityEvent.EvidenceRecorded,
                OpportunityEvent.EvidenceWithdrawn,
                OpportunityEvent.PartnerLinked,
                OpportunityEvent.PartnerUnlinked,
                OpportunityEvent.Won,
                OpportunityEvent.Lost,
                OpportunityEvent.Reopened,
                OpportunityEvent.Merged,
                OpportunityEvent.Deleted,
                OpportunityEvent.Recycled,
                DossierEvent {

    /** Which deal, when and through whom. */
    Header header();

    /** Which deal it happened to. */
    default OpportunityId opportunity() {
        return header().opportunity();
    }

    @Override
    default Instant validAt() {
        return header().validAt();
    }

    @Override
    default ActorId actor() {
        return header().actor();
    }

    /**
     * What every event says.
     *
     * @param opportunity which deal it happened to
     * @param validAt when it became true in the world
     * @param actor who or what did it
     */
    record Header(OpportunityId opportunity, Instant validAt, ActorId actor) {

        /** Refuses null. */
        public Header {
            requireNonNull(opportunity, "opportunity");
            requireNonNull(validAt, "validAt");
            requireNonNull(actor, "actor");
        }

        /** The header of these parts, ids as text. */
        public static Header of(String opportunity, Instant validAt, String actor) {
            return new Header(OpportunityId.of(opportunity), validAt, ActorId.of(actor));
        }
    }

    /**
     * What is said about a deal when it is created, and does not change by events of its own. To correct it, record another
     * {@link Created}.
     */
    record Profile(
            Optional<String> name,
            Optional<AccountId> account,
            Optional<String> source,
            Optional<BusinessKind> businessKind) {

        private static final Profile UNKNOWN =
                new Profile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Refuses blank texts. */
        public Profile {
            requireText("name of a deal", name);
            requireText("source of a deal", source);
            requireNonNull(account, "account");
            requireNonNull(businessKind, "businessKind");
        }

        /** The profile of which nothing is known. */
        public static Profile unknown() {
            return UNKNOWN;
        }
    }

    /**
     * The deal came into being; its valid time is the creation of the deal.
     *
     * <p>A deal has one creation. Where a log knows several, the one recorded last counts as the correction of the others,
     * to an earlier time or a later one. Changes no deal through {@code after}: the log starts the deal with it.
     *
     * @param version of the process that has the stage, from 1; the deal follows it
     */
    record Created(Header header, ProcessId process, int version, StageId stage, Profile profile)
            implements OpportunityEvent {

        /** Refuses null and a version below 1. */
        public Created {
            requireNonNull(header, "header");
            requireNonNull(process, "process");
            requireVersion(version);
            requireNonNull(stage, "stage");
            requireNonNull(profile, "profile");
        }

        /** A creation in version 1 of a process. */
        public Created(Header header, ProcessId process, StageId stage, Profile profile) {
            this(header, process, 1, stage, profile);
        }

        /** A creation in version 1 of a process, of which nothing but process and stage is known. */
        public Created(Header header, ProcessId process, StageId stage) {
            this(header, process, stage, Profile.unknown());
        }

        /** Always refused: a deal that exists is not created again. */
        @Override
        public void applyTo(Revision revision) {
            throw new IllegalArgumentException(
                    revision.id() + ": a deal that exists cannot be created; append a corrected creation to its log");
        }
    }

    /**
     * The deal entered a stage, without the date and the reason that a close may have.
     *
     * To close a deal with what is known about the close, use {@link Won} or {@link Lost}.
     *
     * @param version of the process that has the stage, from 1; the deal follows it from then on
     */
    record StageEntered(Header header, int version, StageId stage) implements OpportunityEvent {

        /** Refuses null and a version below 1. */
        public StageEntered {
            requireNonNull(header, "header");
            requireVersion(version);
            requireNonNull(stage, "stage");
        }

        /** A stage of version 1 of the process. */
        public StageEntered(Header header, StageId stage) {
            this(header, 1, stage);
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.stage(version, stage, validAt());
        }
    }

    /**
     * The deal follows another version of its process from then on. It did not move: since when it is in its stage stays as
     * it was; {@link org.salespipeline.opportunity.Opportunity#migratedAt()} tells when it came to the version.
     *
     * @param version of the process that it follows, from 1
     * @param stage where that version has it
     */
    record Migrated(Header header, int version, StageId stage) implements OpportunityEvent {

        /** Refuses null and a version below 1. */
        public Migrated {
            requireNonNull(header, "header");
            requireVersion(version);
            requireNonNull(stage, "stage");
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.migrated(version, stage, validAt());
        }
    }

    /** The amount became known, another one, or unknown. */
    record AmountSet(Header header, Optional<Money> amount) implements OpportunityEvent {

        /** Refuses null. */
        public AmountSet {
            requireNonNull(header, "header");
            requireNonNull(amount, "amount");
        }

        /** A known amount. */
        public AmountSet(Header header, Money amount) {
            this(header, Optional.of(amount));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.amount(amount);
        }
    }

    /** The expected close became known, another one, or unknown. */
    record ExpectedCloseSet(Header header, Optional<LocalDate> expectedClose) implements OpportunityEvent {

        /** Refuses null. */
        public ExpectedCloseSet {
            requireNonNull(header, "header");
            requireNonNull(expectedClose, "expectedClose");
        }

        /** A known date. */
        public ExpectedCloseSet(Header header, LocalDate expectedClose) {
            this(header, Optional.of(expectedClose));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.expectedClose(expectedClose);
        }
    }

    /** The deal got an owner, another one, or lost its owner. */
    record OwnerSet(Header header, Optional<PersonId> owner) implements OpportunityEvent {

        /** Refuses null. */
        public OwnerSet {
            requireNonNull(header, "header");
            requireNonNull(owner, "owner");
        }

        /** A known owner. */
        public OwnerSet(Header header, PersonId owner) {
            this(header, Optional.of(owner));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.owner(owner);
        }
    }

    /**
     * One dimension, by which the host groups deals, got a value or lost it.
     *
     * @param dimension the name of the dimension, for example {@code region}; never blank
     * @param value never blank
     */
    record DimensionSet(Header header, String dimension, Optional<String> value) implements OpportunityEvent {

        /** Refuses blank texts. */
        public DimensionSet {
            requireNonNull(header, "header");
            requireNonNull(dimension, "dimension");
            requireNonNull(value, "value");
            checkArgument(!dimension.isBlank(), "name of a dimension must not be blank, was \"%s\"", dimension);
            requireText("dimension " + dimension, value);
        }

        /** A known value. */
        public DimensionSet(Header header, String dimension, String value) {
            this(header, dimension, Optional.of(value));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.dimension(dimension, value);
        }
    }

    /** A person called a forecast category for the deal, or took the call back. */
    record CategoryCalled(Header header, Optional<ForecastCategory> category) implements OpportunityEvent {

        /** Refuses null. */
        public CategoryCalled {
            requireNonNull(header, "header");
            requireNonNull(category, "category");
        }

        /** A called category. */
        public CategoryCalled(Header header, ForecastCategory category) {
            this(header, Optional.of(category));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.calledCategory(category);
        }
    }

    /** A person called a chance of a win for the deal, or took the call back. */
    record ProbabilityCalled(Header header, Optional<Probability> probability) implements OpportunityEvent {

        /** Refuses null. */
        public ProbabilityCalled {
            requireNonNull(header, "header");
            requireNonNull(probability, "probability");
        }

        /** A called chance. */
        public ProbabilityCalled(Header header, Probability probability) {
            this(header, Optional.of(probability));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.calledProbability(probability);
        }
    }

    /**
     * Something about the deal was confirmed, at the valid time of this event.
     *
     * @param name what was confirmed, for example {@code budget}; a later confirmation takes the place of an earlier one
     * @param confirmedBy whose word it is; never blank
     * @param expiresAt from when on it holds no more; empty when it holds until it is withdrawn
     */
    record EvidenceRecorded(Header header, String name, String confirmedBy, Optional<Instant> expiresAt)
            implements OpportunityEvent {

        /** Refuses blank texts. */
        public EvidenceRecorded {
            requireNonNull(header, "header");
            requireNonNull(name, "name");
            requireNonNull(confirmedBy, "confirmedBy");
            checkArgument(!name.isBlank(), "name of evidence must not be blank, was \"%s\"", name);
            checkArgument(
                    !confirmedBy.isBlank(),
                    "evidence %s: confirmedBy must not be blank, was \"%s\"",
                    name,
                    confirmedBy);
            requireNonNull(expiresAt, "expiresAt");
        }

        /** Confirmed until it is withdrawn. */
        public EvidenceRecorded(Header header, String name, String confirmedBy) {
            this(header, name, confirmedBy, Optional.empty());
        }

        /** Confirmed by the actor of the event, until it is withdrawn. */
        public EvidenceRecorded(Header header, String name) {
            this(header, name, header.actor().value());
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.evidence(new Evidence(name, validAt(), confirmedBy, expiresAt));
        }
    }

    /** A confirmation no longer holds; says nothing where there is none of this name. */
    record EvidenceWithdrawn(Header header, String name) implements OpportunityEvent {

        /** Refuses a blank name. */
        public EvidenceWithdrawn {
            requireNonNull(header, "header");
            requireNonNull(name, "name");
            checkArgument(!name.isBlank(), "name of evidence must not be blank, was \"%s\"", name);
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.withoutEvidence(name);
        }
    }

    /** A partner began to play a part in the deal. */
    record PartnerLinked(Header header, PartnerId partner, PartnerRole role) implements OpportunityEvent {

        /** Refuses null. */
        public PartnerLinked {
            requireNonNull(header, "header");
            requireNonNull(partner, "partner");
            requireNonNull(role, "role");
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.partner(new PartnerLink(partner, role));
        }
    }

    /** A partner no longer plays a part in the deal; says nothing where it did not. */
    record PartnerUnlinked(Header header, PartnerId partner, PartnerRole role) implements OpportunityEvent {

        /** Refuses null. */
        public PartnerUnlinked {
            requireNonNull(header, "header");
            requireNonNull(partner, "partner");
            requireNonNull(role, "role");
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.withoutPartner(new PartnerLink(partner, role));
        }
    }

    /**
     * The deal was won.
     *
     * @param version of the process that has the stage, from 1; the deal follows it from then on
     * @param stage a stage of kind {@code WON}
     * @param closedOn the business date of the win, empty when a foreign history does not tell it
     */
    record Won(Header header, int version, StageId stage, Optional<LocalDate> closedOn) implements OpportunityEvent {

        /** Refuses null and a version below 1. */
        public Won {
            requireNonNull(header, "header");
            requireVersion(version);
            requireNonNull(stage, "stage");
            requireNonNull(closedOn, "closedOn");
        }

        /** Won in a stage of version 1 of the process. */
        public Won(Header header, StageId stage, Optional<LocalDate> closedOn) {
            this(header, 1, stage, closedOn);
        }

        /** Won in a stage of version 1 of the process, on a known date. */
        public Won(Header header, StageId stage, LocalDate closedOn) {
            this(header, stage, Optional.of(closedOn));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.closed(version, stage, validAt(), closedOn);
        }
    }

    /**
     * The deal ended without a sale.
     *
     * @param version of the process that has the stage, from 1; the deal follows it from then on
     * @param stage a stage of kind {@code LOST} or {@code OTHER_TERMINAL}; only the first counts as a loss
     * @param closedOn the business date of the end, empty when a foreign history does not tell it
     * @param reason empty when nobody asked
     * @param competitor who got the order instead; never blank
     * @param comment how it was lost, in words; never blank
     */
    record Lost(
            Header header,
            int version,
            StageId stage,
            Optional<LocalDate> closedOn,
            Optional<LossReason> reason,
            Optional<String> competitor,
            Optional<String> comment)
            implements OpportunityEvent {

        /** Refuses null, a version below 1 and blank texts. */
        public Lost {
            requireNonNull(header, "header");
            requireVersion(version);
            requireNonNull(stage, "stage");
            requireNonNull(closedOn, "closedOn");
            requireNonNull(reason, "reason");
            requireText("competitor", competitor);
            requireText("comment on a loss", comment);
        }

        /** Lost in a stage of version 1 of the process. */
        public Lost(
                Header header,
                StageId stage,
                Optional<LocalDate> closedOn,
                Optional<LossReason> reason,
                Optional<String> competitor,
                Optional<String> comment) {
            this(header, 1, stage, closedOn, reason, competitor, comment);
        }

        /** Lost without a word about how. */
        public Lost(Header header, StageId stage, Optional<LocalDate> closedOn, Optional<LossReason> reason) {
            this(header, stage, closedOn, reason, Optional.empty(), Optional.empty());
        }

        /** Lost on a known date for a known reason. */
        public Lost(Header header, StageId stage, LocalDate closedOn, LossReason reason) {
            this(header, stage, Optional.of(closedOn), Optional.of(reason));
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.closed(version, stage, validAt(), closedOn);
            revision.lost(reason, competitor, comment);
        }
    }

    /**
     * A deal that had ended is worked on again.
     *
     * @param version of the process that has the stage, from 1; the deal follows it from then on
     * @param stage an open stage
     * @param reversal what becomes of the revenue when a win is taken back; empty for a loss, or when nobody said
     */
    record Reopened(Header header, int version, StageId stage, Optional<WinReversal> reversal)
            implements OpportunityEvent {

        /** Refuses null and a version below 1. */
        public Reopened {
            requireNonNull(header, "header");
            requireVersion(version);
            requireNonNull(stage, "stage");
            requireNonNull(reversal, "reversal");
        }

        /** Reopened in a stage of version 1 of the process, after a loss or without a word about the revenue. */
        public Reopened(Header header, StageId stage) {
            this(header, 1, stage, Optional.empty());
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.stage(version, stage, validAt());
        }
    }

    /** What becomes of the revenue of a win that is taken back. */
    enum WinReversal {
        /** It is subtracted in the period of the reopening; the period of the win stays as it was reported. */
        REVERSE_NOW,
        /** It is taken out of the period of the win, as if it never had been there. */
        RESTATE
    }

    /**
     * The deal turned out to be a part or a double of another one, and counts no more.
     *
     * @param into the deal that goes on; another than this
     */
    record Merged(Header header, OpportunityId into) implements OpportunityEvent {

        /** Refuses a merge of a deal into itself. */
        public Merged {
            requireNonNull(header, "header");
            requireNonNull(into, "into");
            checkArgument(
                    !into.equals(header.opportunity()),
                    "%s: must be merged into another opportunity, was itself",
                    into);
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.mergedInto(into, validAt());
        }
    }

    /** The deal was taken back, as if it never had been one. */
    record Deleted(Header header) implements OpportunityEvent {

        /** Refuses null. */
        public Deleted {
            requireNonNull(header, "header");
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.deleted(validAt());
        }
    }

    /** The deal went back to be a lead: neither won nor lost, and no deal until it enters a stage again. */
    record Recycled(Header header) implements OpportunityEvent {

        /** Refuses null. */
        public Recycled {
            requireNonNull(header, "header");
        }

        @Override
        public void applyTo(Revision revision) {
            EventCheck.requireFits(this, revision.id(), revision.process());
            revision.recycled(validAt());
        }
    }
}
