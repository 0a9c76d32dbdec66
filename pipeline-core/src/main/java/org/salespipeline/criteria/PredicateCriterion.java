package org.salespipeline.criteria;

import java.time.Instant;
import java.util.function.Predicate;

/** Hands out the same verdict whenever the condition does not hold. */
record PredicateCriterion<S>(String id, Predicate<? super S> condition, Verdict otherwise) implements Criterion<S> {

    @Override
    public Verdict evaluate(S subject, Instant at) {
        return condition.test(subject) ? Verdict.met() : otherwise;
    }

    @Override
    public String toString() {
        return id;
    }
}
