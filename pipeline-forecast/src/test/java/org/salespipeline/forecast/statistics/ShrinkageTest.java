package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShrinkageTest {

    private static long[] whole(List<double[]> rows, int column) {
        return rows.stream().mapToLong(row -> (long) row[column]).toArray();
    }

    @Test
    void betaBinomialAgreesWithTheReference() {
        List<double[]> rows = ReferenceTable.read("beta-binomial.csv");
        Shrinkage.BetaBinomial law = Shrinkage.betaBinomial(whole(rows, 0), whole(rows, 1));
        // optimised there to about 1e-6
        assertThat(law.mean()).isCloseTo(0.34237131214322963, within(1e-6));
        assertThat(law.strength()).isCloseTo(82.00506285829621, within(82e-6));
        assertThat(law.logLikelihood()).isCloseTo(-23.84376824516282, within(1e-9));
        assertThat(law.basis()).isEqualTo(Shrinkage.Basis.FITTED);
        for (double[] row : rows) {
            assertThat(law.estimate(new Proportion((long) row[0], (long) row[1])))
                    .isCloseTo(row[2], within(1e-6));
        }
        Interval first = law.interval(new Proportion(12, 40), 0.9);
        assertThat(first.low()).isCloseTo(0.2604267072183489, within(1e-6));
        assertThat(first.high()).isCloseTo(0.39974284679791533, within(1e-6));
        assertThat(law.weight(82)).isCloseTo(0.5, within(1e-4));
    }

    @Test
    void gammaPoissonAgreesWithTheReference() {
        List<double[]> rows = ReferenceTable.read("gamma-poisson.csv");
        double[] exposures = rows.stream().mapToDouble(row -> row[1]).toArray();
        Shrinkage.GammaPoisson law = Shrinkage.gammaPoisson(whole(rows, 0), exposures);
        assertThat(law.mean()).isCloseTo(1.132147177312914, within(1e-11));
        assertThat(law.strength()).isCloseTo(2.922065381335309, within(1e-11));
        assertThat(law.logLikelihood()).isCloseTo(-39.20284764645968, within(1e-11));
        for (double[] row : rows) {
            assertThat(law.estimate((long) row[0], row[1])).isCloseTo(row[2], within(1e-11));
            Interval interval = law.interval((long) row[0], row[1], 0.9);
            assertThat(interval.contains(row[2])).isTrue();
        }
        assertThat(law.events()).isEqualTo(150);
    }

    @Test
    void childrenAreShrunkTowardsTheirParents() {
        // the path of the reference file: globe, region, product in region; strength 20
        double globe = 130.0 / 367;
        double region = Shrinkage.towards(globe, 20, new Proportion(31, 66));
        assertThat(region).isCloseTo(0.44284265889360624, within(1e-15));
        assertThat(Shrinkage.towards(region, 20, new Proportion(2, 3))).isCloseTo(0.4720370946900924, within(1e-15));
        // hazards of cells, strength 50
        assertThat(Shrinkage.towards(0.02, 50, new Proportion(3, 80))).isCloseTo(0.03076923076923077, within(1e-15));
        assertThat(Shrinkage.towards(0.03, 50, new Proportion(0, 12))).isCloseTo(0.024193548387096774, within(1e-15));
    }

    @Test
    void likelihoodIsTheSumOfTheBetaBinomialLaw() {
        // n = 10, alpha 2, beta 3: pmf of 0 … 10; scipy 1.17.1, 2026-11-22
        double[] pmf = {
            0.06593406593406595, 0.1098901098901098, 0.13486513486513485, 0.14385614385614395, 0.13986013986013976,
            0.12587412587412594, 0.10489510489510492, 0.07992007992007986, 0.053946053946053986, 0.02997002997002995,
            0.010989010989010992
        };
        for (int k = 0; k <= 10; k++) {
            double log = Factorials.logGamma(11)
                    - Factorials.logGamma(k + 1.0)
                    - Factorials.logGamma(11.0 - k)
                    + Factorials.logRising(2, k)
                    + Factorials.logRising(3, 10 - k)
                    - Factorials.logRising(5, 10);
            assertThat(Math.exp(log)).isCloseTo(pmf[k], within(1e-13));
        }
    }

    @Test
    void groupsThatDoNotDifferShareOneRate() {
        Shrinkage.BetaBinomial shares =
                Shrinkage.betaBinomial(new long[] {5, 5, 5, 5, 5}, new long[] {10, 10, 10, 10, 10});
        assertThat(shares.basis()).isEqualTo(Shrinkage.Basis.POOLED);
        assertThat(shares.strength()).isInfinite();
        assertThat(shares.estimate(new Proportion(9, 10))).isEqualTo(0.5);
        assertThat(shares.weight(10)).isZero();
        assertThat(shares.interval(new Proportion(9, 10), 0.95).contains(0.5)).isTrue();
        assertThat(shares.interval(new Proportion(9, 10), 0.95).width()).isBetween(0.2, 0.3);
        double[] days = {10, 10, 10, 10, 10};
        Shrinkage.GammaPoisson rates = Shrinkage.gammaPoisson(new long[] {5, 5, 5, 5, 5}, days);
        assertThat(rates.basis()).isEqualTo(Shrinkage.Basis.POOLED);
        assertThat(rates.estimate(9, 10)).isEqualTo(0.5);
        assertThat(rates.interval(9, 10, 0.95).width()).isBetween(0.3, 0.5);
    }

    @Test
    void tooLittleToLearnFromIsSaid() {
        Shrinkage.BetaBinomial few = Shrinkage.betaBinomial(new long[] {3, 8}, new long[] {10, 10});
        assertThat(few.basis()).isEqualTo(Shrinkage.Basis.DEFAULT);
        assertThat(few.strength()).isEqualTo(20);
        assertThat(few.mean()).isCloseTo(0.55, within(0.01));
        Shrinkage.BetaBinomial none = Shrinkage.betaBinomial(new long[6], new long[] {4, 4, 4, 4, 4, 4});
        assertThat(none.basis()).isEqualTo(Shrinkage.Basis.DEFAULT);
        assertThat(none.mean()).isEqualTo(0.5 / 25);
        Shrinkage.BetaBinomial singles = Shrinkage.betaBinomial(new long[] {0, 1, 0, 1, 1}, new long[] {1, 1, 1, 1, 1});
        assertThat(singles.basis()).isEqualTo(Shrinkage.Basis.DEFAULT);
        assertThat(singles.mean()).isCloseTo(0.6, within(1e-9));
        Shrinkage.GammaPoisson nothing = Shrinkage.gammaPoisson(new long[5], new double[] {1, 2, 3, 4, 0});
        assertThat(nothing.basis()).isEqualTo(Shrinkage.Basis.DEFAULT);
        assertThat(nothing.mean()).isEqualTo(0.05);
    }

    @Test
    void refusesImpossibleGroups() {
        assertThatThrownBy(() -> Shrinkage.betaBinomial(new long[1], new long[2]))
                .hasMessage("hits and trials must be of as many groups, was 1 and 2");
        assertThatThrownBy(() -> Shrinkage.betaBinomial(new long[2], new long[2]))
                .hasMessage("trials must be above 0 in at least one of 2 groups");
        assertThatThrownBy(() -> Shrinkage.gammaPoisson(new long[] {1}, new double[] {0}))
                .hasMessage(
                        "group 0 must have 0 events or more, and a finite exposure above 0 (0 if nothing happened), "
                                + "was 1 events in 0.0");
        assertThatThrownBy(() -> Shrinkage.towards(0.5, 0, new Proportion(1, 2)))
                .hasMessage("strength must be above 0 and finite, was 0.0");
    }
}
