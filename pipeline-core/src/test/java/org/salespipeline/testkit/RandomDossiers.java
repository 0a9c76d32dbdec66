package org.salespipeline.testkit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.activity.ContactId;
import org.salespipeline.event.DossierEvent;
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
import org.salespipeline.opportunity.Dossier;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.OpportunityId;

/** What is gathered about deals, from so few names that parts are replaced and taken back. */
final class RandomDossiers {

    private static final int MOST = 6;

    private final RandomValues values;

    RandomDossiers(RandomValues values) {
        this.values = values;
    }

    /** What some random events leave behind. */
    static Arbitrary<Dossier> dossiers() {
        Arbitrary<Header> headers = Combinators.combine(PipelineArbitraries.instants(), PipelineArbitraries.actors())
                .as((at, actor) -> new Header(OpportunityId.of("OPP-7"), at, actor));
        return headers.flatMap(new RandomDossiers(RandomValues.everyday())::events)
                .list()
                .ofMaxSize(MOST)
                .map(events -> {
                    Dossier dossier = Dossier.empty();
                    for (DossierEvent event : events) {
                        dossier = event.applyTo(dossier);
                    }
                    return dossier;
                });
    }

    /** Events of every kind. */
    Arbitrary<DossierEvent> events(Header header) {
        return Arbitraries.oneOf(
                List.of(grants(header), withdrawals(header), quotes(header), documents(header), engagement(header)));
    }

    private Arbitrary<DossierEvent> grants(Header header) {
        Arbitrary<DossierEvent> waived = Combinators.combine(criteria(), roles(), values.texts())
                .as((criterion, role, reason) -> new CriterionWaived(header, criterion, role, reason));
        Arbitrary<DossierEvent> approved = Combinators.combine(subjects(), roles(), values.texts(), limits())
                .as((subject, role, reason, upTo) -> new ApprovalGranted(header, subject, role, reason, upTo));
        return Arbitraries.oneOf(waived, approved);
    }

    private Arbitrary<DossierEvent> withdrawals(Header header) {
        return Arbitraries.oneOf(
                Combinators.combine(criteria(), roles())
                        .as((criterion, role) -> new WaiverWithdrawn(header, criterion, role)),
                Combinators.combine(subjects(), roles())
                        .as((subject, role) -> new ApprovalWithdrawn(header, subject, role)),
                versions().map(version -> new QuoteWithdrawn(header, version)),
                objections().map(code -> new ObjectionSettled(header, code)),
                Combinators.combine(documentKinds(), references())
                        .as((kind, reference) -> new DocumentRemoved(header, kind, reference)),
                Combinators.combine(contacts(), contactRoles())
                        .as((contact, role) -> new ContactUnlinked(header, contact, role)));
    }

    private Arbitrary<DossierEvent> quotes(Header header) {
        Arbitrary<Optional<LocalDate>> days = values.dates().optional(0.6);
        Arbitrary<Optional<String>> texts = values.texts().optional(0.5);
        Arbitrary<Long> minor = Arbitraries.longs().between(-100, 1_000_000);
        Arbitrary<DossierEvent> issued = Combinators.combine(
                        versions(), minor, minor.optional(0.6), Arbitraries.of("EUR", "JPY"), days, texts)
                .as((version, price, list, currency, until, terms) -> new QuoteIssued(
                        header,
                        new Quote(
                                version,
                                header.validAt(),
                                money(currency, price),
                                list.map(known -> money(currency, known)),
                                until,
                                terms)));
        Arbitrary<DossierEvent> objected = Combinators.combine(
                        objections(), texts, versions().optional(0.5))
                .as((code, text, version) -> new ObjectionRaised(header, code, text, version));
        return Arbitraries.oneOf(issued, objected);
    }

    private static Money money(String currency, long minor) {
        return Money.ofMinor(CurrencyUnit.of(currency), minor);
    }

    private Arbitrary<DossierEvent> documents(Header header) {
        return Combinators.combine(
                        documentKinds(),
                        references(),
                        values.texts().optional(0.5),
                        values.dates().optional(0.5))
                .as((kind, reference, by, on) -> new DocumentAttached(header, kind, reference, by, on));
    }

    private Arbitrary<DossierEvent> engagement(Header header) {
        return Arbitraries.oneOf(
                Combinators.combine(values.oneOf("meeting", "call"), contacts().optional(0.5))
                        .as((kind, contact) -> new ActivityRecorded(header, kind, contact)),
                Combinators.combine(contacts(), contactRoles())
                        .as((contact, role) -> new ContactLinked(header, contact, role)),
                Combinators.combine(
                                values.oneOf("fit", "engagement"),
                                Arbitraries.integers().between(-5, 100).optional(0.7))
                        .as((name, points) -> new ScoreSet(header, name, points)));
    }

    private Arbitrary<String> criteria() {
        return values.oneOf("amount-known", "confirmed(budget)", "minimum-amount(EUR 5000.00)");
    }

    private Arbitrary<String> roles() {
        return values.oneOf("sales-director", "cfo");
    }

    private Arbitrary<String> subjects() {
        return values.oneOf("amount", "discount");
    }

    private Arbitrary<Optional<Money>> limits() {
        return Arbitraries.of("EUR 100", "EUR 5000", "EUR 9000.50", "USD 9000")
                .map(Money::parse)
                .optional(0.6);
    }

    private Arbitrary<Quote.Version> versions() {
        return Combinators.combine(
                        values.oneOf("Q-1", "Q-2"), Arbitraries.integers().between(1, 3))
                .as(Quote.Version::new);
    }

    private Arbitrary<String> objections() {
        return values.oneOf("price", "terms");
    }

    private Arbitrary<String> documentKinds() {
        return values.oneOf("agreement", "nda");
    }

    private Arbitrary<String> references() {
        return values.oneOf("D-1", "D-2");
    }

    private Arbitrary<ContactId> contacts() {
        return values.oneOf("C-1", "C-2").map(ContactId::of);
    }

    private Arbitrary<String> contactRoles() {
        return values.oneOf("champion", "economic-buyer");
    }
}
