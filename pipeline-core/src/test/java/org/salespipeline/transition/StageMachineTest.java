package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

class StageMachineTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T23:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T23:30:00Z");
    private static final ActorId ADA = ActorId.of("ada");
    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .open("negotiate", 0.70)
            .won("won")
            .lost("lost")
            .other("duplicate")
            .build();
    private static final StageMachine PLAIN = StageMachine.builder(PROCESS).build();
    private static final StageMachine GUARDED = StageMachine.builder(PROCESS)
            .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget"))
            .enterWhen("negotiate", Criteria.minimumAmount("EUR 5000"))
            .build();

    private static Opportunity.Builder deal(String stage) {
        return Opportunity.open("OPP-7", PROCESS, MONDAY).stage(StageId.of(stage));
    }

    private static TransitionResult attempt(StageMachine machine, Opportunity deal, String target) {
        return machine.attempt(deal, StageId.of(target), ADA, TUESDAY);
    }

    private static List<String> refusal(StageMachine machine, Opportunity deal, String target) {
        Refused refused = (Refused) attempt(machine, deal, target);
        return refused.reasons().stream().map(Reason::toString).toList();
    }

    private static OpportunityEvent event(TransitionResult result) {
        return ((Accepted) result).events().get(0);
    }

    private static StageMachine allowing(MovePolicy policy) {
        return StageMachine.builder(PROCESS).allow(policy).build();
    }

    @Test
    void aDealWithoutBudgetIsToldWhatToRecord() {
        Opportunity deal = deal("qualify").amount("EUR 12500").build();
        assertThat(refusal(GUARDED, deal, "propose"))
                .containsExactly("budget is not confirmed; record evidence \"budget\"");
    }

    @Test
    void aRefusalListsEverythingAtOnce() {
        assertThat(refusal(GUARDED, deal("qualify").build(), "propose"))
                .containsExactly(
                        "amount is not known; set the amount", "budget is not confirmed; record evidence \"budget\"");
    }

    @Test
    void theStoryOfADealFromTheFirstRefusalToTheWin() {
        Opportunity deal = deal("qualify").amount("EUR 4000").build();
        assertThat(GUARDED.missing(deal, StageId.of("propose"), TUESDAY))
                .hasToString("[budget is not confirmed; record evidence \"budget\"]");
        deal = deal.after(new EvidenceRecorded(new Header(deal.id(), TUESDAY, ADA), "budget"));
        deal = deal.after(((Accepted) attempt(GUARDED, deal, "propose")).events());
        assertThat(deal.stage()).isEqualTo(StageId.of("propose"));
        assertThat(refusal(GUARDED, deal, "negotiate"))
                .containsExactly("amount must be at least EUR 5000.00, was EUR 4000.00;"
                        + " correct the amount if it is out of date");
        deal = deal.after(new OpportunityEvent.AmountSet(new Header(deal.id(), TUESDAY, ADA), Money.parse("EUR 6000")));
        deal = deal.after(((Accepted) attempt(GUARDED, deal, "negotiate")).events());
        deal = deal.after(((Accepted) attempt(GUARDED, deal, "won")).events());
        assertThat(deal.stage()).isEqualTo(StageId.of("won"));
        assertThat(deal.actualClose()).contains(LocalDate.parse("2026-01-06"));
    }

    @Test
    void theEventsSayWhatKindOfMoveItWas() {
        Header header = new Header(OpportunityId.of("OPP-7"), TUESDAY, ADA);
        assertThat(event(attempt(PLAIN, deal("qualify").build(), "propose")))
                .isEqualTo(new StageEntered(header, StageId.of("propose")));
        assertThat(event(attempt(PLAIN, deal("negotiate").build(), "won")))
                .isEqualTo(new Won(header, StageId.of("won"), LocalDate.parse("2026-01-06")));
        assertThat(event(PLAIN.attempt(
                        deal("qualify").build(), Move.to("lost", "ada", TUESDAY).because(LossReason.PRICE))))
                .isEqualTo(new Lost(header, StageId.of("lost"), LocalDate.parse("2026-01-06"), LossReason.PRICE));
        assertThat(event(attempt(PLAIN, deal("qualify").build(), "duplicate")))
                .isEqualTo(new Lost(
                        header, StageId.of("duplicate"), Optional.of(LocalDate.parse("2026-01-06")), Optional.empty()));
        assertThat(event(attempt(allowing(MovePolicy.REOPEN_LOST), deal("lost").build(), "propose")))
                .isEqualTo(new Reopened(header, StageId.of("propose")));
    }

    @Test
    void theDayOfACloseIsTakenInTheZoneOfTheMachine() {
        StageMachine tokyo =
                StageMachine.builder(PROCESS).zone(ZoneId.of("Asia/Tokyo")).build();
        assertThat(((Won) event(attempt(tokyo, deal("negotiate").build(), "won"))).closedOn())
                .contains(LocalDate.parse("2026-01-07"));
    }

    @Test
    void skippingNeedsItsPolicyAndAsksTheStageThatIsLeft() {
        assertThat(refusal(PLAIN, deal("qualify").build(), "negotiate"))
                .containsExactly("moving from qualify to negotiate skips stages;"
                        + " go to propose first, or allow MovePolicy.SKIP");
        assertThat(refusal(PLAIN, deal("qualify").build(), "won"))
                .containsExactly(
                        "moving from qualify to won skips stages; go to propose first, or allow MovePolicy.SKIP");
        assertThat(attempt(allowing(MovePolicy.SKIP), deal("qualify").build(), "won")
                        .isAccepted())
                .isTrue();
        assertThat(refusal(
                        StageMachine.builder(PROCESS)
                                .exitWhen("qualify", Criteria.amountKnown())
                                .allow(MovePolicy.SKIP)
                                .build(),
                        deal("qualify").build(),
                        "negotiate"))
                .containsExactly("amount is not known; set the amount");
    }

    @Test
    void goingBackNeedsItsPolicyAndAsksNoExitCriteria() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .exitWhen("propose", Criteria.amountKnown())
                .allow(MovePolicy.BACKWARD)
                .build();
        assertThat(refusal(PLAIN, deal("propose").build(), "qualify"))
                .containsExactly("moving from propose to qualify goes back; allow MovePolicy.BACKWARD");
        assertThat(attempt(machine, deal("propose").build(), "qualify").isAccepted())
                .isTrue();
    }

    @Test
    void reopeningNeedsThePolicyOfItsKind() {
        assertThat(refusal(PLAIN, deal("lost").build(), "qualify"))
                .containsExactly(
                        "moving from lost to qualify reopens a deal that was given up; allow MovePolicy.REOPEN_LOST");
        assertThat(refusal(allowing(MovePolicy.REOPEN_LOST), deal("won").build(), "qualify"))
                .containsExactly("moving from won to qualify takes back a win; allow MovePolicy.REOPEN_WON");
        assertThat(attempt(allowing(MovePolicy.REOPEN_LOST), deal("duplicate").build(), "qualify")
                        .isAccepted())
                .isTrue();
        assertThat(attempt(allowing(MovePolicy.REOPEN_WON), deal("won").build(), "qualify")
                        .isAccepted())
                .isTrue();
    }

    @Test
    void aClosedDealDoesNotChangeItsOutcomeWithoutBeingReopened() {
        StageMachine lenient =
                StageMachine.builder(PROCESS).allow(MovePolicy.values()).build();
        assertThat(refusal(lenient, deal("won").build(), "duplicate"))
                .containsExactly("moving from won to duplicate changes how a deal ended; reopen it first");
    }

    @Test
    void losingWithoutAReasonIsRefusedWithTheCure() {
        assertThat(refusal(GUARDED, deal("qualify").build(), "lost"))
                .containsExactly("loss reason is not given; say why with Move.because, for example LossReason.PRICE");
    }

    @Test
    void losingAsksNoExitCriteria() {
        Move move = Move.to("lost", "ada", TUESDAY).because(LossReason.NO_DECISION);
        assertThat(GUARDED.attempt(deal("qualify").build(), move).isAccepted()).isTrue();
    }

    @Test
    void aMoveWithinTheSameStageIsRefused() {
        assertThat(refusal(GUARDED, deal("qualify").build(), "qualify"))
                .containsExactly("deal is already in qualify; choose another stage");
    }

    @Test
    void mergedDeletedAndRecycledDealsStay() {
        assertThat(refusal(PLAIN, deal("qualify").mergedInto("OPP-8").build(), "propose"))
                .containsExactly("deal was merged into OPP-8; move OPP-8, or "
                        + "bring it back to an open stage, which takes MovePolicy.REVIVE");
        assertThat(refusal(PLAIN, deal("qualify").deleted().build(), "propose"))
                .containsExactly("deal was deleted; bring it back to an open stage, which takes MovePolicy.REVIVE");
        assertThat(refusal(PLAIN, deal("qualify").recycled().build(), "propose"))
                .containsExactly(
                        "deal went back to be a lead; bring it back to an open stage, which takes MovePolicy.REVIVE");
    }

    @Test
    void aMoveIsNotDatedBeforeTheDealEnteredItsStage() {
        Opportunity deal = deal("propose").stageEnteredAt(TUESDAY).build();
        Refused refused = (Refused) PLAIN.attempt(deal, StageId.of("negotiate"), ADA, MONDAY);
        assertThat(refused.reasons())
                .hasToString("[move must not be before the deal entered propose at 2026-01-06T23:30:00Z,"
                        + " was 2026-01-05T23:30:00Z; correct the time]");
    }

    @Test
    void theUnknownLetsPassUnlessTheMachineSaysOtherwise() {
        Opportunity deal = deal("propose").build();
        assertThat(attempt(GUARDED, deal, "negotiate").isAccepted()).isTrue();
        StageMachine strict = StageMachine.builder(PROCESS)
                .enterWhen("negotiate", Criteria.minimumAmount("EUR 5000"))
                .unknownBlocks()
                .build();
        assertThat(refusal(strict, deal, "negotiate"))
                .containsExactly("amount must be at least EUR 5000.00, was not known; set the amount");
    }

    @Test
    void aCriterionOnBothSidesIsAskedOnce() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .exitWhen("qualify", Criteria.confirmed("budget"))
                .enterWhen("propose", Criteria.confirmed("budget"), Criteria.confirmed("need"))
                .build();
        assertThat(refusal(machine, deal("qualify").build(), "propose"))
                .containsExactly(
                        "budget is not confirmed; record evidence \"budget\"",
                        "need is not confirmed; record evidence \"need\"");
    }

    @Test
    void aReasonThatTwoCriteriaGiveIsNamedOnce() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("need"), Criteria.confirmed("budget"))
                .enterWhen("propose", Criterion.allOf(Criteria.amountKnown(), Criteria.confirmed("pain")))
                .build();
        assertThat(refusal(machine, deal("qualify").build(), "propose"))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsUnknownIsNamedBesideWhatIsUnmetWhenItBlocks() {
        Criterion<Opportunity> ready =
                Criterion.allOf(Criteria.confirmed("budget"), Criteria.minimumAmount("EUR 5000"));
        String budget = "budget is not confirmed; record evidence \"budget\"";
        String amount = "amount must be at least EUR 5000.00, was not known; set the amount";
        StageMachine.Builder machine = StageMachine.builder(PROCESS).exitWhen("qualify", ready);
        assertThat(refusal(machine.build(), deal("qualify").build(), "propose")).containsExactly(budget);
        StageMachine strict = machine.unknownBlocks().build();
        assertThat(refusal(strict, deal("qualify").build(), "propose")).containsExactly(budget, amount);
        StageMachine either = StageMachine.builder(PROCESS)
                .exitWhen("qualify", Criterion.anyOf(Criteria.confirmed("waiver"), ready))
                .unknownBlocks()
                .build();
        assertThat(refusal(either, deal("qualify").build(), "propose"))
                .containsExactly("one of these is needed: [waiver is not confirmed; record evidence \"waiver\"] or ["
                        + budget + " and " + amount + "]");
    }

    @Test
    void mistakesOfTheCallerAreExceptionsThatShowTheChoice() {
        Opportunity deal = deal("qualify").build();
        assertThatThrownBy(() -> PLAIN.attempt(deal, StageId.of("archive"), ADA, TUESDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPP-7: unknown stage archive; process enterprise has"
                        + " [qualify, propose, negotiate, won, lost, duplicate]");
        SalesProcess other = SalesProcess.builder("partner")
                .open("qualify")
                .won("won")
                .lost("lost")
                .build();
        Opportunity foreign = Opportunity.open("OPP-9", other, MONDAY).build();
        assertThatThrownBy(() -> PLAIN.attempt(foreign, StageId.of("won"), ADA, TUESDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPP-9: process must be that of the machine, enterprise, was partner");
        Move silly = Move.to("propose", "ada", TUESDAY).because(LossReason.PRICE);
        assertThatThrownBy(() -> PLAIN.attempt(deal, silly))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPP-7: a move to stage propose of kind OPEN must have no loss reason, was price;"
                        + " leave out because(..)");
        assertThatThrownBy(() -> Move.to("lost", "ada", TUESDAY)
                        .because(LossReason.PRICE)
                        .because(LossReason.TIMING))
                .hasMessage("move to lost: must have one loss reason, was price and timing");
    }

    @Test
    void aMoveAtTheEndsOfTimeIsAMistakeThatNamesTheInstant() {
        Opportunity deal = deal("qualify").build();
        for (Instant end : List.of(Instant.MAX, Instant.MIN)) {
            String message =
                    "move to lost: time must be from -999999999-01-02T00:00:00Z to +999999999-12-30T23:59:59.999999999Z,"
                            + " so that it has a day in every zone, was " + end;
            assertThatThrownBy(() -> Move.to("lost", "ada", end))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> PLAIN.missing(deal, StageId.of("lost"), end))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void aMoveAtAnyOtherTimeHasADayInEveryZone() {
        Instant last = Instant.parse("+999999999-12-30T23:59:59.999999999Z");
        Instant first = Instant.parse("-999999999-01-02T00:00:00Z");
        for (String zone : List.of("+18:00", "-18:00", "UTC")) {
            StageMachine machine =
                    StageMachine.builder(PROCESS).zone(ZoneId.of(zone)).build();
            for (Instant at : List.of(first, last)) {
                Opportunity deal =
                        Opportunity.open("OPP-7", PROCESS, Instant.MIN).build();
                Move move = Move.to("lost", "ada", at).because(LossReason.PRICE);
                assertThat(machine.attempt(deal, move).isAccepted()).isTrue();
            }
        }
    }

    @Test
    void rulesForNobodyAndOfNothingAreMistakes() {
        StageMachine.Builder rules = StageMachine.builder(SampleProcesses.enterprise());
        assertThatThrownBy(() -> rules.mayMoveTo("won")).hasMessage("mayMoveTo: stage won must get at least one role");
        assertThatThrownBy(() -> rules.exitWhen("qualify"))
                .hasMessage("exitWhen: stage qualify must get at least one criterion");
        assertThatThrownBy(() -> rules.enterWhen("won"))
                .hasMessage("enterWhen: stage won must get at least one criterion");
    }

    @Test
    void rolesTaxonomyAndWinEvidenceAreAsked() {
        SalesProcess process = SalesProcess.builder("strict")
                .open("qualify")
                .stage(Stage.won("signed").winEvidence("agreement").build())
                .lost("lost")
                .lossReasons("price", "timing")
                .build();
        StageMachine machine = StageMachine.builder(process)
                .mayMoveTo("signed", "director", "legal")
                .build();
        Opportunity deal = Opportunity.open("OPP-7", process, MONDAY).build();

        assertThat(reasons(machine.attempt(deal, Move.to("signed", "ada", TUESDAY))))
                .containsExactly(
                        "only director or legal may move a deal to signed; ask somebody who has the role, or name it"
                                + " with Move.as",
                        "agreement is not confirmed; record evidence \"agreement\"");
        assertThat(reasons(machine.attempt(deal, Move.to("lost", "ada", TUESDAY).because(LossReason.COMPETITOR))))
                .containsExactly("loss reason must be one that process strict has, was competitor; give one of"
                        + " [price, timing]");
        Opportunity lost = after(
                deal,
                machine.attempt(
                        deal,
                        Move.to("lost", "ada", TUESDAY)
                                .because(LossReason.PRICE)
                                .toCompetitor("Rival Inc")
                                .saying("half of ours")));
        assertThat(lost.competitor()).contains("Rival Inc");
        assertThat(lost.lossComment()).contains("half of ours");
    }

    private static List<String> reasons(TransitionResult result) {
        return ((Refused) result).reasons().stream().map(Reason::toString).toList();
    }

    private static Opportunity after(Opportunity deal, TransitionResult result) {
        return deal.after(((Accepted) result).events());
    }

    @Test
    void rulesForStagesThatCannotHaveThemAreRefusedWhileBuilding() {
        assertThatThrownBy(() -> StageMachine.builder(PROCESS).exitWhen("archive", Criteria.amountKnown()))
                .hasMessageContaining("unknown stage archive; process enterprise has");
        assertThatThrownBy(() -> StageMachine.builder(PROCESS).exitWhen("lost", Criteria.amountKnown()))
                .hasMessage("exit criterion amount-known: stage must be open or won, was lost of kind LOST;"
                        + " use enterWhen on the stage to reopen in");
    }

    @Test
    void aFaultyCriterionIsNamed() {
        Criterion<Opportunity> faulty = Criteria.custom(
                "owner-is-ada",
                "ada does not own the deal",
                "assign ada",
                deal -> deal.owner().orElseThrow().value().equals("ada"));
        StageMachine machine =
                StageMachine.builder(PROCESS).exitWhen("qualify", faulty).build();
        assertThatThrownBy(() -> attempt(machine, deal("qualify").build(), "propose"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("criterion owner-is-ada failed on OPP-7: java.util.NoSuchElementException");
    }

    @Test
    void aWayBackThatTheProcessDeclaresIsAStep() {
        SalesProcess loop = SalesProcess.builder("nurture")
                .open("qualify")
                .open("nurture")
                .open("close")
                .won("won")
                .lost("lost")
                .move("qualify", "nurture")
                .move("nurture", "qualify")
                .move("qualify", "close")
                .move("close", "won")
                .build();
        StageMachine machine = StageMachine.builder(loop).build();
        Opportunity deal = Opportunity.open("OPP-7", loop, MONDAY).build();
        deal = deal.after(((Accepted) attempt(machine, deal, "nurture")).events());
        assertThat(attempt(machine, deal, "qualify").isAccepted()).isTrue();
        assertThat(refusal(machine, deal, "close"))
                .containsExactly(
                        "moving from nurture to close skips stages; go to qualify first, or allow MovePolicy.SKIP");
    }

    @Test
    void aMachineThatIsBuiltDoesNotSeeWhatItsBuilderGetsLater() {
        StageMachine.Builder builder = StageMachine.builder(PROCESS);
        StageMachine first = builder.build();
        StageMachine second =
                builder.exitWhen("qualify", Criteria.amountKnown()).build();
        assertThat(attempt(first, deal("qualify").build(), "propose").isAccepted())
                .isTrue();
        assertThat(attempt(second, deal("qualify").build(), "propose").isAccepted())
                .isFalse();
    }

    @Test
    void aRefusalForOneReasonIsTheSameAsOneForAListOfIt() {
        Reason late = Reason.of("late", "too late");
        Refused refused = new Refused(List.of(late));
        assertThat(refused).isEqualTo(new Refused(late)).hasSameHashCodeAs(new Refused(late));
        assertThat(refused.reasons()).containsExactly(late);
        assertThat(refused).hasToString("Refused[reasons=[too late]]");
        assertThat(refused).isNotEqualTo(new Refused(List.of(late, Reason.of("early", "too early"))));
        assertThatThrownBy(() -> new Refused(List.of())).hasMessageContaining("must name a reason");
    }
}
