package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.salespipeline.forecast.measure.Figures.Slip;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** What became of deals that were dated in a period as it began. */
record SlipRecipe() implements Recipe<Slip> {

    private static final int WON = 0;
    private static final int LOST = 1;
    private static final int SLIPPED = 2;
    private static final int OTHER = 3;
    private static final int OPEN = 4;
    private static final int SILENT = 5;

    @Override
    public String title() {
        return "slip, seen from the day before the period";
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
        return Sums.Shape.ofCounts(6).amounts(6);
    }

    @Override
    public Reader reader(Population population) {
        return new SlipReader(population);
    }

    private static final class SlipReader implements Reader {

        private final Population population;
        private final DealChanges changes;
        /** By period, the deals on its eve. */
        private final List<Earlier> before;

        SlipReader(Population population) {
            this.population = population;
            this.changes = population.changes;
            Targets.requirePeriods(population, "slip");
            before = population.scope.periods().stream()
                    .map(period -> population.earlier(period.start().minusDays(1)))
                    .toList();
        }

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            for (int place = 0; place < before.size(); place++) {
                int then = before.get(place).row(row);
                if (then != Earlier.NOT_THERE && isDatedIn(place, then)) {
                    add(row, then, place, slots.of(place, 0));
                }
            }
        }

        private boolean isDatedIn(int place, int then) {
            int day = before.get(place).dated(then);
            return day != DealColumns.NO_DAY && population.placeOf(day) == place;
        }

        private void add(int row, int then, int place, Sums sums) {
            int outcome = outcome(row, place);
            sums.count(outcome);
            long amount = before.get(place).amount(then);
            sums.amounts[outcome].add(amount);
            if (outcome == SLIPPED && isSilent(row, place)) {
                sums.count(SILENT);
                sums.amounts[SILENT].add(amount);
            }
        }

        private int outcome(int row, int place) {
            int last = population.lastDay(place);
            int step = Pipeline.stepAtEndOf(population, row, last);
            if (step < 0) {
                return OTHER;
            }
            StageRef stage = population.stageOf(step);
            if (stage.isWon()) {
                return WON;
            }
            if (stage.isLost()) {
                return LOST;
            }
            if (!stage.isOpen()) {
                return OTHER;
            }
            boolean isOver =
                    last == Population.day(population.scope.periods().get(place).lastDay());
            return isOver ? SLIPPED : OPEN;
        }

        /** Dated in the period to its end, and nothing was done in the period that columns know of. */
        private boolean isSilent(int row, int place) {
            int first = population.firstDay(place);
            int last = population.lastDay(place);
            int expected = DealChanges.NO_DAY;
            for (int date = changes.firstDate(row); date < changes.firstDate(row + 1); date++) {
                int set = changes.dateSetDay(date);
                if (set >= first && set <= last) {
                    return false;
                }
                expected = set < first ? changes.expectedDay(date) : expected;
            }
            for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
                if (changes.stepDay(step) >= first && changes.stepDay(step) <= last) {
                    return false;
                }
            }
            for (int amount = changes.firstAmount(row); amount < changes.firstAmount(row + 1); amount++) {
                if (changes.amountSetDay(amount) >= first && changes.amountSetDay(amount) <= last) {
                    return false;
                }
            }
            return expected != DealChanges.NO_DAY && population.placeOf(expected) == place;
        }
    }

    @Override
    public Finish<Slip> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            long dated = Arrays.stream(sums.counts, WON, OPEN + 1).sum();
            long decided = dated - sums.counts[OPEN];
            BigDecimal amount = BigDecimal.ZERO;
            for (int outcome = WON; outcome < OPEN; outcome++) {
                amount = amount.add(sums.amounts[outcome].result());
            }
            double slipped = sums.amounts[SLIPPED].result().doubleValue();
            return ImmutableSlip.builder()
                    .dated(dated)
                    .won(sums.counts[WON])
                    .lost(sums.counts[LOST])
                    .slipped(sums.counts[SLIPPED])
                    .other(sums.counts[OTHER])
                    .open(sums.counts[OPEN])
                    .silent(sums.counts[SILENT])
                    .wonAmount(setting.money(sums.amounts[WON].rounded()))
                    .lostAmount(setting.money(sums.amounts[LOST].rounded()))
                    .slippedAmount(setting.money(sums.amounts[SLIPPED].rounded()))
                    .otherAmount(setting.money(sums.amounts[OTHER].rounded()))
                    .openAmount(setting.money(sums.amounts[OPEN].rounded()))
                    .silentAmount(setting.money(sums.amounts[SILENT].rounded()))
                    .rateByCount(Rates.estimate(new Proportion(sums.counts[SLIPPED], decided), setting.confidence()))
                    .rateByAmount(
                            amount.signum() > 0
                                    ? OptionalDouble.of(slipped / amount.doubleValue())
                                    : OptionalDouble.empty())
                    .build();
        };
    }
}
