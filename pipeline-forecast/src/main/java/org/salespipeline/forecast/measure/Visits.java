package org.salespipeline.forecast.measure;

import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** The visits of one deal to open stages, one after another; who enters the stage where it is stays. */
final class Visits {

    private final Population population;
    private final DealChanges changes;
    private final StageKeys keys;
    private final int limit;
    private int step;
    private int after;

    /** Stands before the first visit. */
    Visits(Population population, StageKeys keys, int row) {
        this.population = population;
        this.changes = population.changes;
        this.keys = keys;
        limit = changes.firstStep(row + 1);
        after = changes.firstStep(row);
    }

    /** Goes to the next visit; false when there is none. */
    boolean next() {
        step = after;
        while (step < limit && key() == StageKeys.NONE) {
            step++;
        }
        after = step + 1;
        while (after < limit && keys.of(changes.stage(after)) == key()) {
            after++;
        }
        return step < limit;
    }

    /** The number of the stage. */
    int key() {
        return keys.of(changes.stage(step));
    }

    /** The stage as the deal entered it. */
    StageRef stage() {
        return population.stageOf(step);
    }

    int begin() {
        return changes.stepDay(step);
    }

    boolean goesOn() {
        return after >= limit;
    }

    /** The day on which the deal left, or that of the view. */
    int end() {
        return goesOn() ? population.today : changes.stepDay(after);
    }

    /** How it ended, {@link TimeInStageRecipe#THERE} while it goes on. */
    int cause() {
        return goesOn() ? TimeInStageRecipe.THERE : TimeInStageRecipe.causeOf(population, keys, step, after);
    }
}
