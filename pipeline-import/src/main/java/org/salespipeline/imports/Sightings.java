package org.salespipeline.imports;

import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.imports.HistoryPlan.Tracked;
import org.salespipeline.imports.HistoryRow.Change;
import org.salespipeline.imports.ImportResult.Coverage;
import org.salespipeline.stage.Stage;

/** From when on the value of each field is known, deal by deal: what was not seen is not guessed. */
final class Sightings {

    /** How many deals there are of which a field is known since the creation, since later, or not at all. */
    private static final class Count {

        private long fromCreation;
        private long later;
        private long never;
    }

    private final HistoryPlan plan;
    private final Map<Tracked, Count> counts = new LinkedHashMap<>();

    Sightings(HistoryPlan plan) {
        this.plan = plan;
        plan.tracked().forEach(what -> counts.put(what, new Count()));
    }

    /** Sources tell times to the second at best, and several that belong together one after the other. */
    static boolean isSameSecond(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.SECONDS).equals(other.truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * What the fields had before their first changes, as far as it is known; counts what is not.
     *
     * @param created empty when nothing tells when the deal was created
     */
    Map<Tracked, Optional<?>> before(List<HistoryRow> rows, Optional<DealDraft> table, Optional<Instant> created) {
        Map<Tracked, Optional<?>> before = new LinkedHashMap<>();
        Map<Tracked, Optional<?>> present = table.map(this::present).orElse(ImmutableMap.of());
        counts.forEach((what, count) -> {
            List<HistoryRow> changes = rows.stream()
                    .filter(row -> row.changes().stream()
                            .anyMatch(change -> change.what().equals(what)))
                    .toList();
            Optional<Change> first = changes.stream()
                    .flatMap(row -> row.changes().stream())
                    .filter(change -> change.what().equals(what))
                    .findFirst();
            boolean isWhole =
                    plan.keeps().isPresent() && changes.size() < plan.keeps().getAsInt();
            if (first.isPresent() && first.get().hasOld()) {
                before.put(what, first.get().old());
                count.fromCreation++;
            } else if (first.isPresent()) {
                boolean isAtCreation =
                        created.isPresent() && isSameSecond(changes.get(0).at(), created.get());
                count.fromCreation += isAtCreation || isWhole ? 1 : 0;
                count.later += isAtCreation || isWhole ? 0 : 1;
            } else if (present.containsKey(what)) {
                before.put(what, present.get(what));
                count.fromCreation++;
            } else {
                count.fromCreation += isWhole ? 1 : 0;
                count.never += isWhole ? 0 : 1;
            }
        });
        return before;
    }

    /** What the table of deals says of the fields that it has. */
    Map<Tracked, Optional<?>> present(DealDraft deal) {
        Map<Tracked, Optional<?>> present = new LinkedHashMap<>();
        plan.cases().map(cases -> cases.table().fields().keySet()).ifPresent(has -> {
            put(present, Field.STAGE, has.contains(Field.STAGE), deal.stage.map(Stage::id));
            put(present, Field.AMOUNT, has.contains(Field.AMOUNT), deal.amount);
            put(present, Field.EXPECTED_CLOSE, has.contains(Field.EXPECTED_CLOSE), deal.expectedClose);
            put(present, Field.OWNER, has.contains(Field.OWNER), deal.owner);
        });
        plan.cases()
                .map(cases -> cases.table().dimensions().keySet())
                .ifPresent(names -> names.forEach(name -> present.put(
                        new Tracked(Field.DIMENSION, name), Optional.ofNullable(deal.dimensions.get(name)))));
        return present;
    }

    private static void put(Map<Tracked, Optional<?>> present, Field field, boolean isThere, Optional<?> value) {
        if (isThere) {
            present.put(Tracked.of(field), value);
        }
    }

    /** By the name of each field that a history could have. */
    Map<String, Coverage> coverage() {
        Map<String, Coverage> coverage = new LinkedHashMap<>();
        Field.TRACKED.forEach(field -> coverage.put(field.key(), Coverage.NEVER));
        counts.forEach((what, count) -> coverage.put(what.label(), of(count)));
        return ImmutableMap.copyOf(coverage);
    }

    private static Coverage of(Count count) {
        if (count.later == 0 && count.never == 0) {
            return Coverage.FROM_CREATION;
        }
        return count.later == 0 && count.fromCreation == 0 ? Coverage.NEVER : Coverage.FROM_FIRST_SIGHTING;
    }

    /** The fields that are not known from the creation on, with the number of deals. */
    List<String> lines() {
        return counts.entrySet().stream()
                .filter(one -> one.getValue().later + one.getValue().never > 0)
                .map(one -> String.format(
                        Locale.ROOT,
                        "%s: unknown before its first sighting in %,d deal%s, and never seen in %,d",
                        one.getKey().label(),
                        one.getValue().later,
                        one.getValue().later == 1 ? "" : "s",
                        one.getValue().never))
                .toList();
    }
}
