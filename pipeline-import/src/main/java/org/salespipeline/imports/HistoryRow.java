package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.salespipeline.fact.ActorId;
import org.salespipeline.imports.HistoryPlan.Action;
import org.salespipeline.imports.HistoryPlan.Tracked;

/**
 * A sound row of a table of changes.
 *
 * @param at when it happened and became known
 * @param action what happened, never {@code IGNORE}
 * @param changes what had which value from then on
 * @param line where it stands
 */
record HistoryRow(Instant at, ActorId actor, Action action, List<Change> changes, long line) {

    /** In the order in which they happened; of one instant, in that of the file. */
    static final Comparator<HistoryRow> ORDER =
            Comparator.comparing(HistoryRow::at).thenComparingLong(HistoryRow::line);

    HistoryRow {
        changes = ImmutableList.copyOf(changes);
    }

    /**
     * A value.
     *
     * @param name how the source calls the field, or what is followed where its rows have all fields
     * @param value empty when there is none from then on
     * @param hasOld whether the source says what was before
     * @param old the value before, empty when there was none or nothing is said
     */
    record Change(Tracked what, String name, Optional<?> value, boolean hasOld, Optional<?> old) {}
}
