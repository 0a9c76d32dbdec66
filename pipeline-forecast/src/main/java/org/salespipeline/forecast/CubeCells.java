package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Ordering;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums by slice × segment × stage in one canonical order, so that equal content is equal bytes.
 *
 * <p>A cell's value is {@code carry · 2^64 + sum}: adding never fails and never depends on the order, and a carry other
 * than zero says that the value left the range of a {@code long}. Only the last step, a forecast, refuses it.
 */
final class CubeCells {

    private static final int MOST_CELLS = 1 << 26;

    final ImmutableList<StageSlot> stages;
    final ImmutableList<String> segments;
    final int slices;
    final long[] sums;
    final long[] carries;
    final long[] deals;

    /** Deals without an amount by slice × stage; they are among {@link #deals} and add nothing to {@link #sums}. */
    final long[] withoutAmount;

    /** Deals in currencies that were not asked for, by currency code; they are in no cell. */
    final ImmutableSortedMap<String, Tally> foreign;

    CubeCells(List<StageSlot> stages, List<String> segments, int slices, Map<String, Tally> foreign) {
        this.stages = ImmutableList.copyOf(stages);
        this.segments = ImmutableList.copyOf(segments);
        this.slices = slices;
        this.foreign = ImmutableSortedMap.copyOf(foreign);
        int cells = cellCount(slices, segments.size(), stages.size());
        this.sums = new long[cells];
        this.carries = new long[cells];
        this.deals = new long[cells];
        this.withoutAmount = new long[slices * stages.size()];
    }

    /** The product, refused when it is more than an array can reasonably hold. */
    static int cellCount(int slices, int segments, int stages) {
        long cells = (long) slices * segments * stages;
        checkArgument(
                cells <= MOST_CELLS,
                "a cube must have at most %s cells, was %s slices of time x %s segments x %s stages; "
                        + "ask for fewer periods or a coarser dimension",
                MOST_CELLS,
                slices,
                segments,
                stages);
        return (int) cells;
    }

    static CubeCells empty(int slices) {
        return new CubeCells(List.of(), List.of(), slices, Map.of());
    }

    int cell(int slice, int segment, int stage) {
        return (slice * stages.size() + stage) * segments.size() + segment;
    }

    /** Whether any deal has an amount, be it 0. */
    boolean hasAmounts() {
        return LongStream.of(deals).sum() > LongStream.of(withoutAmount).sum();
    }

    /** The exact value of a cell that fits; ArithmeticException otherwise. */
    long amount(int cell) {
        if (carries[cell] != 0) {
            throw outOfRange(cell);
        }
        return sums[cell];
    }

    BigInteger exactAmount(int cell) {
        return BigInteger.valueOf(carries[cell]).shiftLeft(Long.SIZE).add(BigInteger.valueOf(sums[cell]));
    }

    void add(int cell, long amount, long carry) {
        long old = sums[cell];
        long sum = old + amount;
        sums[cell] = sum;
        carries[cell] += carry + carry(old, amount, sum);
    }

    /** What {@code old + amount}, wrapped to {@code sum}, lost above 64 bit: -1, 0 or 1. */
    static int carry(long old, long amount, long sum) {
        if (((old ^ sum) & (amount ^ sum)) >= 0) {
            return 0;
        }
        return amount < 0 ? -1 : 1;
    }

    CubeCells merge(CubeCells other) {
        CubeCells merged = new CubeCells(
                union(stages, other.stages), union(segments, other.segments), slices, union(foreign, other.foreign));
        merged.addAll(this);
        merged.addAll(other);
        return merged;
    }

    private void addAll(CubeCells part) {
        int[] stageOf = positions(part.stages, stages);
        int[] segmentOf = positions(part.segments, segments);
        for (int slice = 0; slice < slices; slice++) {
            for (int stage = 0; stage < stageOf.length; stage++) {
                withoutAmount[slice * stages.size() + stageOf[stage]] +=
                        part.withoutAmount[slice * stageOf.length + stage];
                for (int segment = 0; segment < segmentOf.length; segment++) {
                    int from = part.cell(slice, segment, stage);
                    int to = cell(slice, segmentOf[segment], stageOf[stage]);
                    add(to, part.sums[from], part.carries[from]);
                    deals[to] += part.deals[from];
                }
            }
        }
    }

    private static <T> int[] positions(List<T> part, List<T> whole) {
        Map<T, Integer> positions = new HashMap<>();
        for (int i = 0; i < whole.size(); i++) {
            positions.put(whole.get(i), i);
        }
        int[] result = new int[part.size()];
        for (int i = 0; i < result.length; i++) {
            Integer position = positions.get(part.get(i));
            checkArgument(
                    position != null,
                    "cubes to be merged must agree on stage %s: it has another kind or win probability",
                    part.get(i));
            result[i] = position;
        }
        return result;
    }

    private static <T extends Comparable<T>> ImmutableList<T> union(List<T> one, List<T> other) {
        return ImmutableSortedSet.<T>naturalOrder()
                .addAll(one)
                .addAll(other)
                .build()
                .asList();
    }

    private static Map<String, Tally> union(Map<String, Tally> one, Map<String, Tally> other) {
        Map<String, Tally> all = new TreeMap<>(Ordering.natural());
        all.putAll(one);
        other.forEach((currency, tally) -> all.merge(currency, tally, Tally::plus));
        return all;
    }

    private ArithmeticException outOfRange(int cell) {
        StageSlot stage = stages.get(cell / segments.size() % stages.size());
        String segment = segments.get(cell % segments.size());
        return new ArithmeticException("segment " + segment + ", stage " + stage
                + ": amounts must add up to less than 2^63 minor units, was " + exactAmount(cell));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CubeCells that
                && stages.equals(that.stages)
                && segments.equals(that.segments)
                && foreign.equals(that.foreign)
                && Arrays.equals(sums, that.sums)
                && Arrays.equals(carries, that.carries)
                && Arrays.equals(deals, that.deals)
                && Arrays.equals(withoutAmount, that.withoutAmount);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums) * 31 + segments.hashCode();
    }
}
