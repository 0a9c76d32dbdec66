package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.salespipeline.forecast.measure.Figures.Comparison;
import org.salespipeline.forecast.statistics.FalseDiscovery;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** The share of wins, or of a reason among losses, against that of all other rows. */
record ComparisonRecipe(boolean byReason) implements Recipe<Comparison> {

    private static final int HITS = 0;
    private static final int ALL = 1;

    @Override
    public String title() {
        return byReason ? "loss reasons against the rest, closed cohort" : "win rate against the rest, closed cohort";
    }

    @Override
    public List<String> ownKeys() {
        return byReason ? List.of("loss reason") : List.of();
    }

    @Override
    public boolean usesAmounts() {
        return true;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(2).amounts(1);
    }

    @Override
    public Reader reader(Population population) {
        return new OutcomeReader(population, byReason);
    }

    private static final class OutcomeReader implements Reader {

        private final Population population;
        private final boolean byReason;
        private final ImmutableList<List<String>> own;

        OutcomeReader(Population population, boolean byReason) {
            this.population = population;
            this.byReason = byReason;
            List<List<String>> keys = new ArrayList<>();
            if (byReason) {
                population.changes.lossReasons().forEach(reason -> keys.add(List.of(reason)));
                keys.add(List.of(DealColumns.Segments.NO_VALUE));
            } else {
                keys.add(List.of());
            }
            own = ImmutableList.copyOf(keys);
        }

        @Override
        public List<List<String>> own() {
            return own;
        }

        @Override
        public int rank(int key) {
            return 0;
        }

        @Override
        public void read(int row, Slots slots) {
            StageRef stage = population.stage(row);
            boolean isAskedFor = stage.isLost() || (stage.isWon() && !byReason);
            int place = isAskedFor ? population.placeOfClose(row) : Population.NO_PLACE;
            if (place == Population.NO_PLACE) {
                return;
            }
            Sums sums = slots.of(place, byReason ? reason(row) : 0);
            sums.count(ALL);
            if (byReason || stage.isWon()) {
                sums.count(HITS);
                sums.amounts[0].add(population.deals.hasAmount(row) ? population.deals.amountMinor(row) : 0);
            }
        }

        /** What has no reason stands last. */
        private int reason(int row) {
            int reason = population.changes.lossReason(population.changes.firstStep(row + 1) - 1);
            return reason < 0 ? own.size() - 1 : reason;
        }
    }

    @Override
    public boolean isWithin() {
        return byReason;
    }

    /** Each reason among all losses. */
    @Override
    public Sums within(Sums own, Sums whole) {
        Sums among = shape().sums();
        among.merge(own);
        among.counts[ALL] = whole.counts[ALL];
        return among;
    }

    @Override
    public Finish<Comparison> finish(List<Sums> peers, Setting setting) {
        Proportion whole = peers.stream().map(ComparisonRecipe::counts).reduce(new Proportion(0, 0), Proportion::plus);
        double[] pValues = peers.stream()
                .mapToDouble(row -> counts(row).pValueOfDifference(rest(whole, counts(row))))
                .toArray();
        double[] rates = FalseDiscovery.adjustedUnderAnyDependence(pValues);
        return (sums, window) -> {
            int row = indexOf(peers, sums);
            Proportion counts = counts(sums);
            boolean isCompared = row >= 0 && peers.size() > 1;
            Proportion rest = isCompared ? rest(whole, counts) : new Proportion(0, 0);
            return ImmutableComparison.builder()
                    .deals(counts.hits())
                    .of(counts.trials())
                    .amount(setting.money(sums.amounts[0].rounded()))
                    .share(Rates.estimate(counts, setting.confidence()))
                    .rest(rest.trials() > 0 ? OptionalDouble.of(rest.observed()) : OptionalDouble.empty())
                    .pValue(isCompared ? OptionalDouble.of(pValues[row]) : OptionalDouble.empty())
                    .falseDiscoveryRate(isCompared ? OptionalDouble.of(rates[row]) : OptionalDouble.empty())
                    .build();
        };
    }

    private static Proportion counts(Sums sums) {
        return new Proportion(sums.counts[HITS], sums.counts[ALL]);
    }

    private static Proportion rest(Proportion whole, Proportion own) {
        return new Proportion(whole.hits() - own.hits(), whole.trials() - own.trials());
    }

    private static int indexOf(List<Sums> peers, Sums sums) {
        for (int i = 0; i < peers.size(); i++) {
            if (peers.get(i) == sums) {
                return i;
            }
        }
        return -1;
    }
}
