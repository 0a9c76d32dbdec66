package org.salespipeline.forecast.measure;

import java.time.LocalDate;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;

/** The same deals at the end of an earlier day, as it was known then. */
final class Earlier {

    /** Stands for a deal that was not there. */
    static final int NOT_THERE = -1;

    private final Population population;
    private final DealColumns deals;
    private final int[] rows;

    private Earlier(Population population, DealColumns deals, int[] rows) {
        this.population = population;
        this.deals = deals;
        this.rows = rows;
    }

    /** Deals of a day that is not before that of the view: none, since nothing is known of it, or it is no earlier one. */
    static Earlier at(Population population, LocalDate day) {
        boolean isEarlier = day.isBefore(population.view.asOfDate());
        DealColumns then = isEarlier ? population.view.asOf(day).deals() : population.deals;
        return new Earlier(population, then, isEarlier ? population.deals.rowsIn(then) : new int[0]);
    }

    /** The row that the deal of this row had then; {@link #NOT_THERE} when it was not there. */
    int row(int now) {
        return rows.length == 0 ? NOT_THERE : rows[now];
    }

    /** The day on which the deal was expected to close, while it was in the pipeline; {@code NO_DAY} otherwise. */
    int dated(int then) {
        StageRef stage = deals.stages().get(deals.stage(then));
        return stage.isInPipeline() ? deals.closeDay(then) : DealColumns.NO_DAY;
    }

    /** The amount then; 0 when it was unknown, or in another currency than the measure is in. */
    long amount(int then) {
        boolean isKnown = deals.hasAmount(then)
                && deals.currencies().get(deals.currency(then)).equals(population.currency);
        return isKnown ? deals.amountMinor(then) : 0;
    }
}
