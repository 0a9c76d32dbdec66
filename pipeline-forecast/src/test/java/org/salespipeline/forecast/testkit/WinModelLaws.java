package org.salespipeline.forecast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.FittedWinModel;
import org.salespipeline.forecast.win.WinChances;
import org.salespipeline.forecast.win.WinModel;
import org.salespipeline.testkit.SampleProcesses;

/**
 * What every model of how deals end owes its callers, as jqwik properties over random histories. Implement it once per model, in
 * a test class of your own, as {@link ForecastStrategyLaws}.
 */
public interface WinModelLaws {

    /** Some horizons, the last without end. */
    int[] HORIZONS = {1, 7, 30, 91, 365, WinChances.EVER};

    /** The model under test. */
    WinModel model();

    /** Logs of some deals. */
    @Provide
    default Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs(SampleProcesses.all());
    }

    /** Moments among the times of the logs. */
    @Provide
    default Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    /** Nobody sees the future. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void factsRecordedLaterChangeNothing(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        List<OpportunityLog> known = logs.stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(asOf).facts()))
                .toList();
        assertThat(said(logs, asOf)).isEqualTo(said(known, asOf));
    }

    /** The same view, asked twice, even built again of deals in another order. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void theSameViewGetsTheSameChances(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf, @ForAll long seed) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, new Random(seed));
        PipelineView view = PipelineHistory.of(ForecastStrategyLaws.ZONE, logs).asOf(asOf);
        FittedWinModel fitted = model().fit(view);
        WinChances first = fitted.chances(view, HORIZONS);
        assertThat(fitted.chances(view, HORIZONS)).isEqualTo(first);
        assertThat(said(shuffled, asOf)).isEqualTo(first);
    }

    /** A row per open deal; win, loss and still open add up to 1; the further one looks, the more is decided. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void chancesAreChancesOfEveryOpenDeal(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ForecastStrategyLaws.ZONE, logs).asOf(asOf);
        WinChances chances = model().fit(view).chances(view, HORIZONS);
        List<Integer> open = new ArrayList<>();
        DealColumns deals = view.deals();
        for (int row = 0; row < deals.size(); row++) {
            if (deals.stages().get(deals.stage(row)).isInPipeline()) {
                open.add(row);
            }
        }
        assertThat(chances.size()).isEqualTo(open.size());
        for (int row = 0; row < chances.size(); row++) {
            assertThat(chances.dealRow(row)).isEqualTo(open.get(row));
            for (int h = 0; h < chances.horizons(); h++) {
                double win = chances.pWin(row, h);
                double lose = chances.pLose(row, h);
                assertThat(win).isBetween(h == 0 ? 0 : chances.pWin(row, h - 1), 1.0);
                assertThat(lose).isBetween(h == 0 ? 0 : chances.pLose(row, h - 1), 1.0);
                assertThat(win + lose + chances.pOpen(row, h)).isBetween(1 - 1e-9, 1 + 1e-9);
            }
        }
    }

    /** What is said by a day does not depend on which other days are asked about, and not on who asks first. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    default void aHorizonStandsByItself(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ForecastStrategyLaws.ZONE, logs).asOf(asOf);
        FittedWinModel fitted = model().fit(view);
        WinChances all = fitted.chances(view, 7, 30, 91);
        WinChances one = fitted.chances(view, 30);
        for (int row = 0; row < one.size(); row++) {
            assertThat(one.pWin(row, 0)).isEqualTo(all.pWin(row, 1));
            assertThat(one.pLose(row, 0)).isEqualTo(all.pLose(row, 1));
        }
    }

    private WinChances said(List<OpportunityLog> logs, Instant asOf) {
        PipelineView view = PipelineHistory.of(ForecastStrategyLaws.ZONE, logs).asOf(asOf);
        return model().fit(view).chances(view, HORIZONS);
    }
}
