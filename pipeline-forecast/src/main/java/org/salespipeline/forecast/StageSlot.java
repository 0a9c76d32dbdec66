package org.salespipeline.forecast;

import java.util.Comparator;
import java.util.Optional;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.StageId;

/**
 * What a cube must know of a stage; only open and won stages count in a forecast.
 *
 * @param version of the process
 * @param chance the default of the process, absent for won stages and where the process gives none
 */
record StageSlot(ProcessId process, int version, StageId stage, boolean won, Optional<Probability> chance)
        implements Comparable<StageSlot> {

    private static final Comparator<StageSlot> ORDER = Comparator.comparing(StageSlot::process)
            .thenComparingInt(StageSlot::version)
            .thenComparing(StageSlot::stage);

    static StageSlot of(DealColumns.StageRef ref) {
        return new StageSlot(
                ref.process().id(),
                ref.process().version(),
                ref.stage().id(),
                ref.isWon(),
                ref.stage().winProbability());
    }

    /** By process and version, then by stage; a stage of another chance or kind is the same place. */
    @Override
    public int compareTo(StageSlot other) {
        return ORDER.compare(this, other);
    }

    /** The first version goes without saying. */
    @Override
    public String toString() {
        return process + (version == 1 ? "" : " v" + version) + "/" + stage;
    }
}
