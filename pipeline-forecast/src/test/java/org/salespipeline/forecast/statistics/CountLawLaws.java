package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;

class CountLawLaws {

    private static final double[] AMOUNT = {0, 0.5, 0.3, 0, 0, 0.2};

    @Example
    void compoundsAgreeWithTheReference() {
        List<double[]> rows = ReferenceTable.read("panjer.csv");
        double[] poisson = CountLaw.of(2, 0).compound(AMOUNT, rows.size());
        double[] mixed = CountLaw.of(1.5, 1 / 3.0).compound(AMOUNT, rows.size());
        for (int s = 0; s < rows.size(); s++) {
            assertThat(poisson[s]).isCloseTo(rows.get(s)[0], within(1e-15));
            assertThat(mixed[s]).isCloseTo(rows.get(s)[1], within(1e-15));
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void compoundHasTheMomentsOfItsParts(
            @ForAll @DoubleRange(min = 0.01, max = 20) double mean,
            @ForAll @DoubleRange(min = 0, max = 0.5) double spread,
            @ForAll @DoubleRange(min = 0, max = 0.9) double none) {
        double[] amount = {none, (1 - none) * 0.6, 0, (1 - none) * 0.4};
        CountLaw count = CountLaw.of(mean, spread);
        double[] law = count.compound(amount, 1200);
        double first = (1 - none) * 1.8;
        double second = (1 - none) * 4.2;
        double m1 = 0;
        double m2 = 0;
        double all = 0;
        for (int s = 0; s < law.length; s++) {
            all += law[s];
            m1 += s * law[s];
            m2 += (double) s * s * law[s];
        }
        double variance = mean * (second - first * first) + count.variance() * first * first;
        assertThat(all).isCloseTo(1, within(1e-9));
        assertThat(m1).isCloseTo(mean * first, within(1e-7 * (1 + mean)));
        assertThat(m2 - m1 * m1).isCloseTo(variance, within(1e-5 * (1 + variance)));
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void manyEventsKeepTheirMomentsThoughNoneAtAllIsBeyondDoubles(
            @ForAll @DoubleRange(min = 800, max = 3000) double mean,
            @ForAll @Scale(4) @DoubleRange(min = 0, max = 0.0005) double spread) {
        CountLaw count = CountLaw.of(mean, spread);
        double[] law = count.compound(new double[] {0, 1}, 6000);
        double m1 = 0;
        double m2 = 0;
        for (int s = 0; s < law.length; s++) {
            m1 += s * law[s];
            m2 += (double) s * s * law[s];
        }
        assertThat(m1).isCloseTo(mean, within(1e-8 * mean));
        assertThat(m2 - m1 * m1).isCloseTo(count.variance(), within(1e-4 * count.variance()));
    }

    @Example
    void withoutEventsThereIsNothing() {
        assertThat(CountLaw.of(0, 0.3).compound(AMOUNT, 3)).containsExactly(1, 0, 0);
        assertThat(CountLaw.of(3, 0).compound(new double[] {1}, 2)).containsExactly(1, 0);
    }

    @Example
    void whatIsNoLawIsRefused() {
        assertThatThrownBy(() -> CountLaw.of(-1, 0)).hasMessage("mean of a count must be 0 or more, was -1.0");
        assertThatThrownBy(() -> CountLaw.of(1, Double.NaN)).hasMessage("spread of a count must be 0 or more, was NaN");
        assertThatThrownBy(() -> CountLaw.of(1, 0).compound(new double[] {0.7, 0.7}, 2))
                .hasMessage("chances of amounts must add up to 1 at most, was 1.4");
    }
}
