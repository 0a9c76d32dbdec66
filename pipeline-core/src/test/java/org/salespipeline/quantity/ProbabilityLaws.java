package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
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

    @Property(tries = 3000)
    void thePrintedFormReadsBackAndNoShorterOneDoes(@ForAll("chances") Probability chance) {
        BigDecimal printed = new BigDecimal(chance.toString());
        assertThat(Double.parseDouble(chance.toString())).isEqualTo(chance.value());
        assertThat(chance.toString()).doesNotContain("E");
        int digits = printed.stripTrailingZeros().precision();
        if (digits > 1) {
            // what reads back as one double is a range around it, so the two nearest shorter ones stand for all
            BigDecimal exact = new BigDecimal(chance.value());
            for (RoundingMode way : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                BigDecimal shorter = exact.round(new MathContext(digits - 1, way));
                assertThat(Double.parseDouble(shorter.toString())).isNotEqualTo(chance.value());
            }
        }
    }

    @Property
    void ofTwoOfOneLengthTheNearerOneIsPrinted(@ForAll("chances") Probability chance) {
        BigDecimal exact = new BigDecimal(chance.value());
        BigDecimal printed = new BigDecimal(chance.toString());
        for (BigDecimal step : new BigDecimal[] {printed.ulp(), printed.ulp().negate()}) {
            BigDecimal other = printed.add(step);
            if (other.doubleValue() == chance.value()) {
                assertThat(printed.subtract(exact).abs())
                        .isLessThanOrEqualTo(other.subtract(exact).abs());
            }
        }
    }

    @Property
    void anEventAndItsContraryAreCertainTogether(@ForAll("chances") Probability chance) {
        assertThat(chance.value() + chance.complement().value()).isEqualTo(1);
    }
}
