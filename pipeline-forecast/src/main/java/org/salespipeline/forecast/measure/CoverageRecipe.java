package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.TargetFigures.Coverage;
import org.salespipeline.forecast.statistics.ExactSum;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.quantity.Probability;

/** How far quotas are reached, and what there is to reach the rest with. */
record CoverageRecipe(Quotas quotas) implements Recipe<Coverage> {

    private static final int DEALS = 0;
    private static final int WITHOUT_AMOUNT = 1;
    private static final int WITHOUT_CHANCE = 2;

    private static final int CLOSED = 0;
    private static final int OPEN = 1;
    private static final int WEIGHTED = 2;
    private static final int OVERDUE = 3;
    private static final int PIPELINE = 4;
    /** The whole pipeline again, once for all periods. */
    private static final int PIPELINE_ONCE = 5;

    @Override
    public String title() {
        return "coverage and attainment";
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
        return Sums.Shape.ofCounts(3).amounts(6);
    }

    @Override
    public List<List<String>> givenSegments() {
        return quotas.segments();
    }

    @Override
    public Reader reader(Population population) {
        Targets.requireFit(quotas, population, title());
        return new OpenAndWonReader(population);
    }

    private record OpenAndWonReader(Population population) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            StageRef stage = population.stage(row);
            long amount = population.deals.amountMinor(row);
            if (stage.isWon()) {
                int place = population.placeOfClose(row);
                if (place != Population.NO_PLACE) {
                    slots.of(place, 0).amounts[CLOSED].add(amount);
                }
            } else if (stage.isInPipeline()) {
                int last = population.scope.places() - 1;
                for (int place = 0; place <= last; place++) {
                    slots.of(place, 0).amounts[PIPELINE].add(amount);
                }
                slots.of(last, 0).amounts[PIPELINE_ONCE].add(amount);
                int day = population.deals.closeDay(row);
                int place = day == DealColumns.NO_DAY ? Population.NO_PLACE : population.placeOf(day);
                if (place != Population.NO_PLACE) {
                    addDated(row, day, stage, slots.of(place, 0));
                }
            }
        }

        private void addDated(int row, int day, StageRef stage, Sums sums) {
            long amount = population.deals.amountMinor(row);
            if (day < population.today) {
                sums.amounts[OVERDUE].add(amount);
                return;
            }
            sums.count(DEALS);
            sums.add(WITHOUT_AMOUNT, population.deals.hasAmount(row) ? 0 : 1);
            sums.amounts[OPEN].add(amount);
            Optional<Probability> chance = stage.stage().winProbability();
            if (chance.isPresent()) {
                sums.amounts[WEIGHTED].add(amount, chance.get().toFixed());
            } else {
                sums.count(WITHOUT_CHANCE);
            }
        }
    }

    @Override
    public Finish<Coverage> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            Optional<Money> quota = Targets.quota(quotas, window);
            BigDecimal closed = sums.amounts[CLOSED].result();
            ExactSum pipeline = sums.amounts[window.isTotal() ? PIPELINE_ONCE : PIPELINE];
            Optional<BigDecimal> target = quota.map(found -> BigDecimal.valueOf(found.getAmountMinorLong()));
            Optional<BigDecimal> gap = target.map(found -> found.subtract(closed));
            return ImmutableCoverage.builder()
                    .quota(quota)
                    .closed(setting.money(sums.amounts[CLOSED].rounded()))
                    .openDeals(sums.counts[DEALS])
                    .withoutAmount(sums.counts[WITHOUT_AMOUNT])
                    .withoutChance(sums.counts[WITHOUT_CHANCE])
                    .open(setting.money(sums.amounts[OPEN].rounded()))
                    .weighted(setting.money(sums.amounts[WEIGHTED].rounded()))
                    .overdue(setting.money(sums.amounts[OVERDUE].rounded()))
                    .pipeline(setting.money(pipeline.rounded()))
                    .attainment(by(closed, target))
                    .pipelineByQuota(by(pipeline.result(), target))
                    .openByGap(by(sums.amounts[OPEN].result(), gap))
                    .weightedByGap(by(sums.amounts[WEIGHTED].result(), gap))
                    .build();
        };
    }

    private static OptionalDouble by(BigDecimal amount, Optional<BigDecimal> target) {
        return target.map(found -> Amounts.ratio(amount, found)).orElse(OptionalDouble.empty());
    }
}
