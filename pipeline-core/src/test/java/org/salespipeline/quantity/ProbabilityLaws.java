package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ProbabilityLaws {

    @Property
    void theOrderIsThatOfTheFractions(
            @ForAll @DoubleRange(max = 1) double first, @ForAll @DoubleRange(max = 1) double second) {
        assertThat(Probability.of(first).compareTo(Probability.of(second))).isEqualTo(Double.compare(first, second));
    }
}
