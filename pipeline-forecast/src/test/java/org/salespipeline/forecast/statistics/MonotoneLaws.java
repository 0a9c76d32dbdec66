package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class MonotoneLaws {

    @Property
    void aGuessChangesNothing(
            @ForAll @DoubleRange(min = 0, max = 1) @Scale(12) double level,
            @ForAll @DoubleRange(min = 0, max = 1) @Scale(12) double guess) {
        assertThat(Monotone.firstAtLeast(x -> x, level, 1, guess)).isEqualTo(level);
        assertThat(Monotone.firstAtLeast(x -> x * x, level, 1, guess))
                .isEqualTo(Monotone.firstAtLeast(x -> x * x, level, 1));
        assertThat(Monotone.firstAtLeast(x -> x < 0.25 ? 0 : 1, level, 1, guess))
                .isEqualTo(Monotone.firstAtLeast(x -> x < 0.25 ? 0 : 1, level, 1));
    }

    @Property
    void whereTheLevelIsNeverReachedItIsTheHighEnd(@ForAll @DoubleRange(min = 0, max = 1) double guess) {
        assertThat(Monotone.firstAtLeast(x -> 0, 1, 1, guess)).isEqualTo(1);
    }

    @Property
    void sumsOverGroupsAreThoseOfTheGroups(
            @ForAll @Size(min = 1, max = 20) List<@LongRange(max = 400) Long> groups,
            @ForAll @DoubleRange(min = 1e-3, max = 1e6) @Scale(6) double x) {
        long[] numbers = groups.stream().mapToLong(number -> number).toArray();
        RisingSums sums = new RisingSums(numbers);
        double harmonic = Arrays.stream(numbers)
                .mapToDouble(number -> Factorials.harmonic(x, number))
                .sum();
        double log = Arrays.stream(numbers)
                .mapToDouble(number -> Factorials.logRising(x, number))
                .sum();
        assertThat(sums.harmonic(x)).isCloseTo(harmonic, within(1e-12 * Math.max(1, harmonic)));
        assertThat(sums.logRising(x)).isCloseTo(log, within(1e-12 * Math.max(1, Math.abs(log) + numbers.length * 20)));
    }
}
