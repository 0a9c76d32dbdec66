package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers of the five deals by exact fractions in Python 3.11. */
class CriticalityTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void effectsOfFiveDealsAreThoseWorkedOutByHand() {
        Criticality criticality = Criticality.of(RevenueLawTest.fiveDeals(), CommonFactor.independent(), 60_000);
        double[][] expected = {
            {4, 1.0, 0.21, 0.3460207612456747, 0.0, 0.0},
            {1, 0.73, 0.1, 0.7577854671280276, 0.11392405063291139, 2848.1012658227846},
            {2, 0.37, 0.1, 0.8961937716262975, 0.620253164556962, 24810.12658227848},
            {0, 0.289, 0.289, 0.5, 0.5, 5000.0},
            {3, 0.289, 0.289, 0.2, 0.2, 1000.0}
        };
        assertThat(criticality.chance()).isCloseTo(0.289, ROUNDING);
        assertThat(criticality.effects()).hasSize(5);
        for (int i = 0; i < expected.length; i++) {
            Criticality.Effect effect = criticality.effects().get(i);
            assertThat(effect.key()).isEqualTo((long) expected[i][0]);
            assertThat(effect.ifWon()).isCloseTo(expected[i][1], ROUNDING);
            assertThat(effect.ifLost()).isCloseTo(expected[i][2], ROUNDING);
            assertThat(effect.winIfReached()).isCloseTo(expected[i][3], ROUNDING);
            assertThat(effect.winIfMissed()).isCloseTo(expected[i][4], ROUNDING);
            assertThat(effect.meanIfMissed()).isCloseTo(expected[i][5], within(1e-8));
        }
    }

    @Test
    void effectsInALargeBookAreThoseOfSettlingTheDeal() {
        RevenueTerms terms = Portfolio.of(1000);
        double target = 2_600_000;
        for (CommonFactor factor : new CommonFactor[] {CommonFactor.independent(), CommonFactor.of(0.05)}) {
            Criticality criticality = Criticality.of(terms, factor, target);
            assertThat(criticality.effects()).hasSize(64);
            assertThat(criticality.chance())
                    .isCloseTo(Aggregators.headTail().law(terms, factor).chanceOfAtLeast(target), within(1e-4));
            for (Criticality.Effect effect : criticality.effects().subList(0, 3)) {
                RevenueLaw won = Aggregators.headTail().law(terms.withChance(effect.key(), 1), factor);
                RevenueLaw lost = Aggregators.headTail().law(terms.withChance(effect.key(), 0), factor);
                assertThat(effect.ifWon()).isCloseTo(won.chanceOfAtLeast(target), within(2e-4));
                assertThat(effect.ifLost()).isCloseTo(lost.chanceOfAtLeast(target), within(2e-4));
            }
            RevenueLaw more = Aggregators.headTail()
                    .law(terms.merge(RevenueTerms.builder().certain(2000).build()), factor);
            double gained = more.chanceOfAtLeast(target) - criticality.chance();
            assertThat(2000 * criticality.chancePerMinorUnit()).isCloseTo(gained, within(3e-4));
        }
    }

    @Test
    void withNothingOpenNothingMatters() {
        Criticality criticality =
                Criticality.of(RevenueTerms.builder().certain(500).add(1, 9, 0).build(), CommonFactor.of(0.1), 500);
        assertThat(criticality.chance()).isEqualTo(1);
        assertThat(criticality.effects()).isEmpty();
        assertThatThrownBy(() -> Criticality.of(RevenueLawTest.fiveDeals(), CommonFactor.of(0.1), Double.NaN))
                .hasMessage("target must be finite, was NaN");
    }

    @Test
    void termsWithoutANameTakePartAndCrowdNobodyOut() {
        RevenueTerms.Builder terms = RevenueTerms.builder();
        RevenueTerms.AmountRatio spread = new RevenueTerms.AmountRatio(1, 0.5);
        for (int i = 0; i < 40; i++) {
            terms.add(i, 1_000 + 50L * i, 0.3, spread);
        }
        for (int i = 0; i < 200; i++) {
            terms.add(-1 - i, 9_000, 0.05, spread);
        }
        RevenueTerms built = terms.build();
        for (CommonFactor factor : new CommonFactor[] {CommonFactor.independent(), CommonFactor.of(0.05)}) {
            Criticality criticality = Criticality.of(built, factor, 110_000);
            assertThat(criticality.effects()).hasSize(40).allMatch(effect -> effect.key() >= 0);
            Criticality.Effect first = criticality.effects().get(0);
            Aggregator simulated = Aggregators.monteCarlo(11, 8_000);
            // five standard errors
            assertThat(criticality.chance())
                    .isCloseTo(simulated.law(built, factor).chanceOfAtLeast(110_000), within(0.028));
            assertThat(first.ifWon())
                    .isCloseTo(
                            simulated
                                    .law(built.withChance(first.key(), 1), factor)
                                    .chanceOfAtLeast(110_000),
                            within(0.028));
        }
    }
}
