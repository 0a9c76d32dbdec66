package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FalseDiscoveryLaws {

    @Provide
    Arbitrary<double[]> pValues() {
        Arbitrary<Double> p =
                Arbitraries.oneOf(Arbitraries.doubles().between(0, 1), Arbitraries.of(0.0, 0.01, 0.05, 1.0));
        return p.array(Double[].class)
                .ofMaxSize(25)
                .map(boxed ->
                        Arrays.stream(boxed).mapToDouble(Double::doubleValue).toArray());
    }

    @Example
    void agreesWithAnIndependentTool() {
        List<double[]> rows = ReferenceTable.read("false-discovery.csv");
        double[] p = rows.stream().mapToDouble(row -> row[0]).toArray();
        double[] bh = FalseDiscovery.adjusted(p);
        double[] by = FalseDiscovery.adjustedUnderAnyDependence(p);
        assertThat(p).hasSize(25);
        for (int i = 0; i < p.length; i++) {
            assertThat(bh[i]).isCloseTo(rows.get(i)[1], within(1e-14));
            assertThat(by[i]).isCloseTo(rows.get(i)[2], within(1e-14));
        }
    }

    /** Benjamini and Hochberg's own words: find the last i with p(i) up to i·rate/m, call all up to there. */
    @Property
    void discoveriesAreThoseOfTheSteppingUp(
            @ForAll("pValues") double[] p, @ForAll @DoubleRange(min = 0.01, max = 0.99) double rate) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double limit = -1;
        for (int i = 1; i <= p.length; i++) {
            if (sorted[i - 1] * (p.length * 1.0 / i) <= rate) {
                limit = sorted[i - 1];
            }
        }
        double[] adjusted = FalseDiscovery.adjusted(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i] <= rate).isEqualTo(p[i] <= limit);
        }
    }

    @Property
    void adjustingKeepsTheOrderAndNeverLowers(@ForAll("pValues") double[] p) {
        double[] adjusted = FalseDiscovery.adjusted(p);
        double[] careful = FalseDiscovery.adjustedUnderAnyDependence(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(adjusted[i]).isBetween(p[i], 1.0);
            assertThat(careful[i]).isBetween(adjusted[i], 1.0);
            for (int j = 0; j < p.length; j++) {
                assertThat(p[i] > p[j] || adjusted[i] <= adjusted[j]).isTrue();
            }
        }
    }

    @Property
    void loweringOnePValueRaisesNoOther(
            @ForAll("pValues") double[] p,
            @ForAll @IntRange(max = 24) int which,
            @ForAll @DoubleRange(min = 0, max = 1) double factor) {
        if (which >= p.length) {
            return;
        }
        double[] lower = p.clone();
        lower[which] *= factor;
        double[] before = FalseDiscovery.adjusted(p);
        double[] after = FalseDiscovery.adjusted(lower);
        for (int i = 0; i < p.length; i++) {
            assertThat(after[i]).isLessThanOrEqualTo(before[i]);
        }
    }

    @Example
    void refusesWhatIsNoPValue() {
        assertThatThrownBy(() -> FalseDiscovery.adjusted(0.5, 1.5)).hasMessage("p-value 1 must be in [0, 1], was 1.5");
        assertThatThrownBy(() -> FalseDiscovery.adjusted(Double.NaN))
                .hasMessage("p-value 0 must be in [0, 1], was NaN");
        assertThat(FalseDiscovery.adjusted()).isEmpty();
    }
}
