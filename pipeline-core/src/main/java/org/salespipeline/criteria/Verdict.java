package org.salespipeline.criteria;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a criterion says: {@link Met}, {@link Unmet}, or {@link Unknown} when too little is known to tell.
 *
 * <p>Whoever is not met says why, so both other verdicts carry at least one reason; a verdict that is met may carry the
 * evidence that it rests on. A verdict in which nothing varies is made once and handed out again. Verdicts are equal when
 * they say the same.
 */
public sealed interface Verdict {

    /** The condition holds. */
    final class Met implements Verdict {

        private static final Met MET = new Met(null);

        private final @Nullable Object used;

        private Met(@Nullable Object used) {
            this.used = used;
        }

        /** Both of the two, with the evidence of both. */
        static Verdict both(Verdict first, Verdict second) {
            if (first == MET || second == MET) {
                return first == MET ? second : first;
            }
            return new Met(new Texts(ImmutableList.of(first, second)));
        }

        @Override
        public List<String> evidence() {
            if (used instanceof Texts texts) {
                return texts.render();
            }
            return used == null ? List.of() : List.of(used.toString());
        }

        /** Nothing to say: always empty. */
        @Override
        public List<Reason> reasons() {
            return List.of();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Met that && evidence().equals(that.evidence()));
        }

        @Override
        public int hashCode() {
            return evidence().hashCode();
        }

        /** Says that it is met, and on what evidence. */
        @Override
        public String toString() {
            return "Met" + evidence();
        }

        /** The evidence of several verdicts, put into words when somebody asks. */
        private record Texts(ImmutableList<Verdict> parts) {
            List<String> render() {
                return parts.stream()
                        .flatMap(part -> part.evidence().stream())
                        .distinct()
                        .toList();
            }
        }

        /** A value and what it is. */
        private record Labelled(String label, Object value) {
            @Override
            public String toString() {
                return label + " " + value;
            }
        }
    }

    /** The condition does not hold. */
    final class Unmet implements Verdict {

        private final Object why;

        private Unmet(Object why) {
            this.why = why;
        }

        @Override
        public List<Reason> reasons() {
            return Why.list(why);
        }

        @Override
        public int reasonCount() {
            return Why.count(why);
        }

        @Override
        public Reason reason(int index) {
            return Why.get(why, index);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Unmet that && why.equals(that.why));
        }

        @Override
        public int hashCode() {
            return why.hashCode();
        }

        /** Says that it is unmet, and why. */
        @Override
        public String toString() {
            return "Unmet" + reasons();
        }
    }

    /** It cannot be told whether the condition holds; the reasons say what is not known. */
    final class Unknown implements Verdict {

        private final Object why;

        private Unknown(Object why) {
            this.why = why;
        }

        @Override
        public List<Reason> reasons() {
            return Why.list(why);
        }

        @Override
        public int reasonCount() {
            return Why.count(why);
        }

        @Override
        public Reason reason(int index) {
            return Why.get(why, index);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Unknown that && why.equals(that.why));
        }

        @Override
        public int hashCode() {
            return why.hashCode() + 1;
        }

        /** Says that it is unknown, and why. */
        @Override
        public String toString() {
            return "Unknown" + reasons();
        }
    }

    /** Why the condition is not met, in the order of the parts of the criterion; empty when it is. */
    List<Reason> reasons();

    /** The size of {@link #reasons()}, without making the list. */
    default int reasonCount() {
        return 0;
    }

    /** One of the {@link #reasons()}, from 0 on, without making the list. */
    default Reason reason(int index) {
        throw new IndexOutOfBoundsException("a verdict that is met has no reasons, asked for reason " + index);
    }

    /** What the verdict rests on, in words and in the order of the parts of the criterion; empty unless it is met. */
    default List<String> evidence() {
        return List.of();
    }

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

    /** The verdict that the condition holds, without evidence; always the same instance. */
    static Verdict met() {
        return Met.MET;
    }

    /**
     * The verdict that the condition holds; 16 bytes, nothing is rendered.
     *
     * @param evidence what it rests on, an immutable value with a {@code toString} fit for people
     */
    static Verdict met(Object evidence) {
        return new Met(requireNonNull(evidence));
    }

    /**
     * The verdict that the condition holds, on the evidence of a value that needs a label.
     *
     * @param label what the value is, such as {@code amount}
     * @param value what it rests on, an immutable value with a {@code toString} fit for people
     */
    static Verdict met(String label, Object value) {
        return new Met(new Met.Labelled(requireNonNull(label), requireNonNull(value)));
    }

    /** The verdict that the condition does not hold, for one reason; 16 bytes. */
    static Verdict unmet(Reason reason) {
        return new Unmet(requireNonNull(reason));
    }

    /** The verdict that the condition does not hold, for several reasons, at least one. */
    static Verdict unmet(List<Reason> reasons) {
        checkArgument(!reasons.isEmpty(), "an unmet verdict must name a reason, was []");
        return new Unmet(Why.of(reasons));
    }

    /** The verdict that it cannot be told, for one reason; 16 bytes. */
    static Verdict unknown(Reason reason) {
        return new Unknown(requireNonNull(reason));
    }

    /** The verdict that it cannot be told, for several reasons, at least one. */
    static Verdict unknown(List<Reason> reasons) {
        checkArgument(!reasons.isEmpty(), "an unknown verdict must name a reason, was []");
        return new Unknown(Why.of(reasons));
    }
}
