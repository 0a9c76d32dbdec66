package org.salespipeline.forecast.measure;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.salespipeline.forecast.statistics.EventCounts.LogRank;

/**
 * How many deals moved on in each week, and how many days deals of each age were there to do so: the pace of a stage, of which
 * the mix of ages can be taken out.
 *
 * <p>Weeks are counted from the oldest one. The chance of a day to move on depends on how long the deal has been there, so
 * that a week with many new deals is compared with what such a week would have had at the common pace:
 *
 * <pre>
 *   h(b) = moves of age b ÷ days of age b, all weeks together      E(week) = Σ over b of days(week, b) · h(b)
 *   deviation of a week = (moves − E) ÷ √max(E, 1)
 * </pre>
 */
final class WeeklyPace {

    /** Ages below these many days are one class, all others the last one. */
    private static final int[] AGES = {7, 14, 21, 28, 42, 56, 91, 182, 364};

    private static final int CLASSES = AGES.length + 1;

    private final long[] counts;
    private final int offset;
    private final int weeks;

    WeeklyPace(long[] counts, int offset, int weeks) {
        this.counts = counts;
        this.offset = offset;
        this.weeks = weeks;
    }

    /** How many counts so many weeks need. */
    static int counts(int weeks) {
        return 2 * weeks * CLASSES;
    }

    /**
     * One visit as far as it is seen.
     *
     * @param until the day on which it ended, or {@code last} while it goes on
     * @param last the last day of the last week
     */
    record Stay(int begin, int until, int last, boolean movesOn) {}

    /** Adds the days of a visit, and the move if it ended so, to those weeks that it falls into. */
    static void add(long[] counts, int offset, int weeks, Stay stay) {
        int first = stay.last() - 7 * weeks + 1;
        int day = Math.max(first, stay.begin());
        while (day <= stay.until()) {
            int week = (day - first) / 7;
            int age = ageClass((long) day - stay.begin());
            long endOfWeek = first + 7L * (week + 1);
            long endOfAge = age < AGES.length ? (long) stay.begin() + AGES[age] : Long.MAX_VALUE;
            int end = (int) Math.min(Math.min(endOfWeek, endOfAge), stay.until() + 1L);
            counts[offset + 2 * (week * CLASSES + age)] += end - day;
            boolean isMove = stay.movesOn() && end == stay.until() + 1;
            counts[offset + 2 * (week * CLASSES + age) + 1] += isMove ? 1 : 0;
            day = end;
        }
    }

    private static int ageClass(long age) {
        int found = 0;
        while (found < AGES.length && age >= AGES[found]) {
            found++;
        }
        return found;
    }

    private long days(int week, int age) {
        return counts[offset + 2 * (week * CLASSES + age)];
    }

    private long moves(int week, int age) {
        return counts[offset + 2 * (week * CLASSES + age) + 1];
    }

    /** Days of all deals. */
    long days() {
        return sum(0, weeks, true);
    }

    /** Moves of all deals. */
    long moves() {
        return sum(0, weeks, false);
    }

    long movesSince(int week) {
        return sum(week, weeks, false);
    }

    private long sum(int from, int to, boolean days) {
        long sum = 0;
        for (int age = 0; age < CLASSES; age++) {
            sum += of(from, to, age, days);
        }
        return sum;
    }

    private long of(int from, int to, int age, boolean days) {
        long sum = 0;
        for (int week = from; week < to; week++) {
            sum += days ? days(week, age) : moves(week, age);
        }
        return sum;
    }

    /** How far each week in which any deal was there is from the common pace, in about standard deviations. */
    double[] deviations() {
        double[] hazards = hazards(0, weeks);
        double[] deviations = new double[weeks];
        int found = 0;
        for (int week = 0; week < weeks; week++) {
            if (isSeen(week)) {
                double expected = expected(week, hazards);
                deviations[found++] = (sum(week, week + 1, false) - expected) / Math.sqrt(Math.max(expected, 1));
            }
        }
        return Arrays.copyOf(deviations, found);
    }

    private boolean isSeen(int week) {
        return sum(week, week + 1, true) > 0;
    }

    /** The number of a week among those in which any deal was there, as its number among all. */
    int week(int seen) {
        int left = seen;
        for (int week = 0; week < weeks; week++) {
            left -= isSeen(week) ? 1 : 0;
            if (left < 0) {
                return week;
            }
        }
        throw new IllegalStateException("week " + seen + " must be one in which any deal was there");
    }

    private double expected(int week, double[] hazards) {
        double expected = 0;
        for (int age = 0; age < CLASSES; age++) {
            expected += days(week, age) * hazards[age];
        }
        return expected;
    }

    /** Moves per day by age over some weeks; of an age that was not there, those of all ages. */
    private double[] hazards(int from, int to) {
        long allDays = sum(from, to, true);
        double common = allDays == 0 ? 0 : (double) sum(from, to, false) / allDays;
        double[] hazards = new double[CLASSES];
        for (int age = 0; age < CLASSES; age++) {
            long days = of(from, to, age, true);
            hazards[age] = days == 0 ? common : (double) of(from, to, age, false) / days;
        }
        return hazards;
    }

    /** How many would have moved on since a week at the pace before it; empty when none would. */
    OptionalDouble expectedSince(int since) {
        double[] before = hazards(0, since);
        double expected = 0;
        for (int week = since; week < weeks; week++) {
            expected += expected(week, before);
        }
        return expected > 0 ? OptionalDouble.of(expected) : OptionalDouble.empty();
    }

    /**
     * The chance of so few moves since a week, or fewer, if the pace were that of all together, by the log-rank test over
     * ages; empty when there is nobody else.
     *
     * @param all of this pace and the others
     */
    OptionalDouble against(WeeklyPace all, int since) {
        double expected = 0;
        double variance = 0;
        for (int age = 0; age < CLASSES; age++) {
            long days = all.of(since, weeks, age, true);
            if (days > 0) {
                double share = (double) of(since, weeks, age, true) / days;
                long moves = all.of(since, weeks, age, false);
                expected += moves * share;
                variance += moves * share * (1 - share);
            }
        }
        return variance > 0
                ? OptionalDouble.of(new LogRank(movesSince(since), expected, variance).pValueSlower())
                : OptionalDouble.empty();
    }
}
