package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salespipeline.forecast.statistics.ReferenceTable;

/** Generated books of heavy-tailed amounts against laws worked out elsewhere, see portfolio-quantiles.csv. */
class PortfolioTest {

    @ParameterizedTest
    @CsvSource({
        "10, 0, 1e-12",
        "1000, 0, 1e-4",
        "100000, 0, 1e-4",
        "1000000, 0, 1e-4",
        "1000, 0.05, 1e-4",
        "100000, 0.05, 1e-4"
    })
    void quantilesAreThoseOfTheReference(int deals, double correlation, double tolerance) {
        RevenueTerms terms = Portfolio.of(deals);
        RevenueLaw law = Aggregators.automatic().law(terms, CommonFactor.of(correlation));
        List<double[]> rows = ReferenceTable.read("portfolio-quantiles.csv").stream()
                .filter(row -> row[0] == deals && row[1] == correlation)
                .toList();
        assertThat(rows).hasSize(deals == 10 ? 8 : 9);
        for (double[] row : rows) {
            double sd = row[4];
            assertThat((law.quantile(row[2]) - row[3]) / sd)
                    .as("%s at %s", law.method(), row[2])
                    .isCloseTo(0, within(tolerance));
            assertThat(law.standardDeviation() / sd).isCloseTo(1, within(1e-7));
        }
    }
}
