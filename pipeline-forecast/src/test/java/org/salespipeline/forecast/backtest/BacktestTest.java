package org.salespipeline.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.backtest.DealPrediction.Outcome;
import org.salespipeline.forecast.backtest.Leaderboard.Verdict;
import org.salespipeline.forecast.baseline.Baselines;
import org.salespipeline.forecast.simulation.SalesSimulator;
import org.salespipeline.forecast.simulation.SimulatedSales;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.StageId;

class BacktestTest {

    private static final SimulatedSales SALES =
            SalesSimulator.builder(4).weeks(120).perWeek(10).build().run();
    private static final List<OpportunityLog> LOGS = SALES.logs();
    private static final PipelineHistory HISTORY = PipelineHistory.of(SALES.zone(), LOGS);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    private static Backtest.Builder months() {
        return Backtest.builder(HISTORY.asOf(LAST))
                .origins(Backtest.origins(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), Backtest.Step.MONTH));
    }

    @Test
    void originsAreTheEndsOfWeeksAndMonths() {
        assertThat(Backtest.origins(LocalDate.of(2025, 1, 31), LocalDate.of(2025, 3, 30), Backtest.Step.MONTH))
                .containsExactly(LocalDate.of(2025, 1, 31), LocalDate.of(2025, 2, 28));
        assertThat(Backtest.origins(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 13), Backtest.Step.WEEK))
                .containsExactly(LocalDate.of(2025, 1, 5), LocalDate.of(2025, 1, 12));
    }

    @Test
    void theBaseRateAlwaysStandsInItAndStagesBeatIt() {
        Leaderboard board = months().horizons(30, 90)
                .model("by-stage", DealModel.ratesByStage())
                .model("crm", DealModel.stageWeighted())
                .build()
                .run();
        List<Leaderboard.DealRow> ninety =
                board.deals().stream().filter(row -> row.horizonDays() == 90).toList();
        assertThat(ninety)
                .extracting(Leaderboard.DealRow::strategy)
                .containsExactlyInAnyOrder("by-stage", "base-rate", "crm");
        Leaderboard.DealRow best = ninety.get(0);
        assertThat(best.strategy()).isEqualTo("by-stage");
        assertThat(best.origins()).isEqualTo(12);
        assertThat(best.versus().verdict()).isEqualTo(Verdict.BETTER);
        assertThat(ninety)
                .filteredOn(row -> row.strategy().equals("base-rate"))
                .allMatch(row -> row.versus().difference() == 0);
        assertThat(board.toString())
                .contains("Deals: chance to be won within the horizon", "the rival", "better (12 origins)");
    }

    @Test
    void whatEndsAfterTheLastDayStaysUnknownUntilItIsSettled() {
        LocalDate origin = LocalDate.of(2026, 2, 28);
        List<DealPrediction> then = new ArrayList<>();
        Backtest.builder(HISTORY.asOf(LAST))
                .origins(List.of(origin))
                .horizons(30, 60)
                .build()
                .run(then::add, unused -> {});
        assertThat(then)
                .filteredOn(one -> one.said().horizonDays() == 30)
                .allMatch(one -> one.outcome().isPresent());
        assertThat(then)
                .filteredOn(one -> one.said().horizonDays() == 60)
                .allMatch(one -> one.outcome().isEmpty());
        Backtest later = Backtest.builder(HISTORY.asOf(LAST.plusDays(60)))
                .origins(List.of(origin))
                .horizons(60)
                .build();
        assertThat(then).allMatch(one -> later.settle(one).outcome().isPresent());
    }

    @Test
    void aMaturationLagWaitsForLateEntries() {
        List<DealPrediction> predictions = new ArrayList<>();
        Backtest.builder(HISTORY.asOf(LAST))
                .origins(List.of(LocalDate.of(2026, 2, 28)))
                .horizons(30)
                .maturation(2)
                .build()
                .run(predictions::add, unused -> {});
        assertThat(predictions).isNotEmpty().allMatch(one -> one.outcome().isEmpty());
    }

    /** The outcome of every log, by hand. */
    @Test
    void outcomesAreThoseOfTheLogs() {
        Map<OpportunityId, Opportunity> ends = new HashMap<>();
        LOGS.forEach(log -> ends.put(log.latest().id(), log.latest()));
        List<DealPrediction> predictions = new ArrayList<>();
        // long after the horizon everything that was entered late is in
        months().horizons(45).maturation(60).build().run(predictions::add, unused -> {});
        assertThat(predictions).hasSizeGreaterThan(500);
        for (DealPrediction prediction : predictions) {
            if (prediction.outcome().isPresent()) {
                Opportunity deal =
                        Optional.ofNullable(ends.get(prediction.said().deal())).orElseThrow();
                LocalDate close = deal.actualClose().orElseThrow();
                boolean done = !close.isAfter(prediction.said().asOf().plusDays(45));
                boolean won = deal.stage().equals(StageId.of("won"));
                assertThat(prediction.outcome()).contains(!done ? Outcome.OPEN : won ? Outcome.WON : Outcome.LOST);
                assertThat(prediction.outcomeDate()).isEqualTo(done ? Optional.of(close) : Optional.empty());
            }
        }
    }

    @Test
    void anOracleHasNoLoss() {
        DealModel oracle = view -> (row, horizons) -> {
            DealModel.Chances[] chances = new DealModel.Chances[horizons.length];
            for (int i = 0; i < horizons.length; i++) {
                PipelineView later = HISTORY.asOf(view.asOfDate().plusDays(horizons[i]));
                OpportunityId id = view.deals().id(row);
                boolean won = Backtest.builder(later)
                        .origins(List.of(view.asOfDate()))
                        .horizons(horizons[i])
                        .build()
                        .settle(new DealPrediction(
                                new DealPrediction.Said(view.asOfDate(), id, "oracle", horizons[i]),
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .outcome()
                        .equals(Optional.of(Outcome.WON));
                chances[i] = new DealModel.Chances(won ? 1 : 0, 0);
            }
            return chances;
        };
        ForecastStrategy total = fitted -> (view, request) -> Forecast.builder(view, request)
                .strategy("oracle")
                .expect(line -> Optional.of(closed(line.period()).minus(line.closed())))
                .build();
        Leaderboard board = Backtest.builder(HISTORY.asOf(LAST))
                .origins(List.of(LocalDate.of(2025, 6, 30)))
                .horizons(30)
                .totals(FiscalCalendar.calendarYear(), Granularity.QUARTER, 2)
                .model("oracle", oracle)
                .strategy("oracle", total)
                .build()
                .run();
        assertThat(board.deals().get(0).strategy()).isEqualTo("oracle");
        assertThat(board.deals().get(0).brier()).isZero();
        assertThat(board.totals().get(0).strategy()).isEqualTo("oracle");
        assertThat(board.totals().get(0).wape().orElseThrow()).isCloseTo(0, within(1e-12));
    }

    private static Money closed(FiscalPeriod period) {
        return Baselines.closedSoFar()
                .forecast(HISTORY.asOf(period.lastDay()), ForecastRequest.of(period))
                .lines()
                .get(0)
                .closed();
    }

    @Test
    void totalsAreComparedByLeadTimeAndSilenceIsCounted() {
        Leaderboard board = Backtest.builder(HISTORY.asOf(LAST))
                .origins(Backtest.origins(LocalDate.of(2024, 6, 1), LocalDate.of(2025, 12, 31), Backtest.Step.MONTH))
                .totals(FiscalCalendar.calendarYear(), Granularity.QUARTER, 2)
                .strategy("closed-so-far", Baselines.closedSoFar())
                .build()
                .run();
        assertThat(board.deals()).isEmpty();
        assertThat(board.totals())
                .extracting(Leaderboard.TotalRow::leadDays)
                .containsOnly(30, 60, 90, 120, 150, 180, 210);
        Leaderboard.TotalRow lastYear = board.totals().stream()
                .filter(row -> row.leadDays() == 90 && row.strategy().equals("same-period-last-year"))
                .findFirst()
                .orElseThrow();
        assertThat(lastYear.unanswered()).isPositive();
        assertThat(board.totals())
                .filteredOn(row -> row.strategy().equals("closed-so-far") && row.leadDays() > 120)
                .isNotEmpty()
                .allMatch(row -> row.bias().orElseThrow() < -.9);
        assertThat(board.toString()).contains("Totals: revenue of the period", "last-period", "mean-of-last-4");
    }

    @Test
    void refusesWhatCannotBeLookedAt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backtest.builder(HISTORY.asOf(LAST)).origins(List.of(LAST.plusDays(1))))
                .withMessage("origin must be on or before the last day (2026-03-31), was 2026-04-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backtest.builder(HISTORY.asOf(LAST)).build())
                .withMessage("a backtest needs at least one origin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> months().build())
                .withMessage("a backtest needs horizons, totals or both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> months().horizons(30, 0))
                .withMessage("horizon must be 1 day or more, was 0");
    }

    @Test
    void anEmptyBoardSaysSo() {
        assertThat(Leaderboard.builder().build().toString())
                .isEqualTo("nothing that was said is known to have come out yet\n");
    }
}
