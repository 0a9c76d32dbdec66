package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.Figures.Pushes;
import org.salespipeline.forecast.measure.Figures.Slip;
import org.salespipeline.forecast.view.PipelineView;

class PushAndSlipTest {

    private static final FiscalPeriod MARCH =
            FiscalCalendar.calendarYear().periodOf(LocalDate.of(2026, 3, 1), Granularity.MONTH);

    /** All but F are dated in March on its eve. */
    private static PipelineView view(String day) {
        return Stories.view(
                day,
                // pushed out, pulled back, and won: two moves and no slip
                Stories.log(
                        "A",
                        "01-01 qualify",
                        "01-01 EUR 100.00",
                        "01-01 close 2026-03-31",
                        "03-05 close 2026-04-15",
                        "03-20 close 2026-03-30",
                        "03-29 won"),
                Stories.log("B", "01-01 qualify", "01-01 EUR 200.00", "01-01 close 2026-03-10", "03-11 lost"),
                // pushed within the month, and then nothing
                Stories.log(
                        "C", "01-01 qualify", "01-01 EUR 300.00", "01-01 close 2026-03-10", "03-11 close 2026-03-31"),
                Stories.log("D", "01-01 qualify", "01-01 EUR 400.00", "01-01 close 2026-03-31"),
                Stories.log("E", "01-01 qualify", "01-01 close 2026-03-31", "03-15 deleted"),
                Stories.log("F", "01-01 qualify", "01-01 EUR 500.00", "01-01 close 2026-04-30", "03-10 won"));
    }

    @Test
    void slipIsWhatIsUndecidedAtTheEnd() {
        Slip slip = Measures.slip().in(MARCH).of(view("2026-04-20")).total();
        assertThat(slip.dated()).isEqualTo(5);
        assertThat(slip.won()).isEqualTo(1);
        assertThat(slip.lost()).isEqualTo(1);
        assertThat(slip.slipped()).isEqualTo(2);
        assertThat(slip.other()).isEqualTo(1);
        assertThat(slip.silent()).isEqualTo(1);
        assertThat(slip.slippedAmount()).isEqualTo(Money.parse("EUR 700.00"));
        assertThat(slip.silentAmount()).isEqualTo(Money.parse("EUR 400.00"));
        assertThat(slip.rateByCount().orElseThrow().value()).isEqualTo(0.4);
        assertThat(slip.rateByAmount()).hasValue(0.7);
    }

    @Test
    void whileThePeriodGoesOnWhatIsUndecidedIsOpen() {
        Slip slip = Measures.slip().in(MARCH).of(view("2026-03-12")).total();
        assertThat(slip.open()).isEqualTo(4);
        assertThat(slip.slipped()).isZero();
        assertThat(slip.lost()).isEqualTo(1);
    }

    @Test
    void slipIsAskedOverPeriods() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.slip().of(view("2026-04-20")))
                .withMessage("slip must be asked over periods, was asked over none; name them with in");
    }

    @Test
    void aPushIsAMoveToALaterPeriod() {
        Pushes months = Measures.pushes().in(MARCH).of(view("2026-04-20")).total();
        assertThat(months.deals()).isEqualTo(6);
        assertThat(months.pushes()).isEqualTo(1);
        assertThat(months.pullIns()).isEqualTo(1);
        assertThat(months.dayPushes()).isEqualTo(2);
        assertThat(months.pushedDeals()).isEqualTo(1);
        Pushes years = Measures.pushes(FiscalCalendar.calendarYear(), Granularity.YEAR)
                .of(view("2026-04-20"))
                .total();
        assertThat(years.pushes()).isZero();
        assertThat(years.dayPushes()).isEqualTo(2);
    }

    @Test
    void datesBeyondEveryCalendarCountAsFarAway() {
        PipelineView view = Stories.view(
                "2026-04-20",
                Stories.log(
                        "A",
                        "01-01 qualify",
                        "01-01 close 2026-03-31",
                        "01-02 close +20260-01-01",
                        "01-03 close +20261-01-01"));
        Pushes pushes = Measures.pushes().of(view).total();
        assertThat(pushes.pushes()).isEqualTo(1);
        assertThat(pushes.dayPushes()).isEqualTo(2);
    }
}
