package org.salespipeline.criteria;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Kleene's conjunction. */
record AllOf<S>(String id, ImmutableList<Criterion<S>> parts) implements Criterion<S> {

    static <S> Criterion<S> of(List<Criterion<S>> parts) {
        ImmutableList<Criterion<S>> whole = distinct("allOf", parts);
        if (whole.size() == 1) {
            return whole.get(0);
        }
        ImmutableList<Criterion<S>> flat = distinct(
                "allOf", whole.stream().flatMap(part -> part.parts().stream()).toList());
        return flat.size() == 1 ? flat.get(0) : new AllOf<>(idOf("all-of", flat), flat);
    }

    static <S> Criterion<S> of(String id, List<Criterion<S>> parts) {
        checkArgument(!id.isBlank(), "allOf: id must not be blank, was \"%s\"", id);
        List<Criterion<S>> all =
                parts.stream().flatMap(part -> part.parts().stream()).toList();
        return new AllOf<>(id, distinct("allOf", all));
    }

    /** The parts without repetition; at least one. */
    static <S> ImmutableList<Criterion<S>> distinct(String combinator, List<Criterion<S>> parts) {
        checkArgument(!parts.isEmpty(), "%s must have at least one criterion, was []", combinator);
        return ImmutableSet.copyOf(parts).asList();
    }

    static <S> String idOf(String name, List<Criterion<S>> parts) {
        return parts.stream().map(Criterion::id).collect(Collectors.joining(", ", name + "(", ")"));
    }

    @Override
    public Verdict evaluate(S subject, Instant at) {
        return evaluate(parts, subject, at);
    }

    static <S> Verdict evaluate(ImmutableList<Criterion<S>> parts, S subject, Instant at) {
        Verdict all = Verdict.met();
        for (int i = 0; i < parts.size(); i++) {
            Verdict verdict = parts.get(i).evaluate(subject, at);
            if (!verdict.isMet()) {
                all = and(all, verdict);
            } else if (all.isMet()) {
                all = Verdict.Met.both(all, verdict);
            }
        }
        return all;
    }

    /** Both of the two, of which the second is not met. */
    private static Verdict and(Verdict first, Verdict second) {
        if (first.isMet() || (first.isUnknown() && second.isUnmet())) {
            return second;
        }
        if (first.isUnmet() && second.isUnknown()) {
            return first;
        }
        List<Reason> reasons = ImmutableSet.<Reason>builder()
                .addAll(first.reasons())
                .addAll(second.reasons())
                .build()
                .asList();
        return first.isUnmet() ? Verdict.unmet(reasons) : Verdict.unknown(reasons);
    }

    @Override
    public Set<String> uses() {
        return Logic.uses(parts);
    }

    @Override
    public String toString() {
        return id;
    }
}
