package org.salespipeline.imports;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a mapping says about a log of events.
 *
 * @param log the file of events, a row each
 * @param rules what the events do
 * @param afterClose what an event means that would change a deal after its close
 * @param cases the table of deals beside the log
 */
record EventPlan(MappingPlan log, EventRules rules, AfterClose afterClose, Optional<Cases> cases) {

    /** What an event means that would change a deal after its close. */
    enum AfterClose {
        /** The row is set aside. */
        REJECT,
        /** The deal is open again, or closed anew. */
        REOPEN,
        /** It does nothing, and that is counted. */
        IGNORE
    }

    /**
     * A table with one row per deal.
     *
     * @param table what its columns mean
     * @param file its path as the mapping gives it
     * @param missing what a case without a row means
     */
    record Cases(MappingPlan table, String file, LookupPlan.Missing missing) {}

    /** How messages name where a field comes from. */
    static String label(MappingPlan plan, Field field) {
        Source source = plan.fields().get(field);
        return source == null ? field.key() : source.label();
    }

    boolean hasRecordedTimes() {
        return log.fields().containsKey(Field.RECORDED_AT);
    }

    boolean hasAmounts() {
        return Stream.concat(Stream.of(log), cases.map(Cases::table).stream())
                .anyMatch(plan -> plan.fields().containsKey(Field.AMOUNT));
    }
}
