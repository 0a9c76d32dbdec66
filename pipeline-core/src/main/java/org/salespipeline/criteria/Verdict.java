package org.salespipeline.criteria;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What a criterion says: {@link Met}, {@link Unmet}, or {@link Unknown} when too little is known to tell.
 *
 * <p>Whoever is not met says why, so both other verdicts carry at least one reason. A verdict in which nothing varies is
 * made once and handed out again.
 */
public sealed interface Verdict {

    /** The condition holds; {@link Verdict#met()} is the one to use. */
    record Met() implements Verdict {

        private static final Met MET = new Met();

        /** Nothing to say: always empty. */
        @Override
        public List<Reason> reasons() {
            return List.of();
        }
    }

    /**
     * The condition does not hold.
     *
     * @param reasons why not, never empty
     */
    record Unmet(List<Reason> reasons) implements Verdict {
        /** Refuses an empty list. */
        public Unmet {
            checkArgument(!reasons.isEmpty(), "an unmet verdict must name a reason, was []");
            reasons = ImmutableList.copyOf(reasons);
        }
    }

    /**
     * It cannot be told whether the condition holds.
     *
     * @param reasons what is not known, never empty
     */
    record Unknown(List<Reason> reasons) implements Verdict {
        /** Refuses an empty list. */
        public Unknown {
            checkArgument(!reasons.isEmpty(), "an unknown verdict must name a reason, was []");
            reasons = ImmutableList.copyOf(reasons);
        }
    }

    /** Why the condition is not met, in the order of the parts of the criterion; empty when it is. */
    List<Reason> reasons();

    /** Whether the condition holds for certain. */
    default boolean isMet() {
        return this instanceof Met;
    }

    /** Whether the condition fails for certain. */
    default boolean isUnmet() {
        return this instanceof Unmet;
    }

    /** Whether it cannot be told. */
    default boolean isUnknown() {
        return this instanceof Unknown;
    }

    /** The verdict that the condition holds, always the same instance. */
    static Verdict met() {
        return Met.MET;
    }

    /** The verdict that the condition does not hold, for one reason. */
    static Verdict unmet(Reason reason) {
        return new Unmet(ImmutableList.of(reason));
    }

    /** The verdict that the condition does not hold, for several reasons, at least one. */
    static Verdict unmet(List<Reason> reasons) {
        return new Unmet(reasons);
    }

    /** The verdict that it cannot be told, for one reason. */
    static Verdict unknown(Reason reason) {
        return new Unknown(ImmutableList.of(reason));
    }

    /** The verdict that it cannot be told, for several reasons, at least one. */
    static Verdict unknown(List<Reason> reasons) {
        return new Unknown(reasons);
    }
}
