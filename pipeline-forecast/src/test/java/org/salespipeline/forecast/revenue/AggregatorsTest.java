package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.salespipeline.forecast.statistics.ReferenceTable;

/** The ways to the law that are not the default, each beside the reference and beside the default. */
class AggregatorsTest {

    private static final RevenueTerms BOOK = Portfolio.of(1000);

    @Test
    void fourierInversionReachesTheReferenceOfAHundredThousandDeals() {
        RevenueTerms terms = Portfolio.of(100_000);
        RevenueLaw law = Aggregators.fourier().law(terms);
        ReferenceTable.read("portfolio-quantiles.csv").stream()
                .filter(row -> row[0] == 100_000 && row[1] == 0)
                .forEach(row ->
                        assertThat((law.quantile(row[2]) - row[3]) / row[4]).isCloseTo(0, within(1e-9)));
        RevenueLaw near = Aggregators.headTail().law(terms);
        double sd = law.standardDeviation();
        assertThat(law.crps(law.mean()) / sd).isCloseTo(near.crps(law.mean()) / sd, within(1e-4));
        assertThat(law.expectedShortfall(law.mean()) / sd)
                .isCloseTo(near.expectedShortfall(law.mean()) / sd, within(1e-4));
        assertThat(law.chanceOfAtMost(law.quantile(0.3))).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void fourierInversionWithAFactorAgreesWithHeadAndTail() {
        RevenueTerms.Builder builder = RevenueTerms.builder().certain(100_000);
        for (int i = 0; i < 2000; i++) {
            builder.add(i, 1000 + 37L * i % 900, 0.1 + 0.4 * (i % 7) / 7);
        }
        RevenueTerms terms = builder.build();
        RevenueLaw law = Aggregators.fourier().law(terms, CommonFactor.of(0.03));
        RevenueLaw near = Aggregators.headTail().law(terms, CommonFactor.of(0.03));
        for (double share : new double[] {0.01, 0.1, 0.5, 0.9, 0.99}) {
            assertThat((law.quantile(share) - near.quantile(share)) / law.standardDeviation())
                    .isCloseTo(0, within(1e-4));
        }
        assertThat(law.mean()).isEqualTo(near.mean());
    }

    @Test
    void fourierInversionRefusesFewTerms() {
        assertThatThrownBy(() -> Aggregators.fourier().law(RevenueLawTest.fiveDeals()))
                .hasMessageContaining("a few terms decide too much, take headTail()");
    }

    @Test
    void simulatedLawIsWithinAFewOfItsStatedErrors() {
        for (CommonFactor factor : new CommonFactor[] {CommonFactor.independent(), CommonFactor.of(0.05)}) {
            RevenueLaw law = Aggregators.headTail().law(BOOK, factor);
            RevenueLaw simulated = Aggregators.monteCarlo(20, 4000).law(BOOK, factor);
            double distance = 0;
            for (int i = 0; i < 200; i++) {
                double share = (i + 0.5) / 200;
                distance += Math.abs(law.quantile(share) - simulated.quantile(share)) / 200;
            }
            assertThat(distance).isBetween(0.0, 4 * simulated.errorBound());
            assertThat(simulated.errorBound()).isLessThan(0.05 * law.standardDeviation());
        }
    }

    @Test
    void doubtAboutAmountsIsInTheSimulatedLawAsInHeadAndTail() {
        RevenueTerms.Builder builder = RevenueTerms.builder();
        for (int i = 0; i < 40; i++) {
            builder.add(i, 1000 + 500L * i, 0.3, new RevenueTerms.AmountRatio(0.9, 0.2));
        }
        RevenueTerms terms = builder.build();
        RevenueLaw law = Aggregators.automatic().law(terms);
        RevenueLaw simulated = Aggregators.monteCarlo(3, 20_000).law(terms);
        for (double share : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
            assertThat((law.quantile(share) - simulated.quantile(share)) / law.standardDeviation())
                    .as("at %s", share)
                    .isCloseTo(0, within(0.06));
        }
        assertThat(law.method()).isEqualTo("head and tail");
    }

    @Test
    void doubtAboutFewAmountsMovesNoMean() {
        RevenueTerms.Builder builder = RevenueTerms.builder().certain(5000);
        for (int i = 0; i < 40; i++) {
            builder.add(i, 9000, 0.2, new RevenueTerms.AmountRatio(1, 0.5));
        }
        RevenueLaw law = Aggregators.headTail().law(builder.build());
        double mean = 0;
        for (int i = 0; i < 4000; i++) {
            mean += law.quantile((i + 0.5) / 4000) / 4000;
        }
        // without a tail the law was cut off at its lower end, and the rest moved up by .07 standard deviations
        assertThat((mean - law.mean()) / law.standardDeviation()).isCloseTo(0, within(2e-3));
    }

    @Test
    void normalLawHasTheRightMomentsAndIsStillWrong() {
        RevenueLaw law = Aggregators.normal().law(BOOK);
        RevenueLaw near = Aggregators.headTail().law(BOOK);
        assertThat(law.quantile(0.5)).isCloseTo(law.mean(), within(1e-3 * law.standardDeviation()));
        assertThat(law.quantile(0.95) - law.quantile(0.05))
                .isCloseTo(2 * 1.6448536269514722 * law.standardDeviation(), within(1e-2 * law.standardDeviation()));
        assertThat(Math.abs(law.quantile(0.5) - near.quantile(0.5))).isGreaterThan(0.3 * law.standardDeviation());
        assertThat(law.errorBound()).isGreaterThan(0.3 * law.standardDeviation());
    }

    @Test
    void refusesSizesOutOfRange() {
        assertThatThrownBy(() -> Aggregators.headTail(0, 2048))
                .hasMessage("terms of the head must be in [1, 4096], was 0");
        assertThatThrownBy(() -> Aggregators.headTail(64, 10)).hasMessage("cells must be in [64, 65536], was 10");
        assertThatThrownBy(() -> Aggregators.monteCarlo(1, 0)).hasMessage("runs must be in [1, 10000000], was 0");
    }
}
