package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Numbers from independent tools: R 4.2.2 (glm, isoreg), scipy 1.17.1, mpmath 1.3, 2026-11-22; discrete ones by hand in exact
 * fractions.
 */
class EvaluationReferenceTest {

    /** Arithmetic on a few numbers near 1. */
    private static final Offset<Double> ARITHMETIC = within(1e-12);

    /** Optimised by both sides. */
    private static final Offset<Double> OPTIMISED = within(1e-6);

    private static final double[] SCORES = {-2.1, -1.3, -0.7, -0.2, 0.1, 0.4, 0.9, 1.5, 2.2, 3};
    private static final boolean[] SCORED = hits(0, 0, 0, 1, 0, 1, 1, 0, 1, 1);
    private static final double[] CHANCES = {.05, .12, .2, .28, .35, .45, .52, .6, .71, .83, .9, .96};
    private static final boolean[] CAME = hits(0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1);

    private static boolean[] hits(int... outcomes) {
        boolean[] hits = new boolean[outcomes.length];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = outcomes[i] == 1;
        }
        return hits;
    }

    private static double[] chancesOf(double[] logits) {
        double[] chances = new double[logits.length];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = LogisticFit.logistic(logits[i]);
        }
        return chances;
    }

    @Test
    void scoresOfChances() {
        ChanceOutcomes cases = ChanceOutcomes.of(
                new double[] {.9, .8, .7, .6, .55, .4, .35, .3, .2, .05}, hits(1, 1, 0, 1, 0, 1, 0, 0, 0, 0));
        assertThat(cases.brier()).isCloseTo(0.16174999999999998, ARITHMETIC);
        assertThat(cases.logLoss()).isCloseTo(0.48199956288888357, ARITHMETIC);
        assertThat(cases.auc()).isCloseTo(0.875, ARITHMETIC);
        assertThat(cases.rate()).isCloseTo(0.4, ARITHMETIC);
        assertThat(cases.brierSkill()).isCloseTo(0.3260416666666668, ARITHMETIC);
        assertThat(cases.expectedCalibrationError(4)).isCloseTo(0.14499999999999996, ARITHMETIC);
        assertThat(cases.spiegelhalter()).isCloseTo(-0.37969927569197925, ARITHMETIC);
        assertThat(cases.clipped()).isZero();
        ChanceOutcomes.Decomposition parts = cases.decomposition(0, .25, .5, .75, 1);
        assertThat(parts.reliability()).isCloseTo(0.031791666666666656, ARITHMETIC);
        assertThat(parts.resolution()).isCloseTo(0.10666666666666666, ARITHMETIC);
        assertThat(parts.uncertainty()).isCloseTo(0.24, ARITHMETIC);
        assertThat(parts.withinVariance()).isCloseTo(0.003291666666666666, ARITHMETIC);
        assertThat(parts.withinCovariance()).isCloseTo(0.006666666666666669, ARITHMETIC);
    }

    @Test
    void partsOfTheBrierScoreWithoutBins() {
        ChanceOutcomes cases = ChanceOutcomes.of(
                new double[] {.05, .2, .3, .35, .4, .55, .6, .7, .8, .9}, hits(0, 0, 0, 0, 1, 0, 1, 0, 1, 1));
        assertThat(cases.recalibrated()).containsExactly(0, 0, 0, 0, .5, .5, .5, .5, 1, 1);
        assertThat(cases.brier()).isCloseTo(0.16175, ARITHMETIC);
        assertThat(cases.corp().miscalibration()).isCloseTo(0.06175, ARITHMETIC);
        assertThat(cases.corp().discrimination()).isCloseTo(0.14, ARITHMETIC);
        assertThat(cases.corp().uncertainty()).isCloseTo(0.24, ARITHMETIC);
    }

    @Test
    void rankedProbabilityScores() {
        assertThat(DistributionScores.crpsOfNormal(0, 1, 0)).isCloseTo(0.23369497725510913, ARITHMETIC);
        assertThat(DistributionScores.crpsOfNormal(.5, 2, 1.5)).isCloseTo(0.6628070625097116, ARITHMETIC);
        assertThat(DistributionScores.crpsOfNormal(0, 1, -3)).isCloseTo(2.4365747250863397, ARITHMETIC);
        assertThat(DistributionScores.crpsOfLogNormal(.5, .8, 2)).isCloseTo(0.3705498566405331, ARITHMETIC);
        assertThat(DistributionScores.crpsOfGamma(2.5, 1.3, 4)).isCloseTo(0.7066230200626893, ARITHMETIC);
        double[] members = {2.1, 3.3, 1.7, 4.8, 2.9};
        assertThat(DistributionScores.crpsOfEnsemble(members, 3)).isCloseTo(0.28800000000000014, ARITHMETIC);
        assertThat(DistributionScores.fairCrpsOfEnsemble(members, 3)).isCloseTo(0.14000000000000012, ARITHMETIC);
        double[][] draws = {{1, 2}, {2, 1.5}, {.5, 3}, {1.5, 2.5}};
        assertThat(DistributionScores.energy(draws, new double[] {1.2, 2.2})).isCloseTo(0.2519987934492588, ARITHMETIC);
    }

    /** Five deals, all 32 ways they can come out. */
    @Test
    void rankedProbabilityScoreAndPlaceInALawOfAtoms() {
        double[] amounts = {10000, 25000, 40000, 5000, 100000};
        double[] chances = {.5, .3, .7, .2, .1};
        double[] values = new double[32];
        double[] masses = new double[32];
        double below = 0;
        double upTo = 0;
        for (int way = 0; way < 32; way++) {
            masses[way] = 1;
            for (int deal = 0; deal < 5; deal++) {
                boolean won = (way >> deal & 1) == 1;
                values[way] += won ? amounts[deal] : 0;
                masses[way] *= won ? chances[deal] : 1 - chances[deal];
            }
            below += values[way] < 50000 ? masses[way] : 0;
            upTo += values[way] <= 50000 ? masses[way] : 0;
        }
        assertThat(DistributionScores.crpsOfAtoms(values, masses, 50000)).isCloseTo(5994.1408, within(1e-8));
        assertThat(below).isCloseTo(.4905, ARITHMETIC);
        assertThat(upTo).isCloseTo(.6669, ARITHMETIC);
        double[] histogram = DistributionScores.pitHistogram(List.of(new Interval(below, upTo)), 10);
        assertThat(histogram[4]).isCloseTo((.5 - .4905) / .1764, ARITHMETIC);
        assertThat(histogram[5]).isCloseTo(.1 / .1764, ARITHMETIC);
        assertThat(histogram[6]).isCloseTo(.0669 / .1764, ARITHMETIC);
    }

    @Test
    void scoresOfQuantiles() {
        double[] levels = {.05, .1, .25, .5, .75, .9, .95};
        double[] quantiles = {10, 14, 22, 31, 42, 55, 66};
        double[] pinball = {2.0, 3.6, 7.0, 9.5, 6.0, 0.4999999999999999, 0.8000000000000007};
        for (int i = 0; i < levels.length; i++) {
            assertThat(DistributionScores.pinball(levels[i], quantiles[i], 50)).isCloseTo(pinball[i], ARITHMETIC);
        }
        assertThat(DistributionScores.interval(.8, new Interval(14, 55), 50)).isCloseTo(41, ARITHMETIC);
        assertThat(DistributionScores.interval(.9, new Interval(10, 66), 50)).isCloseTo(56, ARITHMETIC);
        assertThat(DistributionScores.weightedInterval(levels, quantiles, 50)).isCloseTo(8.4, ARITHMETIC);
    }

    @Test
    void errorsOfPoints() {
        PointErrors errors = PointErrors.of(
                new double[] {110, 115, 100, 140, 135, 150, 120, 180},
                new double[] {100, 120, 90, 150, 130, 160, 110, 170});
        double[] history = {80, 95, 70, 120, 100, 118, 85, 140, 95, 110, 88, 145};
        assertThat(errors.mae()).isCloseTo(8.75, ARITHMETIC);
        assertThat(errors.rmse()).isCloseTo(9.013878188659973, ARITHMETIC);
        assertThat(errors.wape()).isCloseTo(0.06796116504854369, ARITHMETIC);
        assertThat(errors.bias()).isCloseTo(0.019417475728155338, ARITHMETIC);
        assertThat(errors.mape().orElseThrow()).isCloseTo(0.07126732540335481, ARITHMETIC);
        assertThat(errors.smape()).isCloseTo(0.06979641485430281, ARITHMETIC);
        assertThat(errors.mase(history, 4)).isCloseTo(0.7070707070707071, ARITHMETIC);
        assertThat(errors.rmsse(history, 4)).isCloseTo(0.6225728063646904, ARITHMETIC);
    }

    @Test
    void poolsFallingNeighbours() {
        double[] values = {.2, .5, .4, .3, .9, .85, .95};
        double[] weights = {3, 1, 2, 5, 1, 2, 1};
        double[] fit = {.2, .35, .35, .35, 0.8666666666666667, 0.8666666666666667, .95};
        assertThat(Pooling.fit(values, weights)).containsExactly(fit, ARITHMETIC);
        assertThat(ChanceOutcomes.of(CHANCES, CAME).recalibrated())
                .containsExactly(0, 0, 0, .5, .5, .5, .5, .5, .5, 1, 1, 1);
    }

    @Test
    void twoChancesForEach() {
        CalibrationMap map = Calibrations.vennAbers(
                ChanceOutcomes.of(new double[] {.1, .2, .35, .4, .5, .6, .7, .8}, hits(0, 0, 1, 0, 0, 1, 1, 1)));
        double[][] cases = {
            {.05, 0, 0.3333333333333333, .25},
            {.3, 0, .5, 0.3333333333333333},
            {.45, .25, .5, .4},
            {.55, .25, 1, 0.5714285714285714},
            {.9, .75, 1, .8}
        };
        for (double[] row : cases) {
            Interval both = ((Calibrations.VennAbers) map).interval(row[0]);
            assertThat(both.low()).isCloseTo(row[1], ARITHMETIC);
            assertThat(both.high()).isCloseTo(row[2], ARITHMETIC);
            assertThat(map.apply(row[0])).isCloseTo(row[3], ARITHMETIC);
        }
    }

    @Test
    void lineOnTheLogitScale() {
        ChanceOutcomes cases = ChanceOutcomes.of(chancesOf(SCORES), SCORED);
        double[] line = Calibrations.plattLine(cases);
        assertThat(line[0]).isCloseTo(-0.240819733783728, OPTIMISED);
        assertThat(line[1]).isCloseTo(0.655818158224006, OPTIMISED);
        double[] fitted = {
            0.165475650233123, 0.250981709063608, 0.331836074693146, 0.408061857631388, 0.456302286961205,
            0.505376675118968, 0.586476100881738, 0.677631319745345, 0.768876865286064, 0.848981460385413
        };
        CalibrationMap map = Calibrations.platt(cases);
        for (int i = 0; i < fitted.length; i++) {
            assertThat(map.apply(chancesOf(SCORES)[i])).isCloseTo(fitted[i], OPTIMISED);
        }
        assertThat(cases.line().intercept()).isCloseTo(-0.395630523269884, OPTIMISED);
        assertThat(cases.line().slope()).isCloseTo(1.1321877045613, OPTIMISED);
    }

    @Test
    void curveWithTwoBends() {
        ChanceOutcomes cases = ChanceOutcomes.of(CHANCES, CAME);
        double[] curve = Calibrations.betaCurve(cases, 1e-9);
        assertThat(curve)
                .containsExactly(new double[] {0.0697660958248415, 1.10336521078243, 1.044198592053}, OPTIMISED);
    }

    @Test
    void logisticRegression() {
        double[][] columns = {
            {1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
            {-2, -1.5, -1, -.5, 0, .25, .5, 1, 1.5, 2},
            {1, 0, 1, 0, 0, 1, 0, 1, 0, 1}
        };
        LogisticFit.Rows rows = LogisticFit.Rows.of(new double[] {0, 0, 1, 0, 1, 1, 0, 1, 1, 1});
        assertThat(new LogisticFit(columns, rows, new double[3], new double[] {0, 1, 1}).coefficients())
                .containsExactly(new double[] {0.17935898120508187, 0.9023386362778286, 0.6883231318170577}, OPTIMISED);
        assertThat(new LogisticFit(columns, rows, new double[3], new double[] {0, .1, .1}).coefficients())
                .containsExactly(new double[] {-0.31352266055949124, 1.676053291673408, 2.468119100306826}, OPTIMISED);
        LogisticFit free = new LogisticFit(columns, rows, new double[3], new double[3]);
        double[] at = free.coefficients();
        assertThat(at)
                .containsExactly(new double[] {-0.855745425720558, 2.8165475724322, 5.10561314359892}, within(1e-9));
        double error = Math.sqrt(LogisticFit.solve(free.curvature(at), new double[] {1, 0, 0})[0]);
        assertThat(error).isCloseTo(1.38914194057581, OPTIMISED);
    }

    @Test
    void testOfEquallyGoodForecasts() {
        PairedLosses losses = PairedLosses.of(
                new double[] {1.2, .8, 2.1, 1.9, .7, 1.5, 1.1, 2.4, 1.3, .9, 1.6, 1.8},
                new double[] {1.0, .9, 1.7, 1.6, .8, 1.2, 1.0, 1.9, 1.4, .7, 1.3, 1.5});
        assertThat(losses.meanDifference()).isCloseTo(0.19166666666666665, ARITHMETIC);
        PairedLosses.Test one = losses.dieboldMariano(1);
        assertThat(one.dm()).isCloseTo(3.431816645983757, ARITHMETIC);
        assertThat(one.hln()).isCloseTo(3.2857142857142856, ARITHMETIC);
        assertThat(one.pValue()).isCloseTo(0.007259746927277392, ARITHMETIC);
        assertThat(losses.longRunVariance(2) / 12).isCloseTo(0.0015793788580246916, ARITHMETIC);
        assertThat(losses.dieboldMariano(2).dm()).isCloseTo(4.822846392768929, withinPercentage(1e-10));
    }
}
