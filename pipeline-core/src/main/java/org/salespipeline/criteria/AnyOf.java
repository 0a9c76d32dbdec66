package org.salespipeline.criteria;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Kleene's disjunction. */
record AnyOf<S>(String id, ImmutableList<Criterion<S>> options) implements Criterion<S> {

    static <S> Criterion<S> of(List<Criterion<S>> parts) {
        ImmutableList<Criterion<S>> distinct = AllOf.distinct("anyOf", parts);
        return distinct.size() == 1 ? distinct.get(0) : new AnyOf<>(AllOf.idOf("any-of", distinct), distinct);
    }

    @Override
    public Verdict evaluate(S subject, Instant at) {
        ImmutableList.Builder<List<Reason>> ways = null;
        boolean unknown = false;
        for (int i = 0; i < options.size(); i++) {
            Criterion<S> option = options.get(i);
            Verdict verdict = option.evaluate(subject, at);
            if (verdict.isMet()) {
                return verdict;
            }
            ways = ways == null ? ImmutableList.builder() : ways;
            ways.add(lacking(option, verdict, subject, at));
            unknown |= verdict.isUnknown();
        }
        Reason reason = Reason.someOf(id, 1, requireNonNull(ways).build());
        return unknown ? Verdict.unknown(reason) : Verdict.unmet(reason);
    }

    /** A conjunction tells only of the parts that decided; who wants to go this way needs them all. */
    static <S> List<Reason> lacking(Criterion<S> option, Verdict verdict, S subject, Instant at) {
        List<Criterion<S>> parts = option.parts();
        if (parts.size() == 1) {
            return verdict.reasons();
        }
        ImmutableSet.Builder<Reason> lacking = ImmutableSet.builder();
        for (Criterion<S> part : parts) {
            lacking.addAll(part.evaluate(subject, at).reasons());
        }
        return lacking.build().asList();
    }

    @Override
    public List<Criterion<S>> alternatives() {
        return options;
    }

    @Override
    public Set<String> uses() {
        return Logic.uses(options);
    }

    @Override
    public String toString() {
        return id;
    }
}
