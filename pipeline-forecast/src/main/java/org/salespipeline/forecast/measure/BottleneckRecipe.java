package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.salespipeline.forecast.measure.StageFigures.Bottleneck;
import org.salespipeline.forecast.statistics.ChangePoint;
import org.salespipeline.forecast.statistics.ChangePoint.Shift;
import org.salespipeline.forecast.statistics.FalseDiscovery;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.quantity.Probability;

/**
 * Where deals move on more slowly than they did, and than they do elsewhere.
 *
 * @param weeks how far back is looked, from the last day of each period
 */
record BottleneckRecipe(int weeks) implements Recipe<Bottleneck> {

    private static final long SEED = 0x5354414745L;
    private static final int REDISTRIBUTIONS = 9_999;

    private static final int PRESENT = 0;
    private static final int WITH_AMOUNT = 1;
    private static final int FIRST_OF_WEEKS = 2;

    private static final int AMOUNT = 0;
    private static final int WEIGHTED = 1;

    @Override
    public String title() {
        return "bottlenecks, " + weeks + " weeks";
    }

    @Override
    public List<String> ownKeys() {
        return List.of("process", "stage");
    }

    @Override
    public boolean usesAmounts() {
        return true;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(FIRST_OF_WEEKS + WeeklyPace.counts(weeks)).amounts(2);
    }

    @Override
    public boolean isPeriodByPeriod() {
        return true;
    }

    @Override
    public Reader reader(Population population) {
        return new StayReader(population, weeks);
    }

    private static final class StayReader implements Reader {

        private final Population population;
        private final DealChanges changes;
        private final StageKeys keys;
        private final int weeks;

        StayReader(Population population, int weeks) {
            this.population = population;
            this.weeks = weeks;
            changes = population.changes;
            keys = StageKeys.of(changes.stages());
        }

        @Override
        public List<List<String>> own() {
            return keys.keys();
        }

        @Override
        public int rank(int own) {
            return keys.ranks()[own];
        }

        @Override
        public void read(int row, Slots slots) {
            Visits visits = new Visits(population, keys, row);
            while (visits.next()) {
                for (int place = 0; place < population.scope.places(); place++) {
                    int last = population.lastDay(place);
                    int first = last - 7 * weeks + 1;
                    if (last >= population.firstDay(place) && visits.begin() <= last && visits.end() >= first) {
                        add(row, visits, last, slots.of(place, visits.key()));
                    }
                }
            }
        }

        private void add(int row, Visits visits, int last, Sums sums) {
            boolean goesOn = visits.goesOn() || visits.end() > last;
            boolean movesOn =
                    !goesOn && (visits.cause() == TimeInStageRecipe.FORWARD || visits.cause() == TimeInStageRecipe.WON);
            WeeklyPace.add(
                    sums.counts,
                    FIRST_OF_WEEKS,
                    weeks,
                    new WeeklyPace.Stay(visits.begin(), goesOn ? last : visits.end(), last, movesOn));
            if (goesOn) {
                addPresent(row, visits, last, sums);
            }
        }

        private void addPresent(int row, Visits visits, int last, Sums sums) {
            sums.count(PRESENT);
            int found = population.amountAtEndOf(row, last);
            if (found < 0) {
                return;
            }
            sums.count(WITH_AMOUNT);
            long amount = changes.amountMinor(found);
            sums.amounts[AMOUNT].add(amount);
            visits.stage()
                    .stage()
                    .winProbability()
                    .map(Probability::toFixed)
                    .ifPresent(chance -> sums.amounts[WEIGHTED].add(amount, chance));
        }
    }

    private WeeklyPace pace(Sums sums) {
        return new WeeklyPace(sums.counts, FIRST_OF_WEEKS, weeks);
    }

    @Override
    public Finish<Bottleneck> finish(List<Sums> peers, Setting setting) {
        Sums all = shape().sums();
        peers.forEach(all::merge);
        return (sums, window) -> {
            WeeklyPace pace = pace(sums);
            boolean isTested = window.periods().size() <= 1;
            Shift shift = isTested
                    ? ChangePoint.of(SEED, REDISTRIBUTIONS).inValues(pace.deviations())
                    : new Shift(-1, Double.NaN, Double.NaN, 1);
            boolean isSlower = shift.at() >= 0 && shift.after() < shift.before();
            ImmutableBottleneck.Builder row = ImmutableBottleneck.builder()
                    .dealDays(pace.days())
                    .moves(pace.moves())
                    .present(sums.counts[PRESENT]);
            if (!isSlower) {
                return row.pValue(isTested ? OptionalDouble.of(1) : OptionalDouble.empty())
                        .build();
            }
            int since = pace.week(shift.at());
            OptionalDouble expected = pace.expectedSince(since);
            long moved = pace.movesSince(since);
            int days = 7 * (weeks - since);
            OptionalDouble againstPeers = window.isTotal() ? OptionalDouble.empty() : pace.against(pace(all), since);
            OptionalDouble held = expected.isPresent()
                    ? OptionalDouble.of(Math.max(0, expected.getAsDouble() - moved) / days)
                    : OptionalDouble.empty();
            return row.pValue(shift.pValue())
                    .slowerForDays(days)
                    .since(lastDay(window, setting).minusDays(days - 1L))
                    .pace(
                            expected.isPresent()
                                    ? OptionalDouble.of(moved / expected.getAsDouble())
                                    : OptionalDouble.empty())
                    .pValueAgainstPeers(againstPeers)
                    .heldUpPerDay(cost(sums, AMOUNT, held, setting))
                    .costPerDay(cost(sums, WEIGHTED, held, setting))
                    .build();
        };
    }

    private static LocalDate lastDay(Window window, Setting setting) {
        LocalDate asOf = setting.asOf();
        return window.periods().stream()
                .map(period -> period.lastDay().isBefore(asOf) ? period.lastDay() : asOf)
                .findFirst()
                .orElse(asOf);
    }

    /** Deals held up per day at the mean amount of those that are there. */
    private static Optional<BigDecimal> cost(Sums sums, int which, OptionalDouble held, Setting setting) {
        long present = sums.counts[WITH_AMOUNT];
        if (present == 0 || held.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal amount = sums.amounts[which].result().multiply(BigDecimal.valueOf(held.getAsDouble()));
        return Optional.of(Amounts.per(setting, amount, BigDecimal.valueOf(present)));
    }

    /** The rate at which each row stands out among all of them. */
    @Override
    public List<Bottleneck> together(List<Bottleneck> rows) {
        double[] pValues = rows.stream()
                .filter(row -> row.pValue().isPresent())
                .mapToDouble(row -> row.pValue().getAsDouble())
                .toArray();
        double[] rates = FalseDiscovery.adjusted(pValues);
        ImmutableList.Builder<Bottleneck> told = ImmutableList.builder();
        int tested = 0;
        for (Bottleneck row : rows) {
            told.add(
                    row.pValue().isPresent()
                            ? ImmutableBottleneck.builder()
                                    .from(row)
                                    .falseDiscoveryRate(rates[tested++])
                                    .build()
                            : row);
        }
        return told.build();
    }
}
