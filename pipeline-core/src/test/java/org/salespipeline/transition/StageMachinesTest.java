package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.SalesProcesses;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.TransitionResult.Accepted;

class StageMachinesTest {

    private static final String NO_MEETING = "no meeting is recorded; record a meeting";

    @Test
    void everyPresetProcessHasItsRules() {
        assertThat(List.copyOf(StageMachines.all().keySet()))
                .isEqualTo(SalesProcesses.all().stream().map(SalesProcess::id).toList());
        StageMachines.all()
                .forEach((id, machine) ->
                        assertThat(machine.get().build().process().id()).isEqualTo(id));
    }

    /** Nothing contradicts, nothing is asked twice, no step asks nothing. */
    @Test
    void thePresetsHaveNoFindings() {
        StageMachines.all()
                .forEach((id, machine) ->
                        assertThat(machine.get().findings()).as(id.value()).isEmpty());
    }

    @Test
    void rulesOfOnesOwnJoinThoseOfAPreset() {
        StageMachine stricter = StageMachines.newBusiness()
                .exitWhen("prospecting", Criteria.known(Criteria.Field.ACCOUNT))
                .build();
        Story.ofNobody(stricter).does("meeting").isRefused("qualification", "account is not known; set the account");
        Story.ofNobody(StageMachines.newBusiness().build())
                .does("meeting")
                .goesTo("qualification")
                .endsIn("qualification");
    }

    @Test
    void newBusinessIsWonAfterAnObjectionAndADiscount() {
        Story.of(StageMachines.newBusiness().build())
                .isRefused("qualification", NO_MEETING)
                .does("meeting")
                .goesTo("qualification")
                .confirms("budget", "authority", "need")
                .isRefused("proposal", "timing is not confirmed; record evidence \"timing\"")
                .confirms("timing")
                .goesTo("proposal")
                .isRefused("negotiation", "amount is not known; set the amount", "no quote is issued; issue a quote")
                .isWorth("EUR 75000")
                .quotes(1, "EUR 75000", "EUR 100000")
                .goesTo("negotiation")
                .objects("price")
                .isRefused(
                        "closed-won",
                        "no objection may be open, was price; settle it",
                        "a discount above 20 % must be approved, was 25 % in Q-1 v1;"
                                + " have sales-director approve \"discount\"")
                .settles("price")
                .approves("sales-director", "discount")
                .goesTo("closed-won")
                .endsIn("closed-won");
    }

    @Test
    void newBusinessIsLostWithAReasonAndMayComeBack() {
        Story.of(StageMachines.newBusiness().build())
                .does("meeting")
                .goesTo("qualification")
                .isRefused(
                        "closed-lost",
                        "loss reason is not given; say why with Move.because, for example LossReason.PRICE")
                .isLost(LossReason.NO_DECISION)
                .isRefused(
                        "closed-won", "moving from closed-lost to closed-won changes how a deal ended; reopen it first")
                .goesTo("qualification")
                .isLost(LossReason.TIMING)
                .endsIn("closed-lost");
    }

    @Test
    void aSolutionIsSoldAndHandedOver() {
        Story story = Story.ofNobody(StageMachines.solutionSelling().build());
        story.does("meeting")
                .goesTo("qualification")
                .isRefused(
                        "needs-analysis",
                        "account is not known; set the account",
                        "budget is not confirmed; record evidence \"budget\"");
        Story sold = Story.of(StageMachines.solutionSelling().build())
                .does("meeting")
                .goesTo("qualification")
                .confirms("budget")
                .goesTo("needs-analysis")
                .confirms("metrics", "decision-criteria", "decision-process", "pain")
                .meets("economic-buyer")
                .isRefused(
                        "proposal",
                        "one of these is needed: [champion is not confirmed;"
                                + " record evidence \"champion\"] or [no contact is champion; link a contact as champion]")
                .meets("champion")
                .goesTo("proposal")
                .isWorth("EUR 200000")
                .quotes(1, "EUR 200000", "EUR 200000")
                .isRefused("negotiation", "no proposal is attached; attach the proposal")
                .attaches("proposal")
                .goesTo("negotiation")
                .isRefused("closed-won", "agreement is not confirmed; record evidence \"agreement\"")
                .isRefused("post-sales", "moving from negotiation to post-sales leads past the win; win the deal first")
                .confirms("agreement")
                .goesTo("closed-won");
        assertThat(sold.wayTo("post-sales"))
                .containsExactly("closed-won to post-sales: [no handover is attached; attach the handover]");
        sold.attaches("handover").goesTo("post-sales").endsIn("post-sales");
        assertThat(sold.deal().currentStage().kind().isWon()).isTrue();
    }

    @Test
    void aSolutionThatTheProductDoesNotOfferIsLost() {
        Story.of(StageMachines.solutionSelling().build())
                .does("meeting")
                .goesTo("qualification")
                .confirms("budget")
                .goesTo("needs-analysis")
                .isRefusedFirst(
                        "negotiation",
                        "moving from needs-analysis to negotiation skips stages;"
                                + " go to proposal first, or allow MovePolicy.SKIP")
                .isLost(LossReason.PRODUCT_GAP)
                .endsIn("closed-lost");
    }

    @Test
    void aLeadBecomesADealAndIsWon() {
        Story.of(StageMachines.leadToDeal().build())
                .isRefused("prospect", "score lead must be at least 50, was not known; set score \"lead\"")
                .scores("lead", 20)
                .isRefused("prospect", "score lead must be at least 50, was 20; correct the score if it is out of date")
                .scores("lead", 60)
                .goesTo("prospect")
                .isRefused("qualified-prospect", NO_MEETING)
                .does("meeting")
                .goesTo("qualified-prospect")
                .confirms("budget", "authority", "need", "timing")
                .goesTo("quote")
                .isWorth("EUR 9000")
                .quotes(1, "EUR 9000", "EUR 9000")
                .goesTo("negotiation")
                .isRefused("closed-won", "agreement is not confirmed; record evidence \"agreement\"")
                .confirms("agreement")
                .goesTo("closed-won")
                .endsIn("closed-won");
    }

    @Test
    void nobodyGetsPastAStageByLosingAndReopeningOrMergingAndReviving() {
        StageMachine machine = StageMachines.newBusiness().build();
        Story lost = Story.of(machine).isLost(LossReason.PRICE);
        int asked = machine.missing(
                        Story.of(machine).deal(),
                        StageId.of("negotiation"),
                        Story.of(machine).deal().createdAt())
                .size();
        assertThat(lost.wayTo("negotiation"))
                .singleElement()
                .satisfies(step -> assertThat(step)
                        .startsWith("closed-lost to negotiation: [no meeting is recorded; record a meeting, budget"));
        assertThat(machine.missing(
                        lost.deal(), StageId.of("negotiation"), lost.deal().stageEnteredAt()))
                .hasSize(asked - 1);
        lost.goesTo("prospecting").endsIn("prospecting");

        Opportunity merged = Story.of(machine).deal();
        Instant at = merged.stageEnteredAt();
        merged = merged.after(((Accepted) machine.attempt(merged, Removal.merge("OPP-2", "ada", at))).events());
        assertThat(machine.attempt(merged, Move.to("negotiation", "ada", at)).reasons())
                .hasToString("[moving from prospecting to negotiation goes further than the deal was;"
                        + " revive it there, then go on]");
        assertThat(machine.attempt(merged, Move.to("prospecting", "ada", at)).isAccepted())
                .isTrue();
    }

    @Test
    void whatIsSkippedBlocksWhileItIsUnknownWhereASingleStepWould() {
        StageMachine machine =
                StageMachines.leadToDeal().allow(MovePolicy.SKIP_WITH_CRITERIA).build();
        String unknown = "score lead must be at least 50, was not known";
        Opportunity deal = Story.of(machine).deal();
        Instant at = deal.createdAt();
        for (String target : List.of("prospect", "qualified-prospect", "quote")) {
            assertThat(machine.attempt(deal, Move.to(target, "ada", at)).reasons())
                    .anySatisfy(reason -> assertThat(reason.toString()).startsWith(unknown));
        }
    }

    @Test
    void aLeadIsLostOrDisqualifiedOrRecycled() {
        StageMachine machine = StageMachines.leadToDeal().build();
        Story.of(machine)
                .scores("lead", 50)
                .goesTo("prospect")
                .isRefusedFirst(
                        "quote",
                        "moving from prospect to quote skips stages;"
                                + " go to qualified-prospect first, or allow MovePolicy.SKIP")
                .isLost(LossReason.COMPETITOR)
                .endsIn("closed-lost");
        Story.of(machine).goesTo("disqualified").endsIn("disqualified");
        Story recycled = Story.of(machine).scores("lead", 50).goesTo("prospect").isRecycled();
        assertThat(recycled.deal().isRecycled()).isTrue();
        assertThat(recycled.wayTo("qualified-prospect"))
                .containsExactly(
                        "prospect to prospect",
                        "prospect to qualified-prospect: [no meeting is recorded; record a meeting]");
        recycled.goesTo("lead").endsIn("lead");
        assertThat(recycled.deal().isOpen()).isTrue();
    }

    @Test
    void aDealIsNurturedUntilTheCustomerIsReady() {
        Story.ofNobody(StageMachines.nurtureLoop().build())
                .isRefused("qualification", "source is not known; set the source");
        Story.of(StageMachines.nurtureLoop().build())
                .goesTo("qualification")
                .isRefused("nurturing", "follow-up is not confirmed; record evidence \"follow-up\"")
                .confirms("follow-up")
                .goesTo("nurturing")
                .isRefused("qualification", NO_MEETING)
                .does("meeting")
                .goesTo("qualification")
                .confirms("goals", "plans", "challenges")
                .isRefused("proposal", "timeline is not confirmed; record evidence \"timeline\"")
                .confirms("timeline")
                .goesTo("proposal")
                .isWorth("EUR 30000")
                .quotes(1, "EUR 30000", "EUR 30000")
                .goesTo("negotiation")
                .goesTo("closing")
                .confirms("agreement")
                .isRefused("closed-won", "no agreement is attached; attach the signed agreement")
                .signs("agreement")
                .goesTo("closed-won")
                .endsIn("closed-won");
    }

    @Test
    void aNurturedDealGoesBackOnceMoreAndIsLost() {
        Story.of(StageMachines.nurtureLoop().build())
                .goesTo("qualification")
                .confirms("goals", "plans", "challenges", "timeline")
                .goesTo("proposal")
                .isRefused(
                        "qualification",
                        "moving from proposal to qualification goes back; go back to one of [nurturing]")
                .confirms("follow-up")
                .goesTo("nurturing")
                .isLost(LossReason.TIMING)
                .endsIn("closed-lost");
    }

    @Test
    void aDealFromAPartnerIsWonWithTheMarginOfThePartner() {
        Story.of(StageMachines.partnerSourced().build())
                .isRefused("qualification", "registration is not confirmed; record evidence \"registration\"")
                .confirms("registration")
                .goesTo("qualification")
                .confirms("budget", "authority", "need", "timing")
                .goesTo("demo")
                .isRefused("proposal", "no demo is recorded; record a demo")
                .does("demo")
                .goesTo("proposal")
                .isWorth("EUR 60000")
                .quotes(1, "EUR 60000", "EUR 100000")
                .goesTo("negotiation")
                .isRefused(
                        "closing",
                        "a discount above 25 % must be approved, was 40 % in Q-1 v1;"
                                + " have partner-manager or sales-director approve \"discount\"")
                .approves("partner-manager", "discount")
                .goesTo("closing")
                .isRefused(
                        "closed-won",
                        "no agreement is attached; attach the signed agreement",
                        "agreement is not confirmed; record evidence \"agreement\"")
                .signs("agreement")
                .confirms("agreement")
                .goesTo("closed-won")
                .endsIn("closed-won");
    }

    @Test
    void aDealFromAPartnerIsRejectedByWhoMayAndElseLost() {
        StageMachine machine = StageMachines.partnerSourced().build();
        Story.of(machine)
                .isRefused(
                        "registration-rejected",
                        "only partner-manager may move a deal to registration-rejected;"
                                + " ask somebody who has the role, or name it with Move.as")
                .goesTo("registration-rejected", "partner-manager")
                .endsIn("registration-rejected");
        Story.of(machine)
                .confirms("registration")
                .goesTo("qualification")
                .isLost(LossReason.PRICE)
                .endsIn("closed-lost");
    }

    @Test
    void aPartIsDesignedInTestedAgainAndDelivered() {
        Story delivered = Story.of(StageMachines.manufacturingDesignIn().build())
                .confirms("specification")
                .isRefused("design-in", "no contact is design-engineer; link a contact as design-engineer")
                .meets("design-engineer")
                .goesTo("design-in")
                .isRefused("prototyping", "part-selected is not confirmed; record evidence \"part-selected\"")
                .confirms("part-selected")
                .goesTo("prototyping")
                .attaches("prototype-report")
                .goesTo("testing")
                .isRefused("final-order", "tests-passed is not confirmed; record evidence \"tests-passed\"")
                .goesTo("prototyping")
                .goesTo("testing")
                .confirms("tests-passed")
                .goesTo("final-order")
                .isWorth("EUR 400000")
                .quotes(1, "EUR 400000", "EUR 400000")
                .isRefused("closed-won", "purchase-order is not confirmed; record evidence \"purchase-order\"")
                .confirms("purchase-order")
                .goesTo("closed-won")
                .attaches("production-plan")
                .goesTo("production")
                .isRefused(
                        "delivery",
                        "first-article-approved is not confirmed; record evidence \"first-article-approved\"")
                .confirms("first-article-approved")
                .goesTo("delivery");
        delivered.endsIn("delivery");
        assertThat(delivered.deal().currentStage().kind().isWon()).isTrue();
    }

    /** Of the two accounting policies one subtracts the win when it is taken back, the other in the period of the win. */
    @Test
    void aWinThatIsTakenBackSaysWhatBecomesOfItsRevenue() {
        for (WinReversal reversal : WinReversal.values()) {
            StageMachine machine = StageMachines.renewalAndExpansion()
                    .allow(MovePolicy.REOPEN_WON)
                    .winReversal(reversal)
                    .build();
            Story renewal = Story.of(machine)
                    .does("business-review")
                    .goesTo("value-confirmed")
                    .confirms("value")
                    .goesTo("offer")
                    .isWorth("EUR 80000")
                    .quotes(1, "EUR 80000", "EUR 80000")
                    .confirms("agreement")
                    .goesTo("negotiation")
                    .goesTo("closed-won")
                    .goesTo("negotiation");
            assertThat(renewal.lastEvent())
                    .isInstanceOfSatisfying(
                            Reopened.class,
                            reopened -> assertThat(reopened.reversal()).contains(reversal));
            assertThat(renewal.deal().actualClose()).isEmpty();
            renewal.goesTo("closed-won").endsIn("closed-won");
        }
    }

    @Test
    void aQuoteWithoutAListPriceOrALastDayWinsNothing() {
        Story.of(StageMachines.renewalAndExpansion().build())
                .does("business-review")
                .goesTo("value-confirmed")
                .confirms("value")
                .goesTo("offer")
                .isWorth("EUR 80000")
                .quotesWithoutMore(1, "EUR 80000")
                .confirms("agreement")
                .goesTo("negotiation")
                .isRefused(
                        "closed-won",
                        "a discount above 10 % must be approved, was Q-1 v1 without one;"
                                + " issue the quote with a list price, or have customer-success-lead approve \"discount\"",
                        "last day of the quote must be known, was Q-1 v1 without one; issue a version with a last day")
                .quotes(2, "EUR 80000", "EUR 80000")
                .goesTo("closed-won")
                .endsIn("closed-won");
    }

    @Test
    void aDealThatWasMergedByMistakeComesBack() {
        Story.of(StageMachines.newBusiness().build())
                .isMerged("OPP-8")
                .isRefused(
                        "closed-lost",
                        "deal was merged into OPP-8; move OPP-8, or bring it back to an open stage,"
                                + " which takes MovePolicy.REVIVE",
                        "loss reason is not given; say why with Move.because, for example LossReason.PRICE")
                .goesTo("prospecting")
                .does("meeting")
                .goesTo("qualification")
                .endsIn("qualification");
    }

    @Test
    void aPartThatFailsItsTestsIsLost() {
        Story.of(StageMachines.manufacturingDesignIn().build())
                .confirms("specification")
                .meets("design-engineer")
                .goesTo("design-in")
                .isRefusedFirst(
                        "testing",
                        "moving from design-in to testing skips stages;"
                                + " go to prototyping first, or allow MovePolicy.SKIP")
                .isLost(LossReason.PRODUCT_GAP)
                .endsIn("closed-lost");
    }

    @Test
    void aCustomerRenewsForADiscountThatWasApproved() {
        Story.ofNobody(StageMachines.renewalAndExpansion().build())
                .does("business-review")
                .isRefused("value-confirmed", "business kind is not known; set the business kind");
        Story.of(StageMachines.renewalAndExpansion().build())
                .isRefused("value-confirmed", "no business-review is recorded; record a business-review")
                .does("business-review")
                .goesTo("value-confirmed")
                .isRefused("offer", "value is not confirmed; record evidence \"value\"")
                .confirms("value")
                .goesTo("offer")
                .isWorth("EUR 80000")
                .quotes(1, "EUR 80000", "EUR 100000")
                .goesTo("negotiation")
                .isRefused(
                        "closed-won",
                        "a discount above 10 % must be approved, was 20 % in Q-1 v1;"
                                + " have customer-success-lead approve \"discount\"",
                        "agreement is not confirmed; record evidence \"agreement\"")
                .quotes(2, "EUR 95000", "EUR 100000")
                .confirms("agreement")
                .goesTo("closed-won")
                .endsIn("closed-won");
    }

    @Test
    void aCustomerLeaves() {
        Story.of(StageMachines.renewalAndExpansion().build())
                .does("business-review")
                .goesTo("value-confirmed")
                .isRefusedFirst(
                        "negotiation",
                        "moving from value-confirmed to negotiation skips stages;"
                                + " go to offer first, or allow MovePolicy.SKIP")
                .isLost(LossReason.COMPETITOR)
                .endsIn("closed-lost");
    }
}
