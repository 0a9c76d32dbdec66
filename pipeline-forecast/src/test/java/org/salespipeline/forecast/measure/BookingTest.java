package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.forecast.measure.Figures.Bookings;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.StageId;

class BookingTest {

    private static final List<FiscalPeriod> MONTHS =
            FiscalCalendar.calendarYear().periods(LocalDate.of(2026, 1, 1), Granularity.MONTH, 3);

    /** A is won, reopened and won for less; B's amount is corrected after the win; C is won and deleted; D is lost. */
    private static final PipelineView VIEW = Stories.view(
            "2026-03-31",
            Stories.log(
                    "A",
                    "01-01 qualify",
                    "01-02 EUR 100.00",
                    "01-10 won",
                    "02-05 propose",
                    "02-06 EUR 80.00",
                    "03-10 won"),
            Stories.log("B", "01-01 qualify", "01-02 EUR 10.00", "01-20 won", "02-20 EUR 12.00"),
            Stories.log("C", "01-01 qualify", "01-20 won", "03-01 deleted"),
            Stories.log("D", "01-01 qualify", "01-20 lost"));

    private static List<String> told(WinReversal policy) {
        return Measures.bookings(policy).in(MONTHS).of(VIEW).rows().stream()
                .map(row -> told(row.figures()))
                .toList();
    }

    private static String told(Bookings found) {
        return found.wins() + " won, " + found.reversals() + " back: " + found.booked() + " " + found.corrected() + " "
                + found.reversed() + " net " + found.net();
    }

    @Test
    void aWinThatIsTakenBackCountsWhereItIsTakenBackOrNotAtAll() {
        assertThat(told(WinReversal.REVERSE_NOW))
                .containsExactly(
                        "3 won, 0 back: EUR 110.00 EUR 0.00 EUR 0.00 net EUR 110.00",
                        "0 won, 1 back: EUR 0.00 EUR 2.00 EUR 100.00 net EUR -98.00",
                        "1 won, 1 back: EUR 80.00 EUR 0.00 EUR 0.00 net EUR 80.00");
        assertThat(told(WinReversal.RESTATE))
                .containsExactly(
                        "1 won, 0 back: EUR 12.00 EUR 0.00 EUR 0.00 net EUR 12.00",
                        "0 won, 0 back: EUR 0.00 EUR 0.00 EUR 0.00 net EUR 0.00",
                        "1 won, 0 back: EUR 80.00 EUR 0.00 EUR 0.00 net EUR 80.00");
        assertThat(told(Measures.bookings(WinReversal.REVERSE_NOW)
                        .in(MONTHS)
                        .of(VIEW)
                        .total()))
                .isEqualTo("4 won, 2 back: EUR 190.00 EUR 2.00 EUR 100.00 net EUR 92.00");
    }

    @Test
    void whatWasToldOfAPeriodStaysWhereWinsAreReversedNow() {
        Measure<Bookings> january = Measures.bookings(WinReversal.REVERSE_NOW).in(MONTHS.get(0));
        PipelineView earlier = VIEW.asOf(LocalDate.of(2026, 1, 31));
        assertThat(january.of(VIEW).total()).isEqualTo(january.of(earlier).total());
        Measure<Bookings> restated = Measures.bookings(WinReversal.RESTATE).in(MONTHS.get(0));
        assertThat(restated.of(VIEW).total()).isNotEqualTo(restated.of(earlier).total());
    }

    @Test
    void theWinRateFromAStageIsOfThoseWhoCameThere() {
        PipelineView view = Stories.view(
                "2026-03-31",
                Stories.log("A", "01-01 qualify", "02-01 propose", "02-10 won"),
                Stories.log("B", "01-01 qualify", "01-20 lost"),
                Stories.log("C", "01-01 qualify", "01-25 won"),
                Stories.log("D", "01-01 negotiate", "01-20 lost"));
        MeasureTable<WinRate> rates = Measures.winRate(Cohort.CREATED, StageId.of("propose"))
                .in(MONTHS)
                .of(view);
        assertThat(rates.title()).isEqualTo("win rate, created cohort, from stage propose");
        assertThat(rates.rows())
                .extracting(row -> row.figures().won() + " of " + row.figures().decided())
                .containsExactly("1 of 2", "1 of 1", "0 of 0");
        assertThat(rates.missing()).containsExactly("left out: 1 deal that never came to stage propose");
    }
}
