package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.simulation.SalesSimulator;
import org.salespipeline.forecast.simulation.SimulatedSales;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

class PartsTest {

    private static final List<FiscalPeriod> MONTHS =
            FiscalCalendar.calendarYear().periods(LocalDate.of(2024, 1, 1), Granularity.MONTH, 3);

    /** More deals than one chunk has. */
    private static PipelineView view() {
        SimulatedSales sales = SalesSimulator.builder(3)
                .deals(20_000)
                .perWeek(1500)
                .startingOn(LocalDate.of(2024, 1, 1))
                .build()
                .run();
        return PipelineHistory.of(sales.zone(), sales.logs()).asOf(LocalDate.of(2024, 4, 30));
    }

    @Test
    void manyThreadsGiveTheSameTable() {
        PipelineView view = view();
        for (Measure<?> measure : List.<Measure<?>>of(
                Measures.winRate(Cohort.CLOSED),
                Measures.timeInStage(),
                Measures.slip(),
                Measures.pacing(2),
                Measures.dealSize(),
                Measures.velocity())) {
            Measure<?> asked = measure.by("region").in(MONTHS);
            assertThat((Object) asked.ofInParallel(view)).isEqualTo(asked.of(view));
        }
    }

    @Test
    void bytesOfAnotherQuestionOrOfNoneAreRefused() {
        PipelineView view = Stories.view("2026-02-01", Stories.log("A", "01-01 qualify", "01-20 won"));
        Measure<?> measure = Measures.winRate(Cohort.CLOSED);
        byte[] bytes = measure.partOf(view).toBytes();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.winRate(Cohort.CREATED).partOf(bytes))
                .withMessageStartingWith("part of a measure must answer 2026-02-01 WinRateRecipe[cohort=CREATED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure.in(MONTHS).partOf(bytes))
                .withMessageContaining("2024-01-01/2024-02-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure.partOf(Arrays.copyOf(bytes, bytes.length - 3)))
                .withMessageMatching("bytes of a part must go on for \\d+ from place \\d+ on, were \\d+");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure.partOf(Arrays.copyOf(bytes, bytes.length + 3)))
                .withMessage("bytes of a part must end, were 3 too many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure.partOf(new byte[] {2}))
                .withMessage("version of a part must be 1, was 2");
    }
}
