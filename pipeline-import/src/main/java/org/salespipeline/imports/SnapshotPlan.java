package org.salespipeline.imports;

import java.util.Optional;

/**
 * What a mapping says about repeated exports of a table of deals.
 *
 * @param table what the columns of each mean
 * @param taken from where the time of an export is known
 * @param gone what a deal means that a later export lacks
 */
record SnapshotPlan(MappingPlan table, Taken taken, Gone gone) {

    /** What a deal means that a later export lacks. */
    enum Gone {
        /** It stays as it was, and that is counted. */
        IGNORE,
        /** It was deleted. */
        DELETED
    }

    /**
     * From where the time of an export is known: a column, or the name of its file.
     *
     * @param before what the name begins with
     * @param pattern how the time is written in it
     * @param after what it ends with
     */
    record Taken(Optional<Source> column, String before, Optional<DatePattern> pattern, String after) {}
}
