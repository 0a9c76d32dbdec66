package org.salespipeline.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
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
        return verdict.isMet() ? "met" : verdict.getClass().getSimpleName() + verdict.reasons();
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
}
