package org.salespipeline.forecast.win;

import java.util.Arrays;

/** A score of won against lost as a sum of tables of bins, learned in steps of growing trust in the data. */
abstract class OutcomeMember {

    /** The score of a deal given by its codes. */
    abstract double score(byte[][] codes, int row);

    /** What one feature gives to the score of a deal; pairs are left out. */
    abstract double part(int feature, int code);

    /** An additive logit; a step is a weaker penalty. */
    static final class Additive extends OutcomeMember {

        /** The strengths of the penalty, the strongest first. */
        static final double[] RIDGES = {300, 100, 30, 10, 3, 1};

        private static final double RIDGE_OF_ORDERED = 0.1;
        private static final double WALK = 2;

        private final double[] b;
        private final int[] offsets;

        private Additive(double[] b, int[] offsets) {
            this.b = b;
            this.offsets = offsets;
        }

        static Additive fit(OutcomeBins bins, byte[] outcome, int steps) {
            int[] sizes = sizes(bins);
            LogitFit.Design design = new LogitFit.Design(bins.learned, null, sizes, outcome, outcome.length);
            double[] weights = new double[outcome.length];
            Arrays.fill(weights, 1);
            int[] offsets = new int[sizes.length];
            for (int f = 0; f < offsets.length; f++) {
                offsets[f] = f == 0 ? 1 : offsets[f - 1] + sizes[f - 1];
            }
            double[][] start = new double[1][design.width()];
            return new Additive(
                    LogitFit.fit(design, weights, penalty(bins, design.width(), RIDGES[steps]), start)[0], offsets);
        }

        /** By step: the scores of the deals asked, learned from those of the bins. */
        static double[][] scores(OutcomeBins bins, byte[] outcome, byte[][] asked, int size) {
            double[][] scores = new double[RIDGES.length][size];
            for (int step = 0; step < RIDGES.length; step++) {
                Additive fitted = fit(bins, outcome, step);
                for (int row = 0; row < size; row++) {
                    scores[step][row] = fitted.score(asked, row);
                }
            }
            return scores;
        }

        private static int[] sizes(OutcomeBins bins) {
            return bins.features.stream().mapToInt(Feature::size).toArray();
        }

        private static LogitFit.Penalty penalty(OutcomeBins bins, int width, double strength) {
            double[] ridge = new double[width];
            double[] walk = new double[width];
            // one deal more of either outcome keeps the intercept finite where all are won
            ridge[0] = 0.1;
            int at = 1;
            for (Feature feature : bins.features) {
                for (int code = 0; code < feature.size(); code++) {
                    boolean ordered = feature.isOrdered() && code > 0;
                    ridge[at] = strength * (ordered ? RIDGE_OF_ORDERED : 1);
                    walk[at] = ordered && code > 1 ? strength * WALK : 0;
                    at++;
                }
            }
            return new LogitFit.Penalty(ridge, walk);
        }

        @Override
        double score(byte[][] codes, int row) {
            double sum = b[0];
            for (int f = 0; f < offsets.length; f++) {
                sum += b[offsets[f] + codes[f][row]];
            }
            return sum;
        }

        @Override
        double part(int feature, int code) {
            return b[offsets[feature] + code];
        }
    }

    /** Boosted trees of two levels; a step is some rounds more. */
    static final class Boosted extends OutcomeMember {

        static final int ROUNDS_OF_A_STEP = 10;
        static final int STEPS = 50;

        private final PairTables tables;

        private Boosted(PairTables tables) {
            this.tables = tables;
        }

        static Boosted fit(OutcomeBins bins, byte[] outcome, int steps) {
            Boosting boosting = boosting(bins, outcome);
            for (int round = 0; round < steps * ROUNDS_OF_A_STEP; round++) {
                boosting.round();
            }
            return new Boosted(boosting.tables[0]);
        }

        /** By step: the scores of the deals asked, learned from those of the bins. */
        static double[][] scores(OutcomeBins bins, byte[] outcome, byte[][] asked, int size) {
            double[][] scores = new double[STEPS][size];
            Boosting boosting = boosting(bins, outcome);
            Boosted member = new Boosted(boosting.tables[0]);
            for (int step = 0; step < STEPS; step++) {
                for (int round = 0; step > 0 && round < ROUNDS_OF_A_STEP; round++) {
                    boosting.round();
                }
                for (int row = 0; row < size; row++) {
                    scores[step][row] = member.score(asked, row);
                }
            }
            return scores;
        }

        private static Boosting boosting(OutcomeBins bins, byte[] outcome) {
            int count = bins.size();
            int[] sizes = new int[count];
            boolean[] ordered = new boolean[count];
            for (int f = 0; f < count; f++) {
                sizes[f] = bins.features.get(f).size();
                ordered[f] = bins.features.get(f).isOrdered();
            }
            double[] weights = new double[outcome.length];
            Arrays.fill(weights, 1);
            return new Boosting(new BoostRows(bins.learned, sizes, ordered, outcome, outcome.length, 1, 1), weights);
        }

        @Override
        double score(byte[][] codes, int row) {
            double sum = tables.intercept;
            for (int second = 0; second < codes.length; second++) {
                sum += tables.single[second][codes[second][row]];
                for (int first = 0; first < second; first++) {
                    sum += tables.pair(first, codes[first][row], second, codes[second][row]);
                }
            }
            return sum;
        }

        @Override
        double part(int feature, int code) {
            return tables.single[feature][code];
        }
    }
}
