package org.salespipeline.forecast.inflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.statistics.SeriesModels;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.StageId;

/** Every number is worked out by hand. */
class NewBusinessTest {

    private static final double CENT = 1e-6;

    private static final List<OpportunityLog> DEALS = List.of(
            Sales.deal("A", "01-01", "EUR 100.00", "01-20"),
            Sales.deal("B", "01-10", "EUR 300.00", "02-10"),
            Sales.deal("C", "02-05", "EUR 200.00", "02-25"),
            Sales.deal("D", "02-20", "EUR 200.00", "03-15"),
            Sales.deal("F", "03-03", "EUR 400.00", ""),
            Sales.deal("G", "04-10", "EUR 500.00", ""));

    private static double revenue(NewBusiness business, int ahead) {
        return business.expected(ahead).orElseThrow().revenue();
    }

    @Test
    void comingCohortsBringWhatPastOnesBroughtByAge() {
        // 400.00 come in each month; a quarter of it is won in the first month, 500 of 800 in the second
        NewBusiness business = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "03-31"));
        assertThat(business.running()).hasToString("2026-M04");
        assertThat(business.learnedFrom()).hasSize(3);
        assertThat(revenue(business, 0)).isCloseTo(100_00, within(CENT));
        assertThat(revenue(business, 1)).isCloseTo(350_00, within(CENT));
        assertThat(revenue(business, 2)).isCloseTo(350_00, within(CENT));
    }

    @Test
    void winsAreRevenueByWhatANewWinBrings() {
        NewBusiness business = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "03-31"));
        NewBusiness.Expected now = business.expected(0).orElseThrow();
        // 100 and 200, and five times the mean 200 of all
        assertThat(now.amount()).isCloseTo(1_300_00 / 7.0, within(CENT));
        assertThat(now.wins().mean()).isCloseTo(7 / 13.0, within(1e-12));
        double m = 1300 / 7.0;
        double squares = (100 * 100 + 200 * 200 + 5 * (100 * 100 + 300 * 300 + 2 * 200 * 200) / 4.0) / 7;
        assertThat(now.variation()).isCloseTo(squares / (m * m) - 1, within(1e-12));
        assertThat(now.pastWins()).containsExactly(0, 2);
        assertThat(now.variance())
                .isCloseTo(
                        1e4
                                * (now.wins().mean() * (squares - m * m)
                                        + m * m * now.wins().variance()),
                        within(1e-3));
    }

    @Test
    void insideAPeriodOnlyWhatStillComesInIsNew() {
        NewBusiness business = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "04-15"));
        // of 1200 only D came in during the later half of its month, and was won a month later
        double late = (500_00 + 400_00 / 6.0) / 6;
        double next = (3 * 400_00 + 500_00 + late) / 4;
        assertThat(revenue(business, 0)).isZero();
        assertThat(revenue(business, 1)).isCloseTo(late + next / 4, within(CENT));
        assertThat(business.expected(1).orElseThrow().pastWins()).containsExactly(0, 2, 3);
    }

    @Test
    void likeWindowsOfPastPeriodsAreASeriesOfTheirOwn() {
        PipelineView view = Sales.view(DEALS, "03-31");
        // new in the month itself: 100, 200, 0; a month ahead: 500 in February, 200 in March
        assertThat(revenue(Sales.months(NewBusinessModels.meanOf(2), view), 0)).isCloseTo(100_00, within(CENT));
        assertThat(revenue(Sales.months(NewBusinessModels.meanOf(9), view), 1)).isCloseTo(350_00, within(CENT));
        NewBusiness last = Sales.months(NewBusinessModels.byWindows(SeriesModels.naive()), view);
        assertThat(revenue(last, 1)).isCloseTo(200_00, within(CENT));
        NewBusiness season = Sales.months(NewBusinessModels.byWindows(SeriesModels.seasonalNaive(12)), view);
        assertThat(season.expected(0)).isEmpty();
        assertThat(season.basis(0))
                .isEqualTo(
                        "more complete periods with deals that came in are needed for one that is 0 ahead, known are 3");
    }

    @Test
    void ladderAndCapeCodGrowCohortsByTheirOwnPattern() {
        PipelineView view = Sales.view(DEALS, "03-31");
        // C: 100, 400, 400 | 200, 400 | 0: grows by 800 / 300, then not at all; 0.375 of it has emerged at first
        NewBusiness ladder = Sales.months(NewBusinessModels.chainLadder(), view);
        assertThat(revenue(ladder, 0)).isCloseTo(400_00 * (800 / 1200.0) * 0.375, within(CENT));
        NewBusiness capeCod = Sales.months(NewBusinessModels.capeCod(), view);
        double rate = 800 / (400 + 400 + 400 * 0.375);
        assertThat(revenue(capeCod, 0)).isCloseTo(400_00 * rate * 0.375, within(CENT));
        assertThat(revenue(capeCod, 1)).isCloseTo(400_00 * rate, within(CENT));
    }

    @Test
    void pastForecastsKnowOnlyWhatHadHappened() {
        NewBusiness business = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "03-31"));
        List<NewBusiness.Outcome> outcomes = business.outcomes(0);
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0).period()).hasToString("2026-M02");
        assertThat(outcomes.get(0).expected()).isCloseTo(100_00, within(CENT));
        assertThat(outcomes.get(0).came()).isEqualTo(200_00);
        assertThat(outcomes.get(1).expected()).isCloseTo(150_00, within(CENT));
        assertThat(outcomes.get(1).expectedWins()).isCloseTo(150 * 7 / 1300.0, within(1e-12));
        assertThat(outcomes.get(1).wins()).isZero();
    }

    @Test
    void amountsAreThoseShownAtTheEndOfThePeriodInWhichADealCameIn() {
        List<OpportunityLog> raised = new ArrayList<>(DEALS);
        raised.set(
                4,
                DEALS.get(4)
                        .append(
                                List.<OpportunityEvent>of(new AmountSet(
                                        Sales.header("F", "04-01"), Optional.of(Money.parse("EUR 900.00")))),
                                Sales.header("F", "04-01").validAt()));
        NewBusiness before = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "04-02"));
        NewBusiness after = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(raised, "04-02"));
        assertThat(revenue(after, 1)).isEqualTo(revenue(before, 1));
    }

    @Test
    void aDealWithoutAmountCountsWithTheMeanOfTheOthersAndOneInAnotherCurrencyNotAtAll() {
        List<OpportunityLog> more = new ArrayList<>(DEALS.subList(0, 5));
        more.add(Sales.deal("U", "03-05", "", ""));
        more.add(Sales.deal("V", "01-05", "USD 7000.00", "01-06"));
        NewBusiness business = Sales.months(NewBusinessModels.meanOf(3), Sales.view(more, "03-31"));
        assertThat(revenue(business, 0)).isCloseTo(100_00, within(CENT));
        // 240 is the mean of five: 1440 have come in, 300 of it won in the first month
        NewBusiness cohorts = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(more, "03-31"));
        assertThat(revenue(cohorts, 0)).isCloseTo(480_00 * (300 / 1440.0), within(CENT));
    }

    @Test
    void aLeadComesInWhenItEntersThePipeline() {
        OpportunityLog lead = Sales.create("L", "lead", "01-02");
        List<OpportunityLog> deals = new ArrayList<>(DEALS.subList(0, 5));
        deals.add(lead);
        NewBusiness without = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "03-31"));
        NewBusiness with = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(deals, "03-31"));
        assertThat(revenue(with, 1)).isEqualTo(revenue(without, 1));
        OpportunityLog entered = lead.append(
                List.<OpportunityEvent>of(
                        new StageEntered(Sales.header("L", "03-09"), StageId.of("propose")),
                        new AmountSet(Sales.header("L", "03-09"), Optional.of(Money.parse("EUR 600.00")))),
                Sales.header("L", "03-09").validAt());
        deals.set(5, entered);
        NewBusiness later = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(deals, "03-31"));
        // 400, 400 and 1000 have come in
        assertThat(revenue(later, 0)).isCloseTo(600_00 * (300 / 1800.0), within(CENT));
    }

    @Test
    void withoutHistoryItSaysSoInsteadOfNothing() {
        NewBusiness none = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(List.of(), "03-31"));
        assertThat(none.expected(0)).isEmpty();
        assertThat(none.learnedFrom()).isEmpty();
        assertThat(none.outcomes(0)).isEmpty();
        assertThat(none.basis(0))
                .isEqualTo(
                        "more complete periods with deals that came in are needed for one that is 0 ahead, known are 0");
        NewBusiness some = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "03-31"));
        assertThat(some.expected(3)).isEmpty();
        assertThat(some.basis(1))
                .isEqualTo(
                        "1.8 wins of deals that do not exist yet, learned from 3 complete periods and 0 past forecasts");
        NewBusiness open = Sales.months(
                NewBusinessModels.meanOf(1), Sales.view(List.of(Sales.deal("A", "01-01", "EUR 9.00", "")), "03-31"));
        assertThat(open.expected(0)).isEmpty();
        assertThat(open.basis(0))
                .isEqualTo("no deal that came in since the first of 3 complete periods is won with an amount above 0");
        assertThatThrownBy(() -> some.expected(-1)).hasMessage("periods ahead must be 0 or more, were -1");
    }

    @Test
    void theLawOnAGridKeepsTheMean() {
        NewBusiness business = Sales.months(NewBusinessModels.cohortEmergence(), Sales.view(DEALS, "03-31"));
        NewBusiness.Expected next = business.expected(1).orElseThrow();
        double[] law = next.chances(30_00, 400);
        double mean = 0;
        for (int i = 0; i < law.length; i++) {
            mean += law[i] * i * 30_00;
        }
        assertThat(Arrays.stream(law).sum()).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo(next.revenue(), within(1e-3));
        assertThat(Arrays.stream(next.amounts(30_00, 400)).sum()).isCloseTo(1, within(1e-12));
    }
}
