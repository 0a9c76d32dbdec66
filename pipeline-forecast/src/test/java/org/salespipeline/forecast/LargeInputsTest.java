package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.salespipeline.forecast.SampleDeals.deal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.forecast.measure.PipelineSummary;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.view.ViewBuilder;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Probability;

/** The ends of every range: a right answer or an error that names what is wrong, never a wrong number. */
class LargeInputsTest {

    private static final Money MOST = Money.ofMinor(CurrencyUnit.EUR, Long.MAX_VALUE);
    private static final ForecastRequest QUARTERS = SampleDeals.thisAndNextQuarter();

    private static Opportunity worth(String id, String stage, Money amount) {
        return deal(id, stage).amount(amount).expectedClose("2026-08-20").build();
    }

    private static Forecast forecast(PipelineView view, ForecastRequest request) {
        return Forecast.builder(view, request).strategy("stage-weighted").build();
    }

    @Test
    void sumsOfOneStageThatDoNotFitAreRefusedByName() {
        PipelineView view = SampleDeals.view(worth("A", "propose", MOST), worth("B", "propose", MOST));
        assertThatThrownBy(() -> forecast(view, QUARTERS))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("segment all, stage enterprise/propose: amounts must add up to less than 2^63 minor units,"
                        + " was 18446744073709551614");
    }

    @Test
    void sumsOverStagesThatDoNotFitAreRefusedByName() {
        PipelineView view = SampleDeals.view(worth("A", "propose", MOST), worth("B", "qualify", MOST));
        assertThatThrownBy(() -> forecast(view, QUARTERS))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("amounts of a line must add up to less than 2^63 minor units, was ");
    }

    @Test
    void expectedAmountsThatDoNotFitAreRefusedByName() {
        PipelineView view = SampleDeals.view(
                worth("A", "propose", MOST), worth("B", "qualify", MOST.negated()), worth("C", "verbal", MOST));
        assertThat(forecast(view, QUARTERS).lines().get(0).open()).isEqualTo(MOST);
        assertThatThrownBy(() -> Forecast.builder(view, QUARTERS)
                        .strategy("hopeful")
                        .chance(row -> Optional.of(row == 1 ? Probability.IMPOSSIBLE : Probability.CERTAIN))
                        .build())
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("sum must fit into 64 bit of minor units, was 18446744073709551614");
    }

    @Test
    void theLargestAmountIsWeighedExactly() {
        PipelineView view = SampleDeals.view(worth("A", "propose", MOST));
        Forecast forecast = Forecast.builder(view, QUARTERS)
                .strategy("half")
                .chance(row -> Optional.of(Probability.of(0.5)))
                .build();
        // (2^63 - 1) / 2 = 2^62 - 0.5, half to even
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.ofMinor(CurrencyUnit.EUR, 1L << 62));
        assertThat(forecast.printedContributions()).containsExactly(Money.ofMinor(CurrencyUnit.EUR, 1L << 62));
    }

    @Test
    void sumsOutsideThePeriodsMayBeLargerThanALine() {
        PipelineView view = SampleDeals.view(
                deal("A", "propose").amount(MOST).expectedClose("2027-08-20").build(),
                deal("B", "qualify").amount(MOST).expectedClose("2027-08-20").build());
        assertThat(forecast(view, QUARTERS).outside(Forecast.Outside.OPEN_LATER).getAmountMinor())
                .isEqualByComparingTo("18446744073709551614");
    }

    @Test
    void theSummaryRefusesSumsThatDoNotFit() {
        PipelineView view = SampleDeals.view(worth("A", "propose", MOST), worth("B", "propose", MOST));
        assertThatThrownBy(() -> PipelineSummary.of(view))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("sum must fit into 64 bit of minor units, was 18446744073709551614");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"})
    void daysOfFarTimesAreTheNearestThatFit(String zone) {
        List<Opportunity> deals = new ArrayList<>();
        List<LocalDate> days =
                List.of(LocalDate.of(-999_999_999, 1, 2), LocalDate.of(-5_000_000, 1, 1), LocalDate.of(-50_000, 1, 1));
        for (LocalDate day : days) {
            Instant noon = day.atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();
            deals.add(Opportunity.open("OPP-" + deals.size(), SampleDeals.PROCESS, noon)
                    .build());
        }
        deals.add(Opportunity.open("OPP-9", SampleDeals.PROCESS, Instant.MIN).build());
        PipelineView view = PipelineView.ofDeals(deals, LocalDate.of(90_000, 1, 1), ZoneId.of(zone));
        assertThat(createdDays(view))
                .containsExactly(
                        -Integer.MAX_VALUE,
                        (int) days.get(1).toEpochDay(),
                        (int) days.get(2).toEpochDay(),
                        -Integer.MAX_VALUE);
        assertThat(view.deals().stageEnteredDay(3)).isEqualTo(-Integer.MAX_VALUE);
        assertThat(view.deals().deal(3).createdAt()).isEqualTo(Instant.MIN);
        assertThat(PipelineSummary.of(view).stages().get(0).medianAgeDays()).isPresent();
    }

    private static List<Integer> createdDays(PipelineView view) {
        return IntStream.range(0, view.size())
                .mapToObj(row -> view.deals().createdDay(row))
                .toList();
    }

    @Test
    void aDealCreatedAtTheEndOfTimeIsNotThereYet() {
        Opportunity never =
                Opportunity.open("A", SampleDeals.PROCESS, Instant.MAX).build();
        assertThat(SampleDeals.view(never).size()).isZero();
    }

    @Test
    void agesOfFarTimesDoNotTurnNegative() {
        Opportunity old = Opportunity.open("A", SampleDeals.PROCESS, Instant.MIN)
                .stage("propose")
                .build();
        assertThat(PipelineSummary.of(SampleDeals.view(old)).stages().get(2).medianAgeDays())
                .hasValue(Integer.MAX_VALUE);
    }

    @Test
    void asOfMomentsBeyondEveryCalendarAreRefusedByName() {
        PipelineHistory history = PipelineHistory.of(ZoneId.of("Europe/Berlin"), List.of());
        PipelineView view = history.asOf(SampleDeals.TODAY);
        for (Instant time : List.of(Instant.MIN, Instant.MAX)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> history.asOf(time))
                    .withMessage("asOf must lie within 90000 years of 1970, was " + time);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> view.asOf(time))
                    .withMessageStartingWith("asOf must ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ViewBuilder.at(time, ZoneOffset.UTC, SampleDeals.PROCESS))
                    .withMessageStartingWith("asOf must ");
        }
        for (LocalDate day : List.of(LocalDate.MIN, LocalDate.MAX)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> history.asOf(day))
                    .withMessage("asOf must lie within 90000 years of 1970, was " + day);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> view.asOf(day))
                    .withMessageStartingWith("asOf must ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PipelineView.ofDeals(List.of(), day))
                    .withMessageStartingWith("asOf must ");
        }
    }

    @Test
    void periodsFarFromTheAsOfDayAreForecastAsThoseNearIt() {
        PipelineView view = SampleDeals.view(
                deal("A", "propose").amount("EUR 1").expectedClose("2026-08-20").build(),
                deal("B", "propose").amount("EUR 2").expectedClose("9999-12-31").build(),
                deal("C", "propose")
                        .amount("EUR 4")
                        .expectedClose(LocalDate.of(60_000, 2, 3))
                        .build(),
                deal("D", "propose")
                        .amount("EUR 8")
                        .expectedClose(LocalDate.of(1_000_000, 1, 1))
                        .build(),
                deal("E", "propose")
                        .amount("EUR 16")
                        .expectedClose("2026-08-14")
                        .build());
        Forecast forecast =
                forecast(view, ForecastRequest.of(FiscalCalendar.calendarYear().year(60_000)));
        ForecastLine line = forecast.lines().get(0);
        assertThat(line.open()).isEqualTo(Money.parse("EUR 4.00"));
        assertThat(line.overdue()).isEqualTo(Money.parse("EUR 16.00"));
        assertThat(forecast.outside(Forecast.Outside.OPEN_EARLIER)).isEqualTo(Money.parse("EUR 3.00"));
        assertThat(forecast.outside(Forecast.Outside.OPEN_LATER)).isEqualTo(Money.parse("EUR 8.00"));
        assertThat(forecast.contributions()).hasSize(1);
    }

    @Test
    void lookUpsOfFarPeriodsStaySmall() {
        DaySlices slices = DaySlices.of(List.of(FiscalCalendar.calendarYear().year(60_000)), SampleDeals.TODAY);
        assertThat(slices.lookUpDays()).isLessThanOrEqualTo(1 << 17);
    }

    @Test
    void periodsThatAForecastCannotSliceAreRefusedByName() {
        ForecastRequest far = ForecastRequest.of(FiscalCalendar.calendarYear().year(100_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecast(SampleDeals.view(), far))
                .withMessage("dates must lie within 90000 years of 1970, was +100001-01-01");
    }
}
