package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;

/** Chooses and orders the stage codes of a view, so that they depend on nothing but the deals that it shows. */
final class StageOrder {

    /** How many standings there are; a code is the number of the standing times the number of stages, plus the stage. */
    static final int STANDINGS = 4;

    static final int MERGED = 1;
    static final int DELETED = 2;
    static final int RECYCLED = 3;

    private StageOrder() {}

    /** All stages of every process that has a deal, then the stages of merged, of deleted and of recycled deals. */
    static int[] of(int[] codes, StageCodes stages) {
        int count = stages.size();
        boolean[] used = new boolean[count * STANDINGS];
        boolean[] usedProcess = new boolean[stages.processes().size()];
        for (int code : codes) {
            used[code] = true;
        }
        for (int code = 0; code < used.length; code++) {
            if (used[code]) {
                usedProcess[stages.processOf(code % count)] = true;
            }
        }
        IntList order = new IntList();
        for (int code = 0; code < used.length; code++) {
            if (code < count ? usedProcess[stages.processOf(code)] : used[code]) {
                order.add(code);
            }
        }
        return order.toArray(null);
    }

    static ImmutableList<StageRef> refs(int[] order, StageCodes stages) {
        ImmutableList.Builder<StageRef> refs = ImmutableList.builder();
        for (int code : order) {
            int stage = code % stages.size();
            refs.add(new StageRef(
                    stages.processes().get(stages.processOf(stage)),
                    stages.stage(stage),
                    standing(code / stages.size())));
        }
        return refs.build();
    }

    private static Standing standing(int number) {
        return switch (number) {
            case MERGED -> Standing.MERGED;
            case DELETED -> Standing.DELETED;
            case RECYCLED -> Standing.RECYCLED;
            default -> Standing.CURRENT;
        };
    }
}
