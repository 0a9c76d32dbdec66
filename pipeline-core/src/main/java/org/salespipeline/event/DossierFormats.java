package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;
import static org.salespipeline.event.EventFormats.first;

import java.util.List;
import java.util.Optional;
import org.salespipeline.activity.ContactId;
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
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.opportunity.Dossier.Quote;

/** The formats of the events of a dossier. */
final class DossierFormats {

    private DossierFormats() {}

    static List<EventFormat<?>> all() {
        return List.of(
                first(
                        "criterion-waived",
                        CriterionWaived.class,
                        DossierFormats::writeWaiver,
                        DossierFormats::readWaiver),
                first(
                        "waiver-withdrawn",
                        WaiverWithdrawn.class,
                        (event, out) -> out.put("criterion", event.criterion(), "role", event.role()),
                        in -> new WaiverWithdrawn(in.header(), in.text("criterion"), in.text("role"))),
                first(
                        "approval-granted",
                        ApprovalGranted.class,
                        DossierFormats::writeApproval,
                        DossierFormats::readApproval),
                first(
                        "approval-withdrawn",
                        ApprovalWithdrawn.class,
                        (event, out) -> out.put("subject", event.subject(), "role", event.role()),
                        in -> new ApprovalWithdrawn(in.header(), in.text("subject"), in.text("role"))),
                first("quote-issued", QuoteIssued.class, DossierFormats::writeQuote, DossierFormats::readQuote),
                first(
                        "quote-withdrawn",
                        QuoteWithdrawn.class,
                        (event, out) -> writeVersion(event.version(), out),
                        in -> new QuoteWithdrawn(in.header(), readVersion(in))),
                first(
                        "objection-raised",
                        ObjectionRaised.class,
                        DossierFormats::writeObjection,
                        DossierFormats::readObjection),
                first(
                        "objection-settled",
                        ObjectionSettled.class,
                        (event, out) -> out.put("code", event.code()),
                        in -> new ObjectionSettled(in.header(), in.text("code"))),
                first(
                        "document-attached",
                        DocumentAttached.class,
                        DossierFormats::writeDocument,
                        DossierFormats::readDocument),
                first(
                        "document-removed",
                        DocumentRemoved.class,
                        (event, out) -> out.put("kind", event.kind(), "reference", event.reference()),
                        in -> new DocumentRemoved(in.header(), in.text("kind"), in.text("reference"))),
                first(
                        "activity-recorded",
                        ActivityRecorded.class,
                        DossierFormats::writeActivity,
                        in -> new ActivityRecorded(
                                in.header(), in.text("kind"), in.optionalId("contact", ContactId::of))),
                first(
                        "contact-linked",
                        ContactLinked.class,
                        (event, out) -> out.put("contact", event.contact(), "role", event.role()),
                        in -> new ContactLinked(in.header(), in.id("contact", ContactId::of), in.text("role"))),
                first(
                        "contact-unlinked",
                        ContactUnlinked.class,
                        (event, out) -> out.put("contact", event.contact(), "role", event.role()),
                        in -> new ContactUnlinked(in.header(), in.id("contact", ContactId::of), in.text("role"))),
                first("score-set", ScoreSet.class, DossierFormats::writeScore, DossierFormats::readScore));
    }

    private static void writeWaiver(CriterionWaived event, FieldWriter out) {
        out.put("criterion", event.criterion(), "role", event.role());
        out.put("reason", event.reason());
    }

    private static CriterionWaived readWaiver(FieldReader in) {
        return new CriterionWaived(in.header(), in.text("criterion"), in.text("role"), in.text("reason"));
    }

    private static void writeApproval(ApprovalGranted event, FieldWriter out) {
        out.put("subject", event.subject(), "role", event.role());
        out.put("reason", event.reason());
        out.put("upTo", event.upTo());
    }

    private static ApprovalGranted readApproval(FieldReader in) {
        return new ApprovalGranted(
                in.header(), in.text("subject"), in.text("role"), in.text("reason"), in.optionalMoney("upTo"));
    }

    /** When it was issued is the valid time of the event, and not written twice. */
    private static void writeQuote(QuoteIssued event, FieldWriter out) {
        Quote quote = event.quote();
        writeVersion(quote.version(), out);
        out.put("price", quote.price());
        out.put("listPrice", quote.listPrice());
        out.put("validUntil", quote.validUntil());
        out.put("terms", quote.terms());
    }

    private static QuoteIssued readQuote(FieldReader in) {
        Header header = in.header();
        Quote quote = new Quote(
                readVersion(in),
                header.validAt(),
                in.money("price"),
                in.optionalMoney("listPrice"),
                in.optionalDate("validUntil"),
                in.optionalText("terms"));
        return new QuoteIssued(header, quote);
    }

    private static void writeVersion(Quote.Version version, FieldWriter out) {
        out.put("quote", version.quote(), "number", version.number());
    }

    private static Quote.Version readVersion(FieldReader in) {
        return new Quote.Version(in.text("quote"), in.wholeNumber("number"));
    }

    private static void writeObjection(ObjectionRaised event, FieldWriter out) {
        out.put("code", event.code());
        out.put("text", event.text());
        event.to().ifPresent(version -> writeVersion(version, out));
    }

    private static ObjectionRaised readObjection(FieldReader in) {
        Header header = in.header();
        String code = in.text("code");
        Optional<String> text = in.optionalText("text");
        Optional<String> quote = in.optionalText("quote");
        Optional<Integer> number = in.optionalWholeNumber("number");
        checkArgument(
                quote.isPresent() == number.isPresent(),
                "fields quote and number must be given both or not at all, was %s",
                quote.isPresent() ? "quote alone" : "number alone");
        return new ObjectionRaised(header, code, text, quote.map(id -> new Quote.Version(id, number.orElseThrow())));
    }

    private static void writeDocument(DocumentAttached event, FieldWriter out) {
        out.put("kind", event.kind(), "reference", event.reference());
        out.put("signedBy", event.signedBy());
        out.put("signedOn", event.signedOn());
    }

    private static DocumentAttached readDocument(FieldReader in) {
        return new DocumentAttached(
                in.header(),
                in.text("kind"),
                in.text("reference"),
                in.optionalText("signedBy"),
                in.optionalDate("signedOn"));
    }

    private static void writeActivity(ActivityRecorded event, FieldWriter out) {
        out.put("kind", event.kind());
        out.put("contact", event.contact());
    }

    private static void writeScore(ScoreSet event, FieldWriter out) {
        out.put("name", event.name());
        out.put("points", event.points());
    }

    private static ScoreSet readScore(FieldReader in) {
        return new ScoreSet(in.header(), in.text("name"), in.optionalWholeNumber("points"));
    }
}
