package org.salespipeline.criteria;

import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Reasons kept as small as they come: a single one as itself, several as a list. */
final class Why {

    private Why() {}

    static Object of(List<Reason> reasons) {
        return reasons.size() == 1 ? reasons.get(0) : new Several(ImmutableList.copyOf(reasons));
    }

    static List<Reason> list(Object why) {
        return why instanceof Several several ? several.reasons() : ImmutableList.of((Reason) why);
    }

    static int count(Object why) {
        return why instanceof Several several ? several.reasons().size() : 1;
    }

    static Reason get(Object why, int index) {
        if (why instanceof Several several) {
            return several.reasons().get(index);
        }
        int unused = checkElementIndex(index, 1);
        return (Reason) why;
    }

    private record Several(ImmutableList<Reason> reasons) {}
}
