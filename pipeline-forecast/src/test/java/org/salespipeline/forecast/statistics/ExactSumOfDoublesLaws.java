package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ExactSumOfDoublesLaws {

    @Provide
    Arbitrary<List<Double>> values() {
        Arbitrary<Double> anyBits = Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(value -> Double.isFinite(value) && Math.abs(value) < 1e300);
        Arbitrary<Double> near =
                Arbitraries.integers().between(-1_000_000, 1_000_000).map(i -> i / 1024.0 / 1000);
        Arbitrary<Double> edges = Arbitraries.of(
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                1.0,
                -1.0,
                0x1p53,
                1e300,
                -1e300,
                0.1);
        return Arbitraries.oneOf(anyBits, near, edges).list().ofMaxSize(40);
    }

    private static ExactSum.OfDoubles sum(List<Double> values) {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        values.forEach(sum::add);
        return sum;
    }

    private static BigDecimal exact(List<Double> values) {
        return values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Property
    void sumIsTheOneOfExactDecimals(@ForAll("values") List<Double> values) {
        assertThat(sum(values).exact()).isEqualByComparingTo(exact(values));
        // adding 0.0 makes −0.0 the 0.0 of an empty sum
        assertThat(sum(values).result()).isEqualTo(exact(values).doubleValue() + 0.0);
    }

    @Property
    void anyPartitionInAnyOrderGivesTheSameBytes(
            @ForAll("values") List<Double> values, @ForAll @IntRange(min = 1, max = 5) int parts, @ForAll long seed) {
        List<Double> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(seed));
        ExactSum.OfDoubles merged = new ExactSum.OfDoubles();
        for (int part = 0; part < parts; part++) {
            ExactSum.OfDoubles partial = new ExactSum.OfDoubles();
            for (int i = part; i < shuffled.size(); i += parts) {
                partial.add(shuffled.get(i));
            }
            merged.merge(partial);
        }
        assertThat(merged.toBytes()).isEqualTo(sum(values).toBytes());
        assertThat(merged).isEqualTo(sum(values)).hasSameHashCodeAs(sum(values));
    }

    @Property
    void bytesGiveTheSumBack(@ForAll("values") List<Double> values, @ForAll("values") List<Double> more) {
        ExactSum.OfDoubles back = ExactSum.OfDoubles.ofBytes(sum(values).toBytes());
        assertThat(back).isEqualTo(sum(values));
        more.forEach(back::add);
        List<Double> all = new ArrayList<>(values);
        all.addAll(more);
        assertThat(back).isEqualTo(sum(all));
    }

    @Property
    void whatIsTakenAwayAgainLeavesNothing(@ForAll("values") List<Double> values) {
        ExactSum.OfDoubles sum = sum(values);
        values.forEach(value -> sum.add(-value));
        assertThat(sum).isEqualTo(new ExactSum.OfDoubles());
        assertThat(sum.result()).isZero();
    }

    @Property(tries = 50)
    void mergingWithItselfDoubles(@ForAll("values") List<Double> values, @ForAll @IntRange(max = 80) int times) {
        ExactSum.OfDoubles sum = sum(values);
        for (int i = 0; i < times; i++) {
            sum.merge(sum);
        }
        assertThat(sum.exact())
                .isEqualByComparingTo(
                        exact(values).multiply(BigDecimal.valueOf(2).pow(times)));
    }

    /** The cases of the reference file: cancellation, a million tenths, a thousand powers of ten. */
    @Example
    void agreesWithTheReference() {
        assertThat(sum(List.of(1.0, 1e100, 1.0, -1e100)).result()).isEqualTo(2.0);
        ExactSum.OfDoubles tenths = new ExactSum.OfDoubles();
        for (int i = 0; i < 1_000_000; i++) {
            tenths.add(0.1);
        }
        assertThat(tenths.result()).isEqualTo(100_000.0);
        assertThat(tenths.exact()).isEqualByComparingTo(exact(List.of(0.1)).multiply(new BigDecimal(1_000_000)));
        ExactSum.OfDoubles powers = new ExactSum.OfDoubles();
        for (int k = 0; k < 1000; k++) {
            powers.add((k % 2 == 0 ? 1 : -1) * Double.parseDouble("1e" + k % 17));
        }
        assertThat(powers.result()).isEqualTo(-9_090_909_090_909.0);
    }

    @Example
    void refusesWhatIsNoNumberOrBeyondDoubles() {
        ExactSum.OfDoubles sum = new ExactSum.OfDoubles();
        assertThatThrownBy(() -> sum.add(Double.NaN)).hasMessage("value to add must be finite, was NaN");
        assertThatThrownBy(() -> sum.add(Double.POSITIVE_INFINITY))
                .hasMessage("value to add must be finite, was Infinity");
        sum.add(Double.MAX_VALUE);
        assertThat(sum).hasToString("1.7976931348623157E308");
        sum.add(Double.MAX_VALUE);
        assertThatThrownBy(sum::result)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("sum must be within the range of doubles, was about 2^1025; sum in parts, or use exact()");
        assertThat(sum).hasToString("beyond doubles");
        sum.add(-Double.MAX_VALUE);
        assertThat(sum.result()).isEqualTo(Double.MAX_VALUE);
        assertThatThrownBy(() -> ExactSum.OfDoubles.ofBytes(new byte[3]))
                .hasMessage("bytes of a sum must be 281, was 3");
        assertThatThrownBy(() -> ExactSum.OfDoubles.ofBytes(new byte[281]))
                .hasMessage("version of a sum must be 1, was 0");
    }
}
