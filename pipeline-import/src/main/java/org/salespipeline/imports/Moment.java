package org.salespipeline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A date of a row, with the time of day where the file gives one.
 *
 * @param date the day in the mapping's zone
 * @param at the instant: start of that day when there is no time of day
 * @param isTimed whether the file gave a time of day
 */
record Moment(LocalDate date, Instant at, boolean isTimed) {

    static Moment ofDate(LocalDate date, ZoneId zone) {
        return new Moment(date, date.atStartOfDay(zone).toInstant(), false);
    }

    /** A time that a change of clocks leaves out counts as that much later; one that it repeats counts as the earlier. */
    static Moment ofTime(LocalDate date, LocalTime time, ZoneId zone) {
        Instant at = LocalDateTime.of(date, time).atZone(zone).toInstant();
        return new Moment(at.atZone(zone).toLocalDate(), at, true);
    }

    static Moment ofOffset(LocalDate date, LocalTime time, ZoneOffset offset, ZoneId zone) {
        Instant at = LocalDateTime.of(date, time).toInstant(offset);
        return new Moment(at.atZone(zone).toLocalDate(), at, true);
    }
}
