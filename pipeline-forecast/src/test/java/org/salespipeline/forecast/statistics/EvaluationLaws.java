package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EvaluationLaws {

    /** Cases with ties, sure chances and separated outcomes among them. */
    static final class Cases {

        private final double[] chances;
        private final boolean[] happened;
        private final double[] weights;

        Cases(double[] chances, boolean[] happened, double[] weights) {
            this.chances = chances;
            this.happened = happened;
            this.weights = weights;
        }

        ChanceOutcomes outcomes() {
            return ChanceOutcomes.weighted(chances, happened, weights);
        }

        Cases reversed() {
            int n = chances.length;
            double[] c = new double[n];
            boolean[] h = new boolean[n];
            double[] w = new double[n];
            for (int i = 0; i < n; i++) {
                c[i] = chances[n - 1 - i];
                h[i] = happened[n - 1 - i];
                w[i] = weights[n - 1 - i];
            }
            return new Cases(c, h, w);
        }
    }

    @Provide
    static Arbitrary<Cases> cases() {
        return Arbitraries.longs()
                .flatMap(seed -> Arbitraries.integers().between(1, 60).map(n -> {
                    Draws draws = Draws.seeded(seed);
                    double[] chances = new double[n];
                    boolean[] happened = new boolean[n];
                    double[] weights = new double[n];
                    int kind = draws.below(1000, 4);
                    for (int i = 0; i < n; i++) {
                        double u = draws.uniform(3L * i);
                        chances[i] = kind == 0 ? Math.round(u * 4) / 4.0 : kind == 1 ? .3 : u;
                        happened[i] = kind == 2 ? u > .5 : draws.uniform(3L * i + 1) < chances[i];
                        weights[i] = 1 + draws.below(3L * i + 2, 3);
                    }
                    return new Cases(chances, happened, weights);
                }));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void partsOfTheBrierScoreAddUp(@ForAll("cases") Cases cases) {
        ChanceOutcomes outcomes = cases.outcomes();
        ChanceOutcomes.Corp corp = outcomes.corp();
        assertThat(corp.miscalibration()).isGreaterThanOrEqualTo(-1e-12);
        assertThat(corp.discrimination()).isGreaterThanOrEqualTo(-1e-12);
        assertThat(corp.miscalibration() - corp.discrimination() + corp.uncertainty())
                .isCloseTo(outcomes.brier(), within(1e-12));
        ChanceOutcomes.Decomposition bins = outcomes.decomposition(0, .2, .5, .6, 1);
        assertThat(bins.reliability()
                        - bins.resolution()
                        + bins.uncertainty()
                        + bins.withinVariance()
                        - bins.withinCovariance())
                .isCloseTo(outcomes.brier(), within(1e-12));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfCasesChangesNoBit(@ForAll("cases") Cases cases) {
        ChanceOutcomes one = cases.outcomes();
        ChanceOutcomes other = cases.reversed().outcomes();
        assertThat(other.brier()).isEqualTo(one.brier());
        assertThat(other.logLoss()).isEqualTo(one.logLoss());
        assertThat(other.corp()).isEqualTo(one.corp());
        assertThat(other.line()).isEqualTo(one.line());
        assertThat(other.table(10, .9)).isEqualTo(one.table(10, .9));
        assertThat(Calibrations.beta(other).apply(.4))
                .isEqualTo(Calibrations.beta(one).apply(.4));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void calibratedChancesNeverFallAndAreChances(@ForAll("cases") Cases cases) {
        ChanceOutcomes past = cases.outcomes();
        CalibrationMap[] maps = {
            Calibrations.none(),
            Calibrations.platt(past),
            Calibrations.beta(past),
            Calibrations.isotonic(past),
            Calibrations.vennAbers(past),
            Calibrations.auto(past)
        };
        for (CalibrationMap map : maps) {
            double before = 0;
            for (int i = 0; i <= 50; i++) {
                double calibrated = map.apply(i / 50.0);
                assertThat(calibrated).isBetween(before - 1e-12, 1.0);
                before = calibrated;
            }
        }
    }

    /** What isotonic steps are for: among all maps that never fall none has a better weighted Brier score on its own cases. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void noStraightLineBeatsTheStepsOnTheirOwnCases(@ForAll("cases") Cases cases) {
        ChanceOutcomes past = cases.outcomes();
        double[] steps = past.recalibrated();
        CalibrationMap line = Calibrations.platt(past);
        double withSteps = 0;
        double withLine = 0;
        double[] targets = past.targets(1, 0);
        for (int i = 0; i < steps.length; i++) {
            double off = line.apply(past.chances()[i]) - targets[i];
            withSteps += past.weights()[i] * (steps[i] - targets[i]) * (steps[i] - targets[i]);
            withLine += past.weights()[i] * off * off;
        }
        assertThat(withSteps).isLessThanOrEqualTo(withLine + 1e-9);
    }

    /** Sloped and upright parts together: a fine ladder of atoms comes near the same law spread evenly. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aLawOfManyAtomsScoresLikeTheEvenOne(
            @ForAll @DoubleRange(min = -2, max = 3) double actual, @ForAll @IntRange(min = 400, max = 800) int n) {
        double[] values = new double[n];
        double[] chances = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (i + .5) / n;
            chances[i] = 1.0 / n;
        }
        double even = DistributionScores.crps(new double[] {0, 1}, new double[] {0, 1}, actual);
        assertThat(DistributionScores.crpsOfAtoms(values, chances, actual)).isCloseTo(even, within(1.0 / n));
        assertThat(DistributionScores.crpsOfEnsemble(values, actual))
                .isCloseTo(DistributionScores.crpsOfAtoms(values, chances, actual), within(1e-9));
    }

    /** Proper: the mean of the score over outcomes of a law is lowest for that law. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theTrueLawScoresBest(
            @ForAll @DoubleRange(min = -1, max = 1) double off, @ForAll @DoubleRange(min = .3, max = 3) double wide) {
        double honest = 0;
        double wrong = 0;
        for (int i = 0; i < 2000; i++) {
            double y = Normal.quantile((i + .5) / 2000);
            honest += DistributionScores.crpsOfNormal(0, 1, y) / 2000;
            wrong += DistributionScores.crpsOfNormal(off, wide, y) / 2000;
        }
        // 2,000 strata stand for the law up to this
        assertThat(honest).isLessThanOrEqualTo(wrong + 1e-4);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aStatedNumberWithoutSpreadScoresItsAbsoluteError(
            @ForAll @DoubleRange(min = -9, max = 9) double stated, @ForAll @DoubleRange(min = -9, max = 9) double y) {
        double error = Math.abs(stated - y);
        assertThat(DistributionScores.crpsOfNormal(stated, 0, y)).isEqualTo(error);
        assertThat(DistributionScores.crpsOfAtoms(new double[] {stated}, new double[] {1}, y))
                .isEqualTo(error);
        assertThat(DistributionScores.crps(new double[] {stated, stated}, new double[] {0, 1}, y))
                .isEqualTo(error);
        assertThat(DistributionScores.weightedInterval(new double[] {.5}, new double[] {stated}, y))
                .isCloseTo(error, within(1e-12));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPerfectForecastHasNoLossAndNoBias(@ForAll @Size(min = 1, max = 20) double[] y) {
        double[] actual = Arrays.stream(y)
                .map(v -> Math.rint(Math.max(-1e9, Math.min(1e9, v))))
                .toArray();
        PointErrors errors = PointErrors.of(actual, actual);
        assertThat(errors.mae()).isZero();
        if (errors.hasActuals()) {
            assertThat(errors.wape()).isZero();
            assertThat(errors.bias()).isZero();
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void swappingTheForecastsSwapsTheTest(@ForAll long seed, @ForAll @IntRange(min = 9, max = 30) int n) {
        Draws draws = Draws.seeded(seed);
        double[] a = new double[n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            a[i] = draws.uniform(2L * i);
            b[i] = draws.uniform(2L * i + 1);
        }
        PairedLosses one = PairedLosses.of(a, b);
        PairedLosses other = PairedLosses.of(b, a);
        assertThat(other.dieboldMariano(3).hln())
                .isEqualTo(-one.dieboldMariano(3).hln());
        assertThat(other.dieboldMariano(3).pValue())
                .isEqualTo(one.dieboldMariano(3).pValue());
        Interval interval = one.interval(.9, 2, seed);
        assertThat(interval.low()).isLessThanOrEqualTo(interval.high());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void amountsThatComeAsStatedNeedNoFactor(
            @ForAll @Size(min = 1, max = 40) double[] raw, @ForAll @IntRange(min = 1, max = 6) int bands) {
        double[] amounts =
                Arrays.stream(raw).map(v -> Math.min(1e6, Math.abs(v))).toArray();
        double[] sure = new double[amounts.length];
        Arrays.fill(sure, 1);
        AmountCalibration exact = AmountCalibration.of(sure, amounts, amounts, bands);
        double[] half = Arrays.stream(amounts).map(a -> a / 2).toArray();
        AmountCalibration low = AmountCalibration.of(sure, half, amounts, bands);
        for (double amount : amounts) {
            assertThat(exact.factor(amount)).isCloseTo(1, within(1e-9));
            assertThat(low.factor(amount)).isBetween(.5, 1.0);
        }
    }
}
