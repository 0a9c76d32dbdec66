package org.salespipeline.forecast.view;

import org.jspecify.annotations.Nullable;

/** What the rows of a field say, beside when they say it. */
interface Column {

    /** What takes the content of rows into hashes: the same for equal content in whatever encoding. */
    Hasher hasher();

    /** Takes the content of one row after another into hashes. */
    @FunctionalInterface
    interface Hasher {

        void hash(int row, ContentHash into);
    }

    /** Whether the row says the same as that row of another column of the same kind. */
    boolean same(int row, Column other, int otherRow);

    /** A column of these rows alone. */
    Column ofRows(int[] rows);

    /** Bytes held, names apart. */
    long bytes();

    /** Bytes of names held. */
    default long nameBytes() {
        return 0;
    }

    /** Collects what rows say. */
    interface Builder {

        /** Adds the rows of another builder of the same kind behind those of this one. */
        void addAll(Builder other);

        /** The column, at place i the row that was added at {@code order[i]}; as they were added when there is none. */
        Column build(int @Nullable [] order);
    }
}
