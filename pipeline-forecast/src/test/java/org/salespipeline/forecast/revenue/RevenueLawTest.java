package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Five deals whose law can be worked out by hand; numbers by exact fractions in Python 3.11. */
class RevenueLawTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    /** The reference integrates with 64 nodes of Gauss and Hermite. */
    private static final Offset<Double> FACTOR = within(1e-8);

    static final long[] AMOUNTS = {10_000, 25_000, 40_000, 5_000, 100_000};
    static final double[] CHANCES = {0.5, 0.3, 0.7, 0.2, 0.1};

    static RevenueTerms fiveDeals() {
        RevenueTerms.Builder terms = RevenueTerms.builder();
        for (int i = 0; i < AMOUNTS.length; i++) {
            terms.add(i, AMOUNTS[i], CHANCES[i]);
        }
        return terms.build();
    }

    static Stream<Aggregator> exact() {
        return Stream.of(Aggregators.automatic(), Aggregators.exactAtoms(), Aggregators.exactLattice());
    }

    @ParameterizedTest
    @MethodSource("exact")
    void lawOfFiveDealsIsTheOneWorkedOutByHand(Aggregator aggregator) {
        RevenueLaw law = aggregator.law(fiveDeals());
        assertThat(law.mean()).isEqualTo(51_500);
        assertThat(law.variance()).isCloseTo(1_396_250_000, within(1e-5));
        assertThat(law.chanceOfNoWin()).isCloseTo(0.0756, ROUNDING);
        double[] shares = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
        double[] quantiles = {0, 10_000, 35_000, 50_000, 65_000, 80_000, 145_000, 175_000};
        for (int i = 0; i < shares.length; i++) {
            assertThat(law.quantile(shares[i])).isEqualTo(quantiles[i]);
        }
        double[] targets = {25_000, 50_000, 60_000, 75_000, 100_000, 150_000};
        double[] chances = {0.811, 0.5095, 0.289, 0.1945, 0.1, 0.0455};
        for (int i = 0; i < targets.length; i++) {
            assertThat(law.chanceOfAtLeast(targets[i])).isCloseTo(chances[i], ROUNDING);
        }
        assertThat(law.errorBound()).isZero();
    }

    @ParameterizedTest
    @MethodSource("exact")
    void shortfallAndScoreOfFiveDealsAreThoseWorkedOutByHand(Aggregator aggregator) {
        RevenueLaw law = aggregator.law(fiveDeals());
        assertThat(law.expectedShortfall(60_000)).isCloseTo(18_729, within(1e-8));
        assertThat(law.meanBelow(60_000)).isCloseTo(33_658.22784810127, within(1e-8));
        double[] actuals = {0, 35_000, 50_000, 180_000};
        double[] scores = {32_315.1408, 9_006.1408, 5_994.1408, 109_315.1408};
        for (int i = 0; i < actuals.length; i++) {
            assertThat(law.crps(actuals[i])).isCloseTo(scores[i], within(1e-8));
        }
        assertThat(law.chanceOfLess(50_000)).isCloseTo(0.4905, ROUNDING);
        assertThat(law.chanceOfAtMost(50_000)).isCloseTo(0.6669, ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("exact")
    void factorWidensTheLawAndKeepsItsMean(Aggregator aggregator) {
        RevenueLaw law = aggregator.law(fiveDeals(), CommonFactor.of(0.05));
        assertThat(law.mean()).isEqualTo(51_500);
        assertThat(law.variance()).isCloseTo(1_470_014_829.44686, within(20.0));
        assertThat(law.chanceOfNoWin()).isCloseTo(0.08804276139058996, FACTOR);
        double[] targets = {25_000, 50_000, 60_000, 75_000, 100_000, 150_000};
        double[] chances = {
            0.8026310931480705, 0.5075248413587001, 0.2912681454484966, 0.2009945972543432, 0.1, 0.05047726483971328
        };
        for (int i = 0; i < targets.length; i++) {
            assertThat(law.chanceOfAtLeast(targets[i])).isCloseTo(chances[i], FACTOR);
        }
    }

    @Test
    void factorConditionsAChanceAsVasicekSays() {
        assertThat(CommonFactor.conditionalChance(0.3, 1, 0.05)).isCloseTo(0.3788099281717615, ROUNDING);
        assertThat(CommonFactor.conditionalChance(0.3, -2, 0.05)).isCloseTo(0.15941743842923095, ROUNDING);
        assertThat(CommonFactor.conditionalChance(0.05, 0, 0.1)).isCloseTo(0.04147430657525646, ROUNDING);
        assertThat(CommonFactor.conditionalChance(0.9, 1.5, 0.02)).isCloseTo(0.9343312214375736, ROUNDING);
    }

    @Test
    void numberOfWinsFollowsThePoissonBinomialLaw() {
        RevenueTerms.Builder terms = RevenueTerms.builder();
        double[] chances = {0.5, 0.3, 0.7, 0.3, 0.9};
        for (int i = 0; i < chances.length; i++) {
            terms.add(i, 1, chances[i]);
        }
        RevenueLaw law = Aggregators.automatic().law(terms.build());
        double[] mass = {0.00735, 0.09695, 0.3167, 0.3747, 0.17595, 0.02835};
        for (int wins = 0; wins < mass.length; wins++) {
            assertThat(law.chanceOfAtMost(wins) - law.chanceOfLess(wins)).isCloseTo(mass[wins], ROUNDING);
        }
        assertThat(law.variance()).isCloseTo(0.97, ROUNDING);
    }

    @Test
    void doubtAboutTheAmountCountsInTheVariance() {
        RevenueTerms terms = RevenueTerms.builder()
                .add(1, 1000, 0.4, new RevenueTerms.AmountRatio(0.95, 0.04))
                .build();
        assertThat(terms.mean()).isCloseTo(380, ROUNDING);
        assertThat(terms.variance()).isCloseTo(232_600, within(1e-8));
        assertThat(Aggregators.automatic().law(terms).variance()).isCloseTo(232_600, within(1e-8));
    }

    @Test
    void nothingOpenIsACertainSum() {
        RevenueTerms terms = RevenueTerms.builder()
                .certain(-500)
                .add(1, 700, 1)
                .add(2, 900, 0)
                .build();
        for (Aggregator aggregator : new Aggregator[] {Aggregators.automatic(), Aggregators.headTail()}) {
            RevenueLaw law = aggregator.law(terms, CommonFactor.of(0.1));
            assertThat(law.quantile(0)).isEqualTo(200);
            assertThat(law.quantile(1)).isEqualTo(200);
            assertThat(law.chanceOfAtLeast(200)).isEqualTo(1);
            assertThat(law.chanceOfAtMost(199)).isZero();
            assertThat(law.crps(250)).isEqualTo(50);
            assertThat(law.variance()).isZero();
        }
    }

    @Test
    void refusesWhatIsNoChanceAndWhatAMethodCannotDo() {
        RevenueTerms.Builder terms = RevenueTerms.builder();
        assertThatThrownBy(() -> terms.add(7, 100, 1.5)).hasMessage("term 7: chance must be in [0, 1], was 1.5");
        assertThatThrownBy(() -> terms.add(7, -1, 0.5)).hasMessageContaining("a credit is a certain amount");
        assertThatThrownBy(() -> CommonFactor.of(1)).hasMessage("correlation must be in [0, 1), was 1.0");
        RevenueTerms unsure =
                terms.add(1, 1000, 0.4, new RevenueTerms.AmountRatio(1, 0.04)).build();
        assertThatThrownBy(() -> Aggregators.exactAtoms().law(unsure)).hasMessageContaining("take headTail()");
        assertThatThrownBy(() -> Aggregators.exactLattice().law(Portfolio.of(1000)))
                .hasMessageContaining("must reach at most 4194304 multiples of their step 1");
        assertThatThrownBy(() -> Aggregators.exactAtoms().law(Portfolio.of(1000)))
                .hasMessageContaining("1048576");
    }
}
