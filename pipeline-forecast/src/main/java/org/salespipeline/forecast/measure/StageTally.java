package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;

/** One pass over the deals of a view, into one place per stage. */
final class StageTally {

    private final PipelineView view;
    private final DealColumns deals;
    private final List<Place> places = new ArrayList<>();
    private final Map<CurrencyUnit, ExactSum> open = new TreeMap<>();
    private final Map<CurrencyUnit, ExactSum> weighted = new TreeMap<>();

    StageTally(PipelineView view) {
        this.view = view;
        this.deals = view.deals();
        deals.stages().forEach(ref -> places.add(new Place(ref)));
    }

    PipelineSummary summary() {
        int today = Math.toIntExact(view.asOfDate().toEpochDay());
        for (int row = 0; row < deals.size(); row++) {
            Place place = places.get(deals.stage(row));
            if (place.ref.counts()) {
                add(row, place, today);
            }
        }
        return new PipelineSummary(
                view.asOfDate(),
                places.stream()
                        .filter(place -> place.ref.counts())
                        .map(Place::line)
                        .collect(ImmutableList.toImmutableList()),
                rounded(open),
                rounded(weighted));
    }

    private void add(int row, Place place, int today) {
        place.addAge((int) Math.min((long) today - deals.stageEnteredDay(row), Integer.MAX_VALUE));
        if (!deals.hasAmount(row)) {
            place.withoutAmount++;
            return;
        }
        long amount = deals.amountMinor(row);
        CurrencyUnit currency = deals.currencies().get(deals.currency(row));
        sum(place.amounts, currency).add(amount);
        if (place.stage.kind() == StageKind.OPEN) {
            sum(open, currency).add(amount);
        }
        if (place.chance.isPresent()) {
            long fixed = place.chance.get().toFixed();
            sum(place.weighted, currency).add(amount, fixed);
            sum(weighted, currency).add(amount, fixed);
        }
    }

    private static ExactSum sum(Map<CurrencyUnit, ExactSum> sums, CurrencyUnit currency) {
        return sums.computeIfAbsent(currency, unused -> new ExactSum());
    }

    private static ImmutableList<Money> rounded(Map<CurrencyUnit, ExactSum> sums) {
        ImmutableList.Builder<Money> amounts = ImmutableList.builder();
        sums.forEach((currency, sum) -> amounts.add(Money.ofMinor(currency, sum.rounded())));
        return amounts.build();
    }

    /** What is found in one stage. */
    private static final class Place {

        private final DealColumns.StageRef ref;
        private final Stage stage;
        private final Optional<Probability> chance;
        private final Map<CurrencyUnit, ExactSum> amounts = new TreeMap<>();
        private final Map<CurrencyUnit, ExactSum> weighted = new TreeMap<>();
        private int[] ages = new int[16];
        private int count;
        private long withoutAmount;

        Place(DealColumns.StageRef ref) {
            this.ref = ref;
            this.stage = ref.stage();
            this.chance = stage.kind() == StageKind.OPEN ? stage.winProbability() : Optional.empty();
        }

        void addAge(int days) {
            ages = count == ages.length ? Arrays.copyOf(ages, count * 2) : ages;
            ages[count++] = days;
        }

        PipelineSummary.StageLine line() {
            Arrays.sort(ages, 0, count);
            return ImmutableStageLine.builder()
                    .process(ref.process().id())
                    .version(ref.process().version())
                    .stage(stage)
                    .deals(count)
                    .withoutAmount(withoutAmount)
                    .amounts(rounded(amounts))
                    .weighted(rounded(weighted))
                    .medianAgeDays(median())
                    .stagnant(stagnant())
                    .build();
        }

        private OptionalDouble median() {
            if (count == 0 || stage.kind().isClosed()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(((double) ages[(count - 1) / 2] + ages[count / 2]) / 2);
        }

        private OptionalLong stagnant() {
            if (stage.kind().isClosed() || stage.stagnantAfterDays().isEmpty()) {
                return OptionalLong.empty();
            }
            int limit = stage.stagnantAfterDays().getAsInt();
            return OptionalLong.of(
                    Arrays.stream(ages, 0, count).filter(age -> age > limit).count());
        }
    }
}
