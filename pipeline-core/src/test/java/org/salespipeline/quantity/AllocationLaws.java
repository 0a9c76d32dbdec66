package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.joda.money.Money;
import org.salespipeline.testkit.QuantityArbitraries;

class AllocationLaws {

    @Provide
    Arbitrary<Long> wholes() {
        return QuantityArbitraries.minorUnits();
    }

    @Provide
    Arbitrary<Money> amounts() {
        return QuantityArbitraries.amounts();
    }

    @Provide
    Arbitrary<List<BigDecimal>> weights() {
        return QuantityArbitraries.weights();
    }

    @Provide
    Arbitrary<long[]> longWeights() {
        Arbitrary<Long> few = Arbitraries.longs().between(0, 3);
        Arbitrary<Long> everyday = Arbitraries.longs().between(0, 10_000);
        Arbitrary<Long> any = Arbitraries.longs().greaterOrEqual(0);
        return Arbitraries.oneOf(few, everyday, any)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .filter(weights -> weights.stream().anyMatch(weight -> weight > 0))
                .map(weights -> weights.stream().mapToLong(Long::longValue).toArray());
    }

    @Property(tries = 1000)
    void agreesWithServingUnitByUnit(@ForAll("wholes") long whole, @ForAll("longWeights") long[] weights) {
        List<BigInteger> wide =
                Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList();
        assertThat(wide(Allocation.split(whole, weights))).isEqualTo(unitByUnit(BigInteger.valueOf(whole), wide));
    }

    @Property(tries = 1000)
    void amountsAgreeWithServingUnitByUnit(
            @ForAll("amounts") Money whole, @ForAll("weights") List<BigDecimal> weights) {
        List<BigInteger> wide = weights.stream()
                .map(weight -> weight.movePointRight(12).toBigIntegerExact())
                .toList();
        assertThat(minor(Allocation.byWeights(whole, weights)))
                .isEqualTo(unitByUnit(whole.getAmount().unscaledValue(), wide));
    }

    @Property
    void thePartsAddUpToTheWhole(@ForAll("wholes") long whole, @ForAll("longWeights") long[] weights) {
        BigInteger sum = wide(Allocation.split(whole, weights)).stream().reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(sum).isEqualTo(BigInteger.valueOf(whole));
    }

    @Property
    void theAmountsAddUpToTheWhole(@ForAll("amounts") Money whole, @ForAll("weights") List<BigDecimal> weights) {
        assertThat(Money.total(Allocation.byWeights(whole, weights))).isEqualTo(whole);
    }

    @Property
    void everyPartIsLessThanOneUnitOff(@ForAll("wholes") long whole, @ForAll("longWeights") long[] weights) {
        BigInteger sum = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        long[] parts = Allocation.split(whole, weights);
        for (int i = 0; i < parts.length; i++) {
            BigInteger exact = BigInteger.valueOf(whole).multiply(BigInteger.valueOf(weights[i]));
            BigInteger off = BigInteger.valueOf(parts[i]).multiply(sum).subtract(exact);
            assertThat(off.abs()).isLessThan(sum);
        }
    }

    @Property
    void aWeightOfZeroGetsNothing(@ForAll("wholes") long whole, @ForAll("longWeights") long[] weights) {
        long[] parts = Allocation.split(whole, weights);
        for (int i = 0; i < parts.length; i++) {
            assertThat(weights[i] > 0 || parts[i] == 0).isTrue();
        }
    }

    @Property
    void aLargerWeightNeverGetsLess(@ForAll @LongRange(min = 0) long whole, @ForAll("longWeights") long[] weights) {
        long[] parts = Allocation.split(whole, weights);
        for (int i = 0; i < parts.length; i++) {
            for (int j = 0; j < parts.length; j++) {
                assertThat(weights[i] <= weights[j] || parts[i] >= parts[j]).isTrue();
            }
        }
    }

    @Property
    void aNegativeWholeMirrorsThePositiveOne(
            @ForAll("amounts") Money whole, @ForAll("weights") List<BigDecimal> weights) {
        List<Money> mirrored = Allocation.byWeights(whole.negated(), weights).stream()
                .map(Money::negated)
                .toList();
        assertThat(mirrored).isEqualTo(Allocation.byWeights(whole, weights));
    }

    @Property
    void scalingAllWeightsChangesNothing(
            @ForAll("amounts") Money whole,
            @ForAll("weights") List<BigDecimal> weights,
            @ForAll @LongRange(min = 1) long factor,
            @ForAll @IntRange(min = -20, max = 20) int power) {
        BigDecimal scale = BigDecimal.valueOf(factor).scaleByPowerOfTen(power);
        List<BigDecimal> scaled =
                weights.stream().map(weight -> weight.multiply(scale)).toList();
        assertThat(Allocation.byWeights(whole, scaled)).isEqualTo(Allocation.byWeights(whole, weights));
    }

    @Property
    void theOrderOfKeysChangesNothing(
            @ForAll("amounts") Money whole, @ForAll("weights") List<BigDecimal> weights, @ForAll long seed) {
        List<Integer> keys = new ArrayList<>();
        weights.forEach(weight -> keys.add(keys.size()));
        Map<Integer, BigDecimal> ordered = new LinkedHashMap<>();
        keys.forEach(key -> ordered.put(key, weights.get(key)));
        Collections.shuffle(keys, new Random(seed));
        Map<Integer, BigDecimal> shuffled = new LinkedHashMap<>();
        keys.forEach(key -> shuffled.put(key, weights.get(key)));

        Map<Integer, Money> result = Allocation.byKey(whole, shuffled);
        assertThat(result).containsExactlyEntriesOf(Allocation.byKey(whole, ordered));
        assertThat(List.copyOf(result.values())).isEqualTo(Allocation.byWeights(whole, weights));
        assertThat(List.copyOf(result.keySet())).isSorted();
    }

    /** The rule in its own words: whole units first, then one each to whoever has the largest part left over. */
    private static List<BigInteger> unitByUnit(BigInteger whole, List<BigInteger> weights) {
        BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger> parts = new ArrayList<>();
        List<BigInteger> leftOver = new ArrayList<>();
        for (BigInteger weight : weights) {
            BigInteger product = whole.abs().multiply(weight);
            parts.add(product.divide(sum));
            leftOver.add(product.mod(sum));
        }
        BigInteger served = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        while (served.compareTo(whole.abs()) < 0) {
            int best = 0;
            for (int i = 1; i < weights.size(); i++) {
                if (leftOver.get(i).compareTo(leftOver.get(best)) > 0) {
                    best = i;
                }
            }
            parts.set(best, parts.get(best).add(BigInteger.ONE));
            leftOver.set(best, BigInteger.ONE.negate());
            served = served.add(BigInteger.ONE);
        }
        BigInteger sign = BigInteger.valueOf(whole.signum());
        return parts.stream().map(part -> part.multiply(sign)).toList();
    }

    private static List<BigInteger> wide(long[] parts) {
        return Arrays.stream(parts).mapToObj(BigInteger::valueOf).toList();
    }

    private static List<BigInteger> minor(List<Money> amounts) {
        return amounts.stream()
                .map(amount -> amount.getAmount().unscaledValue())
                .toList();
    }
}
