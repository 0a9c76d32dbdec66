package org.salespipeline.forecast.measure;

import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** How long single deals took. */
final class Cycles {

    private Cycles() {}

    /** Days from the creation to the end, or to the day of the view while it is open; below 0 where dates contradict. */
    static long days(Population population, int row, ReopenedTime reopened) {
        return days(population, row, reopened, Clock.CALENDAR);
    }

    static long days(Population population, int row, ReopenedTime reopened, Clock clock) {
        long days = clock.days(population.deals.createdDay(row), end(population, row));
        return reopened == ReopenedTime.EXCLUDED ? days - closedBetween(population, row, clock) : days;
    }

    private static int end(Population population, int row) {
        DealChanges changes = population.changes;
        int first = changes.firstStep(row);
        int step = changes.firstStep(row + 1) - 1;
        StageRef stage = population.stageOf(step);
        if (stage.isOpen()) {
            return population.today;
        }
        if (stage.counts() && changes.closeDay(step) != DealChanges.NO_DAY) {
            return changes.closeDay(step);
        }
        // without a date the first of the steps since which it is closed tells
        while (step > first && !population.stageOf(step - 1).isOpen()) {
            step--;
        }
        return changes.stepDay(step);
    }

    /** Days in which the deal was closed, or gone, before it came back. */
    private static long closedBetween(Population population, int row, Clock clock) {
        DealChanges changes = population.changes;
        long days = 0;
        long since = 0;
        for (int step = changes.firstStep(row); step + 1 < changes.firstStep(row + 1); step++) {
            if (!population.stageOf(step).isOpen()) {
                since += clock.days(changes.stepDay(step), changes.stepDay(step + 1));
                if (population.stageOf(step + 1).isOpen()) {
                    days += since;
                    since = 0;
                }
            }
        }
        return days;
    }
}
