package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.math.BigIntegerMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ProportionLaws {

    @Provide
    Arbitrary<Proportion> proportions() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(1, 60), Arbitraries.longs().between(1, 2_000_000))
                .flatMap(n -> Arbitraries.longs().between(0, n).map(k -> new Proportion(k, n)));
    }

    @Property
    void intervalsHoldTheObservedShareAndStayInRange(
            @ForAll("proportions") Proportion share, @ForAll @DoubleRange(min = 0.01, max = 0.99) double confidence) {
        for (Interval interval : new Interval[] {share.wilson(confidence), share.exact(confidence)}) {
            assertThat(interval.low()).isBetween(0.0, share.observed());
            assertThat(interval.high()).isBetween(share.observed(), 1.0);
        }
    }

    @Property
    void hitsAndMissesAreMirrored(
            @ForAll("proportions") Proportion share, @ForAll @DoubleRange(min = 0.01, max = 0.99) double confidence) {
        Proportion mirrored = new Proportion(share.trials() - share.hits(), share.trials());
        assertThat(mirrored.exact(confidence).low())
                .isCloseTo(1 - share.exact(confidence).high(), within(1e-12));
        assertThat(mirrored.wilson(confidence).low())
                .isCloseTo(1 - share.wilson(confidence).high(), within(1e-12));
    }

    /** At the ends of the exact interval the observed count is just as extreme as the confidence allows. */
    @Property
    void exactEndsAreWhereTheTailsAreReached(
            @ForAll("proportions") Proportion share, @ForAll @DoubleRange(min = 0.5, max = 0.99) double confidence) {
        Interval interval = share.exact(confidence);
        double tail = (1 - confidence) / 2;
        // an end next to 1 is a double too, and a tail changes by up to as many times as there are trials
        double rounding = 1e-8 * tail + 3e-16 * share.trials();
        if (share.hits() > 0) {
            assertThat(share.chanceOfAtLeast(interval.low())).isCloseTo(tail, within(rounding));
        }
        if (share.hits() < share.trials()) {
            assertThat(share.chanceOfAtMost(interval.high())).isCloseTo(tail, within(rounding));
        }
    }

    @Property
    void tailsAreSumsOfTheBinomialLaw(
            @ForAll @IntRange(min = 1, max = 30) int trials,
            @ForAll @IntRange(max = 30) int hits,
            @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        Proportion share = new Proportion(Math.min(hits, trials), trials);
        double atMost = 0;
        double atLeast = 0;
        double ways = 1;
        for (int k = 0; k <= trials; k++) {
            double mass = ways * Math.pow(chance, k) * Math.pow(1 - chance, trials - k);
            atMost += k <= share.hits() ? mass : 0;
            atLeast += k >= share.hits() ? mass : 0;
            ways = ways * (trials - k) / (k + 1);
        }
        assertThat(share.chanceOfAtMost(chance)).isCloseTo(atMost, within(1e-12));
        assertThat(share.chanceOfAtLeast(chance)).isCloseTo(atLeast, within(1e-12));
    }

    /** What the word exact promises: whatever the true chance, the interval holds it often enough. */
    @Property(tries = 50)
    void exactCoversEveryChanceOftenEnough(
            @ForAll @IntRange(min = 1, max = 25) int trials,
            @ForAll @DoubleRange(min = 0, max = 1) double chance,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double confidence) {
        double covered = 0;
        double ways = 1;
        for (int k = 0; k <= trials; k++) {
            double mass = ways * Math.pow(chance, k) * Math.pow(1 - chance, trials - k);
            covered += new Proportion(k, trials).exact(confidence).contains(chance) ? mass : 0;
            ways = ways * (trials - k) / (k + 1);
        }
        assertThat(covered).isGreaterThan(confidence - 1e-9);
    }

    @Provide
    Arbitrary<Proportion> few() {
        return Arbitraries.longs()
                .between(0, 25)
                .flatMap(n -> Arbitraries.longs().between(0, n).map(k -> new Proportion(k, n)));
    }

    /** By all ways to spread the hits, in whole numbers. */
    @Property
    void theTestOfADifferenceCountsAllWaysThatAreAsUnlikely(
            @ForAll("few") Proportion one, @ForAll("few") Proportion other) {
        int hits = (int) (one.hits() + other.hits());
        BigInteger seen = ways(one, other, (int) one.hits());
        BigInteger unlikely = BigInteger.ZERO;
        BigInteger all = BigInteger.ZERO;
        for (int k = 0; k <= hits; k++) {
            BigInteger ways = ways(one, other, k);
            all = all.add(ways);
            unlikely = unlikely.add(ways.compareTo(seen) <= 0 ? ways : BigInteger.ZERO);
        }
        double chance = new BigDecimal(unlikely)
                .divide(new BigDecimal(all), MathContext.DECIMAL64)
                .doubleValue();
        assertThat(one.pValueOfDifference(other)).isCloseTo(chance, within(1e-12));
        assertThat(other.pValueOfDifference(one)).isCloseTo(chance, within(1e-12));
    }

    private static BigInteger ways(Proportion one, Proportion other, int k) {
        int rest = (int) (one.hits() + other.hits()) - k;
        return k > one.trials() || rest > other.trials()
                ? BigInteger.ZERO
                : BigIntegerMath.binomial((int) one.trials(), k)
                        .multiply(BigIntegerMath.binomial((int) other.trials(), rest));
    }
}
