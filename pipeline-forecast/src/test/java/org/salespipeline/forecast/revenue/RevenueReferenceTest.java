package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salespipeline.forecast.revenue.HeadTail.Grid;
import org.salespipeline.forecast.statistics.Normal;

/**
 * Pieces of the law beside numbers from elsewhere: exact fractions in Python 3.11, mpmath 1.3 for the normal laws in two
 * dimensions, transforms on the lattice of single units for the generated books.
 */
class RevenueReferenceTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @ParameterizedTest
    @CsvSource({
        "1000, 0.06938072280821286",
        "3000, 0.4847874098333166",
        "5000, 0.7672219488445361",
        "10000, 0.9593966097942236",
        "50000, 0.9721441458936886",
        "67069, 0.9902172966249354",
        "80000, 0.9999999776979934"
    })
    void chancesOfTenDealsAreThoseOfAllTheirSums(double x, double chance) {
        RevenueLaw law = Aggregators.automatic().law(Portfolio.of(10));
        assertThat(law.chanceOfAtMost(x)).isCloseTo(chance, ROUNDING);
        assertThat(law.mean()).isCloseTo(5328.60706684711, within(1e-9));
        assertThat(law.variance()).isCloseTo(111_884_083.7804827, within(1e-5));
        assertThat(law.chanceOfNoWin()).isCloseTo(0.06938072280821286, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "1500000, 0.019137462252872613",
        "1800000, 0.1928064461683422",
        "2000000, 0.3101357437164083",
        "2200000, 0.3554041974184407",
        "2297755, 0.38642500897950316",
        "2500000, 0.5744508348128949",
        "2700000, 0.8409720622537571",
        "3000000, 0.9926042701866641"
    })
    void chancesOfAThousandDealsAreThoseOnTheLatticeOfSingleUnits(double x, double chance) {
        RevenueTerms terms = Portfolio.of(1000);
        RevenueLaw law = Aggregators.automatic().law(terms);
        assertThat(law.chanceOfAtMost(x)).isCloseTo(chance, within(1e-4));
        assertThat(law.mean()).isCloseTo(2_297_755.447345482, within(1e-6));
        assertThat(law.variance()).isCloseTo(176_320_680_444.7755, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.01, 0.00345031146302720735",
        "0.1, 0.03, 0.0105201493703921951",
        "0.1, 0.05, 0.0178167155501353532",
        "0.1, 0.1, 0.0370604538174400141",
        "0.3, 0.01, 0.00576464022945238108",
        "0.3, 0.03, 0.0173426613576826388",
        "0.3, 0.05, 0.0289878663362070696",
        "0.3, 0.1, 0.0584137316139429159",
        "0.5, 0.01, 0.00636630383174614055",
        "0.5, 0.03, 0.0191014591208645674",
        "0.5, 0.05, 0.0318442664733206887",
        "0.5, 0.1, 0.0637685608585198479"
    })
    void winsOfTwoDealsAreCorrelatedAsTwoNormalLawsAre(double p, double correlation, double binary) {
        RevenueTerms terms = RevenueTerms.builder().add(1, 1, p).add(2, 1, p).build();
        RevenueLaw law = Aggregators.automatic().law(terms, CommonFactor.of(correlation));
        double joint = p * p + binary * p * (1 - p);
        assertThat(law.chanceOfAtLeast(2)).isCloseTo(joint, within(1e-8));
        assertThat(law.variance()).isCloseTo(2 * p * (1 - p) * (1 + binary), within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.1799963820632717",
        "0.1, 0.2026955352181139",
        "0.5, 0.2952803868885697",
        "0.9, 0.4036094150995663",
        "0.95, 0.4361773400315669"
    })
    void shareWonOfAnEndlessBookHasTheQuantilesThatVasicekSays(double u, double share) {
        assertThat(CommonFactor.conditionalChance(0.3, Normal.quantile(u), 0.05))
                .isCloseTo(share, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "70, 0.04582130334611905",
        "90, 0.33793132616365207",
        "100, 0.5398942280401433",
        "120, 0.8421513151502734",
        "150, 0.9840630408326106"
    })
    void theCorrectedNormalLawIsThatOfItsFourCumulants(double x, double cdf) {
        Cumulants sum = new Cumulants(100, 400, 0.6 * 8000, 0.4 * 160_000, 0);
        assertThat(Edgeworth.of(sum, 0).cdf(x)).isCloseTo(cdf, within(1e-8));
    }

    @Test
    void splittingAnAmountBetweenTwoCellsKeepsTheMeanAndAddsAKnownVariance() {
        // amounts 2.5, 4.25 and 1 on cells of 1, in hundredths
        RevenueTerms terms = RevenueTerms.builder()
                .add(1, 250, 0.4)
                .add(2, 425, 0.3)
                .add(3, 100, 0.5)
                .build();
        Parts parts = Parts.of(terms, CommonFactor.independent(), 3);
        HeadGrid.Row row = new HeadGrid(parts, new Grid(0, 100, 16, 16)).at(parts.nodes[0]);
        // the last one, 3 + 5 + 1, the reference leaves out
        double[] mass = {0.21, 0.21, 0.07, 0.14, 0.1375, 0.09, 0.045, 0.0525, 0.0375, 0.0075, 0, 0, 0, 0, 0, 0};
        assertThat(row.mass()).containsExactly(mass, ROUNDING);
        assertThat(row.addedVariance()).isCloseTo(0.15625 * 100 * 100, within(1e-8));
    }

    @Test
    void winsInDifferentPeriodsOfOneDealShutEachOtherOut() {
        double[] amounts = {100, 250, 80};
        double[][] chances = {{0.2, 0.3, 0.1}, {0.05, 0.15, 0.25}, {0.5, 0.2, 0.1}};
        RevenueTerms.Builder whole = RevenueTerms.builder();
        double[] means = new double[3];
        for (int i = 0; i < amounts.length; i++) {
            double ever = 0;
            for (int period = 0; period < 3; period++) {
                ever += chances[i][period];
                means[period] += amounts[i] * chances[i][period];
            }
            whole.add(i, (long) amounts[i], ever);
        }
        assertThat(means).containsExactly(new double[] {72.5, 83.5, 80.5}, within(1e-12));
        assertThat(whole.build().variance()).isCloseTo(18_892.75, within(1e-9));
    }
}
