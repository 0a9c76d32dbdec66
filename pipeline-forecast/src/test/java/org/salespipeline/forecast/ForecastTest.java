package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.salespipeline.forecast.SampleDeals.deal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

class ForecastTest {

    private static final ForecastRequest BY_OWNER =
            SampleDeals.thisAndNextQuarter().withDimension("owner");

    @Test
    void addsUpWhatCanBeWorkedOutByHand() {
        // 2026-Q3 ada: A 100.05 x 0.10 + B 1000.00 x 0.40 = 410.005, a trace below it once 0.40 is taken to 40 binary
        // digits
        assertThat(text(stageWeighted(SampleDeals.view(), BY_OWNER)))
                .containsExactly(
                        "2026-Q3 ada closed 250.00 open 1100.05 expected 410.00 overdue 7.00 unscheduled 0.00",
                        "2026-Q3 bob closed 60.00 open 500.00 expected 0.00 overdue 0.00 unscheduled 8.00",
                        "2026-Q4 ada closed 0.00 open 0.00 expected 0.00 overdue 0.00 unscheduled 0.00",
                        // C 33.33 x 0.40 - D 10.00 x 0.40 = 9.332
                        "2026-Q4 bob closed 0.00 open 23.33 expected 9.33 overdue 0.00 unscheduled 0.00");
    }

    @Test
    void keepsWhatLiesOutsideThePeriods() {
        Forecast forecast = stageWeighted(SampleDeals.view(), BY_OWNER);
        assertThat(forecast.outside(Forecast.Outside.CLOSED_EARLIER)).isEqualTo(Money.parse("EUR 5.00"));
        assertThat(forecast.outside(Forecast.Outside.CLOSED_AHEAD)).isEqualTo(Money.parse("EUR 4.00"));
        assertThat(forecast.outside(Forecast.Outside.OPEN_LATER)).isEqualTo(Money.parse("EUR 3.00"));
        assertThat(forecast.outside(Forecast.Outside.OPEN_EARLIER)).isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void saysWhatIsMissingWithCountsAndAmounts() {
        assertThat(stageWeighted(SampleDeals.view(), BY_OWNER).missing())
                .containsExactly(
                        "left out: 1 open deal worth EUR 500.00, in stage enterprise/verbal, which has no win probability",
                        "left out: 1 open deal without an amount, expected in the periods asked for",
                        "left out: 1 open deal worth EUR 7.00, overdue: expected close before 2026-08-15",
                        "left out: 1 open deal worth EUR 8.00, unscheduled: no expected close",
                        "left out: 1 won deal worth EUR 4.00, closed after 2026-08-15");
    }

    @Test
    void aDealWithoutAmountInAStageWithoutChanceIsToldOfOnce() {
        PipelineView view =
                SampleDeals.view(deal("A", "verbal").expectedClose("2026-09-01").build());
        assertThat(stageWeighted(view, SampleDeals.thisAndNextQuarter()).missing())
                .containsExactly("left out: 1 open deal without an amount, expected in the periods asked for");
    }

    @Test
    void otherStageChancesReplaceOnlyThoseOfTheStagesNamed() {
        Forecast forecast = Forecast.builder(SampleDeals.view(), BY_OWNER)
                .strategy("what if")
                .chanceByStage(Map.of(StageId.of("verbal"), Probability.of(0.5)))
                .build();
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.parse("EUR 410.00"));
        assertThat(forecast.lines().get(1).expected()).isEqualTo(Money.parse("EUR 250.00"));
    }

    @Test
    void halvesAreRoundedToTheEvenMinorUnit() {
        PipelineView view = SampleDeals.view(
                deal("A", "qualify")
                        .amount("EUR 0.01")
                        .expectedClose("2026-08-20")
                        .build(),
                deal("B", "qualify")
                        .amount("EUR 0.03")
                        .expectedClose("2026-10-20")
                        .build());
        Forecast forecast = Forecast.builder(view, SampleDeals.thisAndNextQuarter())
                .strategy("half")
                .chance(row -> Optional.of(Probability.of(0.5)))
                .build();
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.parse("EUR 0.00"));
        assertThat(forecast.lines().get(1).expected()).isEqualTo(Money.parse("EUR 0.02"));
    }

    @Test
    void contributionsArePrintedSoThatTheyAddUp() {
        PipelineView view = SampleDeals.view(
                deal("A", "propose")
                        .amount("EUR 0.01")
                        .expectedClose("2026-08-20")
                        .build(),
                deal("B", "propose")
                        .amount("EUR 0.02")
                        .expectedClose("2026-08-20")
                        .build(),
                deal("C", "propose")
                        .amount("EUR 0.01")
                        .expectedClose("2026-08-20")
                        .build());
        Forecast forecast = stageWeighted(view, SampleDeals.thisAndNextQuarter());
        // 0.4 + 0.8 + 0.4 cents are 1.6, rounded to 2; B lost most when rounded down, then A before C
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.parse("EUR 0.02"));
        assertThat(forecast.printedContributions())
                .containsExactly(Money.parse("EUR 0.01"), Money.parse("EUR 0.01"), Money.parse("EUR 0.00"));
        assertThat(forecast.contributions().get(1).opportunity()).hasToString("B");
        assertThat(forecast.contributions().get(1).chance()).isEqualTo(Probability.of(0.4));
        assertThat(forecast.contributions().get(1).weighted())
                .isBetween(new BigDecimal("0.0079999"), new BigDecimal("0.0080001"));
    }

    @Test
    void severalCurrenciesAreRefusedByName() {
        PipelineView view = SampleDeals.view(
                deal("A", "propose")
                        .amount("USD 1.00")
                        .expectedClose("2026-08-20")
                        .build(),
                deal("B", "propose")
                        .amount("EUR 2.00")
                        .expectedClose("2026-08-20")
                        .build());
        assertThatThrownBy(() -> stageWeighted(view, SampleDeals.thisAndNextQuarter()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a forecast must be in one currency, the view holds [EUR, USD]; "
                        + "name one in the request with withCurrency");
        Forecast euros = stageWeighted(view, SampleDeals.thisAndNextQuarter().withCurrency(CurrencyUnit.EUR));
        assertThat(euros.lines().get(0).open()).isEqualTo(Money.parse("EUR 2.00"));
        assertThat(euros.missing()).containsExactly("left out: 1 deal worth USD 1.00, in another currency");
    }

    @Test
    void aCurrencyOfLostDealsDoesNotCount() {
        PipelineView view = SampleDeals.view(
                deal("A", "lost").amount("USD 1.00").build(),
                deal("B", "propose")
                        .amount("EUR 2.00")
                        .expectedClose("2026-08-20")
                        .build());
        Forecast forecast = stageWeighted(view, SampleDeals.thisAndNextQuarter());
        assertThat(forecast.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(forecast.missing()).isEmpty();
    }

    @Test
    void anEmptyPipelineIsZeroInNoCurrency() {
        Forecast forecast = stageWeighted(
                SampleDeals.view(),
                ForecastRequest.of(SampleDeals.thisQuarter()).withCurrency(CurrencyUnit.JPY));
        assertThat(forecast.lines().get(0).closed()).isEqualTo(Money.parse("JPY 0"));
        Forecast empty = stageWeighted(SampleDeals.view(new Opportunity[0]), SampleDeals.thisAndNextQuarter());
        assertThat(empty.currency().getCode()).isEqualTo("XXX");
        assertThat(empty.lines()).hasSize(2);
        assertThat(empty.lines().get(0).expected().isZero()).isTrue();
        assertThat(empty.toString()).contains("2026-Q3");
    }

    @Test
    void dealsWithoutAValueStandInASegmentOfTheirOwn() {
        PipelineView view = SampleDeals.view(deal("A", "propose")
                .amount("EUR 1.00")
                .expectedClose("2026-08-20")
                .build());
        assertThat(stageWeighted(view, BY_OWNER).lines().get(0).segment()).isEqualTo("(none)");
    }

    @Test
    void aValueThatReadsLikeNoValueStandsApart() {
        PipelineView view = SampleDeals.view(
                deal("A", "propose").dimension("region", "(none)").build(),
                deal("B", "propose").dimension("region", "\"(none)\"").build(),
                deal("C", "propose").dimension("region", "\"EMEA\"").build(),
                deal("D", "propose").build());
        Forecast forecast = stageWeighted(
                view, ForecastRequest.of(SampleDeals.thisQuarter()).withDimension("region"));
        assertThat(forecast.lines())
                .extracting(ForecastLine::segment)
                .containsExactly("\"\"(none)\"\"", "\"(none)\"", "\"EMEA\"", "(none)");
    }

    @Test
    void aPartThatDoesNotKnowTheDimensionJoinsThoseThatDo() {
        ForecastRequest byRegion = ForecastRequest.of(SampleDeals.thisQuarter()).withDimension("region");
        PipelineView first = SampleDeals.view(
                deal("A", "propose").dimension("region", "EMEA").build());
        PipelineView second = SampleDeals.view(deal("B", "propose").build());
        assertThat(PipelineCube.of(first, byRegion).add(second).forecast().lines())
                .extracting(ForecastLine::segment)
                .containsExactly("(none)", "EMEA");
        PipelineCube alone = PipelineCube.of(second, byRegion);
        assertThatThrownBy(alone::forecast)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown dimension region; none of the deals of the cube has a value in it");
        assertThat(alone.empty().forecast().lines()).isEmpty();
    }

    @Test
    void anUnknownDimensionIsRefused() {
        assertThatThrownBy(() -> stageWeighted(SampleDeals.view(), BY_OWNER.withDimension("regoin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regoin");
    }

    @Test
    void amountsThatLeaveTheRangeAreRefusedOnlyWhenTheyStay() {
        Money most = Money.ofMinor(CurrencyUnit.EUR, Long.MAX_VALUE);
        PipelineView high = SampleDeals.view(
                deal("A", "propose").amount(most).expectedClose("2026-08-20").build(),
                deal("B", "propose").amount(most).expectedClose("2026-08-20").build());
        assertThatThrownBy(() -> stageWeighted(high, SampleDeals.thisAndNextQuarter()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("segment all, stage enterprise/propose: amounts must add up to less than 2^63");
        PipelineView balanced = SampleDeals.view(
                deal("A", "propose").amount(most).expectedClose("2026-08-20").build(),
                deal("B", "propose").amount(most).expectedClose("2026-08-20").build(),
                deal("C", "propose")
                        .amount(most.negated())
                        .expectedClose("2026-08-20")
                        .build());
        assertThat(stageWeighted(balanced, SampleDeals.thisAndNextQuarter())
                        .lines()
                        .get(0)
                        .open())
                .isEqualTo(most);
    }

    @Test
    void aForecastFromACubeSaysWhyItHasNoContributions() {
        Forecast forecast = PipelineCube.of(SampleDeals.view(), BY_OWNER).forecast();
        assertThat(forecast.lines())
                .isEqualTo(stageWeighted(SampleDeals.view(), BY_OWNER).lines());
        assertThatThrownBy(forecast::contributions)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a forecast made from a cube has sums and no deals; make it from the view to see contributions");
    }

    @Test
    void aForecastMustNameItsStrategy() {
        assertThatThrownBy(() -> Forecast.builder(SampleDeals.view(), BY_OWNER).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a forecast must name its strategy, was \"\"");
    }

    @Test
    void anotherRequestChanceOrSentenceGivesAnotherFingerprint() {
        Forecast forecast = stageWeighted(SampleDeals.view(), BY_OWNER);
        assertThat(List.of(
                        stageWeighted(SampleDeals.view(), SampleDeals.thisAndNextQuarter())
                                .fingerprint(),
                        Forecast.builder(SampleDeals.view(), BY_OWNER)
                                .strategy("stage-weighted")
                                .chanceByStage(Map.of(StageId.of("verbal"), Probability.of(0.5)))
                                .build()
                                .fingerprint(),
                        Forecast.builder(SampleDeals.view(), BY_OWNER)
                                .strategy("stage-weighted")
                                .assume("all is well")
                                .build()
                                .fingerprint()))
                .doesNotContain(forecast.fingerprint())
                .doesNotHaveDuplicates();
    }

    @Test
    void chancesThatWeighTheSameAndDifferGiveOtherFingerprints() {
        List<Fingerprint> fingerprints = Stream.of(0.5, Math.nextUp(0.5), 0.5 + 1e-15)
                .flatMap(chance -> Stream.of(
                        Forecast.builder(SampleDeals.view(), BY_OWNER)
                                .strategy("by stage")
                                .chanceByStage(Map.of(StageId.of("verbal"), Probability.of(chance)))
                                .build(),
                        Forecast.builder(SampleDeals.view(), BY_OWNER)
                                .strategy("by deal")
                                .chance(row -> Optional.of(Probability.of(chance)))
                                .build()))
                .map(Forecast::fingerprint)
                .toList();
        assertThat(fingerprints).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void printsATableThatAPersonCanRead() {
        assertThat(stageWeighted(SampleDeals.view(), BY_OWNER).toString())
                .startsWith("""
                        stage-weighted forecast as of 2026-08-15, amounts in EUR

                        period   owner  closed      open  expected  overdue  unscheduled
                        ----------------------------------------------------------------
                        2026-Q3  ada    250.00  1,100.05    410.00     7.00         0.00
                                 bob     60.00    500.00      0.00     0.00         8.00
                        2026-Q4  ada      0.00      0.00      0.00     0.00         0.00
                                 bob      0.00     23.33      9.33     0.00         0.00
                        ----------------------------------------------------------------
                        total           310.00  1,623.38    419.33     7.00         8.00

                        Outside the periods
                          closed earlier 5.00
                          closed ahead 4.00
                          open later 3.00

                        Assumptions
                        """)
                .contains("each open deal has the chance of its stage: enterprise/propose 0.4, enterprise/qualify 0.1")
                .endsWith("\n");
    }

    @Test
    void amountsInSentencesLookAsInTheTable() {
        PipelineView view = SampleDeals.view(SampleDeals.deal("A", "verbal")
                .amount("EUR 1234567.80")
                .expectedClose("2026-09-15")
                .build());
        assertThat(stageWeighted(view, BY_OWNER).missing())
                .containsExactly("left out: 1 open deal worth EUR 1,234,567.80, in stage enterprise/verbal,"
                        + " which has no win probability");
    }

    @Test
    void requestsMustFollowEachOther() {
        FiscalCalendar calendar = FiscalCalendar.calendarYear();
        assertThatThrownBy(() -> ForecastRequest.of(calendar.quarter(2026, 1), calendar.quarter(2026, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "periods of a forecast request must follow each other without a gap, was 2026-Q3 after 2026-Q1");
        assertThatThrownBy(() -> ForecastRequest.of(calendar.quarter(2026, 1), calendar.month(2026, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("periods of a forecast request must be of one granularity, was 2026-M04 after 2026-Q1");
        assertThatThrownBy(() -> ForecastRequest.of())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a forecast request must name at least one period");
    }

    @Test
    void periodsMayLieBeforeOrAfterToday() {
        FiscalCalendar calendar = FiscalCalendar.calendarYear();
        Forecast past = stageWeighted(
                SampleDeals.view(),
                ForecastRequest.of(calendar.periodOf(LocalDate.of(2026, 4, 1), Granularity.QUARTER)));
        assertThat(text(past))
                .containsExactly("2026-Q2 all closed 5.00 open 0.00 expected 0.00 overdue 7.00 unscheduled 8.00");
        assertThat(past.outside(Forecast.Outside.CLOSED_LATER)).isEqualTo(Money.parse("EUR 310.00"));
        Forecast future = stageWeighted(SampleDeals.view(), ForecastRequest.of(calendar.quarter(2027, 1)));
        assertThat(text(future))
                .containsExactly("2027-Q1 all closed 0.00 open 3.00 expected 1.20 overdue 7.00 unscheduled 8.00");
        assertThat(future.outside(Forecast.Outside.OPEN_EARLIER)).isEqualTo(Money.parse("EUR 1623.38"));
    }

    private static Forecast stageWeighted(PipelineView view, ForecastRequest request) {
        return Forecast.builder(view, request).strategy("stage-weighted").build();
    }

    private static List<String> text(Forecast forecast) {
        return forecast.lines().stream()
                .map(line -> line.period() + " " + line.segment() + " closed "
                        + line.closed().getAmount() + " open " + line.open().getAmount() + " expected "
                        + line.expected().getAmount() + " overdue "
                        + line.overdue().getAmount() + " unscheduled "
                        + line.unscheduled().getAmount())
                .toList();
    }
}
