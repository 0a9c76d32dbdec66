package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {

    @Test
    void normalLawAgreesWithTheReference() {
        List<double[]> rows = ReferenceTable.read("normal-cdf.csv");
        assertThat(rows).hasSize(11);
        for (double[] row : rows) {
            assertThat(Normal.cdf(row[0])).as("cdf at %s", row[0]).isCloseTo(row[1], within(1e-12 * row[1]));
        }
    }

    @Test
    void normalQuantileAgreesWithTheReference() {
        List<double[]> rows = ReferenceTable.read("normal-quantile.csv");
        assertThat(rows).hasSize(12);
        for (double[] row : rows) {
            assertThat(Normal.quantile(row[0]))
                    .as("quantile of %s", row[0])
                    .isCloseTo(row[1], within(1e-14 * Math.abs(row[1])));
        }
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    @Test
    void betaLawAgreesWithTheReference() {
        List<double[]> rows = new ArrayList<>(ReferenceTable.read("beta-cdf.csv"));
        rows.addAll(ReferenceTable.read("beta-cdf-large.csv"));
        assertThat(rows).hasSizeGreaterThan(140);
        for (double[] row : rows) {
            assertThat(Beta.cdf(row[0], row[1], row[2]))
                    .as("beta(%s, %s) at %s", row[0], row[1], row[2])
                    .isCloseTo(row[3], within(1e-12 * row[3]));
        }
    }

    @Test
    void gammaLawAgreesWithTheReference() {
        List<double[]> rows = ReferenceTable.read("gamma-cdf.csv");
        assertThat(rows).hasSizeGreaterThan(25);
        for (double[] row : rows) {
            assertThat(Gamma.cdf(row[0], row[1]))
                    .as("gamma(%s) at %s", row[0], row[1])
                    .isCloseTo(row[2], within(1e-12 * row[2]));
            assertThat(Gamma.cdf(row[0], Gamma.quantile(row[0], row[2]))).isCloseTo(row[2], within(1e-12));
        }
    }
}
