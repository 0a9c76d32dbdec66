package org.salespipeline.forecast.measure;

import java.util.List;
import org.salespipeline.forecast.measure.Figures.CycleLength;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** How long deals take from their creation to their end. */
record CycleLengthRecipe(Cohort cohort, ReopenedTime reopened, Clock clock) implements Recipe<CycleLength> {

    private static final int OPEN = 0;
    private static final int WON = 1;
    private static final int LOST = 2;
    private static final int OTHER = 3;
    private static final int DAYS_TO_WIN = 4;
    private static final int DAYS_TO_LOSS = 5;

    /** Until any end, and of won deals alone. */
    private static final int TO_ANY_END = 0;

    private static final int TO_WIN = 1;

    @Override
    public String title() {
        return "cycle length, " + TimeInStageRecipe.words(cohort) + " cohort, reopened time "
                + TimeInStageRecipe.words(reopened) + clock.words();
    }

    @Override
    public List<String> ownKeys() {
        return List.of();
    }

    @Override
    public boolean usesAmounts() {
        return false;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(6).times(3, 1);
    }

    @Override
    public Reader reader(Population population) {
        return new CycleReader(population, this);
    }

    private record CycleReader(Population population, CycleLengthRecipe recipe) implements Reader {

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            StageRef stage = population.stage(row);
            int outcome = outcome(stage);
            if (recipe.cohort == Cohort.CLOSED && (outcome == OPEN || !stage.counts())) {
                return;
            }
            int place = recipe.cohort == Cohort.CREATED
                    ? population.placeOf(population.deals.createdDay(row))
                    : population.placeOfClose(row);
            if (place == Population.NO_PLACE) {
                return;
            }
            long days = Cycles.days(population, row, recipe.reopened);
            if (days < 0 || days > Population.LONGEST_DAYS) {
                population.leaveOut(days < 0 ? "closed before they came into being" : "for a century or longer");
                return;
            }
            // a close that is dated before a reopening may leave less than nothing
            long counted = Math.max(0, Cycles.days(population, row, recipe.reopened, recipe.clock));
            add(slots.of(place, 0), outcome, counted);
        }

        private static int outcome(StageRef stage) {
            if (stage.isOpen()) {
                return OPEN;
            }
            if (stage.isWon()) {
                return WON;
            }
            return stage.isLost() ? LOST : OTHER;
        }

        private static void add(Sums sums, int outcome, long days) {
            sums.count(outcome);
            sums.times[TO_ANY_END].add((int) days, outcome);
            if (outcome == WON) {
                sums.add(DAYS_TO_WIN, days);
                sums.times[TO_WIN].add((int) days, 1);
            } else if (outcome == LOST) {
                sums.add(DAYS_TO_LOSS, days);
            }
        }
    }

    @Override
    public Finish<CycleLength> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            EventCurve toAnyEnd = sums.times[TO_ANY_END].counts().kaplanMeier();
            EventCurve toWin = sums.times[TO_WIN].counts().kaplanMeier();
            return ImmutableCycleLength.builder()
                    .won(sums.counts[WON])
                    .lost(sums.counts[LOST])
                    .open(sums.counts[OPEN])
                    .other(sums.counts[OTHER])
                    .meanDaysToWin(Durations.mean(sums.counts[DAYS_TO_WIN], sums.counts[WON]))
                    .meanDaysToLoss(Durations.mean(sums.counts[DAYS_TO_LOSS], sums.counts[LOST]))
                    .medianDaysToWin(Durations.quantile(toWin, 0.5))
                    .medianDays(Durations.quantile(toAnyEnd, 0.5))
                    .medianInterval(toAnyEnd.quantileInterval(0.5, setting.confidence()))
                    .build();
        };
    }
}
