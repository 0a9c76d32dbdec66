package org.salespipeline.forecast.view;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instants, exact for every instant there is: as ticks of the coarsest of second, milli, micro and nanosecond that fits
 * all of them, else as ranks in the sorted list of all instants.
 */
final class Times {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int[] TICKS_PER_SECOND = {1, 1_000, 1_000_000, (int) NANOS};

    private final Numbers ticks;
    private final int perSecond;
    private final Instant @Nullable [] ranked;

    private Times(Numbers ticks, int perSecond, Instant @Nullable [] ranked) {
        this.ticks = ticks;
        this.perSecond = perSecond;
        this.ranked = ranked;
    }

    /** Orders the rows of this column by time. */
    long key(int row) {
        return ticks.key(row);
    }

    /** The highest key of times up to and including this one. */
    long highestKeyUpTo(Instant time) {
        if (ranked == null) {
            return ticks.highestKeyUpTo(floorTicks(time));
        }
        int found = Arrays.binarySearch(ranked, time);
        return ticks.highestKeyUpTo(found >= 0 ? found : -found - 2);
    }

    private long floorTicks(Instant time) {
        long seconds = time.getEpochSecond();
        if (Math.multiplyHigh(seconds, perSecond) != (seconds * perSecond) >> (Long.SIZE - 1)) {
            return seconds < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
        }
        long whole = seconds * perSecond;
        long tick = whole + time.getNano() / (NANOS / perSecond);
        return tick < whole ? Long.MAX_VALUE : tick;
    }

    long second(int row) {
        long tick = ticks.get(row);
        if (ranked != null) {
            return ranked[(int) tick].getEpochSecond();
        }
        return perSecond == 1 ? tick : Math.floorDiv(tick, perSecond);
    }

    int nano(int row) {
        long tick = ticks.get(row);
        if (ranked != null) {
            return ranked[(int) tick].get(ChronoField.NANO_OF_SECOND);
        }
        return perSecond == 1 ? 0 : (int) (Math.floorMod(tick, perSecond) * (NANOS / perSecond));
    }

    /** No time of this column is before this second; 0 without rows. */
    long lowestSecond() {
        return ranked != null ? ranked[0].getEpochSecond() : Math.floorDiv(ticks.lowest(), perSecond);
    }

    /** No time of this column is after this second; 0 without rows. */
    long highestSecond() {
        return ranked != null ? ranked[ranked.length - 1].getEpochSecond() : Math.floorDiv(ticks.highest(), perSecond);
    }

    Instant at(int row) {
        return Instant.ofEpochSecond(second(row), nano(row));
    }

    /** A column of these rows alone. */
    Times ofRows(int[] rows) {
        Builder builder = new Builder();
        for (int row : rows) {
            builder.add(second(row), nano(row));
        }
        return builder.build(null);
    }

    long bytes() {
        return ticks.bytes() + (ranked == null ? 0 : ranked.length * 24L);
    }

    /** Collects instants; keeps only their number as long as all are the same. */
    static final class Builder {

        private int size;
        private long firstSecond;
        private int firstNano;
        private @Nullable LongList seconds;
        private @Nullable IntList nanos;

        void add(long second, int nano) {
            if (size == 0) {
                firstSecond = second;
                firstNano = nano;
            }
            if (seconds == null && (second != firstSecond || nano != firstNano)) {
                seconds = new LongList(size + 16);
                for (int i = 0; i < size; i++) {
                    seconds.add(firstSecond);
                }
                nanos = firstNano == 0 ? null : repeated(firstNano);
            }
            if (seconds != null) {
                seconds.add(second);
                if (nano != 0 && nanos == null) {
                    nanos = repeated(0);
                }
                if (nanos != null) {
                    nanos.add(nano);
                }
            }
            size++;
        }

        /** So often as there are times already. */
        private IntList repeated(int nano) {
            IntList repeated = new IntList(size + 16);
            for (int i = 0; i < size; i++) {
                repeated.add(nano);
            }
            return repeated;
        }

        void addAll(Builder other) {
            for (int i = 0; i < other.size; i++) {
                add(other.second(i), other.nano(i));
            }
        }

        long second(int row) {
            return seconds == null ? firstSecond : seconds.get(row);
        }

        int nano(int row) {
            if (seconds == null) {
                return firstNano;
            }
            return nanos == null ? 0 : nanos.get(row);
        }

        int size() {
            return size;
        }

        /** The times, at place i the one that was added at {@code order[i]}; as they were added when there is none. */
        Times build(int @Nullable [] order) {
            for (int perSecond : TICKS_PER_SECOND) {
                long @Nullable [] ticks = ticks(perSecond, order);
                if (ticks != null) {
                    return new Times(Numbers.of(ticks), perSecond, null);
                }
            }
            return ranked(order);
        }

        /** Null when a time is finer than these ticks or beyond their range. */
        private long @Nullable [] ticks(int perSecond, int @Nullable [] order) {
            int nanosPerTick = (int) (NANOS / perSecond);
            long range = (Long.MAX_VALUE - perSecond) / perSecond;
            long[] ticks = new long[size];
            for (int i = 0; i < size; i++) {
                int row = order == null ? i : order[i];
                long second = second(row);
                int nano = nano(row);
                if (nano % nanosPerTick != 0 || second > range || second < -range) {
                    return null;
                }
                ticks[i] = second * perSecond + nano / nanosPerTick;
            }
            return ticks;
        }

        private Times ranked(int @Nullable [] order) {
            Instant[] times = new Instant[size];
            Arrays.setAll(times, i -> at(order == null ? i : order[i]));
            Instant[] sorted = Arrays.stream(times).sorted().distinct().toArray(Instant[]::new);
            long[] ranks = new long[size];
            Arrays.setAll(ranks, i -> Arrays.binarySearch(sorted, times[i]));
            return new Times(Numbers.of(ranks), 1, sorted);
        }

        private Instant at(int row) {
            return Instant.ofEpochSecond(second(row), nano(row));
        }
    }
}
