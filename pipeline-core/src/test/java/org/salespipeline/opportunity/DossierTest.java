package org.salespipeline.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.activity.ContactId;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.ContactRole;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Dossier.Grant;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Dossier.Waiver;
import org.salespipeline.quantity.Share;
import org.salespipeline.testkit.SampleProcesses;

class DossierTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T09:00:00Z");

    private static Grant grant(String role, String reason) {
        return new Grant(role, reason, MONDAY, "grace");
    }

    private static Quote quote(String id, int version, Instant at) {
        return Quote.of(id, version, at, Money.parse("EUR 900"));
    }

    @Test
    void aPartToldAgainReplacesTheOneBefore() {
        Dossier dossier = Dossier.empty()
                .with(new Waiver("need", grant("cfo", "old")))
                .with(new Waiver("budget", grant("cfo", "other")))
                .with(new Waiver("need", grant("cfo", "new")));
        assertThat(dossier.waivers())
                .containsExactly(new Waiver("budget", grant("cfo", "other")), new Waiver("need", grant("cfo", "new")));
        assertThat(dossier.waiver("need", "cfo")).contains(new Waiver("need", grant("cfo", "new")));
        assertThat(dossier.waiver("need", "ceo")).isEmpty();
    }

    @Test
    void whatIsTakenBackLeavesTheDossierAsItWas() {
        Dossier full = Dossier.empty()
                .with(new Waiver("need", grant("cfo", "known")))
                .with(new Approval("discount", Optional.empty(), grant("cfo", "known")))
                .with(quote("Q-1", 1, MONDAY))
                .with(new Objection("price", Optional.empty(), Optional.empty(), MONDAY))
                .with(new Document("nda", "D-1", MONDAY, Optional.empty(), Optional.empty()))
                .with(new ContactRole(ContactId.of("C-1"), "champion"))
                .withScore("fit", Optional.of(80));
        assertThat(full)
                .hasToString(
                        "need waived by cfo grace at 2026-01-05T09:00:00Z: known, discount approved by cfo grace at"
                                + " 2026-01-05T09:00:00Z: known, quote Q-1 v1 at EUR 900.00, objection price, document nda D-1,"
                                + " contact C-1 champion, score fit 80");
        Dossier emptied = full.withoutWaiver("need", "cfo")
                .withoutApproval("discount", "cfo")
                .withoutQuote(new Quote.Version("Q-1", 1))
                .withoutObjection("price")
                .withoutDocument("nda", "D-1")
                .without(new ContactRole(ContactId.of("C-1"), "champion"))
                .withScore("fit", Optional.empty());
        assertThat(emptied.isEmpty()).isTrue();
        assertThat(emptied).isEqualTo(Dossier.empty()).hasToString("");
    }

    @Test
    void anActivityToldLateDoesNotMakeTheLastOneEarlier() {
        Dossier dossier = Dossier.empty().withActivity("call", TUESDAY).withActivity("call", MONDAY);
        assertThat(dossier.activities()).containsEntry("call", TUESDAY);
        assertThat(dossier.withActivity("call", TUESDAY.plusNanos(1)).activities())
                .containsEntry("call", TUESDAY.plusNanos(1));
    }

    @Test
    void theCurrentQuoteIsTheOneIssuedLast() {
        Dossier dossier = Dossier.empty()
                .with(quote("Q-1", 1, MONDAY))
                .with(quote("Q-1", 2, TUESDAY))
                .with(quote("Q-2", 1, TUESDAY));
        assertThat(dossier.currentQuote(MONDAY.minusNanos(1))).isEmpty();
        assertThat(dossier.currentQuote(MONDAY)).contains(quote("Q-1", 1, MONDAY));
        assertThat(dossier.currentQuote(TUESDAY)).contains(quote("Q-1", 2, TUESDAY));
        assertThat(dossier.withoutQuote(new Quote.Version("Q-1", 2)).currentQuote(TUESDAY))
                .contains(quote("Q-2", 1, TUESDAY));
    }

    @Test
    void aDiscountIsKnownWhereTheListPriceIs() {
        Quote quote = quote("Q-1", 1, MONDAY);
        assertThat(quote.discount()).isEmpty();
        assertThat(quote.isDiscountedBeyond(Share.NONE)).isFalse();
        assertThat(quote.withListPrice(Money.parse("EUR 1000")).discount()).contains(Share.ofPercent("10"));
        assertThat(quote.withListPrice(Money.parse("EUR 800")).discount()).contains(Share.NONE);
        assertThat(quote.withListPrice(Money.parse("EUR 0")).discount()).isEmpty();
        assertThat(quote.withListPrice(Money.parse("EUR 1350")).discount()).contains(Share.of("0.3333333333"));
        assertThat(quote.withListPrice(Money.parse("EUR 1350")).isDiscountedBeyond(Share.of("0.3333333333")))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> quote.withListPrice(Money.parse("USD 1000")))
                .withMessage(
                        "quote Q-1 v1: listPrice must be in the currency of the price (EUR 900.00), was USD 1000.00");
    }

    @Test
    void aDealHoldsItsDossierAndPrintsIt() {
        Opportunity deal = Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY)
                .quote(quote("Q-1", 1, MONDAY)
                        .withValidUntil(LocalDate.of(2026, 3, 31))
                        .withTerms("30 days"))
                .contact("C-1", "champion")
                .activity("meeting", TUESDAY)
                .score("fit", 80)
                .build();
        assertThat(deal)
                .hasToString("OPP-7 [stage qualify of enterprise since 2026-01-05T09:00:00Z, created"
                        + " 2026-01-05T09:00:00Z, quote Q-1 v1 at EUR 900.00, contact C-1 champion,"
                        + " last meeting 2026-01-06T09:00:00Z, score fit 80]");
        assertThat(Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY)
                        .dossier(deal.dossier())
                        .build())
                .isEqualTo(deal);
    }

    @Test
    void howADealWasLostIsKeptInLostStagesOnly() {
        Opportunity.Builder deal = Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY)
                .competitor("Rival Inc")
                .lossComment("cheaper");
        assertThat(deal.stage("lost").build().competitor()).contains("Rival Inc");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deal.stage("won").build())
                .withMessage("OPP-7: competitor and lossComment must be absent in stage won of kind WON, was Rival Inc"
                        + " cheaper; choose a lost stage");
    }

    @Test
    void aRecycledDealIsNeitherMergedNorDeleted() {
        Opportunity.Builder deal =
                Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY).recycled();
        assertThat(deal.build().isOpen()).isFalse();
        assertThat(deal.build().isCurrent()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> deal.deleted().build())
                .withMessage(
                        "OPP-7: a recycled deal must not be deleted or merged, was deleted; keep what happened last");
    }

    @Test
    void blankTextsAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Waiver(" ", grant("cfo", "known")))
                .withMessage("criterion of a waiver must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grant("cfo", ""))
                .withMessage("reason of a grant must not be blank, was \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quote.Version("Q-1", 0))
                .withMessage("quote Q-1: version must be at least 1, was 0");
    }
}
