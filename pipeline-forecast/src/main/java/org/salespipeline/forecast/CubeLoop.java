package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.DealColumns;

/**
 * Adds deals into cells: each hot column is read once, nothing is allocated per deal, no amount is multiplied.
 *
 * <p>While adding, cells are numbered by the codes of the view and hold every stage, because a scattered addition costs
 * less than asking whether the stage counts. Only the used cells of open and won stages are kept.
 */
final class CubeLoop {

    private static final int BLOCK = 1024;

    private final CubeSource source;
    private final DealColumns deals;
    private final DaySlices.Offsets offsets;
    private final int stages;
    private final int segments;
    private final long[] sums;
    private final long[] carries;
    private final int[] counts;
    private final long[] withoutAmount;

    /** The cell of deals that are in no cell, after all others. */
    private final int nowhere;

    /** The cell of each row of a block. */
    private final int[] cells = new int[BLOCK];

    private final Map<String, Tally> foreign = new TreeMap<>();

    CubeLoop(CubeSource source) {
        this.source = source;
        this.deals = source.deals();
        this.stages = source.slots().size();
        this.segments = source.segmentNames().size();
        int used = CubeCells.cellCount(source.slices().count(), segments, stages);
        this.nowhere = used;
        this.offsets = source.slices().times(segments * stages);
        this.sums = new long[used + 1];
        this.carries = new long[used + 1];
        this.counts = new int[used + 1];
        this.withoutAmount = new long[source.slices().count() * stages];
    }

    CubeCells add(int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int rows = Math.min(BLOCK, to - start);
            findCells(start, rows);
            if (source.isMixed()) {
                setForeignAside(start, rows);
            }
            addAmounts(start, rows);
            countWithoutAmount(start, rows);
        }
        return canonical();
    }

    private void findCells(int start, int rows) {
        DealColumns.Segments codes = source.segments();
        if (codes == null) {
            for (int i = 0; i < rows; i++) {
                cells[i] = offsets.of(deals.closeDay(start + i)) + deals.stage(start + i);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                int row = start + i;
                cells[i] = offsets.of(deals.closeDay(row)) + codes.code(row) * stages + deals.stage(row);
            }
        }
    }

    private void setForeignAside(int start, int rows) {
        for (int i = 0; i < rows; i++) {
            int row = start + i;
            if (source.isForeign(row)) {
                cells[i] = nowhere;
                if (source.slots().get(deals.stage(row)) != null) {
                    String code = deals.currencies().get(deals.currency(row)).getCode();
                    foreign.merge(code, Tally.NONE.plus(deals.amountMinor(row)), Tally::plus);
                }
            }
        }
    }

    private void addAmounts(int start, int rows) {
        for (int i = 0; i < rows; i++) {
            int cell = cells[i];
            long amount = deals.amountMinor(start + i);
            long old = sums[cell];
            long sum = old + amount;
            sums[cell] = sum;
            counts[cell]++;
            if (((old ^ sum) & (amount ^ sum)) < 0) {
                carries[cell] += CubeCells.carry(old, amount, sum);
            }
        }
    }

    private void countWithoutAmount(int start, int rows) {
        for (int i = 0; i < rows; i++) {
            if (!deals.hasAmount(start + i)) {
                int cell = cells[i];
                withoutAmount[cell / (segments * stages) * stages + cell % stages]++;
            }
        }
    }

    /** The used cells of the stages that count, by the order of names instead of codes; equal names become one. */
    private CubeCells canonical() {
        boolean[] usedSegments = new boolean[segments];
        boolean[] usedStages = new boolean[stages];
        for (int cell = 0; cell < nowhere; cell++) {
            if (counts[cell] != 0 && source.slots().get(cell % stages) != null) {
                usedStages[cell % stages] = true;
                usedSegments[cell / stages % segments] = true;
            }
        }
        int[] stageOf = new int[stages];
        int[] segmentOf = new int[segments];
        ImmutableList<StageSlot> slots = places(source.slots(), usedStages, stageOf);
        ImmutableList<String> names = places(source.segmentNames(), usedSegments, segmentOf);
        CubeCells cells = new CubeCells(slots, names, source.slices().count(), foreign);
        for (int stage = 0; stage < stages; stage++) {
            if (usedStages[stage]) {
                copy(stage, stageOf[stage], segmentOf, cells);
            }
        }
        return cells;
    }

    private void copy(int stage, int to, int[] segmentOf, CubeCells cells) {
        for (int slice = 0; slice < cells.slices; slice++) {
            cells.withoutAmount[slice * cells.stages.size() + to] += withoutAmount[slice * stages + stage];
            for (int segment = 0; segment < segments; segment++) {
                int from = (slice * segments + segment) * stages + stage;
                if (counts[from] != 0) {
                    int cell = cells.cell(slice, segmentOf[segment], to);
                    cells.add(cell, sums[from], carries[from]);
                    cells.deals[cell] += counts[from];
                }
            }
        }
    }

    /** The used entries, sorted and distinct; {@code placeOf} is filled with the place of each. */
    private static <T extends Comparable<T>> ImmutableList<T> places(
            List<? extends @Nullable T> all, boolean[] used, int[] placeOf) {
        TreeMap<T, Integer> places = new TreeMap<>();
        for (int i = 0; i < used.length; i++) {
            T entry = all.get(i);
            if (used[i] && entry != null) {
                places.put(entry, 0);
            }
        }
        ImmutableList<T> sorted = ImmutableList.copyOf(places.keySet());
        for (int place = 0; place < sorted.size(); place++) {
            places.put(sorted.get(place), place);
        }
        for (int i = 0; i < used.length; i++) {
            T entry = all.get(i);
            placeOf[i] = used[i] && entry != null ? places.getOrDefault(entry, 0) : 0;
        }
        return sorted;
    }
}
