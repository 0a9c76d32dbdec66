package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.calendar.BusinessCalendar;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.Figures.CycleLength;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

class BusinessTimeLaws {

    private static final BusinessCalendar EVERY_DAY = BusinessCalendar.of(EnumSet.allOf(DayOfWeek.class));

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.logs(), ForecastArbitraries.closings());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.moments(), ForecastArbitraries.closingMoments());
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    private static Measure<TimeInStage> stays(BusinessCalendar calendar) {
        return Measures.timeInStage(BackwardMoves.EVERY_VISIT, Skips.IMPUTED_PASS, calendar);
    }

    private static Measure<CycleLength> cycles(ReopenedTime reopened, BusinessCalendar calendar) {
        return Measures.cycleLength(Cohort.CREATED, reopened, calendar);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whereEveryDayIsWorkedOnItIsCalendarTime(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at, @ForAll ReopenedTime reopened) {
        PipelineView view = view(logs, at);
        assertThat(stays(EVERY_DAY).of(view).rows())
                .isEqualTo(Measures.timeInStage().of(view).rows());
        assertThat(cycles(reopened, EVERY_DAY).of(view).rows())
                .isEqualTo(
                        Measures.cycleLength(Cohort.CREATED, reopened).of(view).rows());
    }

    /** Working days and the others are all days, of every stay and so of their sum. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void workingDaysAndDaysOffAreAllDays(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        PipelineView view = view(logs, at);
        List<Row<TimeInStage>> all = Measures.timeInStage().of(view).rows();
        List<Row<TimeInStage>> week =
                stays(BusinessCalendar.mondayToFriday()).of(view).rows();
        List<Row<TimeInStage>> weekend = stays(BusinessCalendar.of(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)))
                .of(view)
                .rows();
        for (int i = 0; i < all.size(); i++) {
            assertThat(week.get(i).figures().visits())
                    .isEqualTo(all.get(i).figures().visits());
            assertThat(week.get(i).figures().totalDays()
                            + weekend.get(i).figures().totalDays())
                    .isEqualTo(all.get(i).figures().totalDays());
        }
    }

    /** The second of January 2026 was a Friday. */
    @Example
    void aWeekendIsNotTimeInAStage() {
        PipelineView view = Stories.view("2026-01-31", Stories.log("A", "01-02 qualify", "01-05 propose", "01-13 won"));
        MeasureTable<TimeInStage> stays =
                stays(BusinessCalendar.mondayToFriday()).of(view);
        assertThat(stays.title()).isEqualTo("time in stage, every visit, skips imputed pass, in working days");
        assertThat(stays.rows().get(0).figures().meanDays()).hasValue(1);
        assertThat(stays.rows().get(1).figures().meanDays()).hasValue(6);
        CycleLength cycle = cycles(ReopenedTime.EXCLUDED, BusinessCalendar.mondayToFriday())
                .of(view)
                .total();
        assertThat(cycle.meanDaysToWin()).hasValue(7);
    }
}
