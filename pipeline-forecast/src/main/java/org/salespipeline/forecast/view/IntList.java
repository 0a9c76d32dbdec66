package org.salespipeline.forecast.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing list of {@code int}. */
final class IntList {

    private int[] values;
    private int size;

    IntList() {
        this(16);
    }

    IntList(int capacity) {
        values = new int[capacity];
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Growth.from(size));
        }
        values[size++] = value;
    }

    int get(int position) {
        return values[position];
    }

    int size() {
        return size;
    }

    /** A copy, at place i the value that is at {@code order[i]}; in the present order when there is none. */
    int[] toArray(int @Nullable [] order) {
        if (order == null) {
            return Arrays.copyOf(values, size);
        }
        int[] ordered = new int[order.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }
}
