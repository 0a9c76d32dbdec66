package org.salespipeline.qualification;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Opportunity;

/**
 * A set of questions that together tell whether a deal is a real one, each of which is a criterion.
 *
 * <pre>{@code
 * StageMachine machine = StageMachine.builder(process)
 *     .exitWhen("qualify", QualificationFramework.bant().criterion())
 *     .build();
 * System.out.println(QualificationFramework.bant().completeness(deal, now));
 * // BANT 2 of 4; need is not confirmed; record evidence "need"; timing is not confirmed; record evidence "timing"
 * }</pre>
 *
 * <p>In the ready-made ones an item is met by evidence of its name, or, where it is a person, by a contact in the role of
 * that name as well. Immutable; equal when name and items are.
 */
public final class QualificationFramework {

    private static final QualificationFramework BANT =
            builder("BANT").confirmed("budget", "authority", "need", "timing").build();
    private static final QualificationFramework MEDDIC = meddic("MEDDIC").build();
    private static final QualificationFramework MEDDICC =
            meddic("MEDDICC").confirmed("competition").build();
    private static final QualificationFramework SPICED = builder("SPICED")
            .confirmed("situation", "pain", "impact", "critical-event", "decision")
            .build();
    private static final QualificationFramework GPCT = builder("GPCT")
            .confirmed("goals", "plans", "challenges", "timeline")
            .build();

    private final String name;
    private final ImmutableMap<String, Criterion<Opportunity>> items;

    private QualificationFramework(String name, ImmutableMap<String, Criterion<Opportunity>> items) {
        this.name = name;
        this.items = items;
    }

    /** Budget, authority, need, timing: short, for simple sales. */
    public static QualificationFramework bant() {
        return BANT;
    }

    /** Metrics, economic buyer, decision criteria, decision process, pain, champion: for large deals with many people. */
    public static QualificationFramework meddic() {
        return MEDDIC;
    }

    /** {@link #meddic} and the competition. */
    public static QualificationFramework meddicc() {
        return MEDDICC;
    }

    /** Situation, pain, impact, critical event, decision: for recurring revenue, seen from the customer. */
    public static QualificationFramework spiced() {
        return SPICED;
    }

    /** Goals, plans, challenges, timeline: for advice before an offer. */
    public static QualificationFramework gpct() {
        return GPCT;
    }

    private static Builder meddic(String name) {
        return builder(name)
                .confirmed("metrics")
                .person("economic-buyer")
                .confirmed("decision-criteria", "decision-process", "pain")
                .person("champion");
    }

    /**
     * Begins a framework of one's own.
     *
     * @param name for people; not blank
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** The criteria by the name of the item, in order. */
    public Map<String, Criterion<Opportunity>> items() {
        return items;
    }

    /** The criteria of all items, in order, ready to be asked for one by one. */
    public List<Criterion<Opportunity>> criteria() {
        return items.values().asList();
    }

    /**
     * All items at once, under the name of the framework: by that it can be waived as a whole, where it is asked for
     * by itself and not as a part of another {@code allOf}. To ask for some of them, see
     * {@link Criterion#atLeast(int, List)}.
     */
    public Criterion<Opportunity> criterion() {
        return Criterion.allOf(name, criteria());
    }

    /** How far a deal is, and what is missing. */
    public Completeness completeness(Opportunity deal, Instant at) {
        ImmutableMap.Builder<String, Verdict> verdicts = ImmutableMap.builder();
        items.forEach((item, criterion) -> verdicts.put(item, criterion.evaluate(deal, at)));
        return new Completeness(name, verdicts.buildOrThrow());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QualificationFramework that
                && name.equals(that.name)
                && items.equals(that.items)
                && criteria().equals(that.criteria());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + items.hashCode();
    }

    /** The name and the names of the items. */
    @Override
    public String toString() {
        return name + " " + items.keySet();
    }

    /**
     * How much of a framework a deal meets.
     *
     * @param framework its name
     * @param verdicts by the name of the item, in the order of the framework
     */
    public record Completeness(String framework, Map<String, Verdict> verdicts) {

        /** Copies the verdicts and keeps their order. */
        public Completeness {
            verdicts = ImmutableMap.copyOf(verdicts);
        }

        /** How many items are met. */
        public int met() {
            return (int) verdicts.values().stream().filter(Verdict::isMet).count();
        }

        /** How many items there are. */
        public int total() {
            return verdicts.size();
        }

        /** Whether nothing is missing. */
        public boolean isComplete() {
            return met() == total();
        }

        /** Why the other items are not met, in the order of the framework. */
        public List<Reason> missing() {
            return verdicts.values().stream()
                    .flatMap(verdict -> verdict.reasons().stream())
                    .distinct()
                    .toList();
        }

        /** Such as {@code BANT 3 of 4; need is not confirmed; record evidence "need"}. */
        @Override
        public String toString() {
            return framework + " " + met() + " of " + total()
                    + missing().stream().map(reason -> "; " + reason).collect(joining());
        }
    }

    /** Collects items in order. Not for use by several threads. */
    public static final class Builder {

        private final String name;
        private final Map<String, Criterion<Opportunity>> items = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = Words.text("qualification framework", "name", name);
        }

        /** Items that are met by evidence of their name. */
        @CanIgnoreReturnValue
        public Builder confirmed(String... evidence) {
            for (String item : evidence) {
                item(item, Criteria.confirmed(item));
            }
            return this;
        }

        /** A person at the customer: met by evidence of this name, or by a contact in this role. */
        @CanIgnoreReturnValue
        public Builder person(String role) {
            return item(role, Criterion.anyOf(Criteria.confirmed(role), Criteria.contactRoles(role)));
        }

        /**
         * Any criterion.
         *
         * @param item what people call it; not blank, and no other item has it
         */
        @CanIgnoreReturnValue
        public Builder item(String item, Criterion<Opportunity> criterion) {
            checkArgument(
                    items.put(Words.text(name, "item", item), criterion) == null,
                    "%s: items must have different names, was %s twice",
                    name,
                    item);
            return this;
        }

        /** The framework; an {@link IllegalArgumentException} when it has no items. */
        public QualificationFramework build() {
            checkArgument(!items.isEmpty(), "%s: must have at least one item, was []", name);
            return new QualificationFramework(name, ImmutableMap.copyOf(items));
        }
    }
}
