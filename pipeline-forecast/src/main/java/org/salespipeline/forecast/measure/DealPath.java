package org.salespipeline.forecast.measure;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** The way of one deal through the open stages to a win, one step after another; filled anew for each deal. */
final class DealPath {

    /** Where a win is: beyond every stage. */
    static final int WIN = Integer.MAX_VALUE;

    private static final int NOWHERE = -1;

    private final Population population;
    private final DealChanges changes;
    private final StageKeys keys;
    private final BackwardMoves backward;
    private final Skips skips;

    private int size;
    private int[] positions = new int[16];
    private int[] days = new int[16];
    private int lastReopening;
    private int endDay;
    private @Nullable StageRef end;
    private int[] stages = new int[0];

    DealPath(Population population, StageKeys keys, BackwardMoves backward, Skips skips) {
        this.population = population;
        this.changes = population.changes;
        this.keys = keys;
        this.backward = backward;
        this.skips = skips;
    }

    void read(int row) {
        size = 0;
        lastReopening = NOWHERE;
        int first = changes.firstStep(row);
        int last = changes.firstStep(row + 1) - 1;
        for (int step = first; step <= last; step++) {
            StageRef ref = population.stageOf(step);
            if (ref.isOpen() || ref.isWon()) {
                boolean isReopened = ref.isOpen()
                        && step > first
                        && !population.stageOf(step - 1).isOpen();
                add(ref.isWon() ? WIN : keys.of(changes.stage(step)), changes.stepDay(step));
                lastReopening = isReopened ? size - 1 : lastReopening;
            }
        }
        StageRef stands = population.stageOf(last);
        end = stands;
        stages = keys.ofVersion(changes.stage(last));
        while (last > first && !stands.isOpen() && !population.stageOf(last - 1).isOpen()) {
            last--;
        }
        endDay = stands.isOpen() ? population.today : changes.stepDay(last);
    }

    private void add(int position, int day) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, 2 * size);
            days = Arrays.copyOf(days, 2 * size);
        }
        positions[size] = position;
        days[size++] = day;
    }

    /** The numbers of the open stages of the version that the deal follows now, ascending. */
    int[] stages() {
        return stages;
    }

    /** How the deal stands. */
    StageRef end() {
        return requireNonNull(end, "path must be read first");
    }

    /** The day since which it is closed, or that of the view while it is open. */
    int endDay() {
        return endDay;
    }

    int day(int place) {
        return days[place];
    }

    /** Whether the deal was reopened after this place. */
    boolean isReopenedAfter(int place) {
        return lastReopening > place;
    }

    /** The first place from this one on at which a try from the stage begins, {@link #NOWHERE} when there is none. */
    int firstTry(int stage, int from) {
        if (backward == BackwardMoves.LAST_VISIT) {
            int last = NOWHERE;
            for (int place = from; place < size; place++) {
                last = comesTo(stage, place) ? place : last;
            }
            return last;
        }
        for (int place = from; place < size; place++) {
            if (comesTo(stage, place)) {
                return place;
            }
        }
        return NOWHERE;
    }

    /** The first place of the try after the one that began here, {@link #NOWHERE} when there is none. */
    int nextTry(int stage, int place) {
        return backward == BackwardMoves.EVERY_VISIT ? firstTry(stage, place + 1) : NOWHERE;
    }

    /** Whether the deal enters the stage at this place, or passes it where skips count. */
    private boolean comesTo(int stage, int place) {
        int position = positions[place];
        int before = place == 0 ? NOWHERE : positions[place - 1];
        if (position == stage) {
            return before != stage;
        }
        if (skips == Skips.STRICT) {
            return false;
        }
        if (backward == BackwardMoves.FURTHEST_REACHED) {
            return position > stage;
        }
        return before < stage && position > stage;
    }

    /**
     * The first place of a try at which the target is reached, {@link #NOWHERE} when it is not.
     *
     * @param from where the try began
     * @param until where the next try begins, {@link #NOWHERE} when there is none
     */
    int reaches(int target, int from, int until) {
        int limit = until == NOWHERE ? size : until;
        if (target == WIN) {
            // the final outcome counts, so that it is won by the last of its wins only
            return end().isWon() && limit == size ? lastWin() : NOWHERE;
        }
        int begin = backward == BackwardMoves.FURTHEST_REACHED ? 0 : from;
        for (int place = begin; place < limit; place++) {
            boolean isThere = skips == Skips.STRICT ? positions[place] == target : positions[place] >= target;
            if (isThere) {
                return Math.max(place, from);
            }
        }
        return NOWHERE;
    }

    /** The first place of the wins at the end: what comes after a win is won too. */
    private int lastWin() {
        int place = size - 1;
        while (place > 0 && positions[place - 1] == WIN) {
            place--;
        }
        return place;
    }
}
