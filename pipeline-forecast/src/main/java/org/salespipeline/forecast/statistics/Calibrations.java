package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Ways to learn a {@link CalibrationMap} from past chances and outcomes, which must be out of sample: chances that a model
 * stated about cases it had not learnt from.
 *
 * <p>The same cases in any order give the same bits. Without a case, and where the fit cannot say, chances stay as they are.
 */
public final class Calibrations {

    /** From so many cases on {@link #auto} can bear three parameters in place of two. */
    public static final int ENOUGH_FOR_BETA = 500;

    /** From so many cases on {@link #auto} can bear steps. */
    public static final int ENOUGH_FOR_STEPS = 10_000;

    /** Holds what the cases do not determine; unseen in the sixth digit of what they do. */
    private static final double SLIGHT_RIDGE = 1e-9;

    private static final double BETA_RIDGE = 1;

    private Calibrations() {}

    /** Leaves every chance as it is. */
    public static CalibrationMap none() {
        return chance -> requireChance(chance);
    }

    /**
     * What the number of cases can bear: {@link #platt} below {@link #ENOUGH_FOR_BETA}, {@link #beta} below {@link
     * #ENOUGH_FOR_STEPS}, {@link #isotonic} from there on.
     */
    public static CalibrationMap auto(ChanceOutcomes past) {
        if (past.size() < ENOUGH_FOR_BETA) {
            return platt(past);
        }
        return past.size() < ENOUGH_FOR_STEPS ? beta(past) : isotonic(past);
    }

    /**
     * A straight line on the logit scale, fitted to targets that are drawn in a little from 0 and 1.
     *
     * <pre>
     *   logit q = a + b logit p        target of n₊ hits (n₊ + 1)/(n₊ + 2), of n₋ others 1/(n₋ + 2)
     * </pre>
     *
     * <p>If the cases run against the chances, b is 0: the base rate for everything.
     *
     * <p>Source: J. Platt (1999), Probabilistic outputs for support vector machines, in <i>Advances in Large Margin
     * Classifiers</i>.
     */
    public static CalibrationMap platt(ChanceOutcomes past) {
        if (past.size() == 0) {
            return none();
        }
        double[] line = plattLine(past);
        return chance -> LogisticFit.logistic(line[0] + line[1] * ChanceOutcomes.logit(requireChance(chance)));
    }

    /** Intercept and slope of {@link #platt}. */
    static double[] plattLine(ChanceOutcomes past) {
        int hits = past.hits();
        double hit = (hits + 1.0) / (hits + 2.0);
        double miss = 1.0 / (past.size() - hits + 2.0);
        LogisticFit.Rows rows = new LogisticFit.Rows(past.targets(hit, miss), past.weights());
        double[][] columns = {ones(past.size()), past.logits()};
        return withoutFalling(columns, rows, new double[] {0, 1}, new double[] {SLIGHT_RIDGE, SLIGHT_RIDGE});
    }

    /**
     * A curve with a bend of its own on either side.
     *
     * <pre>
     *   logit q = c + a ln p − b ln(1 − p)      a ridge of 1 draws (c, a, b) towards (0, 1, 1), which changes nothing
     * </pre>
     *
     * <p>a and b are at least 0.
     *
     * <p>Source: M. Kull, T. Silva Filho, P. Flach (2017), Beta calibration, <i>AISTATS</i>.
     */
    public static CalibrationMap beta(ChanceOutcomes past) {
        if (past.size() == 0) {
            return none();
        }
        double[] curve = betaCurve(past, BETA_RIDGE);
        return chance -> {
            double p = inside(requireChance(chance));
            return LogisticFit.logistic(curve[0] + curve[1] * StrictMath.log(p) - curve[2] * StrictMath.log1p(-p));
        };
    }

    /** c, a and b of {@link #beta}. */
    static double[] betaCurve(ChanceOutcomes past, double ridge) {
        double[] below = new double[past.size()];
        double[] above = new double[past.size()];
        for (int i = 0; i < below.length; i++) {
            double p = inside(past.chances()[i]);
            below[i] = StrictMath.log(p);
            above[i] = -StrictMath.log1p(-p);
        }
        LogisticFit.Rows rows = new LogisticFit.Rows(past.targets(1, 0), past.weights());
        double[][] columns = {ones(past.size()), below, above};
        return withoutFalling(columns, rows, new double[] {0, 1, 1}, new double[] {ridge, ridge, ridge});
    }

    /** Fits; a coefficient below 0, other than the first, is set to 0 and the rest fitted again. */
    private static double[] withoutFalling(double[][] columns, LogisticFit.Rows rows, double[] prior, double[] ridge) {
        double[] fit = new LogisticFit(columns, rows, prior, ridge).coefficients();
        for (int dropped = 1; dropped < fit.length; dropped++) {
            int lowest = 1;
            for (int j = 2; j < fit.length; j++) {
                lowest = fit[j] < fit[lowest] ? j : lowest;
            }
            if (fit[lowest] >= 0) {
                break;
            }
            columns[lowest] = new double[columns[0].length];
            prior[lowest] = 0;
            ridge[lowest] = 1;
            fit = new LogisticFit(columns, rows, prior, ridge).coefficients();
            fit[lowest] = 0;
        }
        return fit;
    }

    /**
     * Steps that never fall, nearest to the outcomes in weighted squares; between two past chances in proportion. No step is
     * below 1/(n + 2) or above (n + 1)/(n + 2), because n cases cannot say never or always.
     */
    public static CalibrationMap isotonic(ChanceOutcomes past) {
        if (past.size() == 0) {
            return none();
        }
        ChanceOutcomes.Levels levels = past.levels();
        double[] at = levels.chances();
        double[] steps = Pooling.fit(levels.rates(), levels.weights());
        double least = 1.0 / (past.size() + 2);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.max(least, Math.min(1 - least, steps[i]));
        }
        return chance -> between(at, steps, requireChance(chance));
    }

    private static double between(double[] at, double[] steps, double chance) {
        int found = Arrays.binarySearch(at, chance + 0.0);
        if (found >= 0) {
            return steps[found];
        }
        int above = -found - 1;
        if (above == 0 || above == at.length) {
            return steps[Math.min(above, at.length - 1)];
        }
        double part = (chance - at[above - 1]) / (at[above] - at[above - 1]);
        return steps[above - 1] + part * (steps[above] - steps[above - 1]);
    }

    /** Two chances for each, between which an honest one lies, and one from both; every question costs a pass over the cases. */
    public static VennAbers vennAbers(ChanceOutcomes past) {
        return new VennAbers(past.levels());
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double inside(double chance) {
        return Math.max(1e-12, Math.min(1 - 1e-12, chance));
    }

    private static double requireChance(double chance) {
        checkArgument(chance >= 0 && chance <= 1, "chance to calibrate must be in [0, 1], was %s", chance);
        return chance;
    }

    /**
     * Isotonic regression twice: as if the new case did not happen, and as if it did. The width between the two says how sure
     * the calibration is.
     *
     * <p>Source: V. Vovk, I. Petej (2014), Venn-Abers predictors, <i>UAI</i>, <a
     * href="https://arxiv.org/abs/1211.0025">arXiv</a>.
     */
    public static final class VennAbers implements CalibrationMap {

        private final ChanceOutcomes.Levels past;

        private VennAbers(ChanceOutcomes.Levels past) {
            this.past = past;
        }

        /** From the fit with the new case as a miss to that with it as a hit. */
        public Interval interval(double chance) {
            double asked = requireChance(chance);
            return new Interval(with(asked, 0), with(asked, 1));
        }

        /** p₁ / (1 − p₀ + p₁), the chance that makes the worse of the two log losses smallest. */
        @Override
        public double apply(double chance) {
            Interval both = interval(chance);
            return both.high() / (1 - both.low() + both.high());
        }

        private double with(double chance, double outcome) {
            int found = Arrays.binarySearch(past.chances(), chance + 0.0);
            int at = found >= 0 ? found : -found - 1;
            int size = past.chances().length + (found >= 0 ? 0 : 1);
            double[] rates = new double[size];
            double[] weights = new double[size];
            for (int i = 0; i < size; i++) {
                int from = found >= 0 || i < at ? i : i - 1;
                boolean isNew = found < 0 && i == at;
                rates[i] = isNew ? 0 : past.rates()[from];
                weights[i] = isNew ? 0 : past.weights()[from];
            }
            rates[at] = (rates[at] * weights[at] + outcome) / (weights[at] + 1);
            weights[at] += 1;
            return Pooling.fit(rates, weights)[at];
        }
    }
}
