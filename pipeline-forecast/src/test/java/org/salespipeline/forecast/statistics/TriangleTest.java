package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TriangleTest {

    /** Sums of a hundred products in another order. */
    private static final double RELATIVE = 1e-12;

    private static final List<double[]> TAYLOR_ASHE = ReferenceTable.read("taylor-ashe.csv");
    private static final List<double[]> PIPELINE = ReferenceTable.read("pipeline-triangle.csv");

    private static Triangle triangle(List<double[]> table, int ages) {
        return Triangle.of(table.stream()
                .map(row -> Arrays.stream(row, 0, ages)
                        .filter(cell -> !Double.isNaN(cell))
                        .toArray())
                .toArray(double[][]::new));
    }

    private static double[] column(List<double[]> table, int column) {
        return table.stream()
                .mapToDouble(row -> row[column])
                .filter(cell -> !Double.isNaN(cell))
                .toArray();
    }

    private static void assertClose(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("value %s", i).isCloseTo(expected[i], relative(expected[i]));
        }
    }

    private static Offset<Double> relative(double expected) {
        return within(RELATIVE * Math.max(1, Math.abs(expected)));
    }

    @Test
    void chainLadderAndMacksErrorAreThePublishedOnes() {
        Triangle triangle = triangle(TAYLOR_ASHE, 10);
        Triangle.Outstanding outstanding = triangle.outstanding().orElseThrow();
        List<double[]> factors = ReferenceTable.read("taylor-ashe-factors.csv");
        assertClose(triangle.factors(), column(factors, 0));
        for (int age = 0; age < factors.size(); age++) {
            assertThat(outstanding.variances()[age]).isCloseTo(factors.get(age)[1], within(1e-9 * factors.get(age)[1]));
        }
        assertClose(triangle.ultimates(), column(TAYLOR_ASHE, 10));
        // a reserve is a difference of numbers that are larger
        for (int i = 0; i < 10; i++) {
            assertThat(outstanding.reserves()[i]).isCloseTo(TAYLOR_ASHE.get(i)[11], within(1e-6));
            assertThat(outstanding.errors()[i]).isCloseTo(TAYLOR_ASHE.get(i)[12], within(1e-6));
        }
        assertThat(outstanding.total()).isCloseTo(18680855.6119243, within(1e-6));
        assertThat(outstanding.totalError()).isCloseTo(2447094.860834665, within(1e-6));
    }

    @Test
    void chainLadderOfPipelineCohortsAgreesWithTheReference() {
        Triangle triangle = triangle(PIPELINE, 5);
        Triangle.Outstanding outstanding = triangle.outstanding().orElseThrow();
        assertClose(triangle.emerged(), column(PIPELINE, 6));
        assertClose(triangle.ultimates(), column(PIPELINE, 7));
        assertClose(triangle.factors(), column(PIPELINE, 13));
        assertThat(outstanding.total()).isCloseTo(1369.614874161652, within(1e-9));
        assertThat(outstanding.totalError()).isCloseTo(65.55019823992234, within(1e-9));
        for (int i = 0; i < 5; i++) {
            assertThat(outstanding.errors()[i]).isCloseTo(PIPELINE.get(i)[8], within(1e-9));
        }
        for (int age = 0; age < 4; age++) {
            assertThat(outstanding.variances()[age]).isCloseTo(PIPELINE.get(age)[14], within(1e-9));
        }
    }

    @Test
    void capeCodBornhuetterFergusonAndBenktanderAgreeWithTheReference() {
        Triangle triangle = triangle(PIPELINE, 5);
        double[] exposures = column(PIPELINE, 5);
        double rate = triangle.capeCod(exposures);
        assertThat(rate).isCloseTo(0.1490407901433154, within(1e-15));
        assertClose(triangle.bornhuetterFerguson(rate, exposures), column(PIPELINE, 9));
        assertClose(triangle.bornhuetterFerguson(0.14, exposures), column(PIPELINE, 10));
        assertClose(triangle.benktander(0.14, exposures), column(PIPELINE, 11));
    }

    @Test
    void emergenceOfTheNextPeriodAgreesWithTheReference() {
        Triangle triangle = triangle(PIPELINE, 5);
        double[] emerged = triangle.emerged();
        double[] exposures = column(PIPELINE, 5);
        for (int cohort = 0; cohort < 5; cohort++) {
            int age = 4 - cohort;
            double step = age == 4 ? 0 : emerged[age + 1] - emerged[age];
            assertThat(exposures[cohort] * 0.14 * step).isCloseTo(PIPELINE.get(cohort)[12], within(1e-9));
        }
    }

    @Test
    void growthFromNothingIsInfiniteAndNothingHasEmergedThen() {
        Triangle triangle = Triangle.of(new double[][] {{0, 10, 20}, {0, 30}, {0}});
        assertThat(triangle.factors()).containsExactly(Double.POSITIVE_INFINITY, 2);
        assertThat(triangle.emerged()).containsExactly(0, 0.5, 1);
        assertThat(triangle.ultimates()).containsExactly(20, 60, 0);
        assertThat(triangle.capeCod(1, 1, 8)).isEqualTo(50 / 1.5);
        assertThat(triangle.outstanding()).isEmpty();
    }

    @Test
    void ofTooFewAgesNoErrorIsTold() {
        assertThat(Triangle.of(new double[][] {{1, 2, 3}, {1, 2}, {1}}).outstanding())
                .isEmpty();
        assertThat(Triangle.of(new double[][] {{7}}).ultimates()).containsExactly(7);
    }

    @Test
    void whatIsNoTriangleIsRefused() {
        assertThatThrownBy(() -> Triangle.of(new double[][] {{1}, {1, 2}}))
                .hasMessage("row 1 of a triangle must have 1 cell to as many as the row before, had 2");
        assertThatThrownBy(() -> Triangle.of(new double[][] {{1, -2}}))
                .hasMessage("cells of row 0 of a triangle must be finite and 0 or more, was -2.0");
        assertThatThrownBy(() -> Triangle.of(new double[][] {{1, 0}, {1}}))
                .hasMessage("a triangle must not fall to 0 in all cohorts, did after age 0");
        assertThatThrownBy(() -> Triangle.of(new double[][] {{1, 2}, {1}}).capeCod(5))
                .hasMessage("exposures must be as many as cohorts (2), were 1");
    }
}
