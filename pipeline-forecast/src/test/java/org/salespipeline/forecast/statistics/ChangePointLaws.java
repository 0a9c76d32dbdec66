package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ChangePointLaws {

    private static double statistic(double[] values, int k) {
        double all = Arrays.stream(values).sum();
        double first = Arrays.stream(values, 0, k).sum();
        double n = values.length;
        return Math.abs(first - k * all / n) / Math.sqrt(k * (n - k) / n);
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (int k = 2; k <= values.length - 2; k++) {
            largest = Math.max(largest, statistic(values, k));
        }
        return largest;
    }

    /** Counts all orders, and those with a statistic of at least the limit. */
    private static void orders(double[] values, int from, double limit, int[] counted) {
        if (from == values.length) {
            counted[0]++;
            counted[1] += largest(values) >= limit - 1e-9 ? 1 : 0;
            return;
        }
        for (int i = from; i < values.length; i++) {
            swap(values, from, i);
            orders(values, from + 1, limit, counted);
            swap(values, from, i);
        }
    }

    private static void swap(double[] values, int i, int j) {
        double held = values[i];
        values[i] = values[j];
        values[j] = held;
    }

    /** With all 720 orders of six values the chance is known; the p-value estimates it from 4,999 of them. */
    @Property(tries = 15)
    void pValueIsTheShareOfOrdersThatLookAsChanged(@ForAll long seed) {
        double[] values = new double[6];
        Arrays.setAll(values, i -> Draws.seeded(seed).below(i, 7));
        double found = ChangePoint.of(seed, 4_999).inValues(values).pValue();
        int[] counted = new int[2];
        orders(values.clone(), 0, largest(values), counted);
        double exact = (double) counted[1] / counted[0];
        // five standard errors
        assertThat(found).isCloseTo(exact, within(5 * Math.sqrt(0.25 / 4_999)));
    }

    @Example
    void findsAPlantedChangeOfEachKind() {
        double[] values = new double[40];
        long[] hits = new long[40];
        long[] trials = new long[40];
        double[] days = new double[40];
        for (int i = 0; i < 40; i++) {
            double u = Draws.seeded(4).uniform(i);
            values[i] = Normal.quantile(u) + (i >= 25 ? 2.5 : 0);
            trials[i] = 20L + i % 5;
            hits[i] = Urn.binomial(trials[i], i >= 25 ? 0.25 : 0.5, u);
            days[i] = 4 + i % 2;
        }
        for (ChangePoint.Shift shift : new ChangePoint.Shift[] {
            ChangePoint.of(1, 999).inValues(values),
            ChangePoint.of(1, 999).inShares(hits, trials),
            ChangePoint.of(1, 999).inCounts(hits, days)
        }) {
            assertThat(shift.isAlarm(0.01)).isTrue();
            assertThat(shift.at()).isBetween(23, 27);
            assertThat(shift.pValue()).isEqualTo(0.001);
        }
        assertThat(ChangePoint.of(1, 999).inShares(hits, trials).before()).isBetween(0.4, 0.6);
        assertThat(ChangePoint.of(1, 999).inShares(hits, trials).after()).isBetween(0.15, 0.35);
        assertThat(ChangePoint.of(1, 999).inValues(values).after()).isBetween(1.5, 3.5);
    }

    /** 1,000 series of each kind in which nothing changes: at 5 % at most 50 alarms are expected, 5 standard deviations 35. */
    @Example
    void raisesNoMoreFalseAlarmsThanDeclared() {
        int[] alarms = new int[3];
        ChangePoint search = ChangePoint.of(9, 199);
        for (int series = 0; series < 1000; series++) {
            Draws draws = Draws.seeded(77).about(series);
            double[] values = new double[30];
            long[] hits = new long[30];
            long[] trials = new long[30];
            double[] days = new double[30];
            for (int i = 0; i < 30; i++) {
                values[i] = StrictMath.exp(Normal.quantile(draws.uniform(i) + 0x1p-54));
                trials[i] = draws.below(100 + i, 30);
                hits[i] = Urn.binomial(trials[i], 0.3, draws.uniform(200 + i));
                days[i] = 1 + draws.below(300 + i, 5);
            }
            long[] events = new long[30];
            for (int i = 0; i < 30; i++) {
                // binomial with many trials: near Poisson
                events[i] = Urn.binomial(100_000, days[i] * 2e-5, draws.uniform(400 + i));
            }
            alarms[0] += search.inValues(values).isAlarm(0.05) ? 1 : 0;
            alarms[1] += search.inShares(hits, trials).isAlarm(0.05) ? 1 : 0;
            alarms[2] += search.inCounts(events, days).isAlarm(0.05) ? 1 : 0;
        }
        assertThat(Arrays.stream(alarms).max().orElseThrow()).isLessThanOrEqualTo(85);
        assertThat(Arrays.stream(alarms).min().orElseThrow()).isGreaterThanOrEqualTo(15);
    }

    @Property(tries = 50)
    void movingAndScalingValuesChangesNothing(
            @ForAll long seed,
            @ForAll @IntRange(min = 4, max = 20) int periods,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        double[] values = new double[periods];
        Arrays.setAll(values, i -> Draws.seeded(seed).below(i, 1000));
        ChangePoint.Shift one = ChangePoint.of(3, 99).inValues(values);
        ChangePoint.Shift other = ChangePoint.of(3, 99)
                .inValues(Arrays.stream(values).map(x -> 4 * x + 1024 * by).toArray());
        assertThat(other.at()).isEqualTo(one.at());
        assertThat(ChangePoint.of(3, 99).inValues(values)).isEqualTo(one);
    }

    @Property(tries = 100)
    void urnsAreDealtOutAsTheHypergeometricLawSays(
            @ForAll @IntRange(max = 12) int red,
            @ForAll @IntRange(max = 12) int white,
            @ForAll @IntRange(max = 24) int wanted) {
        int drawn = Math.min(wanted, red + white);
        double[] seen = new double[drawn + 1];
        for (int i = 0; i < 2000; i++) {
            seen[(int) Urn.withoutReplacement(red, (long) red + white, drawn, (i + 0.5) / 2000)] += 1 / 2000.0;
        }
        for (int k = 0; k <= drawn; k++) {
            double expected = choose(red, k) * choose(white, drawn - k) / choose(red + white, drawn);
            assertThat(seen[k]).isCloseTo(expected, within(1 / 2000.0 + 1e-9));
        }
    }

    @Property(tries = 100)
    void trialsSucceedAsTheBinomialLawSays(
            @ForAll @IntRange(max = 20) int trials, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        double[] seen = new double[trials + 1];
        for (int i = 0; i < 2000; i++) {
            seen[(int) Urn.binomial(trials, chance, (i + 0.5) / 2000)] += 1 / 2000.0;
        }
        for (int k = 0; k <= trials; k++) {
            double expected = choose(trials, k) * Math.pow(chance, k) * Math.pow(1 - chance, trials - k);
            assertThat(seen[k]).isCloseTo(expected, within(1 / 2000.0 + 1e-9));
        }
    }

    private static double choose(int n, int k) {
        double ways = k < 0 || k > n ? 0 : 1;
        for (int i = 0; i < k && ways > 0; i++) {
            ways = ways * (n - i) / (i + 1);
        }
        return ways;
    }

    @Example
    void nothingCanBeToldFromTooLittle() {
        ChangePoint search = ChangePoint.of(1, 99);
        assertThat(search.inValues(1, 2, 9)).isEqualTo(new ChangePoint.Shift(-1, Double.NaN, Double.NaN, 1));
        assertThat(search.inValues()).isEqualTo(new ChangePoint.Shift(-1, Double.NaN, Double.NaN, 1));
        assertThat(search.inShares(new long[6], new long[6]).at()).isEqualTo(-1);
        assertThat(search.inShares(new long[6], new long[] {3, 3, 3, 3, 3, 3}).isAlarm(0.5))
                .isFalse();
        assertThat(search.inValues(0.1, 0.1, 0.1, 0.1, 0.1).pValue()).isEqualTo(1);
    }

    @Example
    void refusesWhatIsNoSeries() {
        ChangePoint search = ChangePoint.of(1, 99);
        assertThatThrownBy(() -> ChangePoint.of(1, 0)).hasMessage("redistributions must be 1 or more, was 0");
        assertThatThrownBy(() -> search.inShares(new long[2], new long[3]))
                .hasMessage("counts must be of as many periods, was 2 and 3");
        assertThatThrownBy(() -> search.inCounts(new long[] {1}, new double[] {0}))
                .hasMessage("period 0 must have 0 events or more in a finite exposure above 0, was 1 in 0.0");
        assertThatThrownBy(() -> search.inValues(1, Double.NaN)).hasMessage("value to add must be finite, was NaN");
        assertThatThrownBy(() -> search.inValues(1, 2).isAlarm(5))
                .hasMessage("false-alarm rate must be between 0 and 1, was 5.0");
    }
}
