package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sums of a cube that do not depend on chances, by line: index = period × segments + segment. */
final class RawAmounts {

    final ImmutableList<String> segments;
    final long[] closed;
    final long[] open;
    final long[] overdue;
    final long[] unscheduled;

    private final Map<Bucket, Tally> tallies = new EnumMap<>(Bucket.class);

    private final DaySlices slices;
    private long largestCell;

    RawAmounts(DaySlices slices, CubeCells cells, ImmutableList<String> segments, int periods) {
        this.slices = slices;
        this.segments = segments;
        this.closed = new long[periods * segments.size()];
        this.open = new long[periods * segments.size()];
        this.overdue = new long[segments.size()];
        this.unscheduled = new long[segments.size()];
        for (int slice = 0; slice < slices.count(); slice++) {
            for (int stage = 0; stage < cells.stages.size(); stage++) {
                addSlice(cells, slice, stage);
            }
        }
    }

    /** The largest magnitude of the amount of a cell. */
    long largestCell() {
        return largestCell;
    }

    /** Deals and amounts of a bucket over all segments. */
    Tally tally(Bucket bucket) {
        return tallies.getOrDefault(bucket, Tally.NONE);
    }

    private void addSlice(CubeCells cells, int slice, int stage) {
        Bucket bucket = Bucket.of(slices, slice, cells.stages.get(stage).won());
        long deals = 0;
        BigInteger minor = BigInteger.ZERO;
        for (int segment = 0; segment < cells.segments.size(); segment++) {
            int cell = cells.cell(slice, segment, stage);
            if (cells.deals[cell] == 0) {
                continue;
            }
            long amount = cells.amount(cell);
            largestCell = Math.max(largestCell, amount == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(amount));
            deals += cells.deals[cell];
            minor = minor.add(BigInteger.valueOf(amount));
            addLine(bucket, slices.period(slice), segment, amount);
        }
        if (deals > 0) {
            tallies.merge(bucket, new Tally(deals, minor), Tally::plus);
        }
    }

    private void addLine(Bucket bucket, int period, int segment, long amount) {
        int line = period * segments.size() + segment;
        switch (bucket) {
            case CLOSED -> closed[line] = plus(closed[line], amount);
            case OPEN -> open[line] = plus(open[line], amount);
            case OVERDUE -> overdue[segment] = plus(overdue[segment], amount);
            case UNSCHEDULED -> unscheduled[segment] = plus(unscheduled[segment], amount);
            case CLOSED_EARLIER, CLOSED_LATER, CLOSED_AHEAD, CLOSED_UNDATED, OPEN_EARLIER, OPEN_LATER -> {}
        }
    }

    private static long plus(long sum, long amount) {
        try {
            return Math.addExact(sum, amount);
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "amounts of a line must add up to less than 2^63 minor units, was " + sum + " + " + amount);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawAmounts that
                && segments.equals(that.segments)
                && Arrays.equals(closed, that.closed)
                && Arrays.equals(open, that.open)
                && Arrays.equals(overdue, that.overdue)
                && Arrays.equals(unscheduled, that.unscheduled)
                && tallies.equals(that.tallies);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(open) * 31 + segments.hashCode();
    }
}
