package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.salespipeline.forecast.revenue.RevenueArbitraries.Term;

/** What holds for the law of any terms. */
class RevenueLaws {

    private static final double ROUNDING = 1e-12;

    @Provide
    Arbitrary<List<Term>> few() {
        return RevenueArbitraries.terms(12);
    }

    @Provide
    Arbitrary<List<Term>> some() {
        return RevenueArbitraries.terms(60);
    }

    @Provide
    Arbitrary<CommonFactor> factors() {
        return RevenueArbitraries.factors();
    }

    @Provide
    Arbitrary<Aggregator> exact() {
        return Arbitraries.of(Aggregators.exactAtoms(), Aggregators.automatic());
    }

    @Provide
    Arbitrary<Aggregator> any() {
        return Arbitraries.of(Aggregators.automatic(), Aggregators.headTail(16, 256));
    }

    @Provide
    Arbitrary<Double> shares() {
        return Arbitraries.doubles().between(0.0001, 0.9999).ofScale(6);
    }

    /** The law by going through all 2^n outcomes. */
    private static SortedMap<Long, Double> bruteForce(List<Term> terms) {
        TreeMap<Long, Double> mass = new TreeMap<>();
        for (int outcome = 0; outcome < 1 << terms.size(); outcome++) {
            long sum = 0;
            double chance = 1;
            for (int i = 0; i < terms.size(); i++) {
                boolean won = ((outcome >> i) & 1) == 1;
                sum += won ? terms.get(i).amount() : 0;
                chance *= won ? terms.get(i).chance() : 1 - terms.get(i).chance();
            }
            if (chance > 0) {
                mass.merge(sum, chance, Double::sum);
            }
        }
        return mass;
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void exactLawsAreThoseOfAllOutcomes(
            @ForAll("few") List<Term> terms,
            @ForAll("exact") Aggregator aggregator,
            @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long certain) {
        RevenueLaw law = aggregator.law(RevenueArbitraries.build(terms, certain));
        double below = 0;
        for (var atom : bruteForce(terms).entrySet()) {
            double x = certain + (double) atom.getKey();
            assertThat(law.chanceOfLess(x)).isCloseTo(below, within(ROUNDING));
            below += atom.getValue();
            assertThat(law.chanceOfAtMost(x)).isCloseTo(below, within(ROUNDING));
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void orderAndPartitionOfTheTermsChangeNoBit(
            @ForAll("some") List<Term> terms,
            @ForAll("any") Aggregator aggregator,
            @ForAll("factors") CommonFactor factor,
            @ForAll Random random) {
        List<Term> shuffled = new ArrayList<>(terms);
        Collections.shuffle(shuffled, random);
        int cut = random.nextInt(terms.size() + 1);
        RevenueTerms whole = RevenueArbitraries.build(terms, 77);
        RevenueTerms merged = RevenueArbitraries.build(shuffled.subList(cut, terms.size()), 70)
                .merge(RevenueArbitraries.build(shuffled.subList(0, cut), 7));
        assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(merged.toBytes()).isEqualTo(whole.toBytes());
        assertThat(RevenueTerms.ofBytes(merged.toBytes())).isEqualTo(whole);
        RevenueLaw one = aggregator.law(whole, factor);
        RevenueLaw other = aggregator.law(merged, factor);
        assertThat(other.crps(1_000_000)).isEqualTo(one.crps(1_000_000));
        for (double share : new double[] {0, 0.01, 0.3, 0.5, 0.9, 1}) {
            assertThat(other.quantile(share)).isEqualTo(one.quantile(share));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void meansOfPartsAddUpExactly(@ForAll("some") List<Term> terms, @ForAll("some") List<Term> others) {
        RevenueTerms one = RevenueArbitraries.build(terms, 3);
        RevenueTerms other = RevenueArbitraries.build(others, 5);
        BigDecimal byHand = new BigDecimal(8);
        for (Term term : terms) {
            byHand = byHand.add(new BigDecimal(term.chance()).multiply(new BigDecimal(term.amount())));
        }
        for (Term term : others) {
            byHand = byHand.add(new BigDecimal(term.chance()).multiply(new BigDecimal(term.amount())));
        }
        assertThat(one.merge(other).exactMean())
                .isEqualByComparingTo(one.exactMean().add(other.exactMean()));
        assertThat(one.merge(other).mean()).isEqualTo(byHand.doubleValue());
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void quantileAndChanceAreInverse(
            @ForAll("some") List<Term> terms,
            @ForAll("any") Aggregator aggregator,
            @ForAll("factors") CommonFactor factor,
            @ForAll("shares") double share) {
        RevenueLaw law = aggregator.law(RevenueArbitraries.build(terms, 0), factor);
        double x = law.quantile(share);
        // x has 16 digits, and F may rise by 1 within a thousandth of its range
        assertThat(law.chanceOfAtMost(x)).isGreaterThanOrEqualTo(share - 1e-9);
        assertThat(law.chanceOfLess(x)).isLessThanOrEqualTo(share + 1e-9);
        assertThat(law.chanceOfAtLeast(x) + law.chanceOfLess(x)).isCloseTo(1, within(ROUNDING));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void certainTermShiftsTheLaw(
            @ForAll("few") List<Term> terms,
            @ForAll("exact") Aggregator aggregator,
            @ForAll("factors") CommonFactor factor,
            @ForAll @LongRange(min = 0, max = 5_000_000) long amount) {
        List<Term> more = new ArrayList<>(terms);
        more.add(new Term(99, amount, 1));
        RevenueLaw law = aggregator.law(RevenueArbitraries.build(terms, 0), factor);
        RevenueLaw shifted = aggregator.law(RevenueArbitraries.build(more, 0), factor);
        for (double share : new double[] {0, 0.2, 0.5, 0.93}) {
            double x = law.quantile(share);
            assertThat(shifted.chanceOfAtMost(x + amount)).isCloseTo(law.chanceOfAtMost(x), within(ROUNDING));
            assertThat(shifted.chanceOfLess(x + amount)).isCloseTo(law.chanceOfLess(x), within(ROUNDING));
        }
        assertThat(shifted.expectedShortfall(3_000_000.0 + amount))
                .isCloseTo(law.expectedShortfall(3_000_000), within(1e-5));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anotherTermNeverMakesReachingATargetLessLikely(
            @ForAll("few") List<Term> terms, @ForAll("factors") CommonFactor factor, @ForAll Random random) {
        List<Term> more = new ArrayList<>(terms);
        more.add(new Term(99, random.nextInt(1_000_000), random.nextDouble()));
        RevenueLaw law = Aggregators.automatic().law(RevenueArbitraries.build(terms, 0), factor);
        RevenueLaw larger = Aggregators.automatic().law(RevenueArbitraries.build(more, 0), factor);
        for (int i = 0; i < 10; i++) {
            double target = random.nextInt(8_000_000);
            assertThat(larger.chanceOfAtLeast(target)).isGreaterThanOrEqualTo(law.chanceOfAtLeast(target) - ROUNDING);
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void headAndTailIsWithinItsBoundOfTheExactLaw(
            @ForAll("few") List<Term> terms, @ForAll("factors") CommonFactor factor) {
        RevenueTerms built = RevenueArbitraries.build(terms, 0);
        RevenueLaw exact = Aggregators.exactAtoms().law(built, factor);
        RevenueLaw near = Aggregators.headTail(4, 512).law(built, factor);
        double end = terms.stream().mapToDouble(Term::amount).sum();
        double distance = 0;
        int steps = 20_000;
        double width = end / steps;
        for (int i = 0; i < steps; i++) {
            double x = (i + 0.5) * width;
            distance += Math.abs(exact.chanceOfAtMost(x) - near.chanceOfAtMost(x)) * width;
        }
        // both rise from 0 to 1, and the midpoint rule is off by a width for each
        assertThat(distance).isLessThanOrEqualTo(near.errorBound() + 2 * width + 1e-6);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void shortfallAndScoreAreIntegralsOfTheLaw(
            @ForAll("some") List<Term> terms,
            @ForAll("any") Aggregator aggregator,
            @ForAll @LongRange(min = 0, max = 20_000_000) long target) {
        RevenueLaw law = aggregator.law(RevenueArbitraries.build(terms, 0));
        double lowest = Math.min(law.quantile(0), (double) target);
        double highest = Math.max(law.quantile(1), (double) target);
        int steps = 20_000;
        double width = (highest - lowest) / steps;
        double shortfall = 0;
        double score = 0;
        for (int i = 0; i < steps; i++) {
            double x = lowest + (i + 0.5) * width;
            double f = law.chanceOfAtMost(x);
            shortfall += x < target ? f * width : 0;
            score += Math.pow(x < target ? f : 1 - f, 2) * width;
        }
        // F is monotone: the midpoint rule is off by at most one width of each of its two monotone parts
        assertThat(law.expectedShortfall((double) target)).isCloseTo(shortfall, within(2 * width + 1e-6));
        assertThat(law.crps((double) target)).isCloseTo(score, within(4 * width + 1e-6));
    }
}
