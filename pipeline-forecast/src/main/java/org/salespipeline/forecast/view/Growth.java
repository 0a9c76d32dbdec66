package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkState;

/** How arrays grow: by half, up to what an array can hold. */
final class Growth {

    private static final int MOST = Integer.MAX_VALUE - 8;

    private Growth() {}

    static int from(int size) {
        checkState(size < MOST, "a column must have at most %s entries, cannot grow", MOST);
        return (int) Math.min(MOST, (long) size + (size >> 1) + 16);
    }
}
