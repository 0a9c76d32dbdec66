package org.salespipeline.forecast.measure;

import java.util.List;
import java.util.Optional;
import org.salespipeline.forecast.measure.Figures.Estimate;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.Scorecard;
import org.salespipeline.forecast.statistics.EventCounts;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.quantity.Probability;

/** What is to be known of each stage at a glance: who came, who moved on and how fast, who wins, who is there. */
record ScorecardRecipe() implements Recipe<Scorecard> {

    private static final int ENTERED = 0;
    private static final int BACK = 1;
    private static final int PRESENT = 2;
    private static final int WITHOUT_AMOUNT = 3;
    private static final int DAYS_PRESENT = 4;
    /** From here on the same, once for all periods. */
    private static final int AT_LAST = 3;

    private static final int AMOUNT = 0;
    private static final int WEIGHTED = 1;
    private static final int AMOUNTS_AT_LAST = 2;

    private static final int STAY = 0;
    private static final int TO_WIN = 1;

    /** How a stay ends. */
    private static final int ONWARDS = 1;

    private static final int OTHERWISE = 2;

    @Override
    public String title() {
        return "stage scorecard";
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
        return Sums.Shape.ofCounts(DAYS_PRESENT + 1 + AT_LAST)
                .amounts(2 * AMOUNTS_AT_LAST)
                .times(2, 2);
    }

    @Override
    public Reader reader(Population population) {
        return new StageReader(population);
    }

    private static final class StageReader implements Reader {

        private final Population population;
        private final DealChanges changes;
        private final StageKeys keys;
        private final DealPath path;

        StageReader(Population population) {
            this.population = population;
            changes = population.changes;
            keys = StageKeys.of(changes.stages());
            path = new DealPath(population, keys, BackwardMoves.FIRST_ENTRY, Skips.STRICT);
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
                addStay(visits, slots);
                addPresence(row, visits, slots);
            }
            path.read(row);
            for (int stage : path.stages()) {
                addWayToWin(stage, slots);
            }
        }

        private void addStay(Visits visits, Slots slots) {
            int place = population.placeOf(visits.begin());
            long days = (long) visits.end() - visits.begin();
            if (place == Population.NO_PLACE) {
                return;
            }
            if (days > Population.LONGEST_DAYS) {
                population.leaveOut("for a century or longer in a stage");
                return;
            }
            Sums sums = slots.of(place, visits.key());
            int cause = visits.cause();
            boolean isOnwards = cause == TimeInStageRecipe.FORWARD || cause == TimeInStageRecipe.WON;
            int outcome = isOnwards ? ONWARDS : OTHERWISE;
            sums.count(ENTERED);
            sums.add(BACK, cause == TimeInStageRecipe.BACK ? 1 : 0);
            sums.times[STAY].add((int) days, cause == TimeInStageRecipe.THERE ? EventCounts.STILL_OPEN : outcome);
        }

        /** Whether the visit goes on at the end of each period. */
        private void addPresence(int row, Visits visits, Slots slots) {
            int places = population.scope.places();
            for (int place = 0; place < places; place++) {
                int last = population.lastDay(place);
                boolean isThere = last >= population.firstDay(place)
                        && visits.begin() <= last
                        && (visits.goesOn() || visits.end() > last);
                if (isThere) {
                    Sums sums = slots.of(place, visits.key());
                    addPresent(row, visits, last, sums, 0, 0);
                    if (place == places - 1) {
                        addPresent(row, visits, last, sums, AT_LAST, AMOUNTS_AT_LAST);
                    }
                }
            }
        }

        private void addPresent(int row, Visits visits, int last, Sums sums, int counts, int amounts) {
            sums.count(PRESENT + counts);
            sums.add(DAYS_PRESENT + counts, (long) last - visits.begin());
            int found = population.amountAtEndOf(row, last);
            if (found < 0) {
                sums.count(WITHOUT_AMOUNT + counts);
                return;
            }
            long amount = changes.amountMinor(found);
            sums.amounts[AMOUNT + amounts].add(amount);
            visits.stage()
                    .stage()
                    .winProbability()
                    .map(Probability::toFixed)
                    .ifPresent(chance -> sums.amounts[WEIGHTED + amounts].add(amount, chance));
        }

        private void addWayToWin(int stage, Slots slots) {
            int begin = path.firstTry(stage, 0);
            int place = begin < 0 ? Population.NO_PLACE : population.placeOf(path.day(begin));
            if (place == Population.NO_PLACE) {
                return;
            }
            int won = path.reaches(DealPath.WIN, begin, StageKeys.NONE);
            int days = Math.max(0, (won >= 0 ? path.day(won) : path.endDay()) - path.day(begin));
            int outcome = path.end().isOpen() ? EventCounts.STILL_OPEN : OTHERWISE;
            slots.of(place, stage)
                    .times[TO_WIN]
                    .add(Math.min(days, Population.LONGEST_DAYS), won >= 0 ? ONWARDS : outcome);
        }
    }

    @Override
    public Finish<Scorecard> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            int counts = window.isTotal() ? AT_LAST : 0;
            int amounts = window.isTotal() ? AMOUNTS_AT_LAST : 0;
            EventCurve staying = sums.times[STAY].counts().kaplanMeier();
            long present = sums.counts[PRESENT + counts];
            return ImmutableScorecard.builder()
                    .entered(sums.counts[ENTERED])
                    .movedBack(sums.counts[BACK])
                    .onwards(chance(sums.times[STAY].counts(), setting))
                    .medianDays(Durations.quantile(staying, 0.5))
                    .medianInterval(staying.quantileInterval(0.5, setting.confidence()))
                    .winChance(chance(sums.times[TO_WIN].counts(), setting))
                    .present(present)
                    .withoutAmount(sums.counts[WITHOUT_AMOUNT + counts])
                    .meanAgeDays(Durations.mean(sums.counts[DAYS_PRESENT + counts], present))
                    .amount(setting.money(sums.amounts[AMOUNT + amounts].rounded()))
                    .weighted(setting.money(sums.amounts[WEIGHTED + amounts].rounded()))
                    .build();
        };
    }

    private static Optional<Estimate> chance(EventCounts times, Setting setting) {
        return Rates.atTheEnd(times.aalenJohansen().of(ONWARDS), setting.confidence());
    }
}
