package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.Figures.DealSize;
import org.salespipeline.forecast.measure.Figures.Inflow;
import org.salespipeline.forecast.measure.Figures.Velocity;
import org.salespipeline.forecast.view.PipelineView;

class VelocityTest {

    private static final FiscalPeriod FEBRUARY =
            FiscalCalendar.calendarYear().periodOf(LocalDate.of(2026, 2, 1), Granularity.MONTH);

    /** In February: A and B won, C lost, D and E open; F comes in after it. */
    private static final PipelineView VIEW = Stories.view(
            "2026-03-15",
            Stories.log("A", "01-01 qualify", "01-01 EUR 100.00", "02-10 won", "02-10 EUR 120.00"),
            Stories.log("B", "02-01 qualify", "02-01 EUR 300.00", "02-21 won"),
            Stories.log("C", "02-01 qualify", "02-01 EUR 70.00", "02-11 lost"),
            Stories.log("D", "02-15 qualify", "02-20 EUR 50.00"),
            Stories.log("E", "01-15 qualify", "03-01 won"),
            Stories.log("F", "03-01 qualify"));

    @Test
    void velocityByTheFormulaAndAsItWas() {
        Velocity velocity = Measures.velocity().in(FEBRUARY).of(VIEW).total();
        assertThat(velocity.open()).isEqualTo(2);
        assertThat(velocity.won()).isEqualTo(2);
        assertThat(velocity.lost()).isEqualTo(1);
        assertThat(velocity.meanWonAmount()).contains(Money.parse("EUR 210.00"));
        assertThat(velocity.meanDaysToWin()).hasValue(30);
        // 2 · 2/3 · 210 / 30
        assertThat(velocity.formulaPerDay())
                .hasValueSatisfying(perDay -> assertThat(perDay.doubleValue()).isEqualTo(28.0 / 3));
        assertThat(velocity.realisedPerDay().doubleValue()).isEqualTo(420.0 / 28);
        // A 9 days of February, B 20, C 10, D 14, E 28
        assertThat(velocity.meanOpen()).isEqualTo(81.0 / 28);
        // 3 came in; those decided were in the pipeline for 40, 20 and 10 days
        assertThat(velocity.steadyOpen()).hasValue(3.0 / 28 * (70.0 / 3));
    }

    @Test
    void aPeriodThatHasNotPassedCountsUpToTheView() {
        FiscalPeriod march = FEBRUARY.calendar().next(FEBRUARY);
        Velocity velocity = Measures.velocity().in(march).of(VIEW).total();
        assertThat(velocity.inflowPerDay()).isEqualTo(1.0 / 15);
        assertThat(velocity.won()).isEqualTo(1);
        assertThat(velocity.formulaPerDay()).isEmpty();
        assertThat(velocity.realisedPerDay()).isZero();
    }

    /** One deal of 10 euros comes in every day, half of them are won, all after 20 days: formula and fact agree. */
    @Test
    void inASteadyStateTheFormulaIsWhatIsRealised() {
        List<OpportunityLog> logs = new ArrayList<>();
        LocalDate first = LocalDate.of(2026, 1, 1);
        for (int i = 0; i < 100; i++) {
            String begin = monthAndDay(first.plusDays(i));
            String end = monthAndDay(first.plusDays(i + 20));
            logs.add(Stories.log(
                    "D" + i, begin + " qualify", begin + " EUR 10.00", end + (i % 2 == 0 ? " won" : " lost")));
        }
        Velocity velocity = Measures.velocity()
                .in(FEBRUARY)
                .of(Stories.view("2026-02-28", logs.toArray(OpportunityLog[]::new)))
                .total();
        assertThat(velocity.open()).isEqualTo(20);
        assertThat(velocity.formulaPerDay().orElseThrow()).isEqualByComparingTo("5");
        assertThat(velocity.realisedPerDay()).isEqualByComparingTo("5");
        assertThat(velocity.formulaByRealised()).hasValue(1);
        assertThat(velocity.meanOpen()).isEqualTo(20);
        assertThat(velocity.steadyOpen()).hasValue(20);
    }

    private static String monthAndDay(LocalDate day) {
        return String.format(Locale.ROOT, "%02d-%02d", day.getMonthValue(), day.getDayOfMonth());
    }

    @Test
    void sizesOfWonDeals() {
        DealSize size = Measures.dealSize().of(VIEW).total();
        assertThat(size.won()).isEqualTo(3);
        assertThat(size.withoutAmount()).isEqualTo(1);
        assertThat(size.total()).isEqualTo(Money.parse("EUR 420.00"));
        assertThat(size.mean()).contains(Money.parse("EUR 210.00"));
        assertThat(size.median()).contains(Money.parse("EUR 120.00"));
        assertThat(size.largest()).contains(Money.parse("EUR 300.00"));
    }

    @Test
    void inflowIsWhatCameInWithItsAmountThenAndNow() {
        Inflow february = Measures.inflow().in(FEBRUARY).of(VIEW).total();
        assertThat(february.deals()).isEqualTo(3);
        // D had no amount on its first day
        assertThat(february.withoutAmount()).isEqualTo(1);
        assertThat(february.amountAtEntry()).isEqualTo(Money.parse("EUR 370.00"));
        assertThat(february.amountNow()).isEqualTo(Money.parse("EUR 420.00"));
        assertThat(february.dealsPerDay()).isEqualTo(3.0 / 28);
    }
}
