package org.salespipeline.forecast.view;

import org.salespipeline.forecast.view.Facts.Field;

/**
 * How one deal stands after another: the last entry into a stage decides stage, close and loss reason, and what came after
 * it, whether the deal is merged, deleted or recycled.
 */
final class StageRegister {

    private static final int TURN = 0;
    private static final int STAGE = 1;
    private static final int DAY = 2;
    private static final int TEXT = 3;

    private final RowsAsOf rows;
    private final Labels turns;
    private final Labels stages;
    private final Numbers days;

    private int entry;
    private int end;

    StageRegister(Known known) {
        rows = known.rows(Field.STAGE);
        turns = rows.facts().labels(TURN);
        stages = rows.facts().labels(STAGE);
        days = rows.facts().numbers(DAY);
    }

    /** Finds how the deal of this run stands; -1 for a deal without one. */
    void read(int run) {
        entry = -1;
        end = -1;
        if (run < 0) {
            return;
        }
        int start = rows.facts().runs().start(run);
        int row = rows.facts().runs().end(run) - 1;
        while (row >= start && entry < 0) {
            if (rows.counts(row)) {
                if (turn(row).entersStage()) {
                    entry = row;
                } else {
                    end = Math.max(end, row);
                }
            }
            row--;
        }
    }

    Runs runs() {
        return rows.facts().runs();
    }

    private Turn turn(int row) {
        return Turn.ofCode(turns.code(row));
    }

    /** The row that brought the deal into its stage, -1 when it stands where it was created. */
    int entry() {
        return entry;
    }

    /** The row that merged, deleted or recycled the deal, -1 when none of it holds. */
    int end() {
        return end;
    }

    int stage() {
        return stages.code(entry) - 1;
    }

    /** When the deal was decided, {@link Numbers#ABSENT} when that is not known. */
    long closedOn() {
        return entry < 0 ? Numbers.ABSENT : days.get(entry);
    }

    Times valid() {
        return rows.facts().valid();
    }

    /** Which standing {@link #end()} left the deal in, as {@link StageOrder} counts them. */
    int standing() {
        return switch (turn(end)) {
            case MERGED -> StageOrder.MERGED;
            case DELETED -> StageOrder.DELETED;
            case RECYCLED -> StageOrder.RECYCLED;
            case ENTERED, WON, LOST, REOPENED -> throw new IllegalStateException("a deal does not end by " + turn(end));
        };
    }

    boolean isRecycled() {
        return end >= 0 && turn(end) == Turn.RECYCLED;
    }

    boolean isDeleted() {
        return end >= 0 && turn(end) == Turn.DELETED;
    }

    boolean isMerged() {
        return end >= 0 && turn(end) == Turn.MERGED;
    }

    /** The loss reason of the entry row, or the survivor of the end row. */
    Labels texts() {
        return rows.facts().labels(TEXT);
    }
}
