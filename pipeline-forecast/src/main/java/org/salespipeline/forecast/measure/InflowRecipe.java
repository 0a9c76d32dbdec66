package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.util.List;
import org.salespipeline.forecast.measure.Figures.Inflow;

/** What came into the pipeline. */
record InflowRecipe() implements Recipe<Inflow> {

    private static final int DEALS = 0;
    private static final int WITHOUT_AMOUNT = 1;
    private static final int AT_ENTRY = 0;
    private static final int NOW = 1;

    @Override
    public String title() {
        return "inflow, by entry into the pipeline";
    }

    @Override
    public List<String> ownKeys() {
        return List.of();
    }

    @Override
    public boolean usesAmounts() {
        return true;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(2).amounts(2);
    }

    @Override
    public Reader reader(Population population) {
        return new EntryReader(population);
    }

    private record EntryReader(Population population) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            int step = Pipeline.entry(population, row);
            int place = step < 0 ? Population.NO_PLACE : population.placeOf(population.changes.stepDay(step));
            if (place == Population.NO_PLACE) {
                return;
            }
            Sums sums = slots.of(place, 0);
            sums.count(DEALS);
            if (population.deals.hasAmount(row)) {
                sums.amounts[NOW].add(population.deals.amountMinor(row));
            }
            int amount = population.amountAtEndOf(row, population.changes.stepDay(step));
            if (amount >= 0) {
                sums.amounts[AT_ENTRY].add(population.changes.amountMinor(amount));
            } else {
                sums.count(WITHOUT_AMOUNT);
            }
        }
    }

    @Override
    public Finish<Inflow> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> ImmutableInflow.builder()
                .deals(sums.counts[DEALS])
                .withoutAmount(sums.counts[WITHOUT_AMOUNT])
                .dealsPerDay((double) sums.counts[DEALS] / window.days())
                .amountAtEntry(setting.money(sums.amounts[AT_ENTRY].rounded()))
                .amountNow(setting.money(sums.amounts[NOW].rounded()))
                .amountPerDay(Amounts.per(setting, sums.amounts[AT_ENTRY].result(), BigDecimal.valueOf(window.days())))
                .build();
    }
}
