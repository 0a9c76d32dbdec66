package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.salespipeline.forecast.revenue.RevenueArbitraries.Term;

/** What holds for the effects of any few terms. */
class CriticalityLaws {

    private static final double ROUNDING = 1e-10;

    @Provide
    Arbitrary<List<Term>> multiples() {
        return RevenueArbitraries.terms(10)
                .map(terms -> terms.stream()
                        .map(term -> new Term(term.key(), term.amount() / 2500 * 2500, term.chance()))
                        .toList());
    }

    @Provide
    Arbitrary<CommonFactor> factors() {
        return RevenueArbitraries.factors();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void chanceSplitsIntoThatOfWonAndThatOfLost(
            @ForAll("multiples") List<Term> terms, @ForAll @LongRange(min = 0, max = 9_000_000) long target) {
        RevenueTerms built = RevenueArbitraries.build(terms, 0);
        Criticality criticality = Criticality.of(built, CommonFactor.independent(), (double) target);
        RevenueLaw law = Aggregators.exactAtoms().law(built);
        assertThat(criticality.chance()).isCloseTo(law.chanceOfAtLeast((double) target), within(ROUNDING));
        double missed = law.chanceOfLess((double) target);
        double meanIfMissed = built.certain;
        for (int i = 0; i < built.size(); i++) {
            meanIfMissed += built.settled(i) ? built.win[i] * built.chance[i] : 0;
        }
        for (Criticality.Effect effect : criticality.effects()) {
            assertThat(effect.pivotal()).isBetween(-ROUNDING, 1 + ROUNDING);
            meanIfMissed += effect.meanIfMissed();
        }
        if (missed > 1e-6) {
            // Euler: the parts add up to the whole
            assertThat(meanIfMissed * missed).isCloseTo(law.meanBelow((double) target) * missed, within(1e-3));
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void orderOfTheTermsChangesNoBit(
            @ForAll("multiples") List<Term> terms, @ForAll("factors") CommonFactor factor, @ForAll Random random) {
        List<Term> shuffled = new ArrayList<>(terms);
        Collections.shuffle(shuffled, random);
        Criticality one = Criticality.of(RevenueArbitraries.build(terms, 0), factor, 1_000_000);
        Criticality other = Criticality.of(RevenueArbitraries.build(shuffled, 0), factor, 1_000_000);
        assertThat(other.effects()).isEqualTo(one.effects());
        assertThat(other.chance()).isEqualTo(one.chance());
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void effectOfATermIsThatOfSettlingIt(
            @ForAll("multiples") List<Term> terms,
            @ForAll("factors") CommonFactor factor,
            @ForAll @LongRange(min = 0, max = 6_000_000) long target) {
        List<Term> named = new ArrayList<>();
        for (Term term : terms) {
            named.add(new Term(named.size(), term.amount(), term.chance()));
        }
        RevenueTerms built = RevenueArbitraries.build(named, 0);
        for (Criticality.Effect effect :
                Criticality.of(built, factor, (double) target).effects()) {
            RevenueLaw won = Aggregators.exactAtoms().law(built.withChance(effect.key(), 1), factor);
            RevenueLaw lost = Aggregators.exactAtoms().law(built.withChance(effect.key(), 0), factor);
            // the factor is held at other values if other terms are open
            assertThat(effect.ifWon()).isCloseTo(won.chanceOfAtLeast((double) target), within(1e-6));
            assertThat(effect.ifLost()).isCloseTo(lost.chanceOfAtLeast((double) target), within(1e-6));
        }
    }
}
