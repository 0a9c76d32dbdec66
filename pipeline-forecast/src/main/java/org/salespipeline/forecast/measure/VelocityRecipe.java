package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.salespipeline.forecast.measure.Figures.Velocity;
import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** Money per day, by the formula and as it was. */
record VelocityRecipe() implements Recipe<Velocity> {

    private static final int OPEN = 0;
    private static final int OPEN_AT_LAST = 1;
    private static final int WON = 2;
    private static final int LOST = 3;
    private static final int WON_WITH_AMOUNT = 4;
    private static final int DAYS_TO_WIN = 5;
    private static final int CYCLES_TO_WIN = 6;
    private static final int INFLOW = 7;
    private static final int DAYS_IN_PIPELINE = 8;
    private static final int DAYS_OF_DECIDED = 9;

    @Override
    public String title() {
        return "velocity, closed cohort";
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
        return Sums.Shape.ofCounts(10).amounts(1);
    }

    @Override
    public Reader reader(Population population) {
        return new VelocityReader(population);
    }

    private record VelocityReader(Population population) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            for (int place = 0; place < population.scope.places(); place++) {
                int last = population.lastDay(place);
                if (population.firstDay(place) <= last) {
                    addPipeline(row, place, last, slots);
                }
            }
            StageRef stage = population.stage(row);
            if (stage.isWon() || stage.isLost()) {
                int place = population.placeOfClose(row);
                if (place != Population.NO_PLACE) {
                    addDecided(row, stage.isWon(), slots.of(place, 0));
                }
            }
            int entry = Pipeline.entry(population, row);
            int place = entry < 0 ? Population.NO_PLACE : population.placeOf(population.changes.stepDay(entry));
            if (place != Population.NO_PLACE) {
                slots.of(place, 0).count(INFLOW);
            }
        }

        private void addPipeline(int row, int place, int last, Slots slots) {
            long days = Pipeline.days(population, row, population.firstDay(place), last);
            if (days > 0) {
                Sums sums = slots.of(place, 0);
                sums.add(DAYS_IN_PIPELINE, days);
                if (Pipeline.isInAtEndOf(population, row, last)) {
                    sums.count(OPEN);
                    sums.add(OPEN_AT_LAST, place == population.scope.places() - 1 ? 1 : 0);
                }
            }
        }

        private void addDecided(int row, boolean isWon, Sums sums) {
            sums.count(isWon ? WON : LOST);
            sums.add(DAYS_OF_DECIDED, Pipeline.days(population, row, Integer.MIN_VALUE, population.today));
            if (isWon && population.deals.hasAmount(row)) {
                sums.count(WON_WITH_AMOUNT);
                sums.amounts[0].add(population.deals.amountMinor(row));
            }
            long days = isWon ? Cycles.days(population, row, ReopenedTime.EXCLUDED) : -1;
            if (days >= 0 && days <= Population.LONGEST_DAYS) {
                sums.count(CYCLES_TO_WIN);
                sums.add(DAYS_TO_WIN, days);
            } else if (isWon) {
                population.leaveOut("from the days to win, closed before they came into being");
            }
        }
    }

    @Override
    public Finish<Velocity> finish(List<Sums> peers, Setting setting) {
        // in a total of several periods the deals that are open at the end of the last one count
        int open = peers.isEmpty() ? OPEN_AT_LAST : OPEN;
        return (sums, window) -> {
            long days = window.days();
            long decided = sums.counts[WON] + sums.counts[LOST];
            BigDecimal won = sums.amounts[0].result();
            Optional<BigDecimal> formula = formula(sums, open, setting);
            BigDecimal realised = Amounts.per(setting, won, BigDecimal.valueOf(days));
            OptionalDouble meanDaysInPipeline = Durations.mean(sums.counts[DAYS_OF_DECIDED], decided);
            double inflowPerDay = (double) sums.counts[INFLOW] / days;
            return ImmutableVelocity.builder()
                    .open(sums.counts[open])
                    .won(sums.counts[WON])
                    .lost(sums.counts[LOST])
                    .meanWonAmount(Amounts.mean(setting, won, sums.counts[WON_WITH_AMOUNT]))
                    .meanDaysToWin(Durations.mean(sums.counts[DAYS_TO_WIN], sums.counts[CYCLES_TO_WIN]))
                    .formulaPerDay(formula)
                    .realisedPerDay(realised)
                    .formulaByRealised(formula.filter(unused -> realised.signum() != 0)
                            .map(found -> OptionalDouble.of(found.divide(realised, MathContext.DECIMAL128)
                                    .doubleValue()))
                            .orElse(OptionalDouble.empty()))
                    .inflowPerDay(inflowPerDay)
                    .meanOpen((double) sums.counts[DAYS_IN_PIPELINE] / days)
                    .steadyOpen(
                            meanDaysInPipeline.isPresent()
                                    ? OptionalDouble.of(inflowPerDay * meanDaysInPipeline.getAsDouble())
                                    : OptionalDouble.empty())
                    .build();
        };
    }

    /** n · w · a ÷ L, to 34 digits. */
    private static Optional<BigDecimal> formula(Sums sums, int open, Setting setting) {
        long decided = sums.counts[WON] + sums.counts[LOST];
        if (sums.counts[WON_WITH_AMOUNT] == 0 || sums.counts[DAYS_TO_WIN] == 0) {
            return Optional.empty();
        }
        // n · (won / decided) · (amount / won with amount) / (days / cycles), divided once
        BigDecimal above = sums.amounts[0]
                .result()
                .multiply(BigDecimal.valueOf(sums.counts[open]))
                .multiply(BigDecimal.valueOf(sums.counts[WON]))
                .multiply(BigDecimal.valueOf(sums.counts[CYCLES_TO_WIN]));
        BigDecimal below = BigDecimal.valueOf(decided)
                .multiply(BigDecimal.valueOf(sums.counts[WON_WITH_AMOUNT]))
                .multiply(BigDecimal.valueOf(sums.counts[DAYS_TO_WIN]));
        return Optional.of(Amounts.per(setting, above, below));
    }
}
