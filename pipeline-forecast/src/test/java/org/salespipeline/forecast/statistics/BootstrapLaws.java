package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BootstrapLaws {

    private static ToDoubleFunction<int[]> meanOf(double[] values) {
        return cases -> Arrays.stream(cases).mapToDouble(i -> values[i]).sum() / cases.length;
    }

    private static double[] sample(long seed, int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = Normal.quantile(Draws.seeded(seed).uniform(i) + 0x1p-54);
        }
        return values;
    }

    @Property
    void aReplicateIsLookedUp(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int cases,
            @ForAll @IntRange(max = 100) int replicate,
            @ForAll @DoubleRange(min = 1, max = 10) double length) {
        Bootstrap few = Bootstrap.of(seed, 1).inBlocksOf(length);
        Bootstrap many = Bootstrap.of(seed, 5000).inBlocksOf(length);
        assertThat(few.resample(cases, replicate)).isEqualTo(many.resample(cases, replicate));
        assertThat(few.resample(cases, replicate)).hasSize(cases);
        assertThat(Arrays.stream(few.resample(cases, replicate)).allMatch(i -> i >= 0 && i < cases))
                .isTrue();
    }

    @Property(tries = 50)
    void moreReplicatesRepeatTheFirstOnes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int cases) {
        double[] values = sample(seed, cases);
        double[] ten = Bootstrap.of(seed, 10).values(cases, meanOf(values));
        double[] thirty = Bootstrap.of(seed, 30).values(cases, meanOf(values));
        assertThat(Arrays.copyOf(thirty, 10)).isEqualTo(ten);
    }

    @Property(tries = 50)
    void intervalsMoveAndScaleWithTheValues(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 20) int cases,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        double[] values = sample(seed, cases);
        double[] moved = Arrays.stream(values).map(x -> 4 * x + by).toArray();
        for (boolean corrected : new boolean[] {false, true}) {
            Bootstrap bootstrap = Bootstrap.of(seed, 200);
            Interval one = corrected
                    ? bootstrap.corrected(cases, 0.9, meanOf(values))
                    : bootstrap.percentile(cases, 0.9, meanOf(values));
            Interval other = corrected
                    ? bootstrap.corrected(cases, 0.9, meanOf(moved))
                    : bootstrap.percentile(cases, 0.9, meanOf(moved));
            assertThat(other.low()).isCloseTo(4 * one.low() + by, within(1e-6));
            assertThat(other.high()).isCloseTo(4 * one.high() + by, within(1e-6));
        }
    }

    /** The variance of the mean over all draws is known: Σ (x − mean)² / n². */
    @Example
    void replicatesSpreadAsTheTheoryOfDrawingSays() {
        double[] values = sample(11, 40);
        double mean = Arrays.stream(values).sum() / 40;
        double variance =
                Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / 1600;
        double[] replicates = Bootstrap.of(5, 20_000).values(40, meanOf(values));
        double average = Arrays.stream(replicates).sum() / 20_000;
        double spread = Arrays.stream(replicates)
                        .map(x -> (x - average) * (x - average))
                        .sum()
                / 20_000;
        // five standard errors of either estimate
        assertThat(average).isCloseTo(mean, within(5 * Math.sqrt(variance / 20_000)));
        assertThat(spread).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / 20_000)));
    }

    @Example
    void intervalsHoldTheTrueMeanAboutAsOftenAsDeclared() {
        int plain = 0;
        int corrected = 0;
        for (int seed = 0; seed < 400; seed++) {
            double[] values =
                    Arrays.stream(sample(seed, 40)).map(StrictMath::exp).toArray();
            // the mean of a log-normal law
            double truth = StrictMath.exp(0.5);
            plain += Bootstrap.of(seed, 400).percentile(40, 0.9, meanOf(values)).contains(truth) ? 1 : 0;
            corrected +=
                    Bootstrap.of(seed, 400).corrected(40, 0.9, meanOf(values)).contains(truth) ? 1 : 0;
        }
        // 360 of 400 declared; skew costs some, the correction wins some back
        assertThat(plain).isBetween(315, 380);
        assertThat(corrected).isBetween(325, 380).isGreaterThan(plain);
    }

    @Example
    void blocksRunOnForTheirMeanLength() {
        int goesOn = 0;
        for (int replicate = 0; replicate < 100; replicate++) {
            int[] drawn = Bootstrap.of(2, 1).inBlocksOf(4).resample(1000, replicate);
            for (int i = 1; i < drawn.length; i++) {
                goesOn += drawn[i] == (drawn[i - 1] + 1) % 1000 ? 1 : 0;
            }
        }
        // three of four of 99,900, and a thousandth by chance
        assertThat(goesOn / 99_900.0).isCloseTo(0.75025, within(0.007));
    }

    @Example
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> Bootstrap.of(1, 0)).hasMessage("replicates must be 1 or more, was 0");
        assertThatThrownBy(() -> Bootstrap.of(1, 9).inBlocksOf(0.5))
                .hasMessage("mean length of blocks must be 1 or more and finite, was 0.5");
        assertThatThrownBy(() -> Bootstrap.of(1, 9).inBlocksOf(2).corrected(5, 0.9, cases -> 1))
                .hasMessage("a corrected interval needs independent cases; use percentile for blocks");
        assertThatThrownBy(() -> Bootstrap.of(1, 9).percentile(5, 0.9, cases -> Double.NaN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was NaN in replicate 0");
        assertThat(Bootstrap.of(1, 9).corrected(5, 0.9, cases -> 3)).isEqualTo(new Interval(3, 3));
    }
}
