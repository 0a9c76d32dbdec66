package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class QuantilesLaws {

    @Provide
    Arbitrary<double[]> samples() {
        return Arbitraries.integers()
                .between(-20, 20)
                .map(i -> i / 4.0)
                .array(Double[].class)
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(boxed ->
                        Arrays.stream(boxed).mapToDouble(Double::doubleValue).toArray());
    }

    /** Slippage in days of fifteen deals, type 7; numpy 2.4.6, 2026-11-22. */
    @Example
    void interpolatedAgreesWithTheReference() {
        Quantiles days = Quantiles.of(-5, 0, 0, 3, 7, 14, 14, 21, 30, 35, 45, 60, 90, 91, 120);
        assertThat(days.interpolated(0.1)).isCloseTo(0.0, within(1e-12));
        assertThat(days.interpolated(0.25)).isEqualTo(5.0);
        assertThat(days.interpolated(0.5)).isEqualTo(21.0);
        assertThat(days.interpolated(0.75)).isEqualTo(52.5);
        assertThat(days.interpolated(0.9)).isCloseTo(90.6, within(1e-12));
    }

    @Example
    void aShareThatIsAWholeRankIsThatRank() {
        double[] hundred = new double[100];
        Arrays.setAll(hundred, i -> i + 1);
        Quantiles ranks = Quantiles.of(hundred);
        for (int rank = 1; rank <= 100; rank++) {
            assertThat(ranks.inverse(rank / 100.0)).isEqualTo(rank);
        }
        assertThat(ranks.inverse(0)).isEqualTo(1);
        assertThat(ranks.inverse(0.071)).isEqualTo(8);
    }

    @Property
    void inverseIsTheFirstValueThatReachesTheShare(
            @ForAll("samples") double[] sample, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        double expected = Arrays.stream(sample)
                .filter(x -> Arrays.stream(sample).filter(y -> y <= x).count() >= share * sample.length - 1e-9)
                .min()
                .orElseThrow();
        assertThat(Quantiles.of(sample).inverse(share)).isEqualTo(expected);
    }

    @Property
    void quantilesRiseWithTheShareWithinTheSample(
            @ForAll("samples") double[] sample,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        Quantiles quantiles = Quantiles.of(sample);
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        assertThat(quantiles.inverse(low)).isLessThanOrEqualTo(quantiles.inverse(high));
        assertThat(quantiles.interpolated(low)).isLessThanOrEqualTo(quantiles.interpolated(high));
        assertThat(quantiles.interpolated(0)).isEqualTo(quantiles.inverse(0));
        assertThat(quantiles.interpolated(1)).isEqualTo(quantiles.inverse(1));
        assertThat(Quantiles.of(-1).size()).isEqualTo(1);
    }

    /** Whatever the law, a number below the quantile is binomial: the chance that the interval misses is a sum of it. */
    @Property
    void intervalsMissTheTrueQuantileAtMostAsOftenAsDeclared(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @DoubleRange(min = 0.05, max = 0.95) double share,
            @ForAll @DoubleRange(min = 0.5, max = 0.99) double confidence) {
        double[] ranks = new double[n];
        Arrays.setAll(ranks, i -> i + 1);
        Interval interval = Quantiles.of(ranks).interval(share, confidence);
        double mass = Math.pow(1 - share, n);
        double held = 0;
        for (int below = 0; below <= n; below++) {
            // the true quantile lies between the values of rank below and below + 1
            held += interval.low() <= below && interval.high() >= below + 1 ? mass : 0;
            mass = mass * (n - below) / (below + 1) * share / (1 - share);
        }
        assertThat(held).isGreaterThanOrEqualTo(confidence - 1e-9);
    }

    @Example
    void refusesWhatIsNoSample() {
        assertThatThrownBy(Quantiles::of).hasMessage("a sample must have at least one value");
        assertThatThrownBy(() -> Quantiles.of(1, Double.NaN))
                .hasMessage("value 1 of a sample must be a number, was NaN");
        assertThatThrownBy(() -> Quantiles.of(1).inverse(1.1))
                .hasMessage("share of a quantile must be in [0, 1], was 1.1");
    }
}
