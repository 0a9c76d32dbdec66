package org.salespipeline.forecast.win;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.simulation.SalesSimulator;
import org.salespipeline.forecast.simulation.SimulatedSales;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

class WinModelsTest {

    private static final SimulatedSales SALES =
            SalesSimulator.builder(23).deals(3000).perWeek(25).build().run();

    private static final PipelineHistory HISTORY = PipelineHistory.of(SALES.zone(), SALES.logs());

    private static PipelineView atWeek(int week) {
        return HISTORY.asOf(SALES.firstDay().plusWeeks(week));
    }

    /**
     * Several hundred deals open at two moments a quarter apart. The bounds are those of a useless answer: the base rate foretells
     * with a squared error of its variance.
     */
    @Test
    void theStandardModelForetellsQuartersBetterThanTheBaseRateAndThanStageWeights() {
        double[] standard = errors(WinModels.standard());
        double[] stages = errors(WinModels.stageWeights());
        assertThat(standard[0]).isLessThan(stages[0]);
        assertThat(standard[0]).isLessThan(standard[1]);
        assertThat(Math.abs(standard[2])).isLessThan(0.06);
    }

    /** The squared error within 13 weeks, that of the base rate, and the mean of what was foretold too high. */
    private static double[] errors(WinModel model) {
        double error = 0;
        double bias = 0;
        int wins = 0;
        int deals = 0;
        for (int week : new int[] {83, 96}) {
            PipelineView view = atWeek(week);
            WinChances chances = model.fit(view).chances(view, 91);
            Map<String, Boolean> won = wonWithin(view.asOfDate(), 91);
            for (int row = 0; row < chances.size(); row++) {
                String id = view.deals().id(chances.dealRow(row)).value();
                double win = requireNonNull(won.get(id)) ? 1 : 0;
                double difference = chances.pWin(row, 0) - win;
                error += difference * difference;
                bias += difference;
                wins += (int) win;
                deals++;
            }
        }
        double base = (double) wins / deals;
        return new double[] {error / deals, base * (1 - base), bias / deals};
    }

    private static Map<String, Boolean> wonWithin(LocalDate asOf, int days) {
        PipelineView later = HISTORY.asOf(asOf.plusDays(days));
        Map<String, Boolean> won = new java.util.HashMap<>();
        for (int row = 0; row < later.deals().size(); row++) {
            won.put(
                    later.deals().id(row).value(),
                    later.deals().stages().get(later.deals().stage(row)).isWon());
        }
        return won;
    }

    @Test
    void theAnswerTellsOnHowMuchItStands() {
        assertThat(evidence(atWeek(2))).isIn(WinChances.Evidence.STATED, WinChances.Evidence.STAGES);
        assertThat(evidence(atWeek(6))).isEqualTo(WinChances.Evidence.STAGES);
        assertThat(evidence(atWeek(30))).isEqualTo(WinChances.Evidence.SEGMENTS);
        assertThat(evidence(atWeek(90))).isEqualTo(WinChances.Evidence.HISTORY);
    }

    private static WinChances.Evidence evidence(PipelineView view) {
        return WinModels.standard().fit(view).chances(view, 30).evidence(0);
    }

    @Test
    void whatWasWrittenLaterDoesNotChangeTheAnswerOfAMomentBefore() {
        PipelineView view = atWeek(40);
        List<OpportunityLog> known = SALES.logs().stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(view.asOf()).facts()))
                .toList();
        PipelineView then = PipelineHistory.of(SALES.zone(), known).asOf(view.asOf());
        assertThat(WinModels.standard().fit(then).chances(then, 7, 91, WinChances.EVER))
                .isEqualTo(WinModels.standard().fit(view).chances(view, 7, 91, WinChances.EVER));
    }

    /** Two deals differ in log-odds by what their parts differ; the first week alone shows it without a second week mixed in. */
    @Test
    void thePartsOfAnExplanationAddUpToTheLogOddsButForWhatAllDealsShare() {
        PipelineView view = atWeek(60);
        for (WinModel model : List.of(WinModels.standard(), WinModels.additive(), WinModels.boosted())) {
            WinChances chances = model.fit(view).chances(view, 7);
            double shared = logOdds(chances, 0) - sum(chances, 0);
            for (int row = 1; row < chances.size(); row++) {
                assertThat(logOdds(chances, row) - sum(chances, row)).isBetween(shared - 1e-9, shared + 1e-9);
            }
        }
    }

    private static double logOdds(WinChances chances, int row) {
        return StrictMath.log(chances.pWin(row, 0) / chances.pOpen(row, 0));
    }

    private static double sum(WinChances chances, int row) {
        return chances.explanation(row).stream()
                .mapToDouble(WinChances.Part::towardsWin)
                .sum();
    }

    @Test
    void horizonsThatCannotBeAreRefusedByName() {
        PipelineView view = atWeek(2);
        FittedWinModel fitted = WinModels.stageWeights().fit(view);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted.chances(view))
                .withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted.chances(view, 0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted.chances(view, 30, 7))
                .withMessageContaining("was 30 before 7");
    }

    @Test
    void chancesThatCannotBeAreRefusedByRow() {
        WinChances.Builder builder = WinChances.builder(atWeek(30), 7, 30);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.set(1, WinChances.Evidence.HOST, new double[] {.5, .4}, new double[] {0, 0}))
                .withMessageContaining("row 1");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder.set(0, WinChances.Evidence.HOST, new double[] {.5, .6}, new double[] {.2, .5}))
                .withMessageContaining("add up");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder.set(0, WinChances.Evidence.HOST, new double[] {.5, Double.NaN}, new double[2]));
    }
}
