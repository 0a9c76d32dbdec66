package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.salespipeline.forecast.SampleDeals.deal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
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
}
