package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.Figures.DealSize;

/** How large won deals are. */
record DealSizeRecipe() implements Recipe<DealSize> {

    private static final int WON = 0;
    private static final int WITHOUT_AMOUNT = 1;

    @Override
    public String title() {
        return "deal size, won deals by close";
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
        return Sums.Shape.ofCounts(2).amounts(1).values(1);
    }

    @Override
    public Reader reader(Population population) {
        return new SizeReader(population);
    }

    private record SizeReader(Population population) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            if (!population.stage(row).isWon()) {
                return;
            }
            int place = population.placeOfClose(row);
            if (place == Population.NO_PLACE) {
                return;
            }
            Sums sums = slots.of(place, 0);
            sums.count(WON);
            if (population.deals.hasAmount(row)) {
                sums.amounts[0].add(population.deals.amountMinor(row));
                sums.keep(0, population.deals.amountMinor(row));
            } else {
                sums.count(WITHOUT_AMOUNT);
            }
        }
    }

    @Override
    public Finish<DealSize> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            long[] sizes = sums.kept(0);
            Optional<Money> median =
                    sizes.length == 0 ? Optional.empty() : Optional.of(setting.money(sizes[(sizes.length - 1) / 2]));
            Optional<Money> largest =
                    sizes.length == 0 ? Optional.empty() : Optional.of(setting.money(sizes[sizes.length - 1]));
            return ImmutableDealSize.builder()
                    .won(sums.counts[WON])
                    .withoutAmount(sums.counts[WITHOUT_AMOUNT])
                    .total(setting.money(sums.amounts[0].rounded()))
                    .mean(Amounts.mean(setting, sums.amounts[0].result(), sizes.length))
                    .median(median)
                    .largest(largest)
                    .build();
        };
    }
}
