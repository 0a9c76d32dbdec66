package org.salespipeline.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Kleene's logic over criteria with a fixed answer, nested ones among them. */
class CombinatorLaws {

    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

    /** In the order of truth. */
    private enum Truth {
        UNMET,
        UNKNOWN,
        MET;

        static Truth of(Verdict verdict) {
            return verdict.isMet() ? MET : verdict.isUnmet() ? UNMET : UNKNOWN;
        }

        Truth denied() {
            return this == MET ? UNMET : this == UNMET ? MET : UNKNOWN;
        }
    }

    private record Fixed(String id, Truth truth) implements Criterion<String> {
        @Override
        public Verdict evaluate(String subject, Instant at) {
            Reason reason = Reason.of(id, id + " is " + truth);
            return switch (truth) {
                case MET -> Verdict.met();
                case UNMET -> Verdict.unmet(reason);
                case UNKNOWN -> Verdict.unknown(reason);
            };
        }
    }

    /** A criterion of which the combinators cannot tell what it is made of, as one of a host. */
    private record Opaque(String id, Criterion<String> inside) implements Criterion<String> {
        static Criterion<String> of(Criterion<String> inside) {
            return new Opaque("our " + inside.id(), inside);
        }

        @Override
        public Verdict evaluate(String subject, Instant at) {
            return inside.evaluate(subject, at);
        }
    }

    @Provide
    Arbitrary<Criterion<String>> criteria() {
        Arbitrary<Criterion<String>> fixed = Arbitraries.integers()
                .between(0, 5)
                .flatMap(name -> Arbitraries.of(Truth.values()).map(truth -> new Fixed("c" + name, truth)));
        return Arbitraries.recursive(() -> fixed, this::grown, 0, 3).withoutEdgeCases();
    }

    @Provide
    Arbitrary<List<Criterion<String>>> parts() {
        return criteria().list().ofMinSize(1).ofMaxSize(4);
    }

    private Arbitrary<Criterion<String>> grown(Arbitrary<Criterion<String>> inner) {
        Arbitrary<List<Criterion<String>>> several = inner.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                several.map(Criterion::allOf),
                several.map(Criterion::anyOf),
                several.flatMap(CombinatorLaws::some),
                inner.map(Criterion::not),
                inner.map(Opaque::of));
    }

    private static Arbitrary<Criterion<String>> some(List<Criterion<String>> parts) {
        int different = (int) parts.stream().distinct().count();
        return Arbitraries.integers().between(1, different).map(least -> Criterion.atLeast(least, parts));
    }

    /** Every way in which the unknown parts may turn out. */
    private static Stream<List<Truth>> outcomes(List<Truth> truths) {
        Stream<List<Truth>> all = Stream.of(List.of());
        for (Truth truth : truths) {
            List<Truth> turns = truth == Truth.UNKNOWN ? List.of(Truth.MET, Truth.UNMET) : List.of(truth);
            all = all.flatMap(before -> turns.stream().map(turn -> {
                List<Truth> longer = new ArrayList<>(before);
                longer.add(turn);
                return longer;
            }));
        }
        return all;
    }

    /** Kleene's table for any number of parts: certain when every outcome of the unknown parts agrees. */
    @Property
    void atLeastIsCertainExactlyWhenEveryOutcomeOfTheUnknownPartsAgrees(
            @ForAll("truths") List<Truth> truths, @ForAll @IntRange(min = 1, max = 5) int number) {
        Assume.that(number <= truths.size());
        List<Criterion<String>> parts = new ArrayList<>();
        for (Truth truth : truths) {
            parts.add(new Fixed("p" + parts.size(), truth));
        }
        Set<Boolean> results = outcomes(truths)
                .map(outcome -> outcome.stream().filter(Truth.MET::equals).count() >= number)
                .collect(Collectors.toSet());
        Truth expected = results.size() == 2 ? Truth.UNKNOWN : results.contains(true) ? Truth.MET : Truth.UNMET;

        assertThat(truth(Criterion.atLeast(number, parts))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<Truth>> truths() {
        return Arbitraries.of(Truth.values()).list().ofMinSize(1).ofMaxSize(5);
    }

    @Property
    void atLeastOneIsAnyOfAndAtLeastAllIsAllOf(@ForAll("parts") List<Criterion<String>> parts) {
        int different = (int) parts.stream().distinct().count();
        assertThat(Criterion.atLeast(1, parts)).isEqualTo(Criterion.anyOf(parts));
        if (different > 1) {
            assertThat(Criterion.atLeast(different, parts)).isEqualTo(Criterion.allOf(parts));
        }
    }

    @Property
    void askingForMoreIsNeverEasier(@ForAll("truths") List<Truth> truths) {
        List<Criterion<String>> parts = new ArrayList<>();
        for (Truth truth : truths) {
            parts.add(new Fixed("p" + parts.size(), truth));
        }
        for (int number = 2; number <= parts.size(); number++) {
            assertThat(truth(Criterion.atLeast(number, parts)))
                    .isLessThanOrEqualTo(truth(Criterion.atLeast(number - 1, parts)));
        }
    }

    /** Learning more only ever turns what was unknown. */
    @Property
    void whatIsCertainStaysSoWhenMoreIsKnown(@ForAll("criteria") Criterion<String> a, @ForAll boolean turn) {
        Truth before = truth(a);
        if (before != Truth.UNKNOWN) {
            assertThat(truth(settled(a, turn))).isEqualTo(before);
        }
    }

    private static Criterion<String> settled(Criterion<String> criterion, boolean turn) {
        if (criterion instanceof Fixed fixed) {
            return fixed.truth() == Truth.UNKNOWN ? new Fixed(fixed.id(), turn ? Truth.MET : Truth.UNMET) : fixed;
        } else if (criterion instanceof Opaque opaque) {
            return new Opaque(opaque.id(), settled(opaque.inside(), turn));
        } else if (criterion instanceof Not<String> not) {
            return Criterion.not(settled(not.denied(), turn));
        } else if (criterion instanceof NoneOf<String> none) {
            return Criterion.not(settled(none.denied(), turn));
        } else if (criterion instanceof AllOf<String> all) {
            return new AllOf<>(all.id(), settled(all.parts(), turn));
        } else if (criterion instanceof AnyOf<String> any) {
            return new AnyOf<>(any.id(), settled(any.options(), turn));
        }
        AtLeast<String> some = (AtLeast<String>) criterion;
        return new AtLeast<>(some.id(), some.least(), settled(some.options(), turn));
    }

    private static ImmutableList<Criterion<String>> settled(List<Criterion<String>> parts, boolean turn) {
        return parts.stream().map(part -> settled(part, turn)).collect(ImmutableList.toImmutableList());
    }

    @Property
    void whatIsEntailedIsMetAndWhatClashesIsNot(
            @ForAll("criteria") Criterion<String> a, @ForAll("criteria") Criterion<String> b) {
        if (truth(a) == Truth.MET && truth(b) != Truth.MET) {
            assertThat(Criterion.entails(a, b)).isFalse();
        }
        if (truth(a) == Truth.MET && truth(b) == Truth.MET) {
            assertThat(Criterion.clash(a, b)).isFalse();
        }
        assertThat(Criterion.clash(a, b)).isEqualTo(Criterion.clash(b, a));
    }

    @Property
    void combinationsAreLookedThrough(
            @ForAll("criteria") Criterion<String> a,
            @ForAll("criteria") Criterion<String> b,
            @ForAll("criteria") Criterion<String> c) {
        assertThat(Criterion.entails(Criterion.allOf(a, b, c), b)).isTrue();
        assertThat(Criterion.entails(b, Criterion.anyOf(a, b, c))).isTrue();
        assertThat(Criterion.clash(Criterion.allOf(a, b), Criterion.not(a))).isTrue();
        assertThat(Criterion.clash(Criterion.anyOf(a, b), Criterion.allOf(Criterion.not(a), Criterion.not(b))))
                .isTrue();
    }

    private static Truth truth(Criterion<String> criterion) {
        return Truth.of(verdict(criterion));
    }

    private static Verdict verdict(Criterion<String> criterion) {
        return criterion.evaluate("subject", AT);
    }

    @Property
    void allOfIsTheLeastOfItsParts(@ForAll("criteria") Criterion<String> a, @ForAll("criteria") Criterion<String> b) {
        Truth least = truth(a).compareTo(truth(b)) <= 0 ? truth(a) : truth(b);
        assertThat(truth(Criterion.allOf(a, b))).isEqualTo(least);
    }

    @Property
    void anyOfIsTheGreatestOfItsParts(
            @ForAll("criteria") Criterion<String> a, @ForAll("criteria") Criterion<String> b) {
        Truth greatest = truth(a).compareTo(truth(b)) >= 0 ? truth(a) : truth(b);
        assertThat(truth(Criterion.anyOf(a, b))).isEqualTo(greatest);
    }

    @Property
    void notSwapsMetAndUnmetAndKeepsUnknown(@ForAll("criteria") Criterion<String> a) {
        assertThat(truth(Criterion.not(a))).isEqualTo(truth(a).denied());
    }

    @Property
    void deniedTwiceIsTheCriterionWithItsOwnWords(@ForAll("criteria") Criterion<String> a) {
        assertThat(verdict(Criterion.not(Criterion.not(a)))).isEqualTo(verdict(a));
        assertThat(truth(Criterion.not(Opaque.of(Criterion.not(a))))).isEqualTo(truth(a));
    }

    @Property
    void deMorganHolds(@ForAll("parts") List<Criterion<String>> parts) {
        List<Criterion<String>> denied = parts.stream().map(Criterion::not).toList();
        assertThat(truth(Criterion.not(Criterion.allOf(parts)))).isEqualTo(truth(Criterion.anyOf(denied)));
        assertThat(truth(Criterion.not(Criterion.anyOf(parts)))).isEqualTo(truth(Criterion.allOf(denied)));
    }

    @Property
    void repeatingAPartChangesNothingNotEvenTheWords(
            @ForAll("criteria") Criterion<String> a, @ForAll("criteria") Criterion<String> b) {
        assertThat(verdict(Criterion.allOf(a, b, a))).isEqualTo(verdict(Criterion.allOf(a, b)));
        assertThat(verdict(Criterion.anyOf(a, b, a))).isEqualTo(verdict(Criterion.anyOf(a, b)));
        assertThat(truth(Criterion.allOf(a, Opaque.of(a)))).isEqualTo(truth(a));
        assertThat(truth(Criterion.anyOf(a, Opaque.of(a)))).isEqualTo(truth(a));
    }

    @Property
    void orderAndGroupingDoNotMatter(
            @ForAll("criteria") Criterion<String> a,
            @ForAll("criteria") Criterion<String> b,
            @ForAll("criteria") Criterion<String> c) {
        assertThat(truth(Criterion.allOf(a, b, c))).isEqualTo(truth(Criterion.allOf(c, Criterion.allOf(b, a))));
        assertThat(truth(Criterion.anyOf(a, b, c))).isEqualTo(truth(Criterion.anyOf(c, Criterion.anyOf(b, a))));
    }

    @Property
    void eachDistributesOverTheOther(
            @ForAll("criteria") Criterion<String> a,
            @ForAll("criteria") Criterion<String> b,
            @ForAll("criteria") Criterion<String> c) {
        assertThat(truth(Criterion.allOf(a, Criterion.anyOf(b, c))))
                .isEqualTo(truth(Criterion.anyOf(Criterion.allOf(a, b), Criterion.allOf(a, c))));
        assertThat(truth(Criterion.anyOf(a, Criterion.allOf(b, c))))
                .isEqualTo(truth(Criterion.allOf(Criterion.anyOf(a, b), Criterion.anyOf(a, c))));
    }

    @Property
    void whoIsNotMetNamesNoReasonTwiceAndAgreesWithItself(@ForAll("criteria") Criterion<String> a) {
        Verdict verdict = verdict(a);
        assertThat(verdict.reasons()).doesNotHaveDuplicates();
        assertThat(verdict(a)).isEqualTo(verdict).hasSameHashCodeAs(verdict);
    }

    @Property
    void theWholeIsTheLeastOfItsParts(@ForAll("criteria") Criterion<String> a) {
        Truth least = a.parts().stream()
                .map(CombinatorLaws::truth)
                .min(Truth::compareTo)
                .orElseThrow();
        assertThat(truth(a)).isEqualTo(least);
        assertThat(a.parts()).doesNotHaveDuplicates();
    }

    @Property
    void aConjunctionHasThePartsOfItsPartsAndHidesNone(@ForAll("parts") List<Criterion<String>> parts) {
        Set<Criterion<String>> all = new LinkedHashSet<>();
        parts.forEach(part -> all.addAll(part.parts()));
        assertThat(Criterion.allOf(parts).parts()).containsExactlyElementsOf(all);
        assertThat(Criterion.allOf(parts).parts()).allMatch(part -> part.parts().equals(List.of(part)));
    }

    @Property
    void aWayOutNamesAllThatItLacks(@ForAll("parts") List<Criterion<String>> parts) {
        Criterion<String> met = Criterion.not(new Fixed("barred", Truth.MET));
        Verdict verdict = verdict(Criterion.anyOf(met, Criterion.allOf(parts)));
        if (!verdict.isMet()) {
            Set<Reason> lacking = new LinkedHashSet<>();
            parts.forEach(part ->
                    part.parts().forEach(each -> lacking.addAll(verdict(each).reasons())));
            List<List<Reason>> ways = verdict.reasons().get(0).alternatives();
            assertThat(ways.get(ways.size() - 1)).containsExactlyElementsOf(lacking);
        }
    }

    @Property
    void allOfGivesTheReasonsOfEveryPartThatDecided(@ForAll("parts") List<Criterion<String>> parts) {
        Criterion<String> whole = Criterion.allOf(parts);
        Assume.that(whole.parts().size() > 1);
        Set<Reason> decisive = new LinkedHashSet<>();
        for (Criterion<String> part : whole.parts()) {
            if (truth(part) == truth(whole)) {
                decisive.addAll(verdict(part).reasons());
            }
        }
        assertThat(verdict(whole).reasons()).containsExactlyElementsOf(decisive);
    }
}
