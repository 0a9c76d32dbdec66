package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.activity.ContactId;
import org.salespipeline.opportunity.Dossier;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.ContactRole;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Dossier.Grant;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Dossier.Waiver;
import org.salespipeline.opportunity.Revision;

/**
 * Something that was added to the {@linkplain Dossier dossier} of a deal, or taken back. What is taken back and was not
 * there says nothing.
 *
 * <p>Who granted a waiver or an approval is the {@linkplain #actor() actor} of the event; when anything happened is its
 * valid time.
 */
public sealed interface DossierEvent extends OpportunityEvent {

    /** The dossier after this event. */
    Dossier applyTo(Dossier dossier);

    @Override
    default void applyTo(Revision revision) {
        EventCheck.requireFits(this, revision.id(), revision.process());
        revision.dossier(applyTo(revision.dossier()));
    }

    /**
     * Somebody decided that the deal need not meet a criterion.
     *
     * @param criterion the id of the criterion; never blank
     * @param role the role in which the actor decided; never blank
     * @param reason why; never blank
     */
    record CriterionWaived(Header header, String criterion, String role, String reason) implements DossierEvent {

        /** Refuses blank texts. */
        public CriterionWaived {
            requireNonNull(header, "header");
            Waiver unused = waiver(header, criterion, role, reason);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.with(waiver(header, criterion, role, reason));
        }

        private static Waiver waiver(Header header, String criterion, String role, String reason) {
            return new Waiver(criterion, grant(header, role, reason));
        }
    }

    /** A waiver was taken back. */
    record WaiverWithdrawn(Header header, String criterion, String role) implements DossierEvent {

        /** Refuses blank texts. */
        public WaiverWithdrawn {
            requireNonNull(header, "header");
            requireText("criterion of a waiver", criterion);
            requireText("role of a waiver", role);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withoutWaiver(criterion, role);
        }
    }

    /**
     * Somebody consented to something that needs it.
     *
     * @param subject what is approved, for example {@code discount}; never blank
     * @param role the role in which the actor consented; never blank
     * @param reason why; never blank
     * @param upTo the highest amount of the deal for which it holds; empty when it holds for any
     */
    record ApprovalGranted(Header header, String subject, String role, String reason, Optional<Money> upTo)
            implements DossierEvent {

        /** Refuses blank texts. */
        public ApprovalGranted {
            requireNonNull(header, "header");
            requireText("subject of an approval", subject);
            requireNonNull(upTo, "upTo");
            Grant unused = grant(header, role, reason);
        }

        /** Consent whatever the amount. */
        public ApprovalGranted(Header header, String subject, String role, String reason) {
            this(header, subject, role, reason, Optional.empty());
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.with(new Approval(subject, upTo, grant(header, role, reason)));
        }
    }

    /** An approval was taken back. */
    record ApprovalWithdrawn(Header header, String subject, String role) implements DossierEvent {

        /** Refuses blank texts. */
        public ApprovalWithdrawn {
            requireNonNull(header, "header");
            requireText("subject of an approval", subject);
            requireText("role of an approval", role);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withoutApproval(subject, role);
        }
    }

    /**
     * The customer got a quote, or a new version of one.
     *
     * @param quote issued at the valid time of the event
     */
    record QuoteIssued(Header header, Quote quote) implements DossierEvent {

        /** Refuses a quote that was issued at another time than the event says. */
        public QuoteIssued {
            requireNonNull(header, "header");
            requireNonNull(quote, "quote");
            checkArgument(
                    quote.issuedAt().equals(header.validAt()),
                    "%s: quote %s must be issued at the time of the event (%s), was %s",
                    header.opportunity(),
                    quote.version(),
                    header.validAt(),
                    quote.issuedAt());
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.with(quote);
        }
    }

    /** A version of a quote was taken back. */
    record QuoteWithdrawn(Header header, Quote.Version version) implements DossierEvent {

        /** Refuses null. */
        public QuoteWithdrawn {
            requireNonNull(header, "header");
            requireNonNull(version, "version");
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withoutQuote(version);
        }
    }

    /**
     * The customer objected to something.
     *
     * @param code the host's key of the objection; never blank
     * @param text in words; never blank
     * @param to the version of the quote that it is about
     */
    record ObjectionRaised(Header header, String code, Optional<String> text, Optional<Quote.Version> to)
            implements DossierEvent {

        /** Refuses blank texts. */
        public ObjectionRaised {
            requireNonNull(header, "header");
            Objection unused = new Objection(code, text, to, header.validAt());
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.with(new Objection(code, text, to, validAt()));
        }
    }

    /** An objection was met or given up. */
    record ObjectionSettled(Header header, String code) implements DossierEvent {

        /** Refuses a blank code. */
        public ObjectionSettled {
            requireNonNull(header, "header");
            requireText("code of an objection", code);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withoutObjection(code);
        }
    }

    /**
     * A document was attached, or its signature became known.
     *
     * @param kind what sort of document; never blank
     * @param reference where to find it; never blank
     * @param signedBy who signed it; never blank
     * @param signedOn when it was signed
     */
    record DocumentAttached(
            Header header, String kind, String reference, Optional<String> signedBy, Optional<LocalDate> signedOn)
            implements DossierEvent {

        /** Refuses blank texts. */
        public DocumentAttached {
            requireNonNull(header, "header");
            Document unused = new Document(kind, reference, header.validAt(), signedBy, signedOn);
        }

        /** A document without a signature. */
        public DocumentAttached(Header header, String kind, String reference) {
            this(header, kind, reference, Optional.empty(), Optional.empty());
        }

        /** A signed document. */
        public DocumentAttached(Header header, String kind, String reference, String signedBy, LocalDate signedOn) {
            this(header, kind, reference, Optional.of(signedBy), Optional.of(signedOn));
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.with(new Document(kind, reference, validAt(), signedBy, signedOn));
        }
    }

    /** A document was taken away. */
    record DocumentRemoved(Header header, String kind, String reference) implements DossierEvent {

        /** Refuses blank texts. */
        public DocumentRemoved {
            requireNonNull(header, "header");
            requireText("kind of a document", kind);
            requireText("reference of a document", reference);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withoutDocument(kind, reference);
        }
    }

    /**
     * Something was done with the customer. The deal remembers when each kind was done last, the log remembers all.
     *
     * @param kind for example {@code meeting}; never blank
     * @param contact with whom
     */
    record ActivityRecorded(Header header, String kind, Optional<ContactId> contact) implements DossierEvent {

        /** Refuses a blank kind. */
        public ActivityRecorded {
            requireNonNull(header, "header");
            requireText("kind of an activity", kind);
            requireNonNull(contact, "contact");
        }

        /** An activity with nobody in particular. */
        public ActivityRecorded(Header header, String kind) {
            this(header, kind, Optional.empty());
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withActivity(kind, validAt());
        }
    }

    /** A person of the customer began to play a part in the deal. */
    record ContactLinked(Header header, ContactId contact, String role) implements DossierEvent {

        /** Refuses a blank role. */
        public ContactLinked {
            requireNonNull(header, "header");
            requireNonNull(contact, "contact");
            requireText("role of a contact", role);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.with(new ContactRole(contact, role));
        }
    }

    /** A person of the customer no longer plays a part in the deal. */
    record ContactUnlinked(Header header, ContactId contact, String role) implements DossierEvent {

        /** Refuses a blank role. */
        public ContactUnlinked {
            requireNonNull(header, "header");
            requireNonNull(contact, "contact");
            requireText("role of a contact", role);
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.without(new ContactRole(contact, role));
        }
    }

    /**
     * A score became known, another one, or unknown.
     *
     * @param name for example {@code fit}; never blank
     * @param points any whole number; what is many is the host's business
     */
    record ScoreSet(Header header, String name, Optional<Integer> points) implements DossierEvent {

        /** Refuses a blank name. */
        public ScoreSet {
            requireNonNull(header, "header");
            requireText("name of a score", name);
            requireNonNull(points, "points");
        }

        /** A known score. */
        public ScoreSet(Header header, String name, int points) {
            this(header, name, Optional.of(points));
        }

        @Override
        public Dossier applyTo(Dossier dossier) {
            return dossier.withScore(name, points);
        }
    }

    private static Grant grant(Header header, String role, String reason) {
        return new Grant(role, reason, header.validAt(), header.actor().value());
    }

    private static void requireText(String what, String text) {
        checkArgument(!text.isBlank(), "%s must not be blank, was \"%s\"", what, text);
    }
}
