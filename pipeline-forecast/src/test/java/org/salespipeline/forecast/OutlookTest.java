package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.salespipeline.forecast.SampleDeals.deal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.revenue.Aggregators;
import org.salespipeline.forecast.revenue.CommonFactor;
import org.salespipeline.forecast.revenue.Criticality;
import org.salespipeline.forecast.revenue.RevenueLaw;
import org.salespipeline.forecast.revenue.RevenueTerms;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;

class OutlookTest {

    private static final PipelineView VIEW = SampleDeals.view(
            deal("A", "qualify")
                    .amount("EUR 100.00")
                    .expectedClose("2026-08-20")
                    .build(),
            deal("B", "propose").amount("EUR 40.00").expectedClose("2026-01-31").build(),
            deal("C", "propose").amount("EUR 8.00").build(),
            deal("D", "propose").expectedClose("2026-09-01").build(),
            deal("E", "lead").amount("EUR 900.00").expectedClose("2026-09-01").build());

    /** Chances by deal in the first period and the second one; half of the amounts that are shown. */
    private record Halves(DealColumns deals, Map<String, double[]> chances) implements Forecast.DealOutlook {

        @Override
        public Optional<Probability> chance(int row, int period) {
            return Optional.ofNullable(chances.get(deals.id(row).value()))
                    .filter(of -> period < of.length)
                    .map(of -> Probability.of(of[period]));
        }

        @Override
        public OptionalLong amountMinor(int row) {
            return deals.hasAmount(row) ? OptionalLong.of(deals.amountMinor(row) / 2) : OptionalLong.empty();
        }
    }

    private static Forecast forecast(Map<String, double[]> chances) {
        return Forecast.builder(VIEW, SampleDeals.thisAndNextQuarter())
                .strategy("halves")
                .outlook(
                        new Halves(VIEW.deals(), chances),
                        line -> line.period().equals(SampleDeals.thisQuarter())
                                ? Optional.of(Money.parse("EUR 5.00"))
                                : Optional.empty())
                .build();
    }

    @Test
    void weighsEachDealInEveryPeriodWhateverDateIsStated() {
        Forecast forecast = forecast(Map.of("A", new double[] {.5, .25}, "B", new double[] {.125, .5}));

        // 50 x .5 + 20 x .125 + 5 of new business; 50 x .25 + 20 x .5
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.parse("EUR 32.50"));
        assertThat(forecast.lines().get(0).unattributed()).isEqualTo(Money.parse("EUR 5.00"));
        assertThat(forecast.lines().get(1).expected()).isEqualTo(Money.parse("EUR 22.50"));
        assertThat(forecast.contributions().stream()
                        .map(c -> c.opportunity() + " " + c.period() + " " + c.amount() + " " + c.chance() + " "
                                + c.weighted().toPlainString()))
                .containsExactly(
                        "A 2026-Q3 EUR 50.00 0.5 25",
                        "A 2026-Q4 EUR 50.00 0.25 12.5",
                        "B 2026-Q3 EUR 20.00 0.125 2.5",
                        "B 2026-Q4 EUR 20.00 0.5 10");
    }

    @Test
    void saysWhichDealsItLeavesOut() {
        assertThat(forecast(Map.of("A", new double[] {.5, .25})).missing())
                .containsExactly(
                        "left out: 2 open deals worth EUR 24.00, to which the strategy gave no chance",
                        "left out: 1 open deal without an amount");
    }

    @Test
    void otherChancesGiveAnotherFingerprint() {
        Map<String, double[]> one = Map.of("A", new double[] {.5, .25});
        Map<String, double[]> other = Map.of("A", new double[] {.25, .5});
        assertThat(forecast(one).fingerprint())
                .isEqualTo(forecast(one).fingerprint())
                .isNotEqualTo(forecast(other).fingerprint());
    }

    @Test
    void refusesADealThatIsKnownInSomePeriodsOnly() {
        Map<String, double[]> chances = Map.of("B", new double[] {.5});
        assertThatThrownBy(() -> forecast(chances))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "strategy halves: deal B must have a chance in all periods or in none, had none in 2026-Q4");
    }

    /** Two deals of 50.00 and 20.00 and 5.00 for certain, each deal won or not by itself. */
    private static Forecast withChances() {
        Halves halves = new Halves(VIEW.deals(), Map.of("A", new double[] {.5, .25}, "B", new double[] {.125, .5}));
        return Forecast.builder(VIEW, SampleDeals.thisAndNextQuarter())
                .strategy("halves")
                .outlook(halves, line -> Optional.of(Money.parse("EUR 5.00")))
                .revenue(new Laws(halves))
                .build();
    }

    private record Laws(Halves halves) implements Forecast.RevenueOutlook {

        @Override
        public Optional<RevenueLaw> law(FiscalPeriod period, Optional<String> segment) {
            return Optional.of(Aggregators.automatic().law(terms(period)));
        }

        @Override
        public Optional<Criticality> criticality(FiscalPeriod period, Optional<String> segment, double target) {
            return Optional.of(Criticality.of(terms(period), CommonFactor.independent(), target));
        }

        private RevenueTerms terms(FiscalPeriod period) {
            int at = period.equals(SampleDeals.thisQuarter()) ? 0 : 1;
            RevenueTerms.Builder terms = RevenueTerms.builder().certain(500);
            for (int row = 0; row < halves.deals.size(); row++) {
                Optional<Probability> chance = halves.chance(row, at);
                if (chance.isPresent()) {
                    terms.add(
                            row,
                            halves.amountMinor(row).orElseThrow(),
                            chance.get().value());
                }
            }
            return terms.build();
        }
    }

    @Test
    void ranksDealsByWhatTheyDoToTheChanceOfAQuota() {
        Forecast forecast = withChances();
        WhatMatters matters = forecast.whatMatters(SampleDeals.thisQuarter(), Money.parse("EUR 30.00"))
                .orElseThrow();

        // 5, 25, 55 or 75: the quota takes A, and with A needs nothing else
        assertThat(matters.chance()).isEqualTo(Probability.of(.5));
        assertThat(matters.quota()).isEqualTo(Money.parse("EUR 30.00"));
        WhatMatters.Deal first = matters.deals().get(0);
        assertThat(first.opportunity().value()).isEqualTo("A");
        assertThat(first.amount()).isEqualTo(Money.parse("EUR 50.00"));
        assertThat(first.winChance()).isEqualTo(Probability.of(.5));
        assertThat(first.ifWon()).isEqualTo(Probability.of(1));
        assertThat(first.ifNotWon()).isEqualTo(Probability.of(0));
        assertThat(first.effect()).isEqualTo(1);
        assertThat(first.winChanceIfReached()).isEqualTo(Probability.of(1));
        assertThat(first.winChanceIfMissed()).isEqualTo(Probability.of(0));
        assertThat(matters.deals().get(1).effect()).isZero();
        assertThat(matters).hasToString("""
                        chance of EUR 30.00 or more: 50.0 %
                        A EUR 50.00 at 50 %: 100.0 % if won, 0.0 % if not
                        B EUR 20.00 at 13 %: 50.0 % if won, 50.0 % if not
                        """);
    }

    @Test
    void whatMattersOfALineIsThatOfItsPeriodAndSegment() {
        Forecast forecast = withChances();
        Money quota = Money.parse("EUR 20.00");
        // 5, 25, 55 or 75: any of the two will do, and B does it with three quarters of no A
        assertThat(forecast.whatMatters(forecast.lines().get(1), quota).orElseThrow())
                .hasToString("""
                        chance of EUR 20.00 or more: 62.5 %
                        B EUR 20.00 at 50 %: 100.0 % if won, 25.0 % if not
                        A EUR 50.00 at 25 %: 100.0 % if won, 50.0 % if not
                        """);
    }

    @Test
    void refusesAQuotaInAnotherCurrencyAndSaysNothingWithoutChances() {
        Forecast forecast = withChances();
        Money dollars = Money.parse("USD 1.00");
        assertThatThrownBy(() -> forecast.whatMatters(SampleDeals.thisQuarter(), dollars))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quota must be in EUR as the revenue, was USD 1.00");
        assertThat(forecast(Map.of()).whatMatters(SampleDeals.thisQuarter(), Money.parse("EUR 1.00")))
                .isEmpty();
    }
}
