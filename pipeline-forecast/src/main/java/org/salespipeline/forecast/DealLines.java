package org.salespipeline.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;

/** Finds the line to which a deal adds, as the cube does, one deal at a time. */
final class DealLines {

    static final int NONE = -1;

    private final DealColumns deals;
    private final CubeSource source;
    private final DaySlices slices;
    private final int[] stageOf;
    private final int[] segmentOf;
    private final int segments;

    DealLines(PipelineCube cube, PipelineView view) {
        this.deals = view.deals();
        this.source = CubeSource.of(view, cube.request(), 0, deals.size());
        this.slices = cube.slices();
        this.stageOf = positions(source.slots(), cube.cells().stages);
        this.segmentOf = positions(source.segmentNames(), cube.raw().segments);
        this.segments = cube.raw().segments.size();
    }

    int size() {
        return deals.size();
    }

    OpportunityId id(int row) {
        return deals.id(row);
    }

    long amountMinor(int row) {
        return deals.amountMinor(row);
    }

    /** The position of the deal's stage in the cube, or {@link #NONE}. */
    int stage(int row) {
        return stageOf[deals.stage(row)];
    }

    /** The line to which an open deal with an amount adds, or {@link #NONE}. */
    int line(int row) {
        if (!isOpen(row) || !deals.hasAmount(row)) {
            return NONE;
        }
        int slice = slices.sliceOf(deals.closeDay(row));
        return slices.isExpected(slice) ? line(row, slices.period(slice)) : NONE;
    }

    /** The line of the segment of the deal in a period of the request. */
    int line(int row, int period) {
        return period * segments + segmentOf[source.segment(row)];
    }

    /** Whether the deal is open and not known to be in another currency. */
    boolean isOpen(int row) {
        StageSlot slot = source.slots().get(deals.stage(row));
        return slot != null && !slot.won() && !source.isForeign(row);
    }

    boolean hasAmount(int row) {
        return deals.hasAmount(row);
    }

    private static <T extends @Nullable Object> int[] positions(List<T> of, List<? extends T> in) {
        Map<T, Integer> positions = new HashMap<>();
        for (int i = 0; i < in.size(); i++) {
            positions.put(in.get(i), i);
        }
        int[] result = new int[of.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = positions.getOrDefault(of.get(i), NONE);
        }
        return result;
    }
}
