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

    private RandomDossiers() {}

    /** What some random events leave behind. */
    static Arbitrary<Dossier> dossiers() {
        Arbitrary<Header> headers = Combinators.combine(PipelineArbitraries.instants(), PipelineArbitraries.actors())
                .as((at, actor) -> new Header(OpportunityId.of("OPP-7"), at, actor));
        return headers.flatMap(RandomDossiers::events).list().ofMaxSize(MOST).map(events -> {
            Dossier dossier = Dossier.empty();
            for (DossierEvent event : events) {
                dossier = event.applyTo(dossier);
            }
            return dossier;
        });
    }

    /** Events of every kind. */
    static Arbitrary<DossierEvent> events(Header header) {
        return Arbitraries.oneOf(
                List.of(grants(header), withdrawals(header), quotes(header), documents(header), engagement(header)));
    }

    private static Arbitrary<DossierEvent> grants(Header header) {
        Arbitrary<DossierEvent> waived = Combinators.combine(criteria(), roles(), PipelineArbitraries.texts())
                .as((criterion, role, reason) -> new CriterionWaived(header, criterion, role, reason));
        Arbitrary<DossierEvent> approved = Combinators.combine(
                        subjects(), roles(), PipelineArbitraries.texts(), limits())
                .as((subject, role, reason, upTo) -> new ApprovalGranted(header, subject, role, reason, upTo));
        return Arbitraries.oneOf(waived, approved);
    }

    private static Arbitrary<DossierEvent> withdrawals(Header header) {
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

    private static Arbitrary<DossierEvent> quotes(Header header) {
        Arbitrary<Optional<LocalDate>> days = PipelineArbitraries.dates().optional(0.6);
        Arbitrary<Optional<String>> texts = PipelineArbitraries.texts().optional(0.5);
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

    private static Arbitrary<DossierEvent> documents(Header header) {
        return Combinators.combine(
                        documentKinds(),
                        references(),
                        PipelineArbitraries.texts().optional(0.5),
                        PipelineArbitraries.dates().optional(0.5))
                .as((kind, reference, by, on) -> new DocumentAttached(header, kind, reference, by, on));
    }

    private static Arbitrary<DossierEvent> engagement(Header header) {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of("meeting", "call"), contacts().optional(0.5))
                        .as((kind, contact) -> new ActivityRecorded(header, kind, contact)),
                Combinators.combine(contacts(), contactRoles())
                        .as((contact, role) -> new ContactLinked(header, contact, role)),
                Combinators.combine(
                                Arbitraries.of("fit", "engagement"),
                                Arbitraries.integers().between(-5, 100).optional(0.7))
                        .as((name, points) -> new ScoreSet(header, name, points)));
    }

    private static Arbitrary<String> criteria() {
        return Arbitraries.of("amount-known", "confirmed(budget)", "minimum-amount(EUR 5000.00)");
    }

    private static Arbitrary<String> roles() {
        return Arbitraries.of("sales-director", "cfo");
    }

    private static Arbitrary<String> subjects() {
        return Arbitraries.of("amount", "discount");
    }

    private static Arbitrary<Optional<Money>> limits() {
        return Arbitraries.of("EUR 100", "EUR 5000", "EUR 9000.50", "USD 9000")
                .map(Money::parse)
                .optional(0.6);
    }

    private static Arbitrary<Quote.Version> versions() {
        return Combinators.combine(
                        Arbitraries.of("Q-1", "Q-2"), Arbitraries.integers().between(1, 3))
                .as(Quote.Version::new);
    }

    private static Arbitrary<String> objections() {
        return Arbitraries.of("price", "terms");
    }

    private static Arbitrary<String> documentKinds() {
        return Arbitraries.of("agreement", "nda");
    }

    private static Arbitrary<String> references() {
        return Arbitraries.of("D-1", "D-2");
    }

    private static Arbitrary<ContactId> contacts() {
        return Arbitraries.of("C-1", "C-2").map(ContactId::of);
    }

    private static Arbitrary<String> contactRoles() {
        return Arbitraries.of("champion", "economic-buyer");
    }
}
