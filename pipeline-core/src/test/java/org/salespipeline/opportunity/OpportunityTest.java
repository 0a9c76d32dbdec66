package org.salespipeline.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

class OpportunityTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final Instant NOW = Instant.parse("2026-07-01T09:00:00Z");

    private static Opportunity.Builder deal() {
        return Opportunity.open("OPP-7", PROCESS, NOW);
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void beginsInTheFirstStageAndKnowsNothingElse() {
        Opportunity deal = deal().build();

        assertThat(deal.stage()).isEqualTo(StageId.of("qualify"));
        assertThat(deal.stageEnteredAt()).isEqualTo(NOW);
        assertThat(deal.amount()).isEmpty();
        assertThat(deal.expectedClose()).isEmpty();
        assertThat(deal.partners()).isEmpty();
        assertThat(deal.isOpen()).isTrue();
        assertThat(deal.category()).isEqualTo(ForecastCategory.PIPELINE);
    }

    @Test
    void takesTextsAndTypedValuesAlike() {
        Opportunity fromText = deal().stage("propose")
                .amount("EUR 12500")
                .expectedClose("2026-12-31")
                .owner("ada")
                .account("ACME")
                .calledProbability(0.35)
                .build();
        Opportunity fromValues = deal().stage(StageId.of("propose"))
                .amount(Money.ofMinor(CurrencyUnit.EUR, 1_250_000))
                .expectedClose(LocalDate.of(2026, 12, 31))
                .owner(PersonId.of("ada"))
                .account(AccountId.of("ACME"))
                .calledProbability(Probability.of(0.35))
                .build();

        assertThat(fromText).isEqualTo(fromValues).hasSameHashCodeAs(fromValues);
    }

    @Test
    void letsTheImplausibleThrough() {
        Opportunity deal = deal().stage("won")
                .amount("EUR -5.00")
                .actualClose("2020-01-01")
                .build();

        assertThat(deal.amount()).contains(Money.parse("EUR -5.00"));
        assertThat(deal.isOpen()).isFalse();
    }

    @Test
    void knowsThePlaceOfItsStageInTheProcess() {
        Opportunity deal = deal().stage("negotiate").build();

        assertThat(deal.stagePosition()).isEqualTo(2);
        assertThat(deal.after(revision -> revision.stage(1, StageId.of("lost"), NOW))
                        .stagePosition())
                .isEqualTo(PROCESS.indexOf(StageId.of("lost")));
    }

    @Test
    void saysWhichTextItCannotRead() {
        refuses(
                () -> deal().amount("12500"),
                "OPP-7: amount must be a currency and an amount, such as EUR 12500.00, was \"12500\"");
        refuses(
                () -> deal().amount("XXY 5"),
                "OPP-7: amount must be a currency and an amount, such as EUR 12500.00, was \"XXY 5\"");
        refuses(() -> deal().amount("JPY 12.5"), "OPP-7: amount must have at most 0 decimals in JPY, was \"JPY 12.5\"");
        refuses(
                () -> deal().expectedClose("31.12.2026"),
                "OPP-7: expectedClose must be an ISO date, such as 2026-12-31, was \"31.12.2026\"");
        refuses(() -> deal().owner(" "), "OPP-7: owner must not be blank, was \" \"; leave it out when it is unknown");
        refuses(
                () -> deal().dimension("region", ""),
                "OPP-7: dimension region must not be blank, was \"\"; leave it out when it is unknown");
        refuses(
                () -> deal().calledProbability(35),
                "OPP-7: calledProbability: probability must be in [0, 1], was 35.0; 35 % is written 0.35, see ofPercent");
    }

    @Test
    void listsTheStagesToWhoNamesAnUnknownOne() {
        refuses(
                () -> deal().stage("archive").build(),
                "OPP-7: unknown stage archive; process enterprise has [qualify, propose, negotiate, won, lost]");
    }

    @Test
    void refusesAnEndThatDoesNotGoWithTheStage() {
        refuses(
                () -> deal().actualClose("2026-08-01").build(),
                "OPP-7: actualClose must be absent in the open stage qualify, was 2026-08-01; "
                        + "a date to come is an expectedClose");
        refuses(
                () -> deal().stage("won").lossReason(LossReason.PRICE).build(),
                "OPP-7: lossReason must be absent in stage won of kind WON, was price; "
                        + "choose a lost stage or leave it out");
    }

    @Test
    void refusesAStageBeforeTheCreation() {
        refuses(
                () -> deal().stageEnteredAt(Instant.parse("2026-06-30T09:00:00Z"))
                        .build(),
                "OPP-7: stageEnteredAt must be on or after createdAt (2026-07-01T09:00:00Z), "
                        + "was 2026-06-30T09:00:00Z; leave it out to count from the creation");
    }

    @Test
    void isNeverMergedIntoItselfNorMergedAndDeleted() {
        refuses(
                () -> deal().mergedInto("OPP-7").build(),
                "OPP-7: mergedInto must be another opportunity, was the same");
        refuses(
                () -> deal().mergedInto("OPP-8").deleted().build(),
                "OPP-7: a deal must not be both deleted and merged, was merged into OPP-8; keep what happened last");
    }

    @Test
    void aDealThatIsMergedOrDeletedIsNotOpen() {
        assertThat(deal().mergedInto("OPP-8").build().isOpen()).isFalse();
        assertThat(deal().deleted().build().isOpen()).isFalse();
    }

    @Test
    void aCalledCategoryCountsBeforeThatOfTheStage() {
        assertThat(deal().calledCategory(ForecastCategory.COMMIT).build().category())
                .isEqualTo(ForecastCategory.COMMIT);
    }

    @Test
    void keepsPartnersDimensionsAndEvidenceInOrderAndOnce() {
        Opportunity deal = deal().partner("P-2", PartnerRole.CO_SELL)
                .partner("P-1", PartnerRole.INFLUENCED)
                .partner("P-1", PartnerRole.SOURCED)
                .partner("P-2", PartnerRole.CO_SELL)
                .dimension("region", "EMEA")
                .dimension("product", "cloud")
                .dimension("region", "APAC")
                .evidence(Evidence.of("budget", NOW, "ada"))
                .evidence(Evidence.of("budget", NOW, "grace"))
                .build();

        assertThat(deal.partners())
                .extracting(Object::toString)
                .containsExactly("P-1 SOURCED", "P-1 INFLUENCED", "P-2 CO_SELL");
        assertThat(deal.dimensions().toString()).isEqualTo("{product=cloud, region=APAC}");
        assertThat(deal.evidence().get("budget")).isEqualTo(Evidence.of("budget", NOW, "grace"));
    }

    @Test
    void givesOneDimensionByItsName() {
        Opportunity deal = deal().dimension("region", "north").build();

        assertThat(deal.dimension("region")).contains("north");
        assertThat(deal.dimension("product")).isEmpty();
    }

    @Test
    void cannotBeChangedThroughWhatItHandsOut() {
        Opportunity deal = deal().dimension("region", "EMEA").build();

        assertThatThrownBy(() -> deal.dimensions().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> deal.partners().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void noChangesLeaveTheSameDeal() {
        Opportunity deal = deal().build();

        assertThat(deal.after(List.of())).isSameAs(deal);
    }

    @Test
    void printsWhatIsKnown() {
        assertThat(deal().amount("EUR 12500").owner("ada").build())
                .hasToString("OPP-7 [stage qualify of enterprise since 2026-07-01T09:00:00Z, "
                        + "created 2026-07-01T09:00:00Z, amount EUR 12500.00, owner ada]");
    }

    @Test
    void refusesBlankIdsAndReasons() {
        refuses(() -> OpportunityId.of(""), "opportunity id must not be blank, was \"\"");
        refuses(() -> AccountId.of(" "), "account id must not be blank, was \" \"");
        refuses(() -> LossReason.of(""), "loss reason must not be blank, was \"\"");
        refuses(() -> Evidence.of(" ", NOW, "ada"), "evidence: name must not be blank, was \" \"");
        refuses(() -> Evidence.of("budget", NOW, ""), "evidence budget: confirmedBy must not be blank, was \"\"");
    }
}
