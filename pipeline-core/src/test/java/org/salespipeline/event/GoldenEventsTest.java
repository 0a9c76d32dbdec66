package org.salespipeline.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
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
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.EvidenceWithdrawn;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.PartnerLinked;
import org.salespipeline.event.OpportunityEvent.PartnerUnlinked;
import org.salespipeline.event.OpportunityEvent.ProbabilityCalled;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.StageId;

/**
 * The stored form of every event, byte by byte. A line of the file that was once released never changes: who changes a
 * format adds the next version below, and keeps the old one for the reading.
 */
class GoldenEventsTest {

    private static final Header HEADER = Header.of("OPP-7", Instant.parse("2026-07-31T12:00:00.5Z"), "ada");
    private static final StageId QUALIFY = StageId.of("qualify");
    private static final LocalDate DAY = LocalDate.parse("2026-07-31");

    /** Every type, first with all it can hold, then with as little as it may. */
    private static final List<OpportunityEvent> EVENTS = List.<OpportunityEvent>of(
            new Created(
                    Header.of("OPP-7", Instant.parse("-0400-02-29T00:00:00Z"), "crm-import"),
                    ProcessId.of("enterprise"),
                    QUALIFY,
                    new Profile(
                            Optional.of("Ärger & Söhne: \"Größe\" = 株式会社"),
                            Optional.of(AccountId.of("ACC-1")),
                            Optional.of("trade fair"),
                            Optional.of(BusinessKind.NEW_BUSINESS))),
            new Created(HEADER, ProcessId.of("enterprise"), QUALIFY),
            new StageEntered(Header.of("OPP-7", Instant.MAX, "ada"), StageId.of("propose")),
            new StageEntered(HEADER, 2, StageId.of("prove")),
            new Migrated(HEADER, 12, StageId.of("prove")),
            new AmountSet(HEADER, Money.parse("EUR 12500")),
            new AmountSet(HEADER, Money.parse("BHD -12345678901234567890.123")),
            new AmountSet(HEADER, Optional.empty()),
            new ExpectedCloseSet(HEADER, DAY),
            new ExpectedCloseSet(HEADER, LocalDate.MAX),
            new ExpectedCloseSet(HEADER, Optional.empty()),
            new OwnerSet(HEADER, PersonId.of("grace")),
            new OwnerSet(HEADER, Optional.empty()),
            new DimensionSet(HEADER, "region", "Süd"),
            new DimensionSet(HEADER, "region", Optional.empty()),
            new CategoryCalled(HEADER, ForecastCategory.MOST_LIKELY),
            new CategoryCalled(HEADER, Optional.empty()),
            new ProbabilityCalled(HEADER, Probability.of(0.35)),
            new ProbabilityCalled(HEADER, Probability.of(0x1p-44)),
            new ProbabilityCalled(HEADER, Probability.CERTAIN),
            new ProbabilityCalled(HEADER, Optional.empty()),
            new EvidenceRecorded(HEADER, "budget", "grace"),
            new EvidenceWithdrawn(HEADER, "budget"),
            new PartnerLinked(HEADER, PartnerId.of("P-1"), PartnerRole.CO_SELL),
            new PartnerUnlinked(HEADER, PartnerId.of("P-1"), PartnerRole.SOURCED),
            new Won(HEADER, StageId.of("won"), DAY),
            new Won(HEADER, StageId.of("won"), Optional.empty()),
            new Lost(HEADER, StageId.of("lost"), DAY, LossReason.NO_DECISION),
            new Lost(HEADER, StageId.of("lost"), Optional.empty(), Optional.empty()),
            new Reopened(HEADER, QUALIFY),
            new Merged(HEADER, OpportunityId.of("OPP-8")),
            new Deleted(HEADER),
            new Recycled(HEADER),
            new EvidenceRecorded(HEADER, "budget", "grace", Optional.of(Instant.parse("2026-12-31T00:00:00Z"))),
            new Lost(
                    HEADER,
                    StageId.of("lost"),
                    Optional.of(DAY),
                    Optional.of(LossReason.COMPETITOR),
                    Optional.of("Rival Inc"),
                    Optional.of("cheaper, and known to the board")),
            new Reopened(HEADER, 1, QUALIFY, Optional.of(WinReversal.REVERSE_NOW)),
            new CriterionWaived(HEADER, "confirmed(budget)", "sales-director", "known for years"),
            new WaiverWithdrawn(HEADER, "confirmed(budget)", "sales-director"),
            new ApprovalGranted(HEADER, "discount", "cfo", "strategic", Optional.of(Money.parse("EUR 20000"))),
            new ApprovalGranted(HEADER, "discount", "cfo", "strategic"),
            new ApprovalWithdrawn(HEADER, "discount", "cfo"),
            new QuoteIssued(
                    HEADER,
                    Quote.of("Q-1", 2, HEADER.validAt(), Money.parse("EUR 900"))
                            .withListPrice(Money.parse("EUR 1000"))
                            .withValidUntil(DAY)
                            .withTerms("30 days net")),
            new QuoteIssued(HEADER, Quote.of("Q-1", 1, HEADER.validAt(), Money.parse("JPY 900"))),
            new QuoteWithdrawn(HEADER, new Quote.Version("Q-1", 2)),
            new ObjectionRaised(HEADER, "price", Optional.of("too high"), Optional.of(new Quote.Version("Q-1", 2))),
            new ObjectionRaised(HEADER, "price", Optional.empty(), Optional.empty()),
            new ObjectionSettled(HEADER, "price"),
            new DocumentAttached(HEADER, "agreement", "D-1", "cfo", DAY),
            new DocumentAttached(HEADER, "agreement", "D-1"),
            new DocumentRemoved(HEADER, "agreement", "D-1"),
            new ActivityRecorded(HEADER, "meeting", Optional.of(ContactId.of("C-1"))),
            new ActivityRecorded(HEADER, "meeting"),
            new ContactLinked(HEADER, ContactId.of("C-1"), "champion"),
            new ContactUnlinked(HEADER, ContactId.of("C-1"), "champion"),
            new ScoreSet(HEADER, "fit", -80),
            new ScoreSet(HEADER, "fit", Optional.empty()));

    private static String golden() {
        try (InputStream file =
                requireNonNull(GoldenEventsTest.class.getResourceAsStream("events.txt"), "no file events.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Type and version, then a field per line, then an empty line. */
    private static String print(EncodedEvent encoded) {
        return encoded.fields().entrySet().stream()
                .map(field -> "  " + field.getKey() + ": " + field.getValue() + "\n")
                .collect(Collectors.joining("", encoded.type() + " " + encoded.version() + "\n", "\n"));
    }

    private static List<EncodedEvent> parse(String text) {
        List<EncodedEvent> parsed = new ArrayList<>();
        for (String block : text.split("\n\n", -1)) {
            if (block.isEmpty()) {
                continue;
            }
            List<String> lines = List.of(block.split("\n", -1));
            List<String> head = List.of(lines.get(0).split(" ", -1));
            ImmutableMap.Builder<String, String> fields = ImmutableMap.builder();
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(": ");
                fields.put(line.substring(2, colon), line.substring(colon + 2));
            }
            parsed.add(new EncodedEvent(head.get(0), Integer.parseInt(head.get(1)), fields.buildOrThrow()));
        }
        return parsed;
    }

    @Test
    void everyEventIsWrittenAsItEverWas() {
        String written = EVENTS.stream()
                .map(EventCodec::encode)
                .map(GoldenEventsTest::print)
                .collect(Collectors.joining());
        assertThat(written).isEqualTo(golden());
    }

    @Test
    void everyEventThatWasWrittenCanBeRead() {
        assertThat(parse(golden())).extracting(EventCodec::decode).isEqualTo(EVENTS);
    }

    @Test
    void noKindOfEventIsForgotten() {
        Set<Class<?>> kinds = EVENTS.stream().map(Object::getClass).collect(Collectors.toSet());
        Set<Class<?>> all = new HashSet<>(List.of(OpportunityEvent.class.getPermittedSubclasses()));
        all.remove(DossierEvent.class);
        all.addAll(List.of(DossierEvent.class.getPermittedSubclasses()));
        assertThat(kinds).isEqualTo(all);
    }
}
