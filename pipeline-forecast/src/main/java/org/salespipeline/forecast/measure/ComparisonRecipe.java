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
record ComparisonRecipe(Of of) implements Recipe<Comparison> {

    /** Of what the share is. */
    enum Of {
        /** Wins among decided deals. */
        WINS("win rate against the rest"),
        /** A reason among losses. */
        LOSS_REASONS("loss reasons against the rest", "loss reason"),
        /** A competitor among losses. */
        COMPETITORS("losses to competitors against the rest", "lost to");

        private final String title;
        private final ImmutableList<String> own;

        Of(String title, String... own) {
            this.title = title;
            this.own = ImmutableList.copyOf(own);
        }
    }

    private static final int HITS = 0;
    private static final int ALL = 1;

    @Override
    public String title() {
        return of.title + ", closed cohort";
    }

    @Override
    public List<String> ownKeys() {
        return of.own;
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
        return new OutcomeReader(population, of);
    }

    private static final class OutcomeReader implements Reader {

        private final Population population;
        private final Of of;
        private final ImmutableList<List<String>> own;

        OutcomeReader(Population population, Of of) {
            this.population = population;
            this.of = of;
            List<List<String>> keys = new ArrayList<>();
            switch (of) {
                case WINS -> keys.add(List.of());
                case LOSS_REASONS -> addAll(keys, population.changes.lossReasons());
                case COMPETITORS -> addAll(keys, population.changes.competitors());
            }
            own = ImmutableList.copyOf(keys);
        }

        private static void addAll(List<List<String>> keys, List<String> names) {
            names.forEach(name -> keys.add(List.of(name)));
            keys.add(List.of(DealColumns.Segments.NO_VALUE));
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
            boolean isAskedFor = stage.isLost() || (stage.isWon() && of == Of.WINS);
            int place = isAskedFor ? population.placeOfClose(row) : Population.NO_PLACE;
            if (place == Population.NO_PLACE) {
                return;
            }
            Sums sums = slots.of(place, own(row));
            sums.count(ALL);
            if (stage.isWon() || of != Of.WINS) {
                sums.count(HITS);
                sums.amounts[0].add(population.deals.hasAmount(row) ? population.deals.amountMinor(row) : 0);
            }
        }

        /** What has no reason, or no competitor, stands last. */
        private int own(int row) {
            int last = population.changes.firstStep(row + 1) - 1;
            int found = switch (of) {
                case WINS -> 0;
                case LOSS_REASONS -> population.changes.lossReason(last);
                case COMPETITORS -> population.changes.competitor(last);
            };
            return found < 0 ? own.size() - 1 : found;
        }
    }

    @Override
    public boolean isWithin() {
        return of != Of.WINS;
    }

    /** Each reason, or competitor, among all losses. */
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
