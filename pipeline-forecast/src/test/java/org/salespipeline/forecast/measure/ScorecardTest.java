package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.StageFigures.Scorecard;
import org.salespipeline.forecast.view.PipelineView;

class ScorecardTest {

    private static final List<FiscalPeriod> MONTHS =
            FiscalCalendar.calendarYear().periods(LocalDate.of(2026, 1, 1), Granularity.MONTH, 2);

    private static final PipelineView VIEW = Stories.view(
            "2026-02-20",
            Stories.log("A", "01-01 qualify", "01-01 EUR 100.00", "01-11 propose", "02-10 won"),
            Stories.log("B", "01-05 qualify", "01-05 EUR 200.00", "02-05 EUR 300.00"),
            Stories.log("C", "01-10 qualify", "01-30 lost"),
            Stories.log("D", "01-15 propose", "01-16 qualify", "02-15 propose"));

    @Test
    void aStageAtAGlance() {
        MeasureTable<Scorecard> table = Measures.stageScorecard().in(MONTHS).of(VIEW);
        Scorecard january = table.rows().get(0).figures();
        assertThat(table.rows().get(0).own()).containsExactly("enterprise", "qualify");
        assertThat(january.entered()).isEqualTo(4);
        // B and D are there at the end of January, 26 and 15 days old
        assertThat(january.present()).isEqualTo(2);
        assertThat(january.withoutAmount()).isEqualTo(1);
        assertThat(january.meanAgeDays()).hasValue(20.5);
        assertThat(january.amount()).isEqualTo(Money.parse("EUR 200.00"));
        assertThat(january.weighted()).isEqualTo(Money.parse("EUR 20.00"));
        // after 10 days one of four, after 20 days one lost, after 30 days one of two
        assertThat(january.onwards().orElseThrow().value()).isEqualTo(0.25 + 0.5 * 0.5);
        assertThat(january.medianDays()).hasValue(20);
    }

    @Test
    void inATotalThoseOfTheLastPeriodAreThere() {
        MeasureTable<Scorecard> table = Measures.stageScorecard().in(MONTHS).of(VIEW);
        Scorecard qualify = table.totals().get(0).figures();
        assertThat(qualify.present()).isEqualTo(1);
        assertThat(qualify.amount()).isEqualTo(Money.parse("EUR 300.00"));
        Scorecard propose = table.totals().get(1).figures();
        assertThat(propose.entered()).isEqualTo(3);
        assertThat(propose.movedBack()).isEqualTo(1);
        assertThat(propose.present()).isEqualTo(1);
        // of A and D, A was won after 30 days, and D has been there for 36
        assertThat(propose.winChance().orElseThrow().value()).isEqualTo(0.5);
    }
}
