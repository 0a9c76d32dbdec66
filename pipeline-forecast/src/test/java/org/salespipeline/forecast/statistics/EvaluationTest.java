package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final ChanceOutcomes NONE = ChanceOutcomes.of(new double[0], new boolean[0]);

    /** S-shaped distortion of uniform chances, outcomes by a stratified draw. */
    private static ChanceOutcomes distorted(int n) {
        double[] stated = new double[n];
        boolean[] happened = new boolean[n];
        Draws draws = Draws.seeded(5);
        for (int i = 0; i < n; i++) {
            double truth = (i + .5) / n;
            stated[i] = LogisticFit.logistic(2 * ChanceOutcomes.logit(truth));
            happened[i] = draws.uniform(i) < truth;
        }
        return ChanceOutcomes.of(stated, happened);
    }

    @Test
    void everyMapUndoesAnOverconfidentModel() {
        for (int n : new int[] {400, 4000, 12_000}) {
            CalibrationMap map = Calibrations.auto(distorted(n));
            for (double truth : new double[] {.1, .3, .5, .7, .9}) {
                double stated = LogisticFit.logistic(2 * ChanceOutcomes.logit(truth));
                assertThat(map.apply(stated)).as("n %s truth %s", n, truth).isCloseTo(truth, within(.08));
            }
        }
    }

    @Test
    void separatedCasesHaveASteepButFiniteSlope() {
        ChanceOutcomes separated =
                ChanceOutcomes.of(new double[] {.1, .2, .8, .9}, new boolean[] {false, false, true, true});
        assertThat(separated.line().slope()).isBetween(5.0, 1e4);
        assertThat(Calibrations.platt(separated).apply(.9)).isBetween(.5, .99);
    }

    @Test
    void casesThatRunAgainstTheChancesGetTheBaseRate() {
        ChanceOutcomes against =
                ChanceOutcomes.of(new double[] {.1, .2, .8, .9}, new boolean[] {true, true, false, false});
        assertThat(Calibrations.platt(against).apply(.1)).isCloseTo(.5, within(1e-9));
        assertThat(Calibrations.platt(against).apply(.9)).isCloseTo(.5, within(1e-9));
    }

    @Test
    void withoutCasesChancesStayAndThereIsNoScore() {
        assertThat(Calibrations.auto(NONE).apply(.3)).isEqualTo(.3);
        assertThat(Calibrations.beta(NONE).apply(.3)).isEqualTo(.3);
        assertThat(Calibrations.isotonic(NONE).apply(.3)).isEqualTo(.3);
        assertThatIllegalStateException()
                .isThrownBy(NONE::brier)
                .withMessage("a score needs at least one case of weight above 0, there is none");
    }

    @Test
    void sureAndWrongIsClippedAndCounted() {
        ChanceOutcomes sure = ChanceOutcomes.of(new double[] {0, 1}, new boolean[] {true, true});
        assertThat(sure.clipped()).isEqualTo(2);
        assertThat(sure.logLoss()).isCloseTo(-Math.log(1e-6) / 2, within(1e-5));
    }

    @Test
    void weightsCountLikeRepeatedCases() {
        ChanceOutcomes weighted =
                ChanceOutcomes.weighted(new double[] {.2, .7}, new boolean[] {false, true}, new double[] {3, 1});
        ChanceOutcomes repeated =
                ChanceOutcomes.of(new double[] {.2, .2, .2, .7}, new boolean[] {false, false, false, true});
        assertThat(weighted.brier()).isCloseTo(repeated.brier(), within(1e-15));
        assertThat(weighted.rate()).isEqualTo(.25);
        assertThat(weighted.table(2, .9).get(0).weight()).isEqualTo(3);
    }

    @Test
    void refusesWhatIsNoChance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChanceOutcomes.of(new double[] {.5, 35}, new boolean[2]))
                .withMessage("chance 1 must be in [0, 1], was 35.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NONE.decomposition(0, .5))
                .withMessage("edges must rise from 0 to 1, was [0.0, 0.5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistributionScores.crps(new double[] {0, 1}, new double[] {.5, 1}, 0))
                .withMessage("distribution function must begin at 0 (an atom is two equal points), was 0.5");
    }

    @Test
    void percentagesOfNothingAreRefused() {
        PointErrors nothing = PointErrors.of(new double[] {5, 1}, new double[] {0, 0});
        assertThatIllegalStateException()
                .isThrownBy(nothing::wape)
                .withMessage("a share of what came needs an actual other than 0, all 2 were 0; use mae()");
        assertThat(PointErrors.of(new double[] {5, 90}, new double[] {0, 100}).mape())
                .isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> nothing.mase(new double[] {3, 3, 3}, 1))
                .withMessage("a scaled error needs a history in which seasons differ, was the same each time");
    }

    @Test
    void tooFewCasesForATestAskForAnInterval() {
        PairedLosses four = PairedLosses.of(new double[] {1, 2, 3, 4}, new double[] {2, 3, 4, 5.5});
        assertThatIllegalStateException()
                .isThrownBy(() -> four.dieboldMariano(1))
                .withMessage("a test over 1 steps needs more than 7 cases, was 4; use an interval");
        Interval interval = four.interval(.9, 1, 7);
        assertThat(interval.low()).isBetween(-1.5, -1.0);
        assertThat(interval.high()).isEqualTo(-1);
        assertThat(PairedLosses.of(new double[] {1}, new double[] {2}).interval(.9, 1, 7))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    /** By hand: sorted .01·3, .02·2, .04·1. */
    @Test
    void holmNeverFallsAlongTheOrder() {
        assertThat(PairedLosses.holm(.04, .01, .02)).containsExactly(.04, .03, .04);
        assertThat(PairedLosses.holm(.9, .8)).containsExactly(1, 1);
    }

    @Test
    void missesInRunsAreFound() {
        boolean[] runs = new boolean[40];
        boolean[] mixed = new boolean[40];
        for (int i = 0; i < 40; i++) {
            runs[i] = i < 20;
            mixed[i] = Draws.seeded(3).uniform(i) < .8;
        }
        assertThat(DistributionScores.pValueOfRuns(runs)).isLessThan(1e-6);
        assertThat(DistributionScores.pValueOfRuns(mixed)).isGreaterThan(.05);
        assertThat(DistributionScores.pValueOfRuns(true, true, true)).isEqualTo(1);
    }

    @Test
    void factorsStayNearOneWhereFewWinsAreExpected() {
        double[] amounts = new double[200];
        double[] chances = new double[200];
        double[] won = new double[200];
        for (int i = 0; i < 200; i++) {
            amounts[i] = i < 100 ? 10 : 1000;
            chances[i] = .5;
            won[i] = i < 100 ? amounts[i] * .5 : amounts[i] * .25;
        }
        AmountCalibration factors = AmountCalibration.of(chances, won, amounts, 2);
        assertThat(factors.bands()).isEqualTo(2);
        assertThat(factors.factor(5)).isCloseTo(1, within(1e-12));
        // (25 · 1000 + 20 · 1000) / (50 · 1000 + 20 · 1000)
        assertThat(factors.factor(5000)).isCloseTo(45.0 / 70, within(1e-12));
        assertThat(factors.expectedWins(1)).isEqualTo(50);
    }
}
