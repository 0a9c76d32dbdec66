package org.salespipeline.forecast.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.Conversion;
import org.salespipeline.forecast.statistics.EventCounts;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.statistics.Proportion;

/** Of deals that entered a stage, how many came to a later one. */
record ConversionRecipe(BackwardMoves backward, Skips skips) implements Recipe<Conversion> {

    private static final int REACHED = 0;
    private static final int OPEN = 1;
    private static final int LOST = 2;
    private static final int OTHER = 3;
    private static final int REOPENED = 4;

    /** Causes that compete: to get there, and to end without. */
    private static final int THERE = 1;

    private static final int NOT_THERE = 2;

    @Override
    public String title() {
        return "conversion, cohort of entries, " + TimeInStageRecipe.words(backward) + ", skips "
                + TimeInStageRecipe.words(skips);
    }

    @Override
    public List<String> ownKeys() {
        return List.of("process", "from", "to");
    }

    @Override
    public boolean usesAmounts() {
        return false;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(5).times(2);
    }

    @Override
    public Reader reader(Population population) {
        return new TryReader(population, this);
    }

    /** Pairs of an open stage and a later one, or the win, numbered. */
    static final class Pairs {

        static final String WON = "won";
        private static final int MOST_STAGES = 1 << 15;

        private final List<List<String>> keys = new ArrayList<>();
        private final int[] ranks;
        private final int[] base;
        private final int[] end;

        Pairs(StageKeys stages) {
            List<List<String>> all = stages.keys();
            base = new int[all.size()];
            end = new int[all.size()];
            List<Integer> places = new ArrayList<>();
            for (int from = 0; from < base.length; from++) {
                base[from] = keys.size();
                int to = from + 1;
                while (to < base.length
                        && all.get(to).get(0).equals(all.get(from).get(0))) {
                    add(stages, places, from, to++);
                }
                end[from] = to;
                keys.add(List.of(all.get(from).get(0), all.get(from).get(1), WON));
                places.add(rank(stages, from, MOST_STAGES - 1));
            }
            ranks = places.stream().mapToInt(place -> place).toArray();
        }

        private void add(StageKeys stages, List<Integer> places, int from, int to) {
            List<String> key = stages.keys().get(from);
            keys.add(List.of(key.get(0), key.get(1), stages.keys().get(to).get(1)));
            places.add(rank(stages, from, stages.ranks()[to]));
        }

        private static int rank(StageKeys stages, int from, int rankOfTo) {
            return stages.ranks()[from] * MOST_STAGES + rankOfTo;
        }

        int of(int from, int to) {
            return base[from] + (to == DealPath.WIN ? end[from] : to) - from - 1;
        }
    }

    private static final class TryReader implements Reader {

        private final Population population;
        private final Pairs pairs;
        private final DealPath path;

        TryReader(Population population, ConversionRecipe recipe) {
            this.population = population;
            StageKeys stages = StageKeys.of(population.changes.stages());
            pairs = new Pairs(stages);
            path = new DealPath(population, stages, recipe.backward, recipe.skips);
        }

        @Override
        public List<List<String>> own() {
            return pairs.keys;
        }

        @Override
        public int rank(int own) {
            return pairs.ranks[own];
        }

        @Override
        public void read(int row, Slots slots) {
            path.read(row);
            int[] stages = path.stages();
            for (int i = 0; i < stages.length; i++) {
                int begin = path.firstTry(stages[i], 0);
                while (begin >= 0) {
                    int next = path.nextTry(stages[i], begin);
                    int place = population.placeOf(path.day(begin));
                    for (int to = i + 1; to <= stages.length && place != Population.NO_PLACE; to++) {
                        int target = to == stages.length ? DealPath.WIN : stages[to];
                        add(begin, next, target, slots.of(place, pairs.of(stages[i], target)));
                    }
                    begin = next;
                }
            }
        }

        private void add(int begin, int next, int target, Sums sums) {
            int reached = path.reaches(target, begin, next);
            int outcome = reached >= 0 ? REACHED : outcome(next);
            int ended = next >= 0 ? path.day(next) : path.endDay();
            // a deal may be won after a loss without being reopened, so that it ended before it came here
            int days = Math.max(0, (reached >= 0 ? path.day(reached) : ended) - path.day(begin));
            sums.count(outcome);
            if (path.isReopenedAfter(begin)) {
                sums.count(REOPENED);
            }
            int cause = outcome == REACHED ? THERE : NOT_THERE;
            sums.times[0].add(
                    Math.min(days, Population.LONGEST_DAYS), outcome == OPEN ? EventCounts.STILL_OPEN : cause);
        }

        private int outcome(int next) {
            if (next >= 0) {
                return OTHER;
            }
            if (path.end().isOpen()) {
                return OPEN;
            }
            return path.end().isLost() ? LOST : OTHER;
        }
    }

    @Override
    public Finish<Conversion> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            long entered = Arrays.stream(sums.counts, REACHED, OTHER + 1).sum();
            EventCurve there = sums.times[0].aalenJohansen().of(THERE);
            return ImmutableConversion.builder()
                    .entered(entered)
                    .reached(sums.counts[REACHED])
                    .open(sums.counts[OPEN])
                    .lost(sums.counts[LOST])
                    .other(sums.counts[OTHER])
                    .reopened(sums.counts[REOPENED])
                    .rate(Rates.estimate(new Proportion(sums.counts[REACHED], entered), setting.confidence()))
                    .chance(Rates.atTheEnd(there, setting.confidence()))
                    .medianDays(Durations.quantile(there, 0.5))
                    .build();
        };
    }
}
