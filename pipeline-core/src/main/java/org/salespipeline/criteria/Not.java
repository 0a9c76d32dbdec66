package org.salespipeline.criteria;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Kleene's negation. */
record Not<S>(Criterion<S> denied, Verdict whenMet, String rule) implements Criterion<S> {

    /** Twice denied is the criterion itself, so that its own words come out. */
    static <S> Criterion<S> of(Criterion<S> denied) {
        if (denied instanceof Not<S> not) {
            return not.denied();
        }
        if (denied instanceof NoneOf<S> none) {
            return none.denied();
        }
        if (denied instanceof AnyOf<S> any) {
            return NoneOf.of(any);
        }
        return new Not<>(
                denied,
                Verdict.unmet(Reason.of(idOf(denied), denied.id() + " must not be met", "undo what meets it")),
                "it is not known whether " + denied.id() + " is met");
    }

    private static String idOf(Criterion<?> denied) {
        return "not(" + denied.id() + ")";
    }

    @Override
    public String id() {
        return idOf(denied);
    }

    @Override
    public Verdict evaluate(S subject, Instant at) {
        Verdict verdict = denied.evaluate(subject, at);
        if (verdict.isMet()) {
            return whenMet;
        }
        return verdict.isUnmet() ? Verdict.met() : Verdict.unknown(unknown(verdict));
    }

    /** What lets the criterion be judged is what lets its denial be. */
    private Reason unknown(Verdict verdict) {
        String cures = verdict.reasons().stream()
                .flatMap(reason -> reason.cure().stream())
                .distinct()
                .collect(Collectors.joining(" and "));
        return cures.isEmpty() ? Reason.of(id(), rule) : Reason.of(id(), rule, cures);
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
