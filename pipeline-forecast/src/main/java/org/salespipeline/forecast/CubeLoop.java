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

    private final CubeSource source;
    private final DealColumns deals;
    private final int stages;
    private final int segments;
    private final long[] sums;
    private final long[] carries;
    private final long[] counts;
    private final long[] withoutAmount;
    private final Map<String, Tally> foreign = new TreeMap<>();

    CubeLoop(CubeSource source) {
        this.source = source;
        this.deals = source.deals();
        this.stages = source.slots().size();
        this.segments = source.segmentNames().size();
        int cells = CubeCells.cellCount(source.slices().count(), segments, stages);
        this.sums = new long[cells];
        this.carries = new long[cells];
        this.counts = new long[cells];
        this.withoutAmount = new long[source.slices().count() * stages];
    }

    CubeCells add(int from, int to) {
        if (source.isMixed()) {
            addMixed(from, to);
        } else {
            addSingle(from, to);
        }
        return canonical();
    }

    private void addSingle(int from, int to) {
        for (int row = from; row < to; row++) {
            addRow(row);
        }
    }

    private void addMixed(int from, int to) {
        for (int row = from; row < to; row++) {
            if (!source.isForeign(row)) {
                addRow(row);
            } else if (source.slots().get(deals.stage(row)) != null) {
                String code = deals.currencies().get(deals.currency(row)).getCode();
                foreign.merge(code, Tally.NONE.plus(deals.amountMinor(row)), Tally::plus);
            }
        }
    }

    private void addRow(int row) {
        int slice = source.slices().sliceOf(deals.closeDay(row));
        int stage = deals.stage(row);
        int cell = (slice * segments + source.segment(row)) * stages + stage;
        counts[cell]++;
        if (deals.hasAmount(row)) {
            long amount = deals.amountMinor(row);
            long old = sums[cell];
            long sum = old + amount;
            sums[cell] = sum;
            if (((old ^ sum) & (amount ^ sum)) < 0) {
                carries[cell] += CubeCells.carry(old, amount, sum);
            }
        } else {
            withoutAmount[slice * stages + stage]++;
        }
    }

    /** The used cells of the stages that count, by the order of names instead of codes; equal names become one. */
    private CubeCells canonical() {
        boolean[] usedSegments = new boolean[segments];
        boolean[] usedStages = new boolean[stages];
        for (int cell = 0; cell < counts.length; cell++) {
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
