package org.salespipeline.forecast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.win.FittedWinModel;
import org.salespipeline.forecast.win.WinChances;
import org.salespipeline.forecast.win.WinModel;

/**
 * What every win model owes its callers, as jqwik properties over random histories. Implement it once per model, in a test
 * class of your own:
 *
 * <pre>{@code
 * class MyModelLaws implements WinModelLaws {
 *     public WinModel model() {
 *         return new MyModel();
 *     }
 * }
 * }</pre>
 */
public interface WinModelLaws {

    /** The zone of all views. */
    ZoneId ZONE = ZoneOffset.UTC;

    /** The model under test. */
    WinModel model();

    /** Logs of some deals. */
    @Provide
    default Arbitrary<List<OpportunityLog>> histories() {
        return ForecastArbitraries.logs();
    }

    /** Moments among the times of the logs. */
    @Provide
    default Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    /** Nobody sees the future. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void factsRecordedLaterChangeNothing(
            @ForAll("histories") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        List<OpportunityLog> known = logs.stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(asOf).facts()))
                .toList();
        assertSame(answer(logs, asOf), answer(known, asOf));
    }

    /** In whatever order the deals come. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void theOrderOfDealsIsIrrelevant(
            @ForAll("histories") List<OpportunityLog> logs, @ForAll("moments") Instant asOf, @ForAll long seed) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, new Random(seed));
        assertSame(answer(logs, asOf), answer(shuffled, asOf));
    }

    /** The same view asked twice, even one that was built again. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void theSameQuestionGivesTheSameAnswer(
            @ForAll("histories") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        FittedWinModel fitted = model().fit(view);
        WinChances first = fitted.chances(view, horizons());
        assertSame(first, fitted.chances(view, horizons()));
        assertSame(first, answer(logs, asOf));
    }

    /** Chances are chances: they add up to 1, and what is decided stays decided. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void chancesAddUpAndOnlyGrowWithTheHorizon(
            @ForAll("histories") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        WinChances chances = answer(logs, asOf);
        for (int row = 0; row < chances.size(); row++) {
            double win = 0;
            double lose = 0;
            for (int h = 0; h < chances.horizons(); h++) {
                assertThat(chances.pWin(row, h)).isBetween(win, 1.0);
                assertThat(chances.pLose(row, h)).isBetween(lose, 1.0);
                win = chances.pWin(row, h);
                lose = chances.pLose(row, h);
                assertThat(win + lose).isLessThanOrEqualTo(1 + 1e-12);
                assertThat(win + lose + chances.pOpen(row, h)).isBetween(1 - 1e-12, 1 + 1e-12);
            }
        }
    }

    /** Every open deal of the pipeline has a row, known or not, and a row that is not known claims nothing. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void everyOpenDealHasARowAndAnUnknownOneClaimsNothing(
            @ForAll("histories") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        WinChances chances = model().fit(view).chances(view, horizons());
        List<Integer> open = new ArrayList<>();
        for (int row = 0; row < view.deals().size(); row++) {
            if (view.deals().stages().get(view.deals().stage(row)).isInPipeline()) {
                open.add(row);
            }
        }
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < chances.size(); row++) {
            rows.add(chances.dealRow(row));
            boolean known = chances.isKnown(row);
            assertThat(chances.evidence(row) == WinChances.Evidence.NONE).isEqualTo(!known);
            for (int h = 0; h < chances.horizons() && !known; h++) {
                assertThat(chances.pOpen(row, h)).isEqualTo(1);
            }
            for (WinChances.Part part : chances.explanation(row)) {
                assertThat(known).isTrue();
                assertThat(part.towardsWin()).isFinite();
                assertThat(part.towardsLoss()).isFinite();
            }
        }
        assertThat(rows).isEqualTo(open);
    }

    private WinChances answer(List<OpportunityLog> logs, Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        return model().fit(view).chances(view, horizons());
    }

    private static int[] horizons() {
        return new int[] {1, 7, 10, 30, 90, 400, WinChances.EVER};
    }

    private static void assertSame(WinChances one, WinChances other) {
        assertThat(one).isEqualTo(other);
        assertThat(one).hasToString(other.toString());
        for (int row = 0; row < one.size(); row++) {
            assertThat(one.explanation(row)).isEqualTo(other.explanation(row));
        }
    }
}
