package org.salespipeline.forecast.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the rows of each deal are. */
final class Runs {

    private final int count;
    private final int rows;

    /** Which deal each run is of, ascending; null when run d is that of deal d. */
    private final int @Nullable [] deals;

    /** Where each run starts, and at last the number of rows; null when each run is one row. */
    private final int @Nullable [] starts;

    private Runs(int count, int rows, int @Nullable [] deals, int @Nullable [] starts) {
        this.count = count;
        this.rows = rows;
        this.deals = deals;
        this.starts = starts;
    }

    /** How many runs there are, some perhaps without a row. */
    int count() {
        return count;
    }

    int rows() {
        return rows;
    }

    int deal(int run) {
        return deals == null ? run : deals[run];
    }

    int start(int run) {
        return starts == null ? run : starts[run];
    }

    int end(int run) {
        return start(run + 1);
    }

    /** The run of a deal, -1 when it has none. */
    int ofDeal(int deal) {
        if (deals == null) {
            return deal < count ? deal : -1;
        }
        int found = Arrays.binarySearch(deals, deal);
        return found < 0 ? -1 : found;
    }

    long bytes() {
        return Integer.BYTES * ((deals == null ? 0L : deals.length) + (starts == null ? 0L : starts.length));
    }

    /** The smallest form for these runs among so many deals. */
    static Runs of(int[] deals, int[] starts, int rows, int dealCount) {
        int count = deals.length;
        boolean single = count == rows;
        if (count == dealCount) {
            return new Runs(count, rows, null, single ? null : withEnd(starts, rows));
        }
        long sparse = single ? count : 2L * count + 1;
        if (sparse <= dealCount) {
            return new Runs(count, rows, deals, single ? null : withEnd(starts, rows));
        }
        int[] dense = new int[dealCount + 1];
        int run = count;
        int next = rows;
        dense[dealCount] = rows;
        for (int deal = dealCount - 1; deal >= 0; deal--) {
            if (run > 0 && deals[run - 1] == deal) {
                run--;
                next = starts[run];
            }
            dense[deal] = next;
        }
        return new Runs(dealCount, rows, null, dense);
    }

    private static int[] withEnd(int[] starts, int rows) {
        int[] ended = Arrays.copyOf(starts, starts.length + 1);
        ended[starts.length] = rows;
        return ended;
    }
}
