package org.salespipeline.opportunity;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lists that are kept in the order of a key, each key once. */
final class Sorted {

    private Sorted() {}

    /** The list with one more, in place of any of the same key. */
    static <P> ImmutableList<P> with(Collection<P> parts, P part, Comparator<P> key) {
        TreeMap<P, P> sorted = new TreeMap<>(key);
        parts.forEach(known -> sorted.put(known, known));
        sorted.put(part, part);
        return ImmutableList.copyOf(sorted.values());
    }

    /** The list without what the condition holds for. */
    static <P> ImmutableList<P> without(Collection<P> parts, Predicate<P> leaving) {
        return parts.stream().filter(leaving.negate()).collect(ImmutableList.toImmutableList());
    }
}
