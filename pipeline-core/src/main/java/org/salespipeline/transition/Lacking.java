package org.salespipeline.transition;

import java.util.List;
import org.salespipeline.criteria.Reason;

/** Lists of reasons that grow at the end, each reason once. The first one or two cost no more than the list that is shown. */
final class Lacking {

    private Lacking() {}

    static List<Reason> plus(List<Reason> first, Reason second, Reason third) {
        return first.isEmpty() && !second.equals(third) ? List.of(second, third) : plus(plus(first, second), third);
    }

    static List<Reason> plus(List<Reason> first, Reason reason) {
        if (first.isEmpty()) {
            return List.of(reason);
        }
        if (first.contains(reason)) {
            return first;
        }
        Reason[] all = first.toArray(new Reason[first.size() + 1]);
        all[first.size()] = reason;
        return List.of(all);
    }
}
