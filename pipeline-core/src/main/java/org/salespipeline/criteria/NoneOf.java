package org.salespipeline.criteria;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Set;

/** A disjunction denied, asked as each of its options denied, so that the option that is in the way is named. */
record NoneOf<S>(AnyOf<S> denied, ImmutableList<Criterion<S>> parts) implements Criterion<S> {

    static <S> Criterion<S> of(AnyOf<S> denied) {
        ImmutableList<Criterion<S>> each = AllOf.distinct(
                "not",
                denied.options().stream()
                        .flatMap(option -> Not.of(option).parts().stream())
                        .toList());
        return new NoneOf<>(denied, each);
    }

    @Override
    public String id() {
        return "not(" + denied.id() + ")";
    }

    @Override
    public Verdict evaluate(S subject, Instant at) {
        return AllOf.evaluate(parts, subject, at);
    }

    @Override
    public Set<String> uses() {
        return denied.uses();
    }

    @Override
    public String toString() {
        return id();
    }
}
