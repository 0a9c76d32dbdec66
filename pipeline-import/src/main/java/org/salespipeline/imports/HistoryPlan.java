package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a mapping says about a table of changes.
 *
 * @param log the file of changes, a row each
 * @param rules what the names of fields mean, where a row is about one field; none where a row has all fields
 * @param actions what happened to the deal, by the texts of the column that says so
 * @param keeps how many changes of a field the source keeps of each deal; empty when it keeps all
 * @param notRecorded what the source does not record, in words
 * @param cases the table of deals beside the history
 */
record HistoryPlan(
        MappingPlan log,
        ImmutableMap<String, FieldRule> rules,
        ImmutableMap<String, Action> actions,
        OptionalInt keeps,
        ImmutableList<String> notRecorded,
        Optional<EventPlan.Cases> cases) {

    /** What a row says about its deal. */
    enum Action {
        CREATED,
        CHANGED,
        DELETED,
        IGNORE
    }

    /**
     * Something whose changes are followed.
     *
     * @param dimension its name, blank for what is no dimension
     */
    record Tracked(Field field, String dimension) {

        static Tracked of(Field field) {
            return new Tracked(field, "");
        }

        /** How people are told of it. */
        String label() {
            return dimension.isEmpty() ? field.key() : "dimension " + dimension;
        }
    }

    /**
     * What the name of a field means.
     *
     * @param tracked what changes; empty unless it is a change
     */
    record FieldRule(Action action, Optional<Tracked> tracked, Spelling spelling, Source.Style style) {}

    /** Whether a row is about one field. */
    boolean isLong() {
        return !rules.isEmpty();
    }

    boolean hasOldValues() {
        return log.fields().containsKey(Field.OLD);
    }

    /** Everything whose changes are followed, in the order of the mapping's language. */
    ImmutableSet<Tracked> tracked() {
        Set<Tracked> tracked = new LinkedHashSet<>();
        if (isLong()) {
            rules.values().forEach(rule -> rule.tracked().ifPresent(tracked::add));
        } else {
            Field.TRACKED.stream().filter(log.fields()::containsKey).forEach(field -> tracked.add(Tracked.of(field)));
            log.dimensions().keySet().forEach(name -> tracked.add(new Tracked(Field.DIMENSION, name)));
        }
        return ImmutableSet.copyOf(tracked);
    }
}
