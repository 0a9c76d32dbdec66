package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SeriesModelsLaws {

    private static final List<double[]> AIRLINE = ReferenceTable.read("airline-36.csv");
    private static final double[] VALUES =
            AIRLINE.stream().mapToDouble(row -> row[0]).toArray();

    @Example
    void simpleModelsAgreeWithTheReference() {
        assertThat(SeriesModels.naive().fit(VALUES).ahead(5)).isEqualTo(166);
        assertThat(SeriesModels.meanOf(4).fit(VALUES).ahead(1)).isEqualTo((184 + 162 + 146 + 166) / 4.0);
        SeriesModel.Fitted lastYear = SeriesModels.seasonalNaive(12).fit(VALUES);
        assertThat(new double[] {lastYear.ahead(1), lastYear.ahead(2), lastYear.ahead(3), lastYear.ahead(15)})
                .containsExactly(145, 150, 178, 178);
        assertThat(SeriesModels.ses(0.3).fit(VALUES).ahead(1)).isCloseTo(167.1279080509509, within(1e-12));
    }

    @Example
    void holtWintersAgreesWithTheReference() {
        SeriesModel.Fitted fitted = SeriesModels.holtWinters(12, 0.3, 0.1, 0.2).fit(VALUES);
        for (int step = 1; step <= 12; step++) {
            assertThat(fitted.ahead(step)).isCloseTo(AIRLINE.get(step - 1)[1], within(1e-11));
        }
        assertThat(((Smoothing.Run) fitted).squaredErrors).isCloseTo(1420.1315540489734, within(1e-9));
    }

    @Example
    void thetaAgreesWithTheReference() {
        SeriesModel.Fitted plain = SeriesModels.theta(0.5).fit(VALUES);
        double[] expected = {164.97045871060982, 165.81846385861496, 166.6664690066201};
        for (int step = 1; step <= 3; step++) {
            assertThat(plain.ahead(step)).isCloseTo(expected[step - 1], within(1e-11));
        }
        assertThat(Theta.slope(VALUES)).isCloseTo(1.6960102960102972, within(1e-13));
        SeriesModel.Fitted seasonal = SeriesModels.theta(12).fit(VALUES);
        for (int step = 1; step <= 6; step++) {
            // both weights are found by a search
            assertThat(seasonal.ahead(step)).isCloseTo(AIRLINE.get(step - 1)[2], within(1e-4));
        }
    }

    @Example
    void searchedWeightsAreNoWorseThanGivenOnes() {
        Smoothing.Run given =
                (Smoothing.Run) SeriesModels.holtWinters(12, 0.3, 0.1, 0.2).fit(VALUES);
        Smoothing.Run best = (Smoothing.Run) SeriesModels.holtWinters(12).fit(VALUES);
        Smoothing.Run damped = (Smoothing.Run) SeriesModels.ets(12).fit(VALUES);
        assertThat(best.squaredErrors).isLessThan(given.squaredErrors);
        assertThat(damped.squaredErrors).isLessThan(given.squaredErrors);
    }

    @Example
    void aClearSeasonIsFoundAndAFlatSeriesStaysWithTheMean() {
        double[] wave = new double[24];
        for (int t = 0; t < wave.length; t++) {
            wave[t] = 100 + 40 * (t % 4);
        }
        SeriesModel.Fitted fitted = SeriesModels.nearest(4).fit(wave);
        assertThat(fitted.ahead(1)).isCloseTo(100, within(1.0));
        assertThat(fitted.ahead(4)).isCloseTo(220, within(1.0));
        assertThat(SeriesModels.nearest(4).fit(5, 5, 5, 9, 5, 5, 5).ahead(3)).isEqualTo(6);
    }

    @Provide
    Arbitrary<double[]> series() {
        return Arbitraries.doubles()
                .between(0, 1000)
                .array(double[].class)
                .ofMinSize(8)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<SeriesModel> models() {
        return Arbitraries.of(
                SeriesModels.naive(),
                SeriesModels.seasonalNaive(4),
                SeriesModels.meanOf(4),
                SeriesModels.ses(),
                SeriesModels.dampedHolt(),
                SeriesModels.holtWinters(4),
                SeriesModels.ets(4),
                SeriesModels.theta(4),
                SeriesModels.nearest(4));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anEvenSeriesGoesOnEvenly(@ForAll("models") SeriesModel model, @ForAll double seed) {
        double value = Math.abs(seed % 1000);
        double[] even = new double[10];
        Arrays.fill(even, value);
        SeriesModel.Fitted fitted = model.fit(even);
        assertThat(fitted.ahead(1)).isCloseTo(value, within(1e-9));
        assertThat(fitted.ahead(7)).isCloseTo(value, within(1e-9));
    }

    /** Doubling is exact, so every step of every search is the same one. */
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void twiceTheValuesAreTwiceTheForecast(@ForAll("models") SeriesModel model, @ForAll("series") double[] values) {
        double[] twice = Arrays.stream(values).map(value -> 2 * value).toArray();
        for (int steps = 1; steps <= 5; steps++) {
            assertThat(model.fit(twice).ahead(steps))
                    .isEqualTo(2 * model.fit(values).ahead(steps));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theSeriesGivenIsNeitherChangedNorKept(@ForAll("models") SeriesModel model, @ForAll("series") double[] values) {
        double[] given = values.clone();
        SeriesModel.Fitted fitted = model.fit(given);
        double before = fitted.ahead(2);
        assertThat(given).containsExactly(values);
        Arrays.fill(given, -1);
        assertThat(fitted.ahead(2)).isEqualTo(before).isFinite();
    }

    @Example
    void whatCannotBeLearnedFromIsRefused() {
        assertThatThrownBy(() -> SeriesModels.ets(4).fit(1, 2, 3))
                .hasMessage("a series must have at least 8 values here, had 3");
        assertThatThrownBy(() -> SeriesModels.naive().fit(1, Double.NaN))
                .hasMessage("value 1 of a series must be finite, was NaN");
        assertThatThrownBy(() -> SeriesModels.ses(0)).hasMessage("alpha must be in (0, 1], was 0.0");
        assertThatThrownBy(() -> SeriesModels.holtWinters(1))
                .hasMessage("season must be at least 2, was 1; without one use dampedHolt");
    }
}
