package org.salespipeline.forecast.strategy;

import java.util.Locale;
import java.util.Optional;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;

/** Counts open deals in full up to a category, and looser ones not at all. Learns nothing. */
final class CategoryStrategy implements ForecastStrategy {

    private final ForecastCategory loosest;
    private final CallPolicy calls;

    CategoryStrategy(ForecastCategory loosest, CallPolicy calls) {
        this.loosest = loosest;
        this.calls = calls;
    }

    @Override
    public FittedStrategy fit(PipelineView view) {
        return this::answer;
    }

    private Forecast answer(PipelineView view, ForecastRequest request) {
        DealColumns deals = view.deals();
        Optional<Probability> counts = Optional.of(Probability.CERTAIN);
        Optional<Probability> not = Optional.of(Probability.IMPOSSIBLE);
        return Forecast.builder(view, request)
                .strategy(name())
                .chance(row -> deals.category(row, calls).compareTo(loosest) <= 0 ? counts : not)
                .assume("each open deal counts in full in the category " + name()
                        + " or a firmer one, and not at all in" + " a looser one")
                .assume("a deal has the category that was called for it, else that of its stage; a call "
                        + (calls == CallPolicy.STICKS ? "holds when the deal moves on" : "ends when the deal moves on"))
                .build();
    }

    private String name() {
        return loosest.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return name();
    }
}
