package org.salespipeline.imports;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the mapping says about values that are missing, and about when things became known.
 *
 * @param expectedCloseDays days from a known creation to the expected close; empty leaves the deal unscheduled
 * @param amount where an amount comes from instead; empty leaves it unknown
 * @param created what a deal without a creation date means
 * @param closed what a closed deal without a close date means
 * @param recorded when facts count as known
 */
record Rules(
        OptionalInt expectedCloseDays,
        Optional<Source> amount,
        MissingDate created,
        MissingDate closed,
        Recorded recorded) {

    /** What a missing date means. */
    enum MissingDate {
        /** The row is set aside. */
        REJECT,
        /** It happened on the day of the export, when it was first seen. */
        FIRST_SEEN
    }

    /** When the facts of a table without history count as recorded. */
    enum Recorded {
        /** Each on its own date, as if the system had always been kept up to date. */
        AS_DATED,
        /** All on the day of the export: nothing is claimed to have been known before. */
        AT_EXPORT
    }

    boolean needExportDate() {
        return created == MissingDate.FIRST_SEEN || closed == MissingDate.FIRST_SEEN || recorded == Recorded.AT_EXPORT;
    }
}
