package org.salespipeline.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

/** Every number here can be worked out in the head. */
class BaselinesTest {

    private static final FiscalCalendar CALENDAR = FiscalCalendar.calendarYear();
    private static final FiscalPeriod Q3 = CALENDAR.quarter(2026, 3);
    private static final FiscalPeriod Q4 = CALENDAR.quarter(2026, 4);
    private static final ForecastRequest BOTH = ForecastRequest.of(Q3, Q4);

    /** Closed: 100 in 2025-Q3, 200 in Q4, 301 in 2026-Q1, 400 in Q2, 60 in Q3 by mid-August. */
    private static final PipelineView VIEW = view(
            won("A", "2025-08-01", "EUR 100"),
            won("B", "2025-10-01", "EUR 200"),
            won("C", "2026-02-01", "EUR 76"),
            won("D", "2026-03-20", "EUR 225"),
            won("E", "2026-05-10", "EUR 124"),
            won("F", "2026-06-25", "EUR 276"),
            won("G", "2026-08-01", "EUR 60"));

    private static OpportunityLog won(String id, String day, String amount) {
        Instant created = Instant.parse("2025-07-01T00:00:00Z");
        ActorId ada = ActorId.of("ada");
        Opportunity deal = Opportunity.open(id, SampleProcesses.enterprise(), created)
                .amount(amount)
                .build();
        Instant closed = Instant.parse(day + "T12:00:00Z");
        Won won = new Won(new Header(deal.id(), closed, ada), StageId.of("won"), LocalDate.parse(day));
        return OpportunityLog.opening(deal, ada, created).append(List.<OpportunityEvent>of(won), closed);
    }

    private static PipelineView view(OpportunityLog... logs) {
        return PipelineHistory.of(ZoneOffset.UTC, List.of(logs)).asOf(LocalDate.of(2026, 8, 15));
    }

    private static List<String> expected(ForecastStrategy strategy, ForecastRequest request) {
        List<String> expected = new ArrayList<>();
        for (ForecastLine line : strategy.forecast(VIEW, request).lines()) {
            expected.add(line.hasExpected() ? line.expected().getAmount().toPlainString() : "unknown");
        }
        return expected;
    }

    @Test
    void lastPeriodIsTheLastCompleteOne() {
        assertThat(expected(Baselines.lastPeriod(), BOTH)).containsExactly("340.00", "400.00");
    }

    @Test
    void theMeanIsRoundedOnceToTheMinorUnit() {
        // (200 + 301 + 400) / 3 is 300.333...
        assertThat(expected(Baselines.meanOfLast(3), BOTH)).containsExactly("240.33", "300.33");
    }

    @Test
    void aSeasonIsAYearOrAQuarter() {
        assertThat(expected(Baselines.samePeriodLastYear(), BOTH)).containsExactly("40.00", "200.00");
        assertThat(expected(Baselines.samePeriodLastQuarter(), BOTH)).containsExactly("340.00", "400.00");
        ForecastRequest months = ForecastRequest.of(CALENDAR.periods(LocalDate.of(2026, 8, 1), Granularity.MONTH, 3));
        // August as May, September as June, October as July, which is the last of the firsts that is complete
        assertThat(expected(Baselines.samePeriodLastQuarter(), months)).containsExactly("64.00", "276.00", "0.00");
    }

    @Test
    void driftGoesOnInMeanSteps() {
        // from 200 over 301 to 400: steps of 100
        assertThat(expected(Baselines.drift(3), BOTH)).containsExactly("440.00", "600.00");
    }

    @Test
    void closedSoFarExpectsNothing() {
        assertThat(expected(Baselines.closedSoFar(), BOTH)).containsExactly("0.00", "0.00");
    }

    @Test
    void theRunRateDividesByTheShareThatWasClosedByTheSameDay() {
        // by the 46th of 92 days 76 of 301 and 124 of 400 were closed, together 200 of 701
        Forecast forecast = Baselines.runRate(2).forecast(VIEW, BOTH);
        assertThat(forecast.lines().get(0).closed().plus(forecast.lines().get(0).expected()))
                .hasToString("EUR 210.30");
        assertThat(forecast.lines().get(1).hasExpected()).isFalse();
        assertThat(forecast.missing())
                .containsExactly("no forecast for 2026-Q4: a run rate needs a period that has begun");
        assertThat(forecast.assumptions())
                .contains(
                        "2026-Q3: what is closed by 2026-08-15, divided by the share that was closed by the same day of"
                                + " past periods, 0.285; closed were 0.252 of 2026-Q1 by 2026-02-14,"
                                + " 0.310 of 2026-Q2 by 2026-05-16");
    }

    @Test
    void whereMoreIsClosedThanWasForecastExpectedIsNegative() {
        PipelineView view = view(won("A", "2026-05-01", "EUR 10"), won("B", "2026-08-01", "EUR 25"));
        ForecastLine line = Baselines.lastPeriod().forecast(view, BOTH).lines().get(0);
        assertThat(line.closed()).hasToString("EUR 25.00");
        assertThat(line.expected()).hasToString("EUR -15.00").isEqualTo(line.unattributed());
    }

    @Test
    void aPeriodThatIsOverExpectsNothing() {
        assertThat(expected(Baselines.meanOfLast(1), ForecastRequest.of(CALENDAR.quarter(2026, 2), Q3)))
                .containsExactly("0.00", "340.00");
    }

    @Test
    void aPeriodIsCompleteAtTheEndOfItsLastDay() {
        PipelineView evening = VIEW.asOf(LocalDate.of(2026, 6, 30));
        PipelineView noon = VIEW.asOf(Instant.parse("2026-06-30T12:00:00Z"));
        ForecastRequest q3 = ForecastRequest.of(Q3);
        assertThat(Baselines.lastPeriod().forecast(evening, q3).lines().get(0).expected())
                .hasToString("EUR 400.00");
        assertThat(Baselines.lastPeriod().forecast(noon, q3).lines().get(0).expected())
                .hasToString("EUR 301.00");
    }

    @Test
    void whatIsNotKnownIsNoZero() {
        Forecast forecast = Baselines.meanOfLast(5).forecast(VIEW, ForecastRequest.of(Q3));
        assertThat(forecast.missing())
                .containsExactly("no forecast for 2026-Q3: it needs what closed in all of 2025-Q2,"
                        + " and what is known begins on 2025-07-01");
        assertThat(forecast.toString()).contains("""
                period   closed  open  expected  overdue  unscheduled
                -----------------------------------------------------
                2026-Q3   60.00  0.00   unknown     0.00         0.00
                -----------------------------------------------------
                total     60.00  0.00   unknown     0.00         0.00
                """);
        Forecast empty = Baselines.lastPeriod().forecast(view(), ForecastRequest.of(Q3));
        assertThat(empty.missing())
                .containsExactly("no forecast for 2026-Q3: it needs what closed in 2026-Q2, and no deal is known");
    }

    @Test
    void aTableOfDealsHasNoPaceToRunAt() {
        List<Opportunity> deals =
                List.of(closed("A", "2026-02-01"), closed("B", "2026-05-01"), closed("C", "2026-08-01"));
        Forecast forecast = Baselines.runRate(2)
                .forecast(PipelineView.ofDeals(deals, LocalDate.of(2026, 8, 15)), ForecastRequest.of(Q3));
        assertThat(forecast.missing()).hasSize(1);
        assertThat(forecast.missing().get(0))
                .isEqualTo("no forecast for 2026-Q3: a run rate needs past periods in which something was closed, and"
                        + " known to be, by the same day; closed were 0.000 of 2026-Q1 by 2026-02-14,"
                        + " 0.000 of 2026-Q2 by 2026-05-16");
    }

    private static Opportunity closed(String id, String day) {
        return Opportunity.open(id, SampleProcesses.enterprise(), Instant.parse("2025-07-01T00:00:00Z"))
                .stage("won")
                .amount("EUR 10")
                .actualClose(day)
                .build();
    }

    @Test
    void aYearHasNoSamePeriodInTheQuarterBefore() {
        Forecast forecast = Baselines.samePeriodLastQuarter().forecast(VIEW, ForecastRequest.of(CALENDAR.year(2026)));
        assertThat(forecast.missing())
                .containsExactly("no forecast for 2026: a year has no same period in the quarter before;"
                        + " ask for months or quarters");
    }

    @Test
    void theGuardLetsThemPass() {
        for (ForecastStrategy strategy : List.of(Baselines.lastPeriod(), Baselines.runRate(1), Baselines.drift(2))) {
            assertThat(ForecastStrategies.checked(strategy).forecast(VIEW, BOTH))
                    .isEqualTo(strategy.forecast(VIEW, BOTH));
        }
    }

    @Test
    void theyAreNamedWithTheirSettings() {
        assertThat(Baselines.meanOfLast(4).forecast(VIEW, BOTH).strategy()).isEqualTo("mean-of-last-4");
        assertThat(Baselines.drift(4)).hasToString("drift-of-last-4");
        assertThat(Baselines.runRate(4)).hasToString("run-rate-of-last-4");
    }

    @Test
    void tooFewPeriodsAreRefused() {
        assertThatThrownBy(() -> Baselines.meanOfLast(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("periods of a mean must be at least 1, was 0");
        assertThatThrownBy(() -> Baselines.drift(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("periods of a drift must be at least 2, was 1");
        assertThatThrownBy(() -> Baselines.runRate(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("periods of a run rate must be at least 1, was 0");
    }
}
