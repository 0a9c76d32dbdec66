package org.salespipeline.qualification;

import java.time.Duration;
import java.time.Instant;

/** Time gone by, in days of 24 hours, over the whole range of instants. */
final class Elapsed {

    private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private Elapsed() {}

    /** Full days from one instant to a later one; negative when it is an earlier one. */
    static long fullDays(Instant from, Instant to) {
        return Math.floorDiv(fullSeconds(from, to), SECONDS_PER_DAY);
    }

    /** Whether at most so many days lie between the two, to the nanosecond. */
    static boolean isWithin(Instant from, Instant to, int days) {
        return fullSeconds(to, from) >= -days * SECONDS_PER_DAY;
    }

    /** Rounded towards the past. */
    private static long fullSeconds(Instant from, Instant to) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return to.getNano() < from.getNano() ? seconds - 1 : seconds;
    }
}
