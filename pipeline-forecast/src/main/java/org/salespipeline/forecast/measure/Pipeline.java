package org.salespipeline.forecast.measure;

import org.salespipeline.forecast.view.DealChanges;

/** When single deals were in the pipeline. */
final class Pipeline {

    private Pipeline() {}

    /** The step by which the deal came into the pipeline for the first time, -1 when it never was there. */
    static int entry(Population population, int row) {
        DealChanges changes = population.changes;
        for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
            if (population.stageOf(step).isInPipeline()) {
                return step;
            }
        }
        return -1;
    }

    /** The last step up to the end of a day, -1 when the deal came into being later. */
    static int stepAtEndOf(Population population, int row, int day) {
        DealChanges changes = population.changes;
        int step = changes.firstStep(row + 1) - 1;
        while (step >= changes.firstStep(row) && changes.stepDay(step) > day) {
            step--;
        }
        return step >= changes.firstStep(row) ? step : -1;
    }

    /** Whether the deal is in the pipeline at the end of a day. */
    static boolean isInAtEndOf(Population population, int row, int day) {
        int step = stepAtEndOf(population, row, day);
        return step >= 0 && population.stageOf(step).isInPipeline();
    }

    /** Days in the pipeline from the beginning of one day to the end of another, not after that of the view. */
    static long days(Population population, int row, int from, int last) {
        DealChanges changes = population.changes;
        long days = 0;
        for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
            if (population.stageOf(step).isInPipeline()) {
                boolean isLast = step + 1 == changes.firstStep(row + 1);
                long end = isLast ? population.today + 1L : changes.stepDay(step + 1);
                long begin = Math.max(from, changes.stepDay(step));
                days += Math.max(0, Math.min(end, last + 1L) - begin);
            }
        }
        return days;
    }
}
