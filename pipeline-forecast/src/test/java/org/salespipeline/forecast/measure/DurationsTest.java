package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.Figures.CycleLength;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;
import org.salespipeline.forecast.statistics.Interval;
import org.salespipeline.forecast.view.PipelineView;

class DurationsTest {

    /** A goes back once, B skips a stage, C is reopened, D waits, E leaves after 30 days. */
    private static final PipelineView VIEW = Stories.view(
            "2026-03-01",
            Stories.log("A", "01-01 qualify", "01-11 propose", "01-21 qualify", "01-26 propose", "02-05 won"),
            Stories.log("B", "01-01 qualify", "01-03 negotiate", "01-23 lost"),
            Stories.log("C", "01-01 qualify", "01-21 lost", "02-20 propose", "02-25 won"),
            Stories.log("D", "01-10 qualify"),
            Stories.log("E", "01-01 qualify", "01-31 propose"));

    private static TimeInStage of(MeasureTable<TimeInStage> table, String stage) {
        return table.totals().stream()
                .filter(row -> row.own().equals(List.of("enterprise", stage)))
                .map(Row::figures)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyVisitToAStageCountsAndOpenOnesAreWatchedUpToNow() {
        TimeInStage qualify = of(Measures.timeInStage().of(VIEW), "qualify");
        // 10 and 5 of A, 2 of B, 20 of C, 50 up to now of D, 30 of E
        assertThat(qualify.visits()).isEqualTo(6);
        assertThat(qualify.stillThere()).isEqualTo(1);
        assertThat(qualify.movedForward()).isEqualTo(4);
        assertThat(qualify.lost()).isEqualTo(1);
        assertThat(qualify.totalDays()).isEqualTo(117);
        assertThat(qualify.meanDays()).hasValue(67.0 / 5);
        // 5/6, 4/6, 3/6 after the third of six
        assertThat(qualify.medianDays()).hasValue(10);
        assertThat(qualify.ninetiethDays()).isEmpty();
        TimeInStage propose = of(Measures.timeInStage().of(VIEW), "propose");
        assertThat(propose.movedBack()).isEqualTo(1);
        assertThat(propose.won()).isEqualTo(2);
        assertThat(propose.visits()).isEqualTo(4);
    }

    @Test
    void firstLastAndFurthestVisits() {
        assertThat(of(
                                Measures.timeInStage(BackwardMoves.FIRST_ENTRY, Skips.STRICT)
                                        .of(VIEW),
                                "qualify")
                        .totalDays())
                .isEqualTo(112);
        assertThat(of(
                                Measures.timeInStage(BackwardMoves.LAST_VISIT, Skips.STRICT)
                                        .of(VIEW),
                                "qualify")
                        .totalDays())
                .isEqualTo(107);
        // A did not come further by its second time in propose
        assertThat(of(
                                Measures.timeInStage(BackwardMoves.FURTHEST_REACHED, Skips.STRICT)
                                        .of(VIEW),
                                "propose")
                        .visits())
                .isEqualTo(3);
    }

    @Test
    void skippedStagesMayCountAsPassedInNoTime() {
        TimeInStage negotiate = of(
                Measures.timeInStage(BackwardMoves.EVERY_VISIT, Skips.ZERO_DURATION)
                        .of(VIEW),
                "negotiate");
        // B was there for 20 days; A and C won without it
        assertThat(negotiate.visits()).isEqualTo(3);
        assertThat(negotiate.skipped()).isEqualTo(2);
        assertThat(negotiate.meanDays()).hasValue(20.0 / 3);
        // B passed propose in no time
        assertThat(of(
                                Measures.timeInStage(BackwardMoves.EVERY_VISIT, Skips.ZERO_DURATION)
                                        .of(VIEW),
                                "propose")
                        .skipped())
                .isEqualTo(1);
    }

    @Test
    void cycleLengthOfWonDealsWithAndWithoutTheTimeBeforeTheReopening() {
        CycleLength without = Measures.cycleLength(Cohort.CLOSED).of(VIEW).total();
        // A 35 days, C 55 of which it was lost for 30
        assertThat(without.won()).isEqualTo(2);
        assertThat(without.meanDaysToWin()).hasValue(30);
        assertThat(without.medianDaysToWin()).hasValue(25);
        assertThat(without.meanDaysToLoss()).hasValue(22);
        CycleLength with = Measures.cycleLength(Cohort.CLOSED, ReopenedTime.INCLUDED)
                .of(VIEW)
                .total();
        assertThat(with.meanDaysToWin()).hasValue(45);
    }

    @Test
    void openDealsOfACreatedCohortAreWatchedUpToNow() {
        CycleLength cycle = Measures.cycleLength(Cohort.CREATED).of(VIEW).total();
        // ends after 22, 25 and 35 days; 50 and 59 days up to now
        assertThat(cycle.open()).isEqualTo(2);
        assertThat(cycle.medianDays()).hasValue(35);
        assertThat(cycle.medianInterval())
                .hasValueSatisfying(
                        interval -> assertThat(interval).isEqualTo(new Interval(22, Double.POSITIVE_INFINITY)));
    }

    @Test
    void visitsBelongToThePeriodInWhichTheyBegan() {
        FiscalPeriod january = FiscalCalendar.calendarYear().periodOf(LocalDate.of(2026, 1, 1), Granularity.MONTH);
        MeasureTable<TimeInStage> table = Measures.timeInStage()
                .in(january, january.calendar().next(january))
                .of(VIEW);
        assertThat(table.keys()).containsExactly("period", "process", "stage");
        assertThat(table.rows())
                .extracting(row -> row.keys(table) + " " + row.figures().visits())
                .containsExactly(
                        "[2026-M01, enterprise, qualify] 6",
                        "[2026-M01, enterprise, propose] 3",
                        "[2026-M01, enterprise, negotiate] 1",
                        "[2026-M02, enterprise, propose] 1");
    }
}
