package org.salespipeline.criteria;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** So many of several. */
record AtLeast<S>(String id, int least, ImmutableList<Criterion<S>> options) implements Criterion<S> {

    static <S> Criterion<S> of(int least, List<Criterion<S>> parts) {
        ImmutableList<Criterion<S>> distinct = AllOf.distinct("atLeast", parts);
        checkArgument(
                least >= 1 && least <= distinct.size(),
                "atLeast: number must be from 1 to that of the different criteria, %s, was %s",
                distinct.size(),
                least);
        if (least == 1) {
            return AnyOf.of(distinct);
        }
        return least == distinct.size()
                ? AllOf.of(distinct)
                : new AtLeast<>(AllOf.idOf("at-least-" + least, distinct), least, distinct);
    }

    @Override
    public Verdict evaluate(S subject, Instant at) {
        Verdict met = Verdict.met();
        ImmutableList.Builder<List<Reason>> ways = ImmutableList.builder();
        int needed = least;
        int reachable = 0;
        for (int i = 0; i < options.size(); i++) {
            Criterion<S> option = options.get(i);
            Verdict verdict = option.evaluate(subject, at);
            if (verdict.isMet()) {
                met = Verdict.Met.both(met, verdict);
                if (--needed == 0) {
                    return met;
                }
            } else {
                ways.add(AnyOf.lacking(option, verdict, subject, at));
                reachable += verdict.isUnknown() ? 1 : 0;
            }
        }
        Reason reason = Reason.someOf(id, needed, ways.build());
        return reachable >= needed ? Verdict.unknown(reason) : Verdict.unmet(reason);
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
