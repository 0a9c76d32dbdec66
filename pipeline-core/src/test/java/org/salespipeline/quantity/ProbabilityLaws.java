package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.salespipeline.testkit.QuantityArbitraries;

class ProbabilityLaws {

    @Provide
    Arbitrary<Probability> chances() {
        return QuantityArbitraries.probabilities();
    }

    @Property
    void theOrderIsThatOfTheFractions(
            @ForAll @DoubleRange(max = 1) double first, @ForAll @DoubleRange(max = 1) double second) {
        assertThat(Probability.of(first).compareTo(Probability.of(second))).isEqualTo(Double.compare(first, second));
    }

    @Property
    void theFixedFormIsTheNearestPart(@ForAll("chances") Probability chance) {
        BigDecimal exact = new BigDecimal(chance.value()).multiply(BigDecimal.valueOf(1L << Probability.FIXED_BITS));
        assertThat(chance.toFixed())
                .isEqualTo(exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact())
                .isBetween(0L, 1L << Probability.FIXED_BITS);
    }

    @Property
    void theFixedFormKeepsTheOrder(@ForAll("chances") Probability first, @ForAll("chances") Probability second) {
        int order = Long.compare(first.toFixed(), second.toFixed());
        assertThat(order == 0 || order == Integer.signum(first.compareTo(second)))
                .isTrue();
    }

    @Property
    void thePrintedFormReadsBackAndIsNoLongerThanJavas(@ForAll("chances") Probability chance) {
        BigDecimal printed = new BigDecimal(chance.toString());
        assertThat(printed.doubleValue()).isEqualTo(chance.value());
        assertThat(chance.toString()).doesNotContain("E");
        assertThat(printed.precision())
                .isLessThanOrEqualTo(new BigDecimal(Double.toString(chance.value())).precision());
    }

    @Property
    void anEventAndItsContraryAreCertainTogether(@ForAll("chances") Probability chance) {
        assertThat(chance.value() + chance.complement().value()).isEqualTo(1);
    }
}
