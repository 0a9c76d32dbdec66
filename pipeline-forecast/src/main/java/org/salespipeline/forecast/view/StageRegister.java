package org.salespipeline.forecast.view;

import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.Facts.Field;
import org.salespipeline.stage.StageKind;

/**
 * How one deal stands after another: the last entry into a stage decides since when it is there, close and loss reason; that
 * or a migration after it decides the stage; and what came after the entry, whether the deal is merged, deleted or recycled.
 */
final class StageRegister {

    private static final int TURN = 0;
    private static final int STAGE = 1;
    private static final int DAY = 2;
    private static final int TEXT = 3;
    private static final int RIVAL = 4;

    private final RowsAsOf rows;
    private final Labels turns;
    private final Labels stages;
    private final Numbers days;
    private final StageCodes codes;

    private int start;
    private int place;
    private int entry;
    private int end;

    StageRegister(Known known) {
        rows = known.rows(Field.STAGE);
        turns = rows.facts().labels(TURN);
        stages = rows.facts().labels(STAGE);
        days = rows.facts().numbers(DAY);
        codes = known.facts().stages();
    }

    /** Finds how the deal of this run stands; -1 for a deal without one. */
    void read(int run) {
        place = -1;
        entry = -1;
        end = -1;
        if (run < 0) {
            return;
        }
        start = rows.facts().runs().start(run);
        int row = rows.facts().runs().end(run) - 1;
        while (row >= start && entry < 0) {
            if (rows.counts(row)) {
                Turn turn = turn(row);
                if (turn.entersStage()) {
                    entry = row;
                } else if (!turn.saysStage()) {
                    end = Math.max(end, row);
                }
                if (turn.saysStage()) {
                    place = Math.max(place, row);
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

    /** Whether any fact says where the deal stands; it stands where it was created otherwise. */
    boolean hasStage() {
        return place >= 0;
    }

    int stage() {
        return stageAt(place);
    }

    private int stageAt(int row) {
        return stages.code(row) - 1;
    }

    private StageKind kindAt(int row) {
        return codes.stage(stageAt(row)).kind();
    }

    /** The last row before this one that says where the deal stood, -1 when there is none. */
    private int before(int row) {
        for (int earlier = row - 1; earlier >= start; earlier--) {
            if (rows.counts(earlier) && turn(earlier).saysStage()) {
                return earlier;
            }
        }
        return -1;
    }

    /**
     * When the deal was decided, {@link Numbers#ABSENT} when that is not known. A migration keeps the close as long as the
     * stage is closed, and so does coming from a win to a stage after it.
     */
    long closedOn() {
        int row = place;
        while (row >= 0) {
            StageKind kind = kindAt(row);
            boolean migrated = turn(row) == Turn.MIGRATED;
            if (!migrated && kind != StageKind.POST_SALES) {
                return days.get(row);
            }
            if (kind.isOpen()) {
                return Numbers.ABSENT;
            }
            row = before(row);
            if (!migrated && row >= 0 && !kindAt(row).isWon()) {
                return Numbers.ABSENT;
            }
        }
        return Numbers.ABSENT;
    }

    /** The row that tells how the deal was lost, -1 when none does. A migration keeps it as long as the stage has no sale. */
    int loss() {
        int row = place;
        while (row > entry) {
            StageKind kind = kindAt(row);
            if (kind.isOpen() || kind.isWon()) {
                return -1;
            }
            row = before(row);
        }
        return entry;
    }

    /** Why deals were lost. */
    Labels lossReasons() {
        return texts();
    }

    /** To whom deals were lost. */
    Labels competitors() {
        return rows.facts().labels(RIVAL);
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
            case ENTERED, WON, LOST, REOPENED, MIGRATED ->
                throw new IllegalStateException("a deal does not end by " + turn(end));
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

    /** Into which deal this one was merged. */
    @Nullable
    String survivor() {
        return texts().get(end);
    }

    private Labels texts() {
        return rows.facts().labels(TEXT);
    }
}
