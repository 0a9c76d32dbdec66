package org.salespipeline.calendar;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells working days from days off, to measure how long things took of the time in which anybody worked on them.
 *
 * <pre>{@code
 * BusinessCalendar calendar = BusinessCalendar.mondayToFriday().closedOn(List.of(LocalDate.of(2026, 12, 25)));
 * long days = calendar.daysBetween(friday, monday);    // 1
 * }</pre>
 *
 * <p>Immutable; equal calendars have the same working days.
 */
public final class BusinessCalendar {

    private static final int WEEK = 7;

    /** Day 0 of the epoch was a Thursday, the fourth day of its week. */
    private static final int MONDAY_TO_EPOCH = 3;

    private final EnumSet<DayOfWeek> workdays;
    /** Days off that would be working days by their weekday, as epoch days, ascending. */
    private final long[] daysOff;
    /** Working days of a week before each of its days, from Monday on. */
    private final int[] before = new int[WEEK + 1];

    private BusinessCalendar(EnumSet<DayOfWeek> workdays, long[] daysOff) {
        this.workdays = workdays;
        this.daysOff = daysOff;
        for (DayOfWeek day : DayOfWeek.values()) {
            before[day.getValue()] = before[day.getValue() - 1] + (workdays.contains(day) ? 1 : 0);
        }
    }

    /** Monday to Friday are working days. */
    public static BusinessCalendar mondayToFriday() {
        return of(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    }

    /** These weekdays are working days, at least one. */
    public static BusinessCalendar of(Set<DayOfWeek> workdays) {
        checkArgument(!workdays.isEmpty(), "a week must have a working day, had none");
        return new BusinessCalendar(EnumSet.copyOf(workdays), new long[0]);
    }

    /** The same with these days off, besides those that are off already. */
    public BusinessCalendar closedOn(Collection<LocalDate> days) {
        TreeSet<Long> all = new TreeSet<>();
        for (long day : daysOff) {
            all.add(day);
        }
        for (LocalDate day : days) {
            if (workdays.contains(day.getDayOfWeek())) {
                all.add(day.toEpochDay());
            }
        }
        return new BusinessCalendar(workdays, all.stream().mapToLong(day -> day).toArray());
    }

    /** Whether anybody works on this day. */
    public boolean isWorkingDay(LocalDate day) {
        return workdays.contains(day.getDayOfWeek()) && Arrays.binarySearch(daysOff, day.toEpochDay()) < 0;
    }

    /**
     * Working days after {@code from} up to {@code to}, that one included; below 0 when {@code to} is earlier. From Friday to
     * the Monday after it is one day. Days between add up: from a to b and from b to c are as many as from a to c.
     */
    public long daysBetween(LocalDate from, LocalDate to) {
        return daysBetween(from.toEpochDay(), to.toEpochDay());
    }

    /** The same of {@linkplain LocalDate#toEpochDay epoch days}, for loops over many. */
    public long daysBetween(long from, long to) {
        return daysUpTo(to) - daysUpTo(from);
    }

    /** Working days up to a day, counted from some fixed day on. */
    private long daysUpTo(long day) {
        long sinceMonday = day + MONDAY_TO_EPOCH;
        long weeks = Math.floorDiv(sinceMonday, WEEK);
        int dayOfWeek = Math.floorMod(sinceMonday, WEEK);
        int found = Arrays.binarySearch(daysOff, day);
        int off = found >= 0 ? found + 1 : -found - 1;
        return weeks * before[WEEK] + before[dayOfWeek + 1] - off;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BusinessCalendar that
                && workdays.equals(that.workdays)
                && Arrays.equals(daysOff, that.daysOff);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workdays, Arrays.hashCode(daysOff));
    }

    /** The weekdays, and which days are off. */
    @Override
    public String toString() {
        return workdays
                + (daysOff.length == 0
                        ? ""
                        : " without "
                                + Arrays.stream(daysOff)
                                        .mapToObj(LocalDate::ofEpochDay)
                                        .toList());
    }
}
