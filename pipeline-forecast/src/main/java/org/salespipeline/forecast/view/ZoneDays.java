package org.salespipeline.forecast.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/** The local day of many instants, without an object for each: knows the clock changes of a span of time. */
final class ZoneDays {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int MOST_CHANGES = 10_000;

    /** A day beyond those that an {@code int} holds, on either side; zone rules do not know all instants further out. */
    private static final long LATEST = (Integer.MAX_VALUE + 2L) * SECONDS_PER_DAY;

    private static final long EARLIEST = -LATEST;

    private final ZoneRules rules;

    /** When the clock changed, ascending. */
    private long[] changes = new long[0];

    /** Seconds ahead of UTC from each change on; the first change stands for the beginning of the span. */
    private int[] offsets = new int[0];

    private long lastCovered = Long.MIN_VALUE;

    private ZoneDays(ZoneRules rules) {
        this.rules = rules;
    }

    /** For instants from first to last; others are answered too, but slower. */
    static ZoneDays of(ZoneId zone, long firstSecond, long lastSecond) {
        ZoneDays days = new ZoneDays(zone.getRules());
        days.fill(clamp(firstSecond), clamp(lastSecond));
        return days;
    }

    private static long clamp(long second) {
        return Math.min(Math.max(second, EARLIEST), LATEST);
    }

    private void fill(long first, long last) {
        Instant begin = Instant.ofEpochSecond(first);
        IntList found = new IntList();
        LongList at = new LongList();
        found.add(rules.getOffset(begin).getTotalSeconds());
        at.add(first);
        ZoneOffsetTransition next = rules.nextTransition(begin);
        while (next != null && next.toEpochSecond() <= last && at.size() < MOST_CHANGES) {
            at.add(next.toEpochSecond());
            found.add(next.getOffsetAfter().getTotalSeconds());
            next = rules.nextTransition(next.getInstant());
        }
        // a span that is not covered to its end goes without the table
        if (next == null || next.toEpochSecond() > last) {
            changes = at.toArray(null);
            offsets = found.toArray(null);
        }
        lastCovered = last;
    }

    /**
     * The epoch day that the instant lies on; one beyond the days that an {@code int} holds, some five million years away,
     * is the nearest of them that is not {@link DealColumns#NO_DAY}.
     */
    int dayOf(long second) {
        long near = clamp(second);
        long day = Math.floorDiv(near + offset(near), SECONDS_PER_DAY);
        return (int) Math.min(Math.max(day, -Integer.MAX_VALUE), Integer.MAX_VALUE);
    }

    private int offset(long second) {
        if (offsets.length == 0 || second < changes[0] || second > lastCovered) {
            return rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        }
        if (offsets.length == 1) {
            return offsets[0];
        }
        int place = Arrays.binarySearch(changes, second);
        return offsets[place >= 0 ? place : -place - 2];
    }
}
