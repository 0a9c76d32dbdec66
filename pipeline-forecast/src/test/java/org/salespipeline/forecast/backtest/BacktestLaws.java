package org.salespipeline.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.simulation.SalesSimulator;
import org.salespipeline.forecast.simulation.SimulatedSales;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.OpportunityId;

class BacktestLaws {

    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    private record Said(List<DealPrediction> deals, List<TotalPrediction> totals) {

        static Said of(PipelineHistory history, LocalDate lastDay, LocalDate lastOrigin, int lag) {
            Said said = new Said(new ArrayList<>(), new ArrayList<>());
            Backtest.builder(history.asOf(lastDay))
                    .origins(Backtest.origins(START.plusDays(60), lastOrigin, Backtest.Step.MONTH))
                    .horizons(14, 90)
                    .totals(FiscalCalendar.calendarYear(), Granularity.MONTH, 2)
                    .maturation(lag)
                    .model("by-stage", DealModel.ratesByStage())
                    .model("crm", DealModel.stageWeighted())
                    .build()
                    .run(said.deals::add, said.totals::add);
            return said;
        }
    }

    private static SimulatedSales sales(long seed) {
        return SalesSimulator.builder(seed).weeks(52).perWeek(1).build().run();
    }

    /** The logs without whatever was recorded after a moment. */
    private static List<OpportunityLog> knownBy(SimulatedSales sales, Instant moment) {
        List<OpportunityLog> known = new ArrayList<>();
        for (OpportunityLog log : sales.logs()) {
            List<Fact<OpportunityEvent>> facts = log.facts().facts().stream()
                    .filter(fact -> !fact.recordedAt().isAfter(moment))
                    .toList();
            known.add(OpportunityLog.of(log.process(), facts));
        }
        return known;
    }

    /**
     * Nothing of the future is looked at: without all facts recorded after a day, what was said on and before it is the same,
     * and so is what is known by it of what came.
     */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void factsRecordedLaterChangeNothingThatWasSaid(
            @ForAll long seed, @ForAll @IntRange(min = 150, max = 330) int days, @ForAll @IntRange(max = 20) int lag) {
        SimulatedSales sales = sales(seed);
        LocalDate cut = START.plusDays(days);
        Instant end = cut.plusDays(1).atStartOfDay(sales.zone()).toInstant().minusNanos(1);
        Said full = Said.of(PipelineHistory.of(sales.zone(), sales.logs()), START.plusYears(2), cut, lag);
        Said then = Said.of(PipelineHistory.of(sales.zone(), knownBy(sales, end)), cut, cut, lag);
        assertThat(then.deals()).hasSameSizeAs(full.deals());
        for (int i = 0; i < then.deals().size(); i++) {
            DealPrediction early = then.deals().get(i);
            DealPrediction late = full.deals().get(i);
            assertThat(early.said()).isEqualTo(late.said());
            assertThat(early.win()).isEqualTo(late.win());
            assertThat(early.lose()).isEqualTo(late.lose());
            assertThat(early.amount()).isEqualTo(late.amount());
            boolean settled = !early.said()
                    .asOf()
                    .plusDays(early.said().horizonDays() + (long) lag)
                    .isAfter(cut);
            assertThat(early.outcome()).isEqualTo(settled ? late.outcome() : Optional.empty());
        }
        assertThat(then.totals()).hasSameSizeAs(full.totals());
        for (int i = 0; i < then.totals().size(); i++) {
            TotalPrediction early = then.totals().get(i);
            assertThat(early.mean()).isEqualTo(full.totals().get(i).mean());
            assertThat(early.actual().isEmpty()
                            || early.actual().equals(full.totals().get(i).actual()))
                    .isTrue();
        }
    }

    /** What a horizon of two says is never less sure to have happened than what the shorter one says. */
    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void chancesNeverFallWithTheHorizon(@ForAll long seed) {
        SimulatedSales sales = sales(seed);
        Said said = Said.of(PipelineHistory.of(sales.zone(), sales.logs()), START.plusYears(2), START.plusDays(300), 0);
        Map<String, DealPrediction> shorter = new HashMap<>();
        for (DealPrediction prediction : said.deals()) {
            String key = prediction.said().asOf() + " " + prediction.said().deal() + " "
                    + prediction.said().strategy();
            if (prediction.said().horizonDays() == 14) {
                shorter.put(key, prediction);
            } else {
                DealPrediction before = Optional.ofNullable(shorter.get(key)).orElseThrow();
                assertThat(prediction.win()).isGreaterThanOrEqualTo(before.win() - 1e-12);
                if (before.outcome().equals(Optional.of(DealPrediction.Outcome.WON))) {
                    assertThat(prediction.outcome()).contains(DealPrediction.Outcome.WON);
                }
            }
        }
    }

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfPredictionsChangesNoFigure(@ForAll long seed, @ForAll long order) {
        SimulatedSales sales = sales(seed);
        Said said = Said.of(PipelineHistory.of(sales.zone(), sales.logs()), START.plusYears(2), START.plusDays(300), 0);
        List<DealPrediction> deals = new ArrayList<>(said.deals());
        List<TotalPrediction> totals = new ArrayList<>(said.totals());
        Leaderboard.Builder one = Leaderboard.builder();
        deals.forEach(one::add);
        totals.forEach(one::add);
        Collections.shuffle(deals, new Random(order));
        Collections.shuffle(totals, new Random(order));
        Leaderboard.Builder other = Leaderboard.builder();
        deals.forEach(other::add);
        totals.forEach(other::add);
        Leaderboard board = one.build();
        Leaderboard shuffled = other.build();
        assertThat(shuffled.deals()).isEqualTo(board.deals());
        assertThat(shuffled.totals()).isEqualTo(board.totals());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void storedPredictionsOfDealsAreReadBackAsTheyWere(
            @ForAll @StringLength(min = 1, max = 8) String id,
            @ForAll @DoubleRange(max = 1) double win,
            @ForAll @DoubleRange(max = 1) double share,
            @ForAll Optional<DealPrediction.Outcome> outcome,
            @ForAll @IntRange(min = 1, max = 999) int days,
            @ForAll Optional<Long> cents)
            throws IOException {
        String name = id.replace('\r', ' ').isBlank() ? "D,\"1\"\n" : id.replace('\r', ' ');
        DealPrediction stored = new DealPrediction(
                new DealPrediction.Said(START.plusDays(days), OpportunityId.of(name), "a, \"b\"", days),
                win,
                (1 - win) * share,
                outcome,
                outcome.filter(one -> one != DealPrediction.Outcome.OPEN).map(one -> START),
                cents.map(value -> BigDecimal.valueOf(value, 2)));
        List<DealPrediction> read = new ArrayList<>();
        PredictionFiles.readDeals(
                new BufferedReader(
                        new StringReader(PredictionFiles.DEALS_HEADER + "\n" + PredictionFiles.line(stored) + "\n")),
                read::add);
        assertThat(read).containsExactly(stored);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void storedPredictionsOfTotalsAreReadBackAsTheyWere(
            @ForAll Optional<@DoubleRange(min = -1e12, max = 1e12) Double> mean,
            @ForAll Optional<@DoubleRange(min = -1e12, max = 1e12) Double> actual,
            @ForAll boolean law)
            throws IOException {
        TotalPrediction stored = new TotalPrediction(
                new TotalPrediction.Said(START, START.plusDays(31), START.plusDays(60), "mean-of-last-4"),
                mean.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                law ? List.of(-1.0, 0.0, 1.5, 2.0, 3.0, 1e7, 2e7) : List.of(),
                actual.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        List<TotalPrediction> read = new ArrayList<>();
        PredictionFiles.readTotals(
                new BufferedReader(
                        new StringReader(PredictionFiles.TOTALS_HEADER + "\n" + PredictionFiles.line(stored) + "\n")),
                read::add);
        assertThat(read).containsExactly(stored);
    }

    @Example
    void smallChancesAreWrittenWithoutExponent() {
        DealPrediction stored = new DealPrediction(
                new DealPrediction.Said(START, OpportunityId.of("D"), "s", 7),
                2.0e-5,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(PredictionFiles.line(stored)).isEqualTo("2024-01-01,D,s,7,0.00002,0.0,0.99998,,,");
    }

    @Example
    void aWrongFileIsRefusedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PredictionFiles.readTotals(new BufferedReader(new StringReader("as_of\n")), unused -> {}))
                .withMessageContaining("line 1: columns must be as_of,period_start");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictionFiles.readDeals(
                        new BufferedReader(
                                new StringReader(PredictionFiles.DEALS_HEADER + "\n2024-01-01,D,s,30,1.5,0,0,,,\n")),
                        unused -> {}))
                .withMessageContaining("row 2: ")
                .withMessageContaining("chance to win must be in [0, 1], was 1.5");
    }
}
