package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.fact.ActorId;
import org.salespipeline.organisation.PersonId;

/**
 * A sound row of a log of events.
 *
 * @param at when it happened
 * @param recordedAt when it became known, never before
 * @param said what the row says besides, null when that is nothing
 * @param place where it stands
 */
record EventRow(
        EventRule rule,
        Instant at,
        Instant recordedAt,
        ActorId actor,
        @Nullable Said said,
        Place place) {

    /** Events count in the order in which they became known and happened; of one instant, in that of the file. */
    static final Comparator<EventRow> ORDER = Comparator.comparing(EventRow::recordedAt)
            .thenComparing(EventRow::at)
            .thenComparingLong(row -> row.place().line());

    /** In the order in which they happened, as far as is known in the end. */
    static final Comparator<EventRow> HAPPENED =
            Comparator.comparing(EventRow::at).thenComparing(ORDER);

    /**
     * Values that the deal has from the event on; those that are empty stay as they were.
     *
     * @param dimensions by name
     */
    record Said(
            Optional<Money> amount,
            Optional<LocalDate> expectedClose,
            Optional<PersonId> owner,
            Map<String, String> dimensions) {}

    /**
     * Where a row stands.
     *
     * @param texts its fields as they were found; none unless rejected rows are written
     */
    record Place(long line, ImmutableList<String> texts) {}
}
