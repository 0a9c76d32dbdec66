package org.salespipeline.forecast.strategy;

import java.util.Optional;
import java.util.OptionalLong;
import org.joda.money.Money;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;

/** As a host would write it: who knows when deals are won, that they shrink by a tenth, and that one more comes each period. */
final class OutlookStrategy implements ForecastStrategy {

    @Override
    public FittedStrategy fit(PipelineView view) {
        return OutlookStrategy::answer;
    }

    private static Forecast answer(PipelineView view, ForecastRequest request) {
        return Forecast.builder(view, request)
                .strategy("outlook")
                .outlook(
                        new Outlook(view.deals()),
                        line -> Optional.of(Money.ofMinor(line.closed().getCurrencyUnit(), 100_001)))
                .assume("a deal comes late or not at all")
                .build();
    }

    private record Outlook(DealColumns deals) implements Forecast.DealOutlook {

        @Override
        public Optional<Probability> chance(int row, int period) {
            boolean isKnown = deals.id(row).value().hashCode() % 5 != 0;
            return isKnown ? Optional.of(Probability.of(0.3 / (period + 1))) : Optional.empty();
        }

        @Override
        public OptionalLong amountMinor(int row) {
            return deals.hasAmount(row) ? OptionalLong.of(deals.amountMinor(row) / 10 * 9) : OptionalLong.empty();
        }
    }
}
