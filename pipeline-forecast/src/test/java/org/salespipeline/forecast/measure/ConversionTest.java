package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.Conversion;
import org.salespipeline.forecast.measure.StageFigures.ConversionByHorizon;
import org.salespipeline.forecast.measure.StageFigures.Flow;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.view.PipelineView;

class ConversionTest {

    /** A goes back once and is won, B skips a stage and is lost, C is won and reopened, D waits, E begins late. */
    private static final PipelineView VIEW = Stories.view(
            "2026-03-01",
            Stories.log("A", "01-01 qualify", "01-11 propose", "01-21 qualify", "01-26 propose", "02-05 won"),
            Stories.log("B", "01-01 qualify", "01-03 negotiate", "01-23 lost"),
            Stories.log("C", "01-01 qualify", "01-21 won", "02-20 propose", "02-25 lost"),
            Stories.log("D", "01-10 qualify"),
            Stories.log("E", "01-10 propose", "01-15 qualify"));

    private static Conversion of(BackwardMoves backward, Skips skips, String from, String to) {
        return Measures.conversion(backward, skips).of(VIEW).totals().stream()
                .filter(row -> row.own().equals(List.of("enterprise", from, to)))
                .map(Row::figures)
                .findFirst()
                .orElseThrow();
    }

    private static String counts(Conversion found) {
        return found.entered() + ": " + found.reached() + " reached, " + found.open() + " open, " + found.lost()
                + " lost, " + found.other() + " other";
    }

    @Test
    void skippedStagesCountAsPassedUnlessStrict() {
        assertThat(counts(of(BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS, "qualify", "propose")))
                // E passed qualify as it began in propose; C passed propose by its first win
                .isEqualTo("5: 4 reached, 1 open, 0 lost, 0 other");
        assertThat(counts(of(BackwardMoves.FIRST_ENTRY, Skips.STRICT, "qualify", "propose")))
                .isEqualTo("5: 2 reached, 2 open, 1 lost, 0 other");
        assertThat(counts(of(BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS, "propose", "negotiate")))
                .isEqualTo("4: 3 reached, 1 open, 0 lost, 0 other");
    }

    @Test
    void theFinalOutcomeCountsAndReopeningsAreTold() {
        Conversion won = of(BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS, "qualify", "won");
        assertThat(counts(won)).isEqualTo("5: 1 reached, 2 open, 2 lost, 0 other");
        assertThat(won.reopened()).isEqualTo(1);
        assertThat(won.rate().orElseThrow().value()).isEqualTo(0.2);
    }

    /** Ends at 22 (lost), 35 (won) and 55 (lost) days; 45 and 50 days up to now. */
    @Test
    void theChanceWatchesOpenDealsUpToNow() {
        Conversion won = of(BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS, "qualify", "won");
        assertThat(won.chance().orElseThrow().value()).isCloseTo(4.0 / 5 * 1 / 4, within(1e-15));
    }

    /** Ends at 22 (lost), 35 (won) and 55 (lost) days; 45 and 50 days up to now. */
    @Test
    void chancesByHorizonAddUpAndEndWhereNothingIsKnown() {
        MeasureTable<ConversionByHorizon> table =
                Measures.conversionByHorizon(30, 40, 60, 70).of(VIEW);
        ConversionByHorizon won = table.totals().stream()
                .filter(row -> row.own().equals(List.of("enterprise", "qualify", "won")))
                .map(Row::figures)
                .findFirst()
                .orElseThrow();
        assertThat(won.entered()).isEqualTo(5);
        assertThat(won.horizons().get(0).there().orElseThrow().value()).isZero();
        // nobody left in the first 10 days: 0 of 5, not anything between nothing and all
        assertThat(Measures.conversionByHorizon(10).of(VIEW).totals().stream()
                        .filter(row -> row.own().equals(List.of("enterprise", "qualify", "won")))
                        .flatMap(row -> row.figures().horizons().get(0).there().stream()))
                .containsExactly(new Figures.Estimate(0, new Proportion(0, 5).exact(0.95)));
        assertThat(won.horizons().get(0).lost().orElseThrow().value()).isCloseTo(0.2, within(1e-15));
        assertThat(won.horizons().get(1).there().orElseThrow().value()).isCloseTo(0.2, within(1e-15));
        assertThat(won.horizons().get(1).open().orElseThrow().value()).isCloseTo(0.6, within(1e-15));
        // the last one was lost after 55 days, so that nobody can be open any more
        assertThat(won.horizons().get(3).open().orElseThrow().value()).isZero();
        assertThat(won.horizons().get(3).lost().orElseThrow().value()).isCloseTo(0.8, within(1e-15));
        PipelineView early = Stories.view("2026-01-20", Stories.log("D", "01-10 qualify"));
        assertThat(Measures.conversionByHorizon(10, 11)
                        .of(early)
                        .totals()
                        .get(0)
                        .figures()
                        .horizons())
                .extracting(horizon -> horizon.open().map(Figures.Estimate::value))
                .containsExactly(Optional.of(1.0), Optional.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.conversionByHorizon(30, 30))
                .withMessage("horizons must ascend from 0 to 36525 days, was [30, 30]");
        assertThatIllegalArgumentException()
                .isThrownBy(Measures::conversionByHorizon)
                .withMessageStartingWith("horizons must be named, was none");
    }

    @Test
    void goingBackByEachPolicy() {
        // A twice; E passed it and came to it later
        assertThat(counts(of(BackwardMoves.EVERY_VISIT, Skips.IMPUTED_PASS, "qualify", "won")))
                .isEqualTo("7: 1 reached, 2 open, 2 lost, 2 other");
        // E came to propose before it came to qualify
        assertThat(counts(of(BackwardMoves.FURTHEST_REACHED, Skips.IMPUTED_PASS, "qualify", "propose")))
                .isEqualTo("5: 4 reached, 1 open, 0 lost, 0 other");
        assertThat(counts(of(BackwardMoves.LAST_VISIT, Skips.STRICT, "qualify", "propose")))
                .isEqualTo("5: 2 reached, 2 open, 1 lost, 0 other");
    }

    @Test
    void flowIsWhatAPeriodSees() {
        MeasureTable<Flow> flow = Measures.flow()
                .in(FiscalCalendar.calendarYear().periods(LocalDate.of(2026, 1, 1), Granularity.MONTH, 2))
                .of(VIEW);
        assertThat(flow.rows())
                .extracting(row -> row.keys(flow) + " " + row.figures().present() + " present, "
                        + row.figures().movedForward() + " forward, "
                        + row.figures().won() + " won, "
                        + row.figures().lost() + " lost, " + row.figures().movedBack() + " back")
                .containsExactly(
                        "[2026-M01, enterprise, qualify] 6 present, 3 forward, 1 won, 0 lost, 0 back",
                        "[2026-M01, enterprise, propose] 3 present, 0 forward, 0 won, 0 lost, 2 back",
                        "[2026-M01, enterprise, negotiate] 1 present, 0 forward, 0 won, 1 lost, 0 back",
                        "[2026-M02, enterprise, qualify] 2 present, 0 forward, 0 won, 0 lost, 0 back",
                        "[2026-M02, enterprise, propose] 2 present, 0 forward, 1 won, 1 lost, 0 back");
    }
}
