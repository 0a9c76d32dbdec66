package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TriangleLaws {

    /** Sums that rise with age, 4 to 8 cohorts; some have nothing at first. */
    @Provide
    Arbitrary<double[][]> triangles() {
        return Arbitraries.integers()
                .between(4, 8)
                .flatMap(n -> Arbitraries.oneOf(
                                Arbitraries.just(0.0), Arbitraries.doubles().between(1, 1000))
                        .array(double[].class)
                        .ofSize(n * n)
                        .map(steps -> cumulated(steps, n)));
    }

    private static double[][] cumulated(double[] steps, int n) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[n - i];
            double sum = 0;
            for (int age = 0; age < n - i; age++) {
                sum += steps[i * n + age];
                rows[i][age] = sum;
            }
        }
        return rows;
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void benktanderLiesBetweenItsTwoParents(@ForAll("triangles") double[][] cells) {
        Triangle triangle = Triangle.of(cells);
        double[] exposures = new double[cells.length];
        Arrays.fill(exposures, 100);
        double rate = triangle.capeCod(exposures);
        double[] steady = triangle.bornhuetterFerguson(rate, exposures);
        double[] bold = triangle.ultimates();
        double[] mixed = triangle.benktander(rate, exposures);
        for (int i = 0; i < cells.length; i++) {
            double z = triangle.emergedOf(i);
            double expected = z == 0 ? triangle.latest(i) + steady[i] : z * bold[i] + (1 - z) * steady[i];
            assertThat(mixed[i]).isCloseTo(expected, within(1e-9 * (1 + expected)));
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void otherMoneyScalesAllButFactors(@ForAll("triangles") double[][] cells) {
        double[][] doubled = Arrays.stream(cells)
                .map(row -> Arrays.stream(row).map(cell -> 2 * cell).toArray())
                .toArray(double[][]::new);
        Triangle one = Triangle.of(cells);
        Triangle two = Triangle.of(doubled);
        assertThat(two.factors()).containsExactly(one.factors());
        assertThat(two.ultimates())
                .containsExactly(Arrays.stream(one.ultimates()).map(u -> 2 * u).toArray());
        assertThat(two.outstanding().isPresent()).isEqualTo(one.outstanding().isPresent());
        one.outstanding().ifPresent(known -> {
            double error = two.outstanding().orElseThrow().totalError();
            assertThat(error).isCloseTo(2 * known.totalError(), within(1e-9 * (1 + error)));
        });
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void errorsOfTheTotalAreAtLeastThoseOfIndependentCohorts(@ForAll("triangles") double[][] cells) {
        Triangle.of(cells).outstanding().ifPresent(known -> {
            double sum = Arrays.stream(known.errors()).map(e -> e * e).sum();
            assertThat(known.totalError() * known.totalError()).isGreaterThanOrEqualTo(sum * (1 - 1e-12));
            assertThat(known.errors()[0]).isZero();
            assertThat(known.total())
                    .isCloseTo(Arrays.stream(known.reserves()).sum(), within(1e-9 * (1 + known.total())));
        });
    }
}
