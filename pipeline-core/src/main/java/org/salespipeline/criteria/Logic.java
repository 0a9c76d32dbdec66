package org.salespipeline.criteria;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What can be told of criteria without a subject; finds what it finds, and claims nothing that could be wrong. */
final class Logic {

    private Logic() {}

    static Set<String> uses(List<? extends Criterion<?>> parts) {
        ImmutableSet.Builder<String> uses = ImmutableSet.builder();
        parts.forEach(part -> uses.addAll(part.uses()));
        return uses.build();
    }

    /** Whether the second is met whenever the first is. */
    static boolean entails(Criterion<?> first, Criterion<?> second) {
        return first.equals(second)
                || first.implies(second)
                || someOrAll(first, part -> entails(part, second))
                || met(second, part -> entails(first, part));
    }

    /** Whether the two are never both met. */
    static boolean clash(Criterion<?> first, Criterion<?> second) {
        return first.contradicts(second)
                || second.contradicts(first)
                || (first instanceof Not<?> not && entails(second, not.denied()))
                || (second instanceof Not<?> not && entails(first, not.denied()))
                || someOrAll(first, part -> clash(part, second))
                || someOrAll(second, part -> clash(first, part));
    }

    /** Whether so many parts have a property that the whole, being met, has at least one part that is met and has it. */
    private static boolean someOrAll(Criterion<?> whole, Predicate<Criterion<?>> property) {
        if (!whole.alternatives().isEmpty()) {
            return whole.alternatives().stream().allMatch(property);
        }
        if (whole instanceof AtLeast<?> some) {
            long having = some.options().stream().filter(property).count();
            return having > some.options().size() - some.least();
        }
        return isConjunction(whole) && whole.parts().stream().anyMatch(property);
    }

    /** Whether so many parts are met that the whole is. */
    private static boolean met(Criterion<?> whole, Predicate<Criterion<?>> isMet) {
        if (!whole.alternatives().isEmpty()) {
            return whole.alternatives().stream().anyMatch(isMet);
        }
        if (whole instanceof AtLeast<?> some) {
            return some.options().stream().filter(isMet).count() >= some.least();
        }
        return isConjunction(whole) && whole.parts().stream().allMatch(isMet);
    }

    private static boolean isConjunction(Criterion<?> criterion) {
        return criterion.parts().size() > 1;
    }
}
