package org.salespipeline.forecast.measure;

import java.util.ArrayList;
import java.util.List;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;

/** What became of every try to come from a stage to a later one, or to the win, deal by deal. */
final class Tries implements Recipe.Reader {

    /** How a try came out, and the counts of it. */
    static final int REACHED = 0;

    static final int OPEN = 1;
    static final int LOST = 2;
    static final int OTHER = 3;

    /** How many ways there are. */
    static final int OUTCOMES = 4;

    private final Population population;
    private final Pairs pairs;
    private final DealPath path;
    private final Taker taker;
    private int outcome;
    private int days;
    private boolean isReopened;

    /** Adds the try that was just read. */
    @FunctionalInterface
    interface Taker {
        void add(Tries tries, Sums sums);
    }

    Tries(Population population, BackwardMoves backward, Skips skips, Taker taker) {
        this.population = population;
        this.taker = taker;
        StageKeys stages = StageKeys.of(population.changes.stages());
        pairs = new Pairs(stages);
        path = new DealPath(population, stages, backward, skips);
    }

    /** How it came out. */
    int outcome() {
        return outcome;
    }

    /** Days until it did, up to now while it is open. */
    int days() {
        return days;
    }

    /** Whether the deal was closed and reopened afterwards. */
    boolean isReopened() {
        return isReopened;
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
    public void read(int row, Recipe.Slots slots) {
        path.read(row);
        int[] stages = path.stages();
        for (int i = 0; i < stages.length; i++) {
            int begin = path.firstTry(stages[i], 0);
            while (begin >= 0) {
                int next = path.nextTry(stages[i], begin);
                int place = population.placeOf(path.day(begin));
                isReopened = path.isReopenedAfter(begin);
                for (int to = i + 1; to <= stages.length && place != Population.NO_PLACE; to++) {
                    int target = to == stages.length ? DealPath.WIN : stages[to];
                    look(begin, next, target);
                    taker.add(this, slots.of(place, pairs.of(stages[i], target)));
                }
                begin = next;
            }
        }
    }

    private void look(int begin, int next, int target) {
        int reached = path.reaches(target, begin, next);
        outcome = reached >= 0 ? REACHED : outcome(next);
        int ended = next >= 0 ? path.day(next) : path.endDay();
        // a deal may be won after a loss without being reopened, so that it ended before it came here
        int found = Math.max(0, (reached >= 0 ? path.day(reached) : ended) - path.day(begin));
        days = Math.min(found, Population.LONGEST_DAYS);
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

    /** Pairs of an open stage and a later one, or the win, numbered. */
    private static final class Pairs {

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
}
