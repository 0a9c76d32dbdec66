package org.salespipeline.forecast.win;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.salespipeline.forecast.statistics.CalibrationMap;
import org.salespipeline.forecast.statistics.Calibrations;
import org.salespipeline.forecast.statistics.ChanceOutcomes;
import org.salespipeline.forecast.statistics.Draws;

/** Learns the members of {@link OutcomeChances}, each with as many steps as deals held back bear out. */
final class OutcomeFit {

    private static final int FOLDS = 5;
    private static final int FEWEST = 50;
    private static final double TELLS_ALL = 0.95;
    private static final double LARGEST_LOGIT = 12;

    /** What a map of two or three parameters gains on the deals it was learned from even if there is nothing to set right. */
    private static final double WORTH_A_MAP = 3;

    final OutcomeBins bins;
    final List<OutcomeMember> members = new ArrayList<>();
    final CalibrationMap calibration;

    private final OutcomeSource source;
    private final int[] rows;
    private final byte[] outcome;

    OutcomeFit(OutcomeSource source, int[] rows) {
        this.source = source;
        this.rows = rows;
        outcome = outcomes(rows);
        bins = new OutcomeBins(source, rows);
        Held additive = new Held(OutcomeMember.Additive.RIDGES.length);
        Held boosted = new Held(OutcomeMember.Boosted.STEPS);
        if (rows.length >= FEWEST) {
            for (int[][] fold : folds()) {
                learn(fold, additive, boosted);
            }
        }
        members.add(OutcomeMember.Additive.fit(bins, outcome, additive.best()));
        members.add(OutcomeMember.Boosted.fit(bins, outcome, boosted.best()));
        calibration = additive.outcomes.isEmpty() ? Calibrations.none() : calibration(additive, boosted);
    }

    static double chance(double logit) {
        return 1 / (1 + StrictMath.exp(-Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, logit))));
    }

    private byte[] outcomes(int[] ofRows) {
        byte[] found = new byte[ofRows.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = (byte) (source.isWon(ofRows[i]) ? 1 : 0);
        }
        return found;
    }

    /** Rows to learn from and rows held back. */
    private List<int[][]> folds() {
        boolean dated = source.deals.createdDay(rows[0]) != source.deals.createdDay(rows[rows.length - 1]);
        List<int[][]> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int[][] split;
            if (dated) {
                int from = (int) ((long) rows.length * (FOLDS + fold) / (2 * FOLDS));
                int to = (int) ((long) rows.length * (FOLDS + fold + 1) / (2 * FOLDS));
                split = new int[][] {Arrays.copyOf(rows, from), Arrays.copyOfRange(rows, from, to)};
            } else {
                int held = fold;
                split = new int[][] {
                    Arrays.stream(rows).filter(row -> foldOf(row) != held).toArray(),
                    Arrays.stream(rows).filter(row -> foldOf(row) == held).toArray()
                };
            }
            if (split[0].length > 0 && split[1].length > 0) {
                folds.add(split);
            }
        }
        return folds;
    }

    private int foldOf(int row) {
        long hash = 17;
        for (int f = 0; f < bins.size(); f++) {
            hash = hash * 31 + bins.code(f, row);
        }
        return (int) (Draws.seeded(hash).about(0).uniform(0) * FOLDS);
    }

    private void learn(int[][] fold, Held additive, Held boosted) {
        OutcomeBins earlier = new OutcomeBins(source, fold[0]);
        byte[] known = outcomes(fold[0]);
        byte[][] asked = new byte[earlier.size()][fold[1].length];
        for (int f = 0; f < asked.length; f++) {
            for (int i = 0; i < asked[f].length; i++) {
                asked[f][i] = (byte) earlier.code(f, fold[1][i]);
            }
        }
        byte[] held = outcomes(fold[1]);
        additive.add(OutcomeMember.Additive.scores(earlier, known, asked, held.length), held);
        boosted.add(OutcomeMember.Boosted.scores(earlier, known, asked, held.length), held);
    }

    private static CalibrationMap calibration(Held additive, Held boosted) {
        double[] one = additive.scores();
        double[] other = boosted.scores();
        double[] chances = new double[one.length];
        boolean[] won = new boolean[one.length];
        byte[] outcomes = additive.allOutcomes();
        for (int i = 0; i < chances.length; i++) {
            chances[i] = chance((one[i] + other[i]) / 2);
            won[i] = outcomes[i] == 1;
        }
        ChanceOutcomes held = ChanceOutcomes.of(chances, won);
        CalibrationMap map = Calibrations.auto(held);
        for (int i = 0; i < chances.length; i++) {
            chances[i] = map.apply(chances[i]);
        }
        double gain = held.logLoss() - ChanceOutcomes.of(chances, won).logLoss();
        return gain * chances.length > WORTH_A_MAP ? map : Calibrations.none();
    }

    /** What was said of the deals held back, by step. */
    private static final class Held {

        private final int steps;
        private final List<double[][]> scores = new ArrayList<>();
        final List<byte[]> outcomes = new ArrayList<>();

        Held(int steps) {
            this.steps = steps;
        }

        void add(double[][] ofFold, byte[] outcome) {
            scores.add(ofFold);
            outcomes.add(outcome);
        }

        /** The step with the least surprise, the first of equal ones. */
        int best() {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int step = 0; step < steps; step++) {
                double loss = 0;
                for (int fold = 0; fold < scores.size(); fold++) {
                    double[] said = scores.get(fold)[step];
                    for (int i = 0; i < said.length; i++) {
                        loss -= StrictMath.log(chance(outcomes.get(fold)[i] == 1 ? said[i] : -said[i]));
                    }
                }
                if (loss < least) {
                    least = loss;
                    best = step;
                }
            }
            return best;
        }

        /** What the best step said of all. */
        double[] scores() {
            int step = best();
            return scores.stream()
                    .flatMapToDouble(fold -> Arrays.stream(fold[step]))
                    .toArray();
        }

        byte[] allOutcomes() {
            byte[] all =
                    new byte[outcomes.stream().mapToInt(part -> part.length).sum()];
            int at = 0;
            for (byte[] part : outcomes) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return all;
        }
    }

    /** Of what tells won from lost nearly always by itself. */
    List<String> warnings() {
        TreeMap<String, String> found = new TreeMap<>();
        for (int f = 0; f < bins.size(); f++) {
            double auc = alone(f);
            if (auc > TELLS_ALL && bins.features.get(f).kind() != Feature.Kind.SHARE) {
                String name = bins.features.get(f).name();
                found.put(
                        name,
                        String.format(
                                Locale.ROOT,
                                "%s alone tells won from lost in %.1f %% of pairs; was it written when the outcome was known?",
                                name,
                                100 * auc));
            }
        }
        return List.copyOf(found.values());
    }

    /** The share of pairs of a won and a lost deal that one feature puts in the right order, ties half. */
    private double alone(int f) {
        int size = bins.features.get(f).size();
        double[] chances = new double[rows.length];
        boolean[] won = new boolean[rows.length];
        double[] wins = new double[size];
        double[] all = new double[size];
        for (int i = 0; i < rows.length; i++) {
            wins[bins.learned[f][i]] += outcome[i];
            all[bins.learned[f][i]]++;
        }
        for (int i = 0; i < rows.length; i++) {
            won[i] = outcome[i] == 1;
            chances[i] = wins[bins.learned[f][i]] / all[bins.learned[f][i]];
        }
        double auc = ChanceOutcomes.of(chances, won).auc();
        return Double.isNaN(auc) ? 0.5 : auc;
    }
}
