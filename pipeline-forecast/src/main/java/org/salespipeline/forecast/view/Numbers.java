package org.salespipeline.forecast.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that may be absent, held as steps from the smallest one where all steps share a coarse unit, else as they are.
 * Amounts in whole euros, days and seconds take one to four bytes that way.
 */
final class Numbers implements Column {

    /** Stands for no number. */
    static final long ABSENT = Long.MIN_VALUE;

    private final long base;
    private final long unit;
    private final long highest;
    private final Codes steps;
    private final long @Nullable [] plain;

    private Numbers(Range range, long unit, Codes steps, long @Nullable [] plain) {
        this.base = range.lowest();
        this.highest = range.highest();
        this.unit = unit;
        this.steps = steps;
        this.plain = plain;
    }

    /** Takes the array over; the caller must not change it any more. */
    static Numbers of(long[] values) {
        Range range = Range.of(values);
        long span = range.highest() - range.lowest();
        long unit = span < 0 ? 1 : unit(values, range.lowest());
        return span >= 0 && span / unit < Integer.MAX_VALUE
                ? new Numbers(range, unit, steps(values, range.lowest(), unit), null)
                : new Numbers(range, 1, Codes.of(new int[0]), values);
    }

    /** The lowest and the highest of some numbers, both 0 when there is none. */
    private record Range(long lowest, long highest) {

        static Range of(long[] values) {
            long lowest = Long.MAX_VALUE;
            long highest = ABSENT;
            for (long value : values) {
                lowest = value == ABSENT ? lowest : Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
            return highest == ABSENT ? new Range(0, 0) : new Range(lowest, highest);
        }
    }

    private static long unit(long[] values, long lowest) {
        long unit = 0;
        for (long value : values) {
            if (value != ABSENT && unit != 1) {
                long step = value - lowest;
                unit = unit != 0 && step % unit == 0 ? unit : gcd(unit, step);
            }
        }
        return unit == 0 ? 1 : unit;
    }

    private static long gcd(long a, long b) {
        long larger = a;
        long smaller = b;
        while (smaller != 0) {
            long rest = larger % smaller;
            larger = smaller;
            smaller = rest;
        }
        return larger;
    }

    private static Codes steps(long[] values, long base, long unit) {
        int[] steps = new int[values.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i] == ABSENT ? 0 : (int) ((values[i] - base) / unit) + 1;
        }
        return Codes.of(steps);
    }

    /** The lowest number, 0 when there is none. */
    long lowest() {
        return base;
    }

    /** The highest number, 0 when there is none. */
    long highest() {
        return highest;
    }

    long get(int row) {
        if (plain != null) {
            return plain[row];
        }
        int step = steps.get(row);
        return step == 0 ? ABSENT : base + unit * (step - 1L);
    }

    /** Orders the rows of this column as {@link #get} does, and is cheaper. */
    long key(int row) {
        return plain != null ? plain[row] : steps.get(row);
    }

    /** The highest key of numbers up to this one. */
    long highestKeyUpTo(long number) {
        if (plain != null) {
            return number;
        }
        if (number < base) {
            return 0;
        }
        long distance = number - base;
        return distance < 0 ? Long.MAX_VALUE : distance / unit + 1;
    }

    @Override
    public Hasher hasher() {
        return (row, into) -> into.add(get(row));
    }

    @Override
    public boolean same(int row, Column other, int otherRow) {
        return get(row) == ((Numbers) other).get(otherRow);
    }

    @Override
    public Numbers ofRows(int[] rows) {
        return of(Arrays.stream(rows).mapToLong(this::get).toArray());
    }

    @Override
    public long bytes() {
        return plain != null ? (long) plain.length * Long.BYTES : steps.bytes();
    }

    /** Collects the numbers of rows. */
    static final class Builder implements Column.Builder {

        private final LongList values = new LongList();

        void add(long number) {
            values.add(number);
        }

        @Override
        public void addAll(Column.Builder other) {
            LongList added = ((Builder) other).values;
            for (int i = 0; i < added.size(); i++) {
                values.add(added.get(i));
            }
        }

        @Override
        public Numbers build(int @Nullable [] order) {
            return of(values.toArray(order));
        }
    }
}
