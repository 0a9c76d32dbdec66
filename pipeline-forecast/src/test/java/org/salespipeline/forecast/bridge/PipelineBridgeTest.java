package org.salespipeline.forecast.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Measure;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

/** A week of a small team, by hand: first Monday 2026-07-06, second Monday 2026-07-13. */
class PipelineBridgeTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final Instant BEFORE = Instant.parse("2026-07-01T09:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-07-06T09:00:00Z");
    private static final Instant BETWEEN = Instant.parse("2026-07-08T09:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-07-13T09:00:00Z");
    private static final Question QUARTER = Question.builder()
            .period(FiscalCalendar.calendarYear().periodOf(LocalDate.of(2026, 7, 6), Granularity.QUARTER))
            .build();

    private final List<OpportunityLog> logs = new ArrayList<>();

    private static Header header(String deal, Instant at) {
        return Header.of(deal, at, "ada");
    }

    /** A deal of ada that is known since before the first Monday, expected in September. */
    private void deal(String id, String amount, OpportunityEvent... changes) {
        deal(id, amount, LocalDate.of(2026, 9, 18), changes);
    }

    private void deal(String id, String amount, LocalDate close, OpportunityEvent... changes) {
        OpportunityLog log = OpportunityLog.of(PROCESS)
                .append(
                        List.<OpportunityEvent>of(
                                new Created(header(id, BEFORE), PROCESS.id(), StageId.of("qualify")),
                                new AmountSet(header(id, BEFORE), Money.parse(amount)),
                                new OwnerSet(header(id, BEFORE), PersonId.of("ada")),
                                new ExpectedCloseSet(header(id, BEFORE), close)),
                        BEFORE);
        for (OpportunityEvent change : changes) {
            log = log.append(List.of(change), change.validAt());
        }
        logs.add(log);
    }

    private Line line(Question question) {
        PipelineHistory history = PipelineHistory.of(ZoneOffset.UTC, logs);
        List<Line> lines = PipelineBridge.between(history.asOf(FIRST), history.asOf(SECOND), question)
                .lines();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static List<String> told(Line line) {
        return line.legs().stream().map(leg -> leg.cause() + " " + leg.amount()).toList();
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    @Test
    void everyDealThatCameWentOrChangedIsInTheLegOfItsCause() {
        deal("grown", "EUR 100", new AmountSet(header("grown", BETWEEN), eur("130")));
        deal("shrunk", "EUR 100", new AmountSet(header("shrunk", BETWEEN), eur("90")));
        deal(
                "won",
                "EUR 200",
                new Won(header("won", BETWEEN), StageId.of("won"), Optional.of(LocalDate.of(2026, 7, 8))));
        deal(
                "lost",
                "EUR 300",
                new Lost(
                        header("lost", BETWEEN),
                        StageId.of("lost"),
                        Optional.of(LocalDate.of(2026, 7, 8)),
                        Optional.of(LossReason.PRICE)));
        deal("pushed", "EUR 400", new ExpectedCloseSet(header("pushed", BETWEEN), LocalDate.of(2026, 10, 1)));
        deal("undated", "EUR 50", new ExpectedCloseSet(header("undated", BETWEEN), Optional.empty()));
        deal(
                "pulled",
                "EUR 500",
                LocalDate.of(2026, 12, 1),
                new ExpectedCloseSet(header("pulled", BETWEEN), LocalDate.of(2026, 9, 30)));
        deal(
                "overdue",
                "EUR 600",
                LocalDate.of(2026, 6, 30),
                new ExpectedCloseSet(header("overdue", BETWEEN), LocalDate.of(2026, 7, 31)));
        deal("merged", "EUR 700", new Merged(header("merged", BETWEEN), OpportunityId.of("grown")));
        deal("deleted", "EUR 800", new Deleted(header("deleted", BETWEEN)));
        deal("same", "EUR 1000");

        Line line = line(QUARTER);
        assertThat(line.start()).isEqualTo(eur("3650.00"));
        assertThat(line.end()).isEqualTo(eur("2320.00"));
        assertThat(told(line))
                .containsExactly(
                        "PULLED_IN EUR 500.00",
                        "PUSHED_IN EUR 600.00",
                        "WON EUR -200.00",
                        "LOST EUR -300.00",
                        "MERGED EUR -700.00",
                        "DELETED EUR -800.00",
                        "PUSHED_OUT EUR -450.00",
                        "INCREASED EUR 30.00",
                        "DECREASED EUR -10.00");
        assertThat(line.leg(Cause.PUSHED_OUT).deals())
                .extracting(change -> change.opportunity().value())
                .containsExactly("pushed", "undated");
        assertThat(line.leg(Cause.NEW).deals()).isEmpty();
    }

    @Test
    void whatIsRecordedLateIsRevealedAndNotNew() {
        deal("known", "EUR 1");
        for (String id : List.of("late", "new")) {
            Instant created = id.equals("late") ? BEFORE : BETWEEN;
            logs.add(OpportunityLog.of(PROCESS)
                    .append(
                            List.<OpportunityEvent>of(
                                    new Created(header(id, created), PROCESS.id(), StageId.of("qualify")),
                                    new AmountSet(header(id, created), eur("70"))),
                            BETWEEN));
        }
        assertThat(told(line(Question.builder().build()))).containsExactly("NEW EUR 70.00", "REVEALED EUR 70.00");
    }

    @Test
    void aReopenedDealComesBackWithWhatItCountsNow() {
        deal(
                "back",
                "EUR 100",
                new Won(header("back", BEFORE.plusSeconds(60)), StageId.of("won"), Optional.empty()),
                new Reopened(header("back", BETWEEN), StageId.of("propose")),
                new AmountSet(header("back", BETWEEN), eur("120")));
        assertThat(told(line(Question.builder().build()))).containsExactly("REOPENED EUR 120.00");
        assertThat(told(line(
                        Question.builder().amountChanges(AmountChanges.APART).build())))
                .containsExactly("REOPENED EUR 100.00", "INCREASED EUR 20.00");
    }

    @Test
    void aDealWonForLessIsTakenOutWithWhatItWasAndTheRestIsAMemo() {
        deal(
                "won",
                "EUR 200",
                new AmountSet(header("won", BETWEEN), eur("150")),
                new Won(header("won", BETWEEN), StageId.of("won"), Optional.empty()));
        Line line = line(Question.builder().build());
        assertThat(told(line)).containsExactly("WON EUR -200.00");
        assertThat(line.wonAtAnotherAmount()).contains(eur("-50.00"));
        PipelineHistory history = PipelineHistory.of(ZoneOffset.UTC, logs);
        assertThat(PipelineBridge.between(
                        history.asOf(FIRST),
                        history.asOf(SECOND),
                        Question.builder().build()))
                .asString()
                .contains("won at a different amount   -50.00  memo\n");
        assertThat(told(line(
                        Question.builder().amountChanges(AmountChanges.APART).build())))
                .containsExactly("WON EUR -150.00", "DECREASED EUR -50.00");
    }

    @Test
    void aChangeOfStageIsAChangeOfProbabilityWhenAmountsAreWeighted() {
        deal(
                "moved",
                "EUR 1000",
                new StageEntered(header("moved", BETWEEN), StageId.of("propose")),
                new AmountSet(header("moved", BETWEEN), eur("1500")));
        Line line = line(Question.builder().measure(Measure.WEIGHTED).build());
        assertThat(line.start()).isEqualTo(eur("100.00"));
        assertThat(line.end()).isEqualTo(eur("600.00"));
        assertThat(told(line)).containsExactly("INCREASED EUR 50.00", "PROBABILITY EUR 450.00");
    }

    @Test
    void aDealThatWentToAnotherOwnerLeavesOneLineAndEntersAnother() {
        deal("given", "EUR 100", new OwnerSet(header("given", BETWEEN), PersonId.of("grace")));
        PipelineHistory history = PipelineHistory.of(ZoneOffset.UTC, logs);
        PipelineBridge bridge = PipelineBridge.between(
                history.asOf(FIRST),
                history.asOf(SECOND),
                Question.builder().dimension("owner").build());
        assertThat(bridge.lines()).extracting(Line::segment).containsExactly("ada", "grace");
        assertThat(told(bridge.lines().get(0))).containsExactly("OWNER_OUT EUR -100.00");
        assertThat(told(bridge.lines().get(1))).containsExactly("OWNER_IN EUR 100.00");
        assertThat(bridge).hasToString("""
                bridge of the open pipeline, amounts in EUR

                owner ada
                start       100.00  1 deal
                owner out  -100.00  1 deal   ------------------------------
                end           0.00  0 deals

                owner grace
                start        0.00  0 deals
                owner in  +100.00  1 deal   ++++++++++++++++++++++++++++++
                end        100.00  1 deal
                """);
    }

    @Test
    void theOrderOfTheQuestionChoosesAmongSeveralCauses() {
        deal(
                "both",
                "EUR 100",
                new OwnerSet(header("both", BETWEEN), PersonId.of("grace")),
                new ExpectedCloseSet(header("both", BETWEEN), LocalDate.of(2026, 12, 1)));
        Question byOwner = ((ImmutableQuestion) QUARTER).withDimension("owner");
        assertThat(told(line(byOwner))).containsExactly("OWNER_OUT EUR -100.00");
        assertThat(told(line(((ImmutableQuestion) byOwner).withOrder(Cause.PUSHED_OUT))))
                .containsExactly("PUSHED_OUT EUR -100.00");
    }

    @Test
    void aDealInAnotherCurrencyIsOutOfScopeAndTellsOfIt() {
        deal("euros", "EUR 100");
        deal("dollars", "EUR 200", new AmountSet(header("dollars", BETWEEN), Money.parse("USD 220")));
        assertThatThrownBy(() -> line(Question.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[EUR, USD]");
        assertThat(told(line(Question.builder().currency(CurrencyUnit.EUR).build())))
                .containsExactly("FX EUR -200.00");
    }

    @Test
    void aStageWithoutAChanceCannotBeWeighted() {
        SalesProcess bare = SalesProcess.builder("bare")
                .open("talk")
                .won("won")
                .lost("lost")
                .build();
        logs.add(OpportunityLog.of(bare)
                .append(
                        List.<OpportunityEvent>of(
                                new Created(header("x", BEFORE), bare.id(), StageId.of("talk")),
                                new AmountSet(header("x", BEFORE), eur("10"))),
                        BEFORE));
        assertThatThrownBy(
                        () -> line(Question.builder().measure(Measure.WEIGHTED).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x: stage talk of process bare must have a win probability");
        assertThatThrownBy(() ->
                        Question.builder().order(List.of(Cause.WON, Cause.WON)).build())
                .hasMessageContaining("must name each once");
    }

    @Test
    void nothingHappenedMeansNoLegs() {
        deal("same", "EUR 100");
        assertThat(line(QUARTER).legs()).extracting(Leg::cause).isEmpty();
    }
}
