package org.salespipeline.criteria;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;

/** Kleene's disjunction. */
record AnyOf<S>(String id, ImmutableList<Criterion<S>> parts) implements Criterion<S> {

    static <S> Criterion<S> of(List<Criterion<S>> parts) {
        ImmutableList<Criterion<S>> distinct = AllOf.distinct("anyOf", parts);
        return distinct.size() == 1 ? distinct.get(0) : new AnyOf<>(AllOf.idOf("any-of", distinct), distinct);
    }

    @Override
    public Verdict evaluate(S subject, Instant at) {
        ImmutableList.Builder<List<Reason>> ways = null;
        boolean unknown = false;
        for (int i = 0; i < parts.size(); i++) {
            Verdict verdict = parts.get(i).evaluate(subject, at);
            if (verdict.isMet()) {
                return verdict;
            }
            ways = ways == null ? ImmutableList.builder() : ways;
            ways.add(verdict.reasons());
            unknown |= verdict.isUnknown();
        }
        Reason reason = Reason.oneOf(id, requireNonNull(ways).build());
        return unknown ? Verdict.unknown(reason) : Verdict.unmet(reason);
    }

    @Override
    public String toString() {
        return id;
    }
}
