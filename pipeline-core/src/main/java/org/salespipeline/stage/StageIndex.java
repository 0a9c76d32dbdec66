package org.salespipeline.stage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the id of a stage to its position. Open addressing in arrays: a look-up allocates nothing. */
final class StageIndex {

    private final @Nullable StageId[] slots;
    private final int[] positions;

    /** The stages have different ids. */
    StageIndex(List<Stage> stages) {
        int capacity = Integer.highestOneBit(Math.max(stages.size(), 1)) << 2;
        slots = new @Nullable StageId[capacity];
        positions = new int[capacity];
        Arrays.fill(positions, -1);
        for (int position = 0; position < stages.size(); position++) {
            StageId id = stages.get(position).id();
            int slot = slotOf(id);
            if (positions[slot] < 0) {
                slots[slot] = id;
                positions[slot] = position;
            }
        }
    }

    /** The position of the stage, -1 when there is none. */
    int positionOf(StageId id) {
        return positions[slotOf(id)];
    }

    /** The slot that holds the id, or the free one where it would go; at least half of the slots are free. */
    private int slotOf(StageId id) {
        int mask = slots.length - 1;
        int hash = id.hashCode();
        int slot = (hash ^ (hash >>> 16)) & mask;
        while (true) {
            StageId found = slots[slot];
            if (found == null || found.equals(id)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }
}
