package org.salespipeline.forecast.measure;

import java.util.List;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.stage.StageId;

/** When deals first came to a stage of their process, or beyond it. */
final class Arrivals {

    /** Stands for a deal that did not come there. */
    static final int NEVER = Integer.MIN_VALUE;

    private final StageId stage;
    private final boolean[] isThere;
    private final DealPath path;

    Arrivals(Population population, StageId stage) {
        this.stage = stage;
        StageKeys keys = StageKeys.of(population.changes.stages());
        List<List<String>> names = keys.keys();
        isThere = new boolean[names.size()];
        for (int key = 0; key < isThere.length; key++) {
            isThere[key] = names.get(key).get(1).equals(stage.value());
        }
        path = new DealPath(population, keys, BackwardMoves.FIRST_ENTRY, Skips.IMPUTED_PASS);
    }

    StageId stage() {
        return stage;
    }

    /** The day, {@link #NEVER} when there is none. */
    int day(int row) {
        path.read(row);
        for (int key : path.stages()) {
            if (isThere[key]) {
                int place = path.firstTry(key, 0);
                return place < 0 ? NEVER : path.day(place);
            }
        }
        return NEVER;
    }
}
