package org.salespipeline.forecast.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing list of {@code long}. */
final class LongList {

    private long[] values;
    private int size;

    LongList() {
        this(16);
    }

    LongList(int capacity) {
        values = new long[capacity];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.from(size));
        }
        values[size++] = value;
    }

    long get(int position) {
        return values[position];
    }

    int size() {
        return size;
    }

    /** A copy, at place i the value that is at {@code order[i]}; in the present order when there is none. */
    long[] toArray(int @Nullable [] order) {
        if (order == null) {
            return Arrays.copyOf(values, size);
        }
        long[] ordered = new long[order.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }
}
