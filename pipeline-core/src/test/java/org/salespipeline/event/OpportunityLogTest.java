package org.salespipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

class OpportunityLogTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final StageId QUALIFY = StageId.of("qualify");
    private static final StageId PROPOSE = StageId.of("propose");
    private static final StageId WON = StageId.of("won");
    private static final StageId LOST = StageId.of("lost");
    private static final LocalDate CLOSE = LocalDate.of(2026, 7, 9);

    private static Instant day(int day) {
        return Instant.parse("2026-07-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static Header on(int day) {
        return Header.of("OPP-7", day(day), "ada");
    }

    private static Created created(int day) {
        return new Created(on(day), PROCESS.id(), QUALIFY);
    }

    private static AmountSet amount(int day, String amount) {
        return new AmountSet(on(day), Money.parse(amount));
    }

    private static OpportunityLog begun() {
        return OpportunityLog.of(PROCESS).append(List.of(created(1)), day(1));
    }

    private static Opportunity after(OpportunityEvent... events) {
        return begun().append(List.of(events), day(30)).latest();
    }

    @Test
    void aCorrectionOfThePastDoesNotChangeWhatWasKnown() {
        OpportunityLog log = begun().append(List.of(amount(2, "EUR 100.00")), day(2))
                .append(List.of(amount(2, "EUR 90.00")), day(20));

        assertThat(log.asOf(day(5), day(5)).orElseThrow().amount()).contains(Money.parse("EUR 100.00"));
        assertThat(log.asOf(day(5), day(20)).orElseThrow().amount()).contains(Money.parse("EUR 90.00"));
    }

    @Test
    void aFactOfTheFutureCountsFromItsValidTimeOn() {
        OpportunityLog log = begun().append(List.of(amount(10, "EUR 100.00")), day(2));

        assertThat(log.asOf(day(9), day(9)).orElseThrow().amount()).isEmpty();
        assertThat(log.asOf(day(10), day(9)).orElseThrow().amount()).isPresent();
        assertThat(log.latest().amount()).isPresent();
    }

    @Test
    void ofSeveralFactsInOneInstantTheLastAppendedCounts() {
        OpportunityLog log = begun().append(List.of(amount(2, "EUR 1.00"), amount(2, "EUR 2.00")), day(2));

        assertThat(log.latest().amount()).contains(Money.parse("EUR 2.00"));
    }

    @Test
    void aFactBeforeTheCreationCountsAsIfItHappenedAtTheCreation() {
        OpportunityLog log = OpportunityLog.of(PROCESS)
                .append(
                        List.<OpportunityEvent>of(new StageEntered(on(1), PROPOSE), amount(2, "EUR 5.00"), created(4)),
                        day(4));

        Opportunity deal = log.latest();
        assertThat(deal.stage()).isEqualTo(PROPOSE);
        assertThat(deal.stageEnteredAt()).isEqualTo(day(4));
        assertThat(deal.amount()).isPresent();
        assertThat(log.asOf(day(3), day(4))).isEmpty();
    }

    @Test
    void aLaterCreationCorrectsTheEarlierOneAndKeepsWhatHappened() {
        OpportunityLog log =
                begun().append(List.of(amount(2, "EUR 5.00")), day(2)).append(List.of(created(3)), day(10));

        assertThat(log.asOf(day(2), day(9))).isPresent();
        assertThat(log.asOf(day(2), day(10))).isEmpty();
        assertThat(log.latest().createdAt()).isEqualTo(day(3));
        assertThat(log.latest().amount()).isPresent();
    }

    @Test
    void aCreationCanBeCorrectedToAnEarlierTime() {
        OpportunityLog log =
                OpportunityLog.of(PROCESS).append(List.of(created(3)), day(4)).append(List.of(created(1)), day(10));

        assertThat(log.asOf(day(2), day(9))).isEmpty();
        assertThat(log.asOf(day(2), day(10))).isPresent();
        assertThat(log.latest().createdAt()).isEqualTo(day(1));
    }

    @Test
    void winningNotesTheStageAndTheDate() {
        Opportunity deal = after(new Won(on(9), WON, CLOSE));

        assertThat(deal.stage()).isEqualTo(WON);
        assertThat(deal.actualClose()).contains(CLOSE);
        assertThat(deal.stageEnteredAt()).isEqualTo(day(9));
        assertThat(deal.isOpen()).isFalse();
    }

    @Test
    void reopeningForgetsTheEnd() {
        Opportunity deal = after(new Lost(on(9), LOST, CLOSE, LossReason.PRICE), new Reopened(on(12), PROPOSE));

        assertThat(deal.stage()).isEqualTo(PROPOSE);
        assertThat(deal.actualClose()).isEmpty();
        assertThat(deal.lossReason()).isEmpty();
        assertThat(deal.isOpen()).isTrue();
    }

    @Test
    void ofMergeAndDeletionTheLastCountsAndTheStageStays() {
        OpportunityId survivor = OpportunityId.of("OPP-8");
        Opportunity deleted = after(new Won(on(9), WON, CLOSE), new Merged(on(10), survivor), new Deleted(on(11)));
        Opportunity merged = after(new Deleted(on(10)), new Merged(on(11), survivor));

        assertThat(deleted.isDeleted()).isTrue();
        assertThat(deleted.mergedInto()).isEmpty();
        assertThat(deleted.stage()).isEqualTo(WON);
        assertThat(deleted.actualClose()).contains(CLOSE);
        assertThat(merged.isDeleted()).isFalse();
        assertThat(merged.mergedInto()).contains(survivor);
    }

    @Test
    void evidenceKeepsTheTimeAndThePerson() {
        Opportunity deal = after(new EvidenceRecorded(on(3), "budget"));

        assertThat(deal.evidence()).containsEntry("budget", Evidence.of("budget", day(3), "ada"));
    }

    @Test
    void refusesEventsOfAnotherDeal() {
        OpportunityEvent foreign = new Deleted(Header.of("OPP-8", day(2), "ada"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().append(List.of(foreign), day(2)))
                .withMessage("OPP-7: event must be of the same opportunity, was of OPP-8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().latest().after(foreign))
                .withMessage("OPP-7: event must be of the same opportunity, was of OPP-8");
    }

    @Test
    void oneTableOfFactsGivesTheLogsOfAllItsDeals() {
        Opportunity seven =
                Opportunity.open("OPP-7", PROCESS, day(1)).amount("EUR 10").build();
        Opportunity eight = Opportunity.open("OPP-8", PROCESS, day(2)).build();
        OpportunityLog first = OpportunityLog.opening(seven, ActorId.of("ada"), day(1));
        OpportunityLog second = OpportunityLog.opening(eight, ActorId.of("ada"), day(2));
        List<Fact<OpportunityEvent>> table = new ArrayList<>(second.facts().facts());
        table.addAll(first.facts().facts());

        assertThat(OpportunityLog.ofEach(PROCESS, table)).containsExactly(first, second);
        assertThat(OpportunityLog.ofEach(PROCESS, List.of())).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpportunityLog.of(PROCESS, table))
                .withMessage(
                        "facts of one log must be of one opportunity, were of OPP-8 and OPP-7; OpportunityLog.ofEach takes those of many");
    }

    @Test
    void refusesStagesThatTheProcessDoesNotHaveOrThatAreOfTheWrongKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> after(new StageEntered(on(2), StageId.of("archive"))))
                .withMessage(
                        "OPP-7: unknown stage archive; process enterprise has [qualify, propose, negotiate, won, lost]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> after(new Won(on(2), LOST, CLOSE)))
                .withMessage("OPP-7: must be won in a stage of kind WON, was in lost of kind LOST");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> after(new Lost(on(2), PROPOSE, CLOSE, LossReason.PRICE)))
                .withMessage(
                        "OPP-7: must be lost in a stage of kind LOST or OTHER_TERMINAL, was in propose of kind OPEN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> after(new Reopened(on(2), WON)))
                .withMessage("OPP-7: must be reopened in an open stage, was in won of kind WON");
    }

    @Test
    void refusesACreationInAnotherProcess() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpportunityLog.of(PROCESS)
                        .append(List.of(new Created(on(1), ProcessId.of("smb"), QUALIFY)), day(1)))
                .withMessage("OPP-7: must be created in process enterprise, was smb; a log holds one process");
    }

    @Test
    void aDealIsNotCreatedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begun().latest().after(created(2)))
                .withMessage("OPP-7: a deal that exists cannot be created; append a corrected creation to its log");
    }

    @Test
    void aLogWithoutCreationKnowsNoDeal() {
        OpportunityLog log = OpportunityLog.of(PROCESS).append(List.of(amount(2, "EUR 5.00")), day(2));

        assertThat(log.asOf(day(9), day(9))).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(log::latest)
                .withMessage("log of OPP-7 has no deal yet: it must hold a creation, was 1 facts; "
                        + "append a Created event");
        assertThat(OpportunityLog.of(PROCESS).id()).isEmpty();
    }

    @Test
    void anOpeningLogTellsWhereATableOfDealsFound() {
        Opportunity deal = Opportunity.open("OPP-7", PROCESS, day(1))
                .stage("lost")
                .stageEnteredAt(day(9))
                .amount("EUR 12500")
                .lossReason(LossReason.PRICE)
                .build();

        OpportunityLog log = OpportunityLog.opening(deal, ActorId.of("crm-import"), day(20));

        assertThat(log.facts().facts())
                .extracting(fact -> fact.event().getClass().getSimpleName())
                .containsExactly("Created", "AmountSet", "Lost");
        assertThat(log.asOf(day(5), day(20)).orElseThrow().stage()).isEqualTo(QUALIFY);
        assertThat(log.latest()).isEqualTo(deal);
    }

    @Test
    void eventsRefuseWhatNeverIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Merged(on(2), OpportunityId.of("OPP-7")))
                .withMessage("OPP-7: must be merged into another opportunity, was itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpportunityEvent.DimensionSet(on(2), "region", Optional.of(" ")))
                .withMessage("dimension region must not be blank, was \" \"; leave it out when it is unknown");
    }
}
