package org.salespipeline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A date of a row, with the time of day where the file gives one.
 *
 * @param date the day in the mapping's zone
 * @param at the instant: start of that day when there is no time of day
 * @param isTimed whether the file gave a time of day
 * @param clock what the zone's clocks make of the time of day
 */
record Moment(LocalDate date, Instant at, boolean isTimed, Clock clock) {

    /** How often the clocks of a zone show a time of day. */
    enum Clock {
        ONCE,
        /** Clocks are set back over it; the instant is the earlier one. */
        TWICE,
        /** Clocks are set forward over it, so that it does not exist; the instant must not be used. */
        NEVER
    }

    static Moment ofDate(LocalDate date, ZoneId zone) {
        Instant start = date.atStartOfDay(zone).toInstant();
        boolean isLeftOut = !start.atZone(zone).toLocalDate().equals(date);
        return new Moment(date, start, false, isLeftOut ? Clock.NEVER : Clock.ONCE);
    }

    static Moment ofTime(LocalDate date, LocalTime time, ZoneId zone) {
        LocalDateTime local = LocalDateTime.of(date, time);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        Clock clock = switch (offsets.size()) {
            case 0 -> Clock.NEVER;
            case 1 -> Clock.ONCE;
            default -> Clock.TWICE;
        };
        Instant at = offsets.isEmpty() ? local.atZone(zone).toInstant() : local.toInstant(offsets.get(0));
        return new Moment(date, at, true, clock);
    }

    static Moment ofOffset(LocalDate date, LocalTime time, ZoneOffset offset, ZoneId zone) {
        return ofInstant(LocalDateTime.of(date, time).toInstant(offset), zone);
    }

    static Moment ofInstant(Instant at, ZoneId zone) {
        return new Moment(at.atZone(zone).toLocalDate(), at, true, Clock.ONCE);
    }

    /** The instant until which it lasts: the day's last one when there is no time of day. */
    Instant end(ZoneId zone) {
        return isTimed ? at : date.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
    }

    /** Whether it is surely before; a bare date says nothing about the hour, and so is not before a time on that day. */
    boolean isBefore(Moment other) {
        return (isTimed && other.isTimed) ? at.isBefore(other.at) : date.isBefore(other.date);
    }

    boolean isAfter(Moment other) {
        return other.isBefore(this);
    }

    /** The same, but no earlier than a time on the same day. */
    Moment notBefore(Moment start) {
        return at.isBefore(start.at) ? new Moment(date, start.at, true, Clock.ONCE) : this;
    }

    /** The day, or the instant where there is a time of day. */
    String shown() {
        return (isTimed ? at : date).toString();
    }
}
