package org.salespipeline.forecast.measure;

import java.util.Optional;
import org.salespipeline.calendar.BusinessCalendar;

/**
 * Counts days.
 *
 * @param calendar says which days count; all do when there is none
 */
record Clock(Optional<BusinessCalendar> calendar) {

    /** Every day counts. */
    static final Clock CALENDAR = new Clock(Optional.empty());

    static Clock of(BusinessCalendar calendar) {
        return new Clock(Optional.of(calendar));
    }

    /** Days after one day up to another one, as epoch days. */
    long days(long from, long to) {
        return calendar.isPresent() ? calendar.get().daysBetween(from, to) : to - from;
    }

    /** What a title says of it. */
    String words() {
        return calendar.isPresent() ? ", in working days" : "";
    }
}
