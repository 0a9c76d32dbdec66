package org.salespipeline.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.BusinessKind;
import org.salespipeline.opportunity.Dossier.Approval;
import org.salespipeline.opportunity.Dossier.Document;
import org.salespipeline.opportunity.Dossier.Grant;
import org.salespipeline.opportunity.Dossier.Objection;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Dossier.Waiver;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria.Field;
import org.salespipeline.stage.SalesProcess;

class CriteriaTest {

    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify")
            .won("won")
            .lost("lost")
            .build();

    private static Opportunity.Builder deal() {
        return Opportunity.open("OPP-7", PROCESS, AT);
    }

    private static String said(Criterion<Opportunity> criterion, Opportunity.Builder deal) {
        Verdict verdict = criterion.evaluate(deal.build(), AT);
        return verdict.isMet() ? "met" : verdict.toString();
    }

    @Test
    void theAmountIsKnownOrHasToBeSet() {
        assertThat(said(Criteria.amountKnown(), deal().amount("EUR -1"))).isEqualTo("met");
        assertThat(said(Criteria.amountKnown(), deal())).isEqualTo("Unmet[amount is not known; set the amount]");
    }

    @Test
    void theExpectedCloseIsKnownOrHasToBeSet() {
        assertThat(said(Criteria.expectedCloseKnown(), deal().expectedClose("2020-01-01")))
                .isEqualTo("met");
        assertThat(said(Criteria.expectedCloseKnown(), deal()))
                .isEqualTo("Unmet[expected close is not known; set the expected close]");
    }

    @Test
    void evidenceIsThereOrHasToBeRecorded() {
        assertThat(said(Criteria.confirmed("budget"), deal().evidence(Evidence.of("budget", AT, "ada"))))
                .isEqualTo("met");
        assertThat(said(Criteria.confirmed("budget"), deal().evidence(Evidence.of("need", AT, "ada"))))
                .isEqualTo("Unmet[budget is not confirmed; record evidence \"budget\"]");
    }

    @Test
    void theMinimumItselfIsEnough() {
        Criterion<Opportunity> minimum = Criteria.minimumAmount("EUR 5000");
        assertThat(said(minimum, deal().amount("EUR 5000"))).isEqualTo("met");
        assertThat(said(minimum, deal().amount("EUR 4999.99")))
                .isEqualTo("Unmet[amount must be at least EUR 5000.00, was EUR 4999.99;"
                        + " correct the amount if it is out of date]");
    }

    @Test
    void withoutAnAmountInTheCurrencyOfTheMinimumNothingCanBeSaid() {
        Criterion<Opportunity> minimum = Criteria.minimumAmount("EUR 5000");
        assertThat(said(minimum, deal()))
                .isEqualTo("Unknown[amount must be at least EUR 5000.00, was not known; set the amount]");
        assertThat(said(minimum, deal().amount("USD 9000")))
                .isEqualTo("Unknown[amount must be at least EUR 5000.00, was USD 9000.00; state the amount in EUR]");
    }

    @Test
    void aHostAddsItsOwn() {
        Criterion<Opportunity> owned = Criteria.custom(
                "owner-known",
                "nobody owns the deal",
                "assign an owner",
                deal -> deal.owner().isPresent());
        assertThat(said(owned, deal().owner("ada"))).isEqualTo("met");
        assertThat(said(owned, deal())).isEqualTo("Unmet[nobody owns the deal; assign an owner]");
    }

    @Test
    void criteriaThatAskForTheSameAreEqual() {
        assertThat(Criteria.confirmed("budget")).isEqualTo(Criteria.confirmed("budget"));
        assertThat(Criteria.confirmed("budget")).isNotEqualTo(Criteria.confirmed("need"));
        assertThat(Criteria.minimumAmount("EUR 5000")).isEqualTo(Criteria.minimumAmount("EUR 5000.00"));
        assertThat(Criteria.amountKnown()).isEqualTo(Criteria.amountKnown());
    }

    @Test
    void idsNameTheRule() {
        assertThat(Criteria.amountKnown().id()).isEqualTo("amount-known");
        assertThat(Criteria.expectedCloseKnown().id()).isEqualTo("expected-close-known");
        assertThat(Criteria.confirmed("budget").id()).isEqualTo("confirmed(budget)");
        assertThat(Criteria.minimumAmount("EUR 5000").id()).isEqualTo("minimum-amount(EUR 5000.00)");
    }

    @Test
    void badInputIsShownWithItsCure() {
        assertThatThrownBy(() -> Criteria.confirmed(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confirmed: evidence must not be blank, was \" \"");
        for (String unreadable : new String[] {"5000", "EUR 1.234", "XXY 5", "EUR five"}) {
            assertThatThrownBy(() -> Criteria.minimumAmount(unreadable))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "minimum amount must be a currency and an amount with no more decimals than it has, was \""
                                    + unreadable + "\"; write it like \"EUR 5000\"");
        }
    }

    private static Instant daysLater(int days) {
        return AT.plus(Duration.ofDays(days));
    }

    private static String saidAt(Instant at, Criterion<Opportunity> criterion, Opportunity.Builder deal) {
        Verdict verdict = criterion.evaluate(deal.build(), at);
        return verdict.isMet() ? "met " + verdict.evidence() : verdict.toString();
    }

    private static Grant grant(String role) {
        return new Grant(role, "strategic", AT, "grace");
    }

    private static Grant directorOn(int day) {
        return new Grant("sales-director", "strategic", daysLater(day), "grace");
    }

    private static Quote quote(int version, String price) {
        return Quote.of("Q-1", version, daysLater(version), Money.parse(price));
    }

    @Test
    void aFieldIsKnownOrHasToBeSet() {
        assertThat(saidAt(AT, Criteria.known(Field.OWNER), deal().owner("ada"))).isEqualTo("met [owner is known]");
        assertThat(saidAt(AT, Criteria.known(Field.OWNER), deal()))
                .isEqualTo("Unmet[owner is not known; set the owner]");
        assertThat(Criteria.known(Field.AMOUNT)).isEqualTo(Criteria.amountKnown());
        Opportunity.Builder full = deal().amount("EUR 1")
                .expectedClose("2026-12-31")
                .name("Big one")
                .account("ACME")
                .owner("ada")
                .source("fair")
                .businessKind(BusinessKind.RENEWAL);
        for (Field field : Field.values()) {
            assertThat(said(Criteria.known(field), full)).isEqualTo("met");
            assertThat(said(Criteria.known(field), deal())).startsWith("Unmet");
            assertThat(Criteria.known(field).uses()).containsExactly(field.key());
        }
    }

    @Test
    void aDimensionIsKnownOrHasToBeSet() {
        assertThat(saidAt(AT, Criteria.dimensionKnown("region"), deal().dimension("region", "north")))
                .isEqualTo("met [region north]");
        assertThat(saidAt(AT, Criteria.dimensionKnown("region"), deal()))
                .isEqualTo("Unmet[region is not known; set dimension \"region\"]");
    }

    @Test
    void evidenceExpiresAndCanBeAskedOfOnePersonOrBeRecent() {
        Opportunity.Builder deal =
                deal().evidence(Evidence.of("budget", AT, "ada").expiringAt(daysLater(30)));
        assertThat(saidAt(AT, Criteria.confirmed("budget"), deal))
                .isEqualTo("met [budget confirmed by ada at 2026-01-05T09:00:00Z, holds until 2026-02-04T09:00:00Z]");
        assertThat(saidAt(daysLater(30), Criteria.confirmed("budget"), deal))
                .isEqualTo("Unmet[end of the confirmation of budget must be to come, was 2026-02-04T09:00:00Z;"
                        + " record evidence \"budget\" again]");
        assertThat(saidAt(daysLater(-1), Criteria.confirmed("budget"), deal))
                .isEqualTo("Unknown[budget must have been confirmed before, which is not known,"
                        + " was 2026-01-05T09:00:00Z; judge the deal as it was by then]");
        assertThat(saidAt(AT, Criteria.confirmedBy("budget", "cfo"), deal))
                .isEqualTo("Unmet[budget must be confirmed by cfo, was ada;"
                        + " record evidence \"budget\" confirmed by cfo]");
        assertThat(saidAt(daysLater(15), Criteria.confirmedWithin("budget", 14), deal))
                .isEqualTo("Unmet[budget must have been confirmed within 14 days, was 2026-01-05T09:00:00Z;"
                        + " record evidence \"budget\" again]");
        assertThat(saidAt(daysLater(14), Criteria.confirmedWithin("budget", 14), deal))
                .startsWith("met");
    }

    @Test
    void anAgreementIsAttachedAndSigned() {
        Document unsigned = new Document("agreement", "D-1", AT, Optional.empty(), Optional.empty());
        Document signed = new Document("agreement", "D-2", daysLater(1), Optional.of("cfo"), Optional.empty());
        assertThat(saidAt(AT, Criteria.agreementSigned(), deal()))
                .isEqualTo("Unmet[no agreement is attached; attach the signed agreement]");
        assertThat(saidAt(AT, Criteria.agreementSigned(), deal().document(unsigned)))
                .isEqualTo("Unmet[agreement must be signed, was D-1 without a signature; attach the signed agreement]");
        assertThat(saidAt(AT, Criteria.documentAttached("agreement"), deal().document(unsigned)))
                .isEqualTo("met [agreement D-1]");
        Opportunity.Builder both = deal().document(unsigned).document(signed);
        assertThat(saidAt(AT, Criteria.agreementSigned(), both)).startsWith("Unmet");
        assertThat(saidAt(daysLater(1), Criteria.agreementSigned(), both))
                .isEqualTo("met [agreement D-2 signed by cfo]");
    }

    @Test
    void theCurrentQuoteIsTheLastVersionAndLapses() {
        Quote first = quote(1, "EUR 900").withValidUntil(LocalDate.of(2026, 3, 31));
        Quote second = quote(2, "EUR 800").withValidUntil(LocalDate.of(2026, 1, 31));
        Criterion<Opportunity> current = Criteria.quoteCurrent();
        assertThat(saidAt(daysLater(3), current, deal())).isEqualTo("Unmet[no quote is issued; issue a quote]");
        assertThat(saidAt(AT, current, deal().quote(first))).isEqualTo("Unmet[no quote is issued; issue a quote]");
        assertThat(saidAt(daysLater(3), current, deal().quote(first).quote(second)))
                .isEqualTo("met [quote Q-1 v2]");
        assertThat(saidAt(daysLater(30), current, deal().quote(first).quote(second)))
                .isEqualTo("Unmet[quote must still be valid, was Q-1 v2 until 2026-01-31; issue a new version]");
        assertThat(saidAt(daysLater(3), current, deal().quote(quote(3, "EUR 700"))))
                .isEqualTo("Unknown[last day of the quote must be known, was Q-1 v3 without one;"
                        + " issue a version with a last day]");
        Instant lateOnTheLastDay = Instant.parse("2026-01-31T23:30:00Z");
        assertThat(saidAt(lateOnTheLastDay, current, deal().quote(second))).startsWith("met");
        assertThat(saidAt(lateOnTheLastDay, Criteria.quoteCurrent(ZoneId.of("Europe/Berlin")), deal().quote(second)))
                .startsWith("Unmet");
    }

    @Test
    void openObjectionsAreNamedOneByOne() {
        Objection price = new Objection(
                "price", Optional.empty(), Optional.of(quote(1, "EUR 1").version()), AT);
        Objection terms = new Objection("terms", Optional.of("60 days"), Optional.empty(), AT);
        assertThat(saidAt(
                        AT, Criteria.noOpenObjections(), deal().objection(terms).objection(price)))
                .isEqualTo("Unmet[no objection may be open, was price to Q-1 v1; settle it,"
                        + " no objection may be open, was terms; settle it]");
        assertThat(saidAt(AT, Criteria.noOpenObjections(), deal())).isEqualTo("met []");
    }

    @Test
    void aLargeAmountNeedsApprovalInOneOfTheRoles() {
        Criterion<Opportunity> approved = Criteria.approvedAbove("EUR 10000", "amount", "sales-director", "cfo");
        assertThat(saidAt(AT, approved, deal().amount("EUR 10000"))).isEqualTo("met [amount EUR 10000.00]");
        assertThat(saidAt(AT, approved, deal().amount("EUR 10001")))
                .isEqualTo("Unmet[an amount above EUR 10000.00 must be approved, was EUR 10001.00;"
                        + " have sales-director or cfo approve \"amount\"]");
        assertThat(saidAt(AT, approved, deal()))
                .isEqualTo("Unknown[an amount above EUR 10000.00 must be approved, was not known;"
                        + " set the amount, or have sales-director or cfo approve \"amount\"]");
        assertThat(saidAt(AT, approved, deal().amount("USD 1")))
                .isEqualTo("Unknown[an amount above EUR 10000.00 must be approved, was USD 1.00;"
                        + " state the amount in EUR, or have sales-director or cfo approve \"amount\"]");
        Approval limited = new Approval("amount", Optional.of(Money.parse("EUR 20000")), grant("cfo"));
        assertThat(saidAt(AT, approved, deal().amount("EUR 20000").approval(limited)))
                .isEqualTo("met [amount up to EUR 20000.00 approved by cfo grace at 2026-01-05T09:00:00Z: strategic]");
        assertThat(saidAt(AT, approved, deal().amount("EUR 20001").approval(limited)))
                .startsWith("Unmet");
        assertThat(saidAt(daysLater(-1), approved, deal().amount("EUR 20000").approval(limited)))
                .startsWith("Unknown[an amount above EUR 10000.00 must be approved before, which is not known");
        assertThat(saidAt(daysLater(-1), approved, deal().amount("EUR 20001").approval(limited)))
                .startsWith("Unmet");
        Approval other = new Approval("amount", Optional.empty(), grant("intern"));
        assertThat(saidAt(AT, approved, deal().amount("EUR 20001").approval(other)))
                .startsWith("Unmet");
    }

    @Test
    void aLargeDiscountNeedsApproval() {
        Criterion<Opportunity> approved = Criteria.approvedAboveDiscount("10", "discount", "sales-director");
        Quote ten = quote(1, "EUR 900").withListPrice(Money.parse("EUR 1000"));
        Quote eleven = quote(2, "EUR 890").withListPrice(Money.parse("EUR 1000"));
        assertThat(saidAt(daysLater(9), approved, deal().quote(ten))).isEqualTo("met [discount of Q-1 v1 10 %]");
        assertThat(saidAt(daysLater(9), approved, deal().quote(ten).quote(eleven)))
                .isEqualTo("Unmet[a discount above 10 % must be approved, was 11 % in Q-1 v2;"
                        + " have sales-director approve \"discount\"]");
        assertThat(saidAt(
                        daysLater(9),
                        approved,
                        deal().quote(eleven).approval(new Approval("discount", Optional.empty(), directorOn(2)))))
                .isEqualTo("met [discount approved by sales-director grace at 2026-01-07T09:00:00Z: strategic]");
        assertThat(saidAt(daysLater(9), approved, deal()))
                .isEqualTo("Unknown[a discount above 10 % must be approved, was not known; issue a quote]");
        assertThat(saidAt(daysLater(9), approved, deal().quote(quote(1, "EUR 900"))))
                .isEqualTo("Unknown[a discount above 10 % must be approved, was Q-1 v1 without one;"
                        + " issue the quote with a list price, or have sales-director approve \"discount\"]");
    }

    @Test
    void anApprovalIsForTheQuoteThatWasThereAndForItsPrice() {
        Criterion<Opportunity> approved = Criteria.approvedAboveDiscount("10", "discount", "sales-director");
        Quote twelve = quote(1, "EUR 880").withListPrice(Money.parse("EUR 1000"));
        Quote deeper = Quote.of("Q-1", 2, daysLater(2), Money.parse("EUR 50")).withListPrice(Money.parse("EUR 1000"));
        Approval early = new Approval("discount", Optional.empty(), directorOn(1));
        assertThat(saidAt(daysLater(9), approved, deal().quote(twelve).approval(early)))
                .startsWith("met");
        assertThat(saidAt(
                        daysLater(9),
                        approved,
                        deal().quote(twelve).quote(deeper).approval(early)))
                .isEqualTo(
                        "Unmet[a discount above 10 % must be approved, was 95 % in Q-1 v2,"
                                + " issued after the approval of 2026-01-06T09:00:00Z; have sales-director approve \"discount\"]");
        Approval limited = new Approval("discount", Optional.of(Money.parse("EUR 880")), directorOn(1));
        assertThat(saidAt(daysLater(9), approved, deal().quote(twelve).approval(limited)))
                .startsWith("met");
        Approval tooLow = new Approval("discount", Optional.of(Money.parse("EUR 879")), directorOn(1));
        assertThat(saidAt(daysLater(9), approved, deal().quote(twelve).approval(tooLow)))
                .startsWith("Unmet");
    }

    @Test
    void theLastMeetingIsNotLongAgo() {
        Criterion<Opportunity> recent = Criteria.activityWithin("meeting", 14);
        Opportunity.Builder met = deal().activity("meeting", AT);
        assertThat(saidAt(daysLater(14), recent, met)).isEqualTo("met [last meeting 2026-01-05T09:00:00Z]");
        assertThat(saidAt(daysLater(14).plusNanos(1), recent, met))
                .isEqualTo("Unmet[last meeting must be within 14 days, was 2026-01-05T09:00:00Z;"
                        + " record a new meeting]");
        assertThat(saidAt(AT, recent, deal().activity("call", AT)))
                .isEqualTo("Unmet[no meeting is recorded; record a meeting]");
        assertThat(saidAt(daysLater(-1), recent, met))
                .isEqualTo("Unknown[last meeting must be within 14 days before, which is not known,"
                        + " was 2026-01-05T09:00:00Z; judge the deal as it was by then]");
    }

    @Test
    void contactsPlayTheirParts() {
        Criterion<Opportunity> roles = Criteria.contactRoles("champion", "economic-buyer");
        assertThat(saidAt(AT, roles, deal()))
                .isEqualTo("Unmet[no contact is champion; link a contact as champion,"
                        + " no contact is economic-buyer; link a contact as economic-buyer]");
        assertThat(saidAt(AT, roles, deal().contact("C-1", "champion")))
                .isEqualTo("Unmet[no contact is economic-buyer; link a contact as economic-buyer]");
        assertThat(saidAt(AT, roles, deal().contact("C-1", "champion").contact("C-1", "economic-buyer")))
                .isEqualTo("met [contacts [C-1 champion, C-1 economic-buyer]]");
    }

    @Test
    void aDealStaysInItsStageForAWhile() {
        Criterion<Opportunity> week = Criteria.minimumDaysInStage(7);
        assertThat(saidAt(daysLater(7), week, deal())).isEqualTo("met [full days in the stage 7]");
        assertThat(saidAt(daysLater(7).minusNanos(1), week, deal()))
                .isEqualTo("Unmet[full days in the stage must be at least 7, was 6; wait]");
    }

    @Test
    void aScoreReachesItsMinimum() {
        Criterion<Opportunity> fit = Criteria.scoreAtLeast("fit", 60);
        assertThat(saidAt(AT, fit, deal().score("fit", 60))).isEqualTo("met [score fit 60]");
        assertThat(saidAt(AT, fit, deal().score("fit", 59)))
                .isEqualTo("Unmet[score fit must be at least 60, was 59; correct the score if it is out of date]");
        assertThat(saidAt(AT, fit, deal().score("engagement", 90)))
                .isEqualTo("Unknown[score fit must be at least 60, was not known; set score \"fit\"]");
    }

    @Test
    void whatIsLackingCanBeWaivedByARole() {
        Criterion<Opportunity> waivable = Criteria.unlessWaivedBy("cfo", Criteria.confirmed("budget"));
        assertThat(waivable.id()).isEqualTo("unless-waived-by(cfo, confirmed(budget))");
        assertThat(waivable.uses()).containsExactly("evidence:budget", "waiver:confirmed(budget)");
        assertThat(saidAt(AT, waivable, deal()))
                .isEqualTo("Unmet[budget is not confirmed; record evidence \"budget\","
                        + " or have cfo waive \"confirmed(budget)\"]");
        assertThat(saidAt(AT, waivable, deal().waiver(new Waiver("confirmed(budget)", grant("cfo")))))
                .isEqualTo("met [confirmed(budget) waived by cfo grace at 2026-01-05T09:00:00Z: strategic]");
        assertThat(saidAt(AT, waivable, deal().waiver(new Waiver("confirmed(budget)", grant("intern")))))
                .startsWith("Unmet");
        assertThat(saidAt(AT, waivable, deal().waiver(new Waiver("confirmed(need)", grant("cfo")))))
                .startsWith("Unmet");
        assertThat(saidAt(
                        AT,
                        waivable,
                        deal().waiver(new Waiver("confirmed(budget)", grant("cfo")))
                                .evidence(Evidence.of("budget", AT, "ada"))))
                .isEqualTo("met [budget confirmed by ada at 2026-01-05T09:00:00Z]");
    }

    @Test
    void aFrameworkIsWaivedByItsNameOrItemByItem() {
        Criterion<Opportunity> bant =
                Criteria.unlessWaivedBy("cfo", QualificationFramework.bant().criterion());
        assertThat(QualificationFramework.bant().criterion().id()).isEqualTo("BANT");
        assertThat(saidAt(AT, bant, deal().waiver(new Waiver("BANT", grant("cfo")))))
                .startsWith("met");
        assertThat(saidAt(AT, bant, deal().waiver(new Waiver("confirmed(budget)", grant("cfo")))))
                .startsWith("Unmet[authority is not confirmed;");
        assertThat(bant.uses()).contains("waiver:BANT", "waiver:confirmed(budget)", "evidence:budget");
    }

    @Test
    void rulesThatCompareValuesKnowWhichIsStricter() {
        assertThat(Criterion.entails(Criteria.minimumAmount("EUR 9000"), Criteria.minimumAmount("EUR 5000")))
                .isTrue();
        assertThat(Criterion.entails(Criteria.minimumAmount("EUR 5000"), Criteria.minimumAmount("EUR 9000")))
                .isFalse();
        assertThat(Criterion.entails(Criteria.minimumAmount("EUR 5000"), Criteria.amountKnown()))
                .isTrue();
        assertThat(Criterion.clash(
                        Criteria.minimumAmount("EUR 9000"), Criterion.not(Criteria.minimumAmount("EUR 5000"))))
                .isTrue();
        assertThat(Criterion.clash(Criteria.minimumAmount("EUR 1"), Criteria.minimumAmount("USD 1")))
                .isTrue();
        assertThat(Criterion.clash(Criteria.confirmedBy("budget", "ada"), Criteria.confirmedBy("budget", "cfo")))
                .isTrue();
        assertThat(Criterion.entails(Criteria.confirmedWithin("budget", 3), Criteria.confirmedWithin("budget", 30)))
                .isTrue();
        assertThat(Criterion.entails(Criteria.agreementSigned(), Criteria.documentAttached("agreement")))
                .isTrue();
    }

    @Test
    void rulesWithoutWordsAreRefused() {
        assertThatThrownBy(() -> Criteria.contactRoles())
                .hasMessage("contact roles: at least one role must be named, was []");
        assertThatThrownBy(() -> Criteria.approvedAbove("EUR 1", "amount"))
                .hasMessage("approved above: at least one role must be named, was []");
        assertThatThrownBy(() -> Criteria.confirmedWithin("budget", 0))
                .hasMessage("confirmed within: days must be at least 1, was 0");
        assertThatThrownBy(() -> Criteria.approvedAbove("much", "amount", "cfo"))
                .hasMessageStartingWith("approved above: threshold must be a currency and an amount");
        assertThatThrownBy(() -> Criteria.documentAttached(" "))
                .hasMessage("document: kind must not be blank, was \" \"");
    }
}
