package org.salespipeline.forecast.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.DealChange;
import org.salespipeline.forecast.bridge.PipelineBridge.DealCounts;
import org.salespipeline.forecast.bridge.PipelineBridge.Form;
import org.salespipeline.forecast.bridge.PipelineBridge.Imitation;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

/** A week of single deals by hand, step by step and as products tell it: from Monday 2026-07-06 to Monday 2026-07-13. */
class PathBridgeTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final Instant BEFORE = Instant.parse("2026-07-01T09:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-07-06T09:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-07-13T09:00:00Z");
    private static final FiscalCalendar CALENDAR = FiscalCalendar.calendarYear();

    private final List<OpportunityLog> logs = new ArrayList<>();

    private static Instant day(int day) {
        return Instant.parse("2026-07-01T12:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static Header header(String deal, Instant at) {
        return Header.of(deal, at, "ada");
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    private void deal(String id, String amount, OpportunityEvent... changes) {
        OpportunityLog log = OpportunityLog.of(PROCESS)
                .append(
                        List.<OpportunityEvent>of(
                                new Created(header(id, BEFORE), PROCESS.id(), StageId.of("qualify")),
                                new AmountSet(header(id, BEFORE), eur(amount)),
                                new OwnerSet(header(id, BEFORE), PersonId.of("ada")),
                                new ExpectedCloseSet(header(id, BEFORE), LocalDate.of(2026, 9, 18))),
                        BEFORE);
        for (OpportunityEvent change : changes) {
            log = log.append(List.of(change), change.validAt());
        }
        logs.add(log);
    }

    private PipelineView view() {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(SECOND);
    }

    private static Question.Builder quarter(Question.Builder question) {
        return question.period(CALENDAR.periodOf(LocalDate.of(2026, 7, 6), Granularity.QUARTER));
    }

    private List<String> along(Question question) {
        return told(PipelineBridge.along(view(), FIRST, question));
    }

    private List<String> between(Question question) {
        return told(PipelineBridge.between(view().asOf(FIRST), view(), question));
    }

    private static List<String> told(PipelineBridge bridge) {
        return bridge.lines().stream()
                .flatMap(line -> line.legs().stream())
                .map(leg -> leg.cause() + " " + leg.amount().getAmount())
                .toList();
    }

    @Test
    void whatWasTakenBackInBetweenIsSeenStepByStep() {
        deal(
                "there-and-back",
                "100",
                new ExpectedCloseSet(header("there-and-back", day(7)), LocalDate.of(2026, 10, 1)),
                new AmountSet(header("there-and-back", day(8)), eur("130")),
                new ExpectedCloseSet(header("there-and-back", day(9)), LocalDate.of(2026, 9, 1)),
                new AmountSet(header("there-and-back", day(10)), eur("100")));
        Question question = quarter(Question.builder()).build();
        assertThat(between(question)).isEmpty();
        assertThat(along(question)).containsExactly("PULLED_IN 130.00", "PUSHED_OUT -100.00", "DECREASED -30.00");
    }

    @Test
    void partsOfDifferentQuestionsOrCurrenciesAreNotAddedUp() {
        deal("in-euros", "100");
        PipelineBridge euros = PipelineBridge.between(view().asOf(FIRST), view());
        assertThatThrownBy(() -> euros.merge(
                        PipelineBridge.along(view(), FIRST, Question.builder().build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be of one form and answer one question, were STATE of");
        PipelineView dollars = PipelineHistory.of(
                        ZoneOffset.UTC,
                        List.of(OpportunityLog.of(PROCESS)
                                .append(
                                        List.<OpportunityEvent>of(
                                                new Created(
                                                        header("in-dollars", BEFORE),
                                                        PROCESS.id(),
                                                        StageId.of("qualify")),
                                                new AmountSet(header("in-dollars", BEFORE), Money.parse("USD 5"))),
                                        BEFORE)))
                .asOf(SECOND);
        assertThatThrownBy(() -> euros.merge(PipelineBridge.between(dollars, dollars)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a bridge must be in one currency, its parts are in EUR and USD; name one in the question with"
                                + " currency");
    }

    @Test
    void aPartWithoutAmountsTakesTheCurrencyOfTheOther() {
        PipelineView none = view();
        PipelineBridge empty = PipelineBridge.between(none.asOf(FIRST), none);
        deal("in-euros", "100");
        PipelineBridge euros = PipelineBridge.between(view().asOf(FIRST), view());
        assertThat(empty.merge(euros)).isEqualTo(euros);
        assertThat(euros.merge(empty)).isEqualTo(euros);
    }

    @Test
    void eachStepSaysWhenItWas() {
        deal(
                "back",
                "100",
                new Won(header("back", day(7)), StageId.of("won"), Optional.empty()),
                new Reopened(header("back", day(8)), StageId.of("propose")),
                new Won(header("back", day(9)), StageId.of("won"), Optional.empty()));
        PipelineBridge bridge =
                PipelineBridge.along(view(), FIRST, Question.builder().build());
        Line line = bridge.lines().get(0);
        assertThat(bridge.form()).isEqualTo(Form.PATH);
        assertThat(line.leg(Cause.WON).deals())
                .extracting(DealChange::at)
                .containsExactly(Optional.of(day(7)), Optional.of(day(9)));
        assertThat(line.leg(Cause.WON).moved()).isEqualTo(-2);
        assertThat(line.leg(Cause.REOPENED).moved()).isEqualTo(1);
        assertThat(line.counts()).isEqualTo(new DealCounts(1, 0));
        assertThat(bridge).hasToString("""
                bridge of the open pipeline, step by step, amounts in EUR
                start      100.00  1 deal
                reopened  +100.00  1 deal   +++++++++++++++
                won       -200.00  1 deal   ------------------------------
                end          0.00  0 deals
                """);
    }

    @Test
    void whatHappenedAtOneMomentIsOneStep() {
        deal(
                "won-for-less",
                "200",
                new AmountSet(header("won-for-less", day(8)), eur("150")),
                new Won(header("won-for-less", day(8)), StageId.of("won"), Optional.empty()));
        Line line = PipelineBridge.along(view(), FIRST, Question.builder().build())
                .lines()
                .get(0);
        assertThat(line.leg(Cause.WON).amount()).isEqualTo(eur("-200"));
        assertThat(line.wonAtAnotherAmount()).contains(eur("-50"));
    }

    @Test
    void aDealIsRevealedWhenItWasRecordedOnALaterDayThanItWasCreated() {
        for (String id : List.of("late", "new")) {
            Instant created = id.equals("late") ? day(7) : day(8).minusSeconds(3600);
            logs.add(OpportunityLog.of(PROCESS)
                    .append(
                            List.<OpportunityEvent>of(
                                    new Created(header(id, created), PROCESS.id(), StageId.of("qualify")),
                                    new AmountSet(header(id, created), eur("70"))),
                            day(8)));
        }
        assertThat(along(Question.builder().build())).containsExactly("NEW 70.00", "REVEALED 70.00");
        assertThat(between(Question.builder().build())).containsExactly("NEW 140.00");
    }

    @Test
    void aDimensionThatBecameKnownOnTheWayIsKnownOfNoDealBefore() {
        deal("early", "100");
        deal("placed", "40", new OpportunityEvent.DimensionSet(header("placed", day(8)), "region", "EMEA"));
        PipelineBridge bridge = PipelineBridge.along(
                view(), FIRST, Question.builder().dimension("region").build());
        assertThat(bridge.lines()).extracting(Line::segment).containsExactly("(none)", "EMEA");
        assertThat(told(bridge)).containsExactly("OWNER_OUT -40.00", "OWNER_IN 40.00");
    }

    @Test
    void refusesToBeginAfterTheView() {
        assertThatThrownBy(() -> PipelineBridge.along(
                        view(), SECOND.plusSeconds(1), Question.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asOf must be on or before that of the view");
    }

    @Test
    void salesforceHasOneLegForWhatMovedInAndOneForWhatMovedOut() {
        deal(
                "overdue",
                "10",
                new ExpectedCloseSet(header("overdue", day(4)), LocalDate.of(2026, 6, 1)),
                new ExpectedCloseSet(header("overdue", day(8)), LocalDate.of(2026, 9, 1)));
        deal(
                "pulled",
                "20",
                new ExpectedCloseSet(header("pulled", day(4)), LocalDate.of(2026, 12, 1)),
                new ExpectedCloseSet(header("pulled", day(8)), LocalDate.of(2026, 9, 1)));
        deal("early", "30", new ExpectedCloseSet(header("early", day(8)), LocalDate.of(2026, 6, 30)));
        deal("later", "40", new ExpectedCloseSet(header("later", day(8)), LocalDate.of(2027, 9, 1)));
        assertThat(between(quarter(Question.builder()).build()))
                .containsExactly("PULLED_IN 20.00", "PUSHED_IN 10.00", "PUSHED_OUT -40.00", "PULLED_OUT -30.00");
        assertThat(between(quarter(Imitation.SALESFORCE.question()).build()))
                .containsExactly("PULLED_IN 30.00", "PUSHED_OUT -70.00");
    }

    @Test
    void gongSplitsAmountsOffAndLooksAtOwnersBeforeDates() {
        deal(
                "both",
                "100",
                new OwnerSet(header("both", day(8)), PersonId.of("grace")),
                new AmountSet(header("both", day(8)), eur("120")),
                new ExpectedCloseSet(header("both", day(8)), LocalDate.of(2026, 12, 1)));
        assertThat(between(quarter(Imitation.GONG.question()).dimension("owner").build()))
                .containsExactly("OWNER_OUT -120.00", "INCREASED 20.00");
        deal(
                "gone",
                "5",
                new OwnerSet(header("gone", day(8)), PersonId.of("grace")),
                new Deleted(header("gone", day(8))));
        assertThat(between(quarter(Imitation.GONG.question()).dimension("owner").build()))
                .contains("DELETED -5.00");
    }

    @Test
    void dynamicsTellsATransferAsPushedFromOneAndPulledByTheOther() {
        deal("given", "100", new OwnerSet(header("given", day(8)), PersonId.of("grace")));
        assertThat(between(Imitation.DYNAMICS.question().dimension("owner").build()))
                .containsExactly("PUSHED_OUT -100.00", "PULLED_IN 100.00");
        assertThat(between(Imitation.DYNAMICS.question().build())).isEmpty();
    }
}
