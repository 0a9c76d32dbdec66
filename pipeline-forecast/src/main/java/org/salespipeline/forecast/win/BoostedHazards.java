package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Boosted log-odds per week, told as tables of one and of two features, so that every answer can be taken apart. */
final class BoostedHazards implements Hazards {

    private static final int MOST_ROUNDS = 200;
    private static final int LOOK_EVERY = 10;
    private static final int PATIENCE = 3;

    private final ImmutableList<Feature> features;
    private final int known;
    private final PairTables[] tables;
    /** Pairs of features that meet: first and second, those first that do not change from week to week. */
    private final int[][] still;

    private final int[][] moving;

    private BoostedHazards(WeekRows rows, double[] weights, PairTables[] tables) {
        features = ImmutableList.copyOf(rows.features);
        known = rows.encoding.features().size();
        this.tables = tables;
        double[][] shares = shares(rows, weights);
        for (PairTables ofOutcome : tables) {
            ofOutcome.purify(shares);
        }
        still = meeting(tables, 0, known);
        moving = meeting(tables, known, features.size());
    }

    /**
     * Learns as many rounds as later moments bear out.
     *
     * @param weights of all rows
     * @param earlier of those rows that are decided before the later moments
     * @param later of the rows of the later moments
     */
    static BoostedHazards fit(WeekRows rows, double[] weights, double[] earlier, double[] later) {
        BoostRows boosted = BoostRows.of(rows);
        Boosting trial = new Boosting(boosted, earlier);
        double best = ForwardLoss.of(rows, trial.logOdds, later);
        int rounds = LOOK_EVERY;
        int worse = 0;
        for (int round = 1; round <= MOST_ROUNDS && worse < PATIENCE; round++) {
            trial.round();
            if (round % LOOK_EVERY == 0) {
                double loss = ForwardLoss.of(rows, trial.logOdds, later);
                worse = loss < best ? 0 : worse + 1;
                rounds = loss < best ? round : rounds;
                best = Math.min(best, loss);
            }
        }
        Boosting boosting = new Boosting(boosted, weights);
        for (int round = 0; round < rounds; round++) {
            boosting.round();
        }
        return new BoostedHazards(rows, weights, boosting.tables);
    }

    private static double[][] shares(WeekRows rows, double[] weights) {
        double total = Arrays.stream(weights).sum();
        double[][] shares = new double[rows.features.size()][];
        for (int f = 0; f < shares.length; f++) {
            shares[f] = new double[rows.features.get(f).size()];
            for (int row = 0; row < rows.size(); row++) {
                shares[f][rows.codes[f][row]] += weights[row] / total;
            }
        }
        return shares;
    }

    /** The pairs of which the second feature lies in a range. */
    private static int[][] meeting(PairTables[] tables, int from, int to) {
        List<int[]> found = new ArrayList<>();
        int count = tables[0].sizes.length;
        for (int second = from; second < to; second++) {
            for (int first = 0; first < second; first++) {
                if (tables[0].pairs[first * count + second] != null
                        || tables[1].pairs[first * count + second] != null) {
                    found.add(new int[] {first, second});
                }
            }
        }
        return found.toArray(int[][]::new);
    }

    private int codeOf(Coded deals, int deal, int week, int f) {
        if (f < known) {
            return deals.codes()[f][deal];
        }
        return switch (f - known) {
            case Weeks.LEAD -> Weeks.lead(week);
            case Weeks.PHASE -> deals.phases()[week];
            default -> deals.gap(deal, week);
        };
    }

    @Override
    public void add(Coded deals, int deal, double share, double[] into) {
        int weeks = deals.weeks();
        double win = tables[0].intercept;
        double lose = tables[1].intercept;
        for (int f = 0; f < known; f++) {
            int code = deals.codes()[f][deal];
            win += tables[0].single[f][code];
            lose += tables[1].single[f][code];
        }
        for (int[] pair : still) {
            int first = deals.codes()[pair[0]][deal];
            int second = deals.codes()[pair[1]][deal];
            win += tables[0].pair(pair[0], first, pair[1], second);
            lose += tables[1].pair(pair[0], first, pair[1], second);
        }
        for (int k = 0; k < weeks; k++) {
            double winThen = win;
            double loseThen = lose;
            for (int f = known; f < features.size(); f++) {
                int code = codeOf(deals, deal, k, f);
                winThen += tables[0].single[f][code];
                loseThen += tables[1].single[f][code];
            }
            for (int[] pair : moving) {
                int first = codeOf(deals, deal, k, pair[0]);
                int second = codeOf(deals, deal, k, pair[1]);
                winThen += tables[0].pair(pair[0], first, pair[1], second);
                loseThen += tables[1].pair(pair[0], first, pair[1], second);
            }
            into[k] += share * winThen;
            into[weeks + k] += share * loseThen;
        }
    }

    @Override
    public List<WinChances.Part> parts(Coded deals, int deal, double share) {
        List<WinChances.Part> parts = new ArrayList<>();
        for (int f = 0; f < features.size(); f++) {
            int code = codeOf(deals, deal, 0, f);
            parts.add(new WinChances.Part(
                    features.get(f).name(),
                    features.get(f).label(code),
                    share * tables[0].single[f][code],
                    share * tables[1].single[f][code]));
        }
        for (int[][] pairs : new int[][][] {still, moving}) {
            for (int[] pair : pairs) {
                int first = codeOf(deals, deal, 0, pair[0]);
                int second = codeOf(deals, deal, 0, pair[1]);
                parts.add(new WinChances.Part(
                        features.get(pair[0]).name() + " and "
                                + features.get(pair[1]).name(),
                        "together",
                        share * tables[0].pair(pair[0], first, pair[1], second),
                        share * tables[1].pair(pair[0], first, pair[1], second)));
            }
        }
        return parts;
    }
}
