package org.salespipeline.forecast.win;

import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/** How deals went on after a moment, as it is known to a later view. Walks its deals along with those of an earlier view. */
final class Outcomes {

    static final int OPEN = 0;
    static final int WON = 1;
    static final int LOST = 2;
    /** Left the pipeline without an outcome: merged, deleted, recycled, disqualified. */
    static final int GONE = 3;

    private final DealColumns deals;
    private final DealChanges changes;
    private final byte[] kinds;
    private final String[] names;
    private int row;

    /** The outcome of the deal last looked up, its day, and the step that holds at the end of the first week. */
    int outcome;

    int day;
    int stepAfterAWeek;

    Outcomes(PipelineView known) {
        deals = known.deals();
        changes = known.changes();
        kinds = new byte[changes.stages().size()];
        names = new String[kinds.length];
        for (int stage = 0; stage < kinds.length; stage++) {
            StageRef ref = changes.stages().get(stage);
            kinds[stage] = (byte) (ref.isOpen() ? OPEN : ref.isWon() ? WON : ref.isLost() ? LOST : GONE);
            names[stage] = OpenDeals.stageName(ref);
        }
    }

    /** Begins again with the first deal. */
    void rewind() {
        row = 0;
    }

    String[] stageNames() {
        return names;
    }

    /** The stage where the deal stood a week after the moment asked for. */
    int stageAfterAWeek() {
        return changes.stage(stepAfterAWeek);
    }

    /**
     * Looks up how a deal goes on that was open at the end of a day.
     *
     * @param earlier the columns it was seen in; asked for in ascending order
     * @return whether the deal is known
     */
    boolean find(DealColumns earlier, int earlierRow, int after) {
        if (earlier.size() == deals.size()) {
            row = earlierRow;
        }
        String wanted = earlier.id(earlierRow).value();
        while (row < deals.size() && deals.id(row).value().compareTo(wanted) < 0) {
            row++;
        }
        if (row == deals.size() || !deals.id(row).value().equals(wanted)) {
            return false;
        }
        read(after);
        return true;
    }

    private void read(int after) {
        outcome = OPEN;
        stepAfterAWeek = changes.firstStep(row);
        for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
            int stepDay = changes.stepDay(step);
            stepAfterAWeek = stepDay <= after + 7 ? step : stepAfterAWeek;
            // a deal seen open is not decided before the next day, whatever was entered late
            if (stepDay > after || step + 1 == changes.firstStep(row + 1)) {
                int kind = kinds[changes.stage(step)];
                if (kind != OPEN && outcome == OPEN) {
                    int closed = changes.closeDay(step);
                    outcome = kind;
                    day = Math.max(after + 1, closed == DealColumns.NO_DAY ? stepDay : closed);
                }
            }
        }
    }
}
