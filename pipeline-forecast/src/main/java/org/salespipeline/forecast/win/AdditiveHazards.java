package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Additive log-odds per week: one number per bin and outcome, drawn to 0, neighbouring bins of an order drawn to each other.
 * A stage and the time in it are bins of their own together, too.
 */
final class AdditiveHazards implements Hazards {

    private static final int[] DWELL_ENDS = {1, 4, 9, 19};
    private static final double RIDGE = 2;
    private static final double RIDGE_OF_ORDERED = 0.2;
    private static final double WALK = 8;

    private final ImmutableList<Feature> features;
    private final int[] sizes;
    private final double[][] b;
    private final double[][] average;

    private AdditiveHazards(WeekRows rows, double[] weights, double[][] b) {
        features = ImmutableList.copyOf(rows.features);
        sizes = sizes(features);
        this.b = b;
        average = averages(rows, weights, b, sizes);
    }

    static AdditiveHazards fit(WeekRows rows, double[] weights, double ridge) {
        List<Feature> features = rows.features;
        int[] sizes = sizes(features);
        byte[][] codes = Arrays.copyOf(rows.codes, sizes.length);
        codes[sizes.length - 1] = crossed(rows);
        LogitFit.Design design = new LogitFit.Design(codes, null, sizes, rows.outcome, rows.size());
        double[][] start = new double[2][design.width()];
        double[] counts = new double[3];
        for (int row = 0; row < rows.size(); row++) {
            counts[rows.outcome[row]] += weights[row];
        }
        for (int c = 0; c < 2; c++) {
            start[c][0] = StrictMath.log((counts[c + 1] + 0.5) / (counts[0] + 1));
        }
        double strength = ridge * rows.overlap;
        return new AdditiveHazards(
                rows, weights, LogitFit.fit(design, weights, penalty(features, sizes, strength), start));
    }

    /** The features, and last the stage crossed with the time in it. */
    private static int[] sizes(List<Feature> features) {
        int[] sizes = new int[features.size() + 1];
        for (int f = 0; f < features.size(); f++) {
            sizes[f] = features.get(f).size();
        }
        sizes[features.size()] = features.get(Encoding.STAGE).size() * (DWELL_ENDS.length + 2);
        return sizes;
    }

    private static LogitFit.Penalty penalty(List<Feature> features, int[] sizes, double strength) {
        int width = 1 + Arrays.stream(sizes).sum();
        double[] ridge = new double[width];
        double[] walk = new double[width];
        // keeps the intercept where nothing else is to be said
        ridge[0] = 1e-6;
        int offset = 1;
        for (int f = 0; f < sizes.length; f++) {
            boolean ordered = f < features.size() && features.get(f).isOrdered();
            for (int code = 0; code < sizes[f]; code++) {
                ridge[offset + code] = strength * (ordered && code > 0 ? RIDGE_OF_ORDERED : RIDGE);
                walk[offset + code] = ordered && code > 1 ? strength * WALK : 0;
            }
            offset += sizes[f];
        }
        return new LogitFit.Penalty(ridge, walk);
    }

    private static int crossed(Feature dwell, int stageCode, int dwellCode) {
        int bin = 0;
        if (dwellCode > 0) {
            // the lower end of the bin; the first has none
            float from = dwellCode == 1 ? 0 : dwell.edges()[dwellCode - 2] + 1;
            bin = 1;
            while (bin <= DWELL_ENDS.length && from > DWELL_ENDS[bin - 1]) {
                bin++;
            }
        }
        return stageCode * (DWELL_ENDS.length + 2) + bin;
    }

    private static byte[] crossed(WeekRows rows) {
        Feature dwell = rows.features.get(Encoding.IN_STAGE);
        byte[] stages = rows.codes[Encoding.STAGE];
        byte[] dwells = rows.codes[Encoding.IN_STAGE];
        byte[] codes = new byte[rows.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = (byte) crossed(dwell, stages[row], dwells[row]);
        }
        return codes;
    }

    /** The mean of each feature's numbers, by outcome and feature: what the average deal has. */
    private static double[][] averages(WeekRows rows, double[] weights, double[][] b, int[] sizes) {
        double[][] means = new double[2][sizes.length];
        int offset = 1;
        for (int f = 0; f < sizes.length - 1; f++) {
            double total = 0;
            double[] sum = new double[2];
            for (int row = 0; row < rows.size(); row++) {
                int at = offset + (rows.codes[f][row] & 0xff);
                total += weights[row];
                sum[0] += weights[row] * b[0][at];
                sum[1] += weights[row] * b[1][at];
            }
            for (int c = 0; c < 2; c++) {
                means[c][f] = total > 0 ? sum[c] / total : 0;
            }
            offset += sizes[f];
        }
        return means;
    }

    @Override
    public void add(Coded deals, int deal, double share, double[] into) {
        int weeks = deals.weeks();
        int known = deals.codes().length;
        double win = b[0][0];
        double lose = b[1][0];
        int offset = 1;
        for (int f = 0; f < known; f++) {
            int at = offset + (deals.codes()[f][deal] & 0xff);
            win += b[0][at];
            lose += b[1][at];
            offset += sizes[f];
        }
        int phaseAt = offset + sizes[known + Weeks.LEAD];
        int gapAt = phaseAt + sizes[known + Weeks.PHASE];
        int cross = gapAt + sizes[known + Weeks.GAP] + crossOf(deals, deal);
        win += b[0][cross];
        lose += b[1][cross];
        for (int k = 0; k < weeks; k++) {
            int lead = offset + Weeks.lead(k);
            int phase = phaseAt + deals.phases()[k];
            int gap = gapAt + deals.gap(deal, k);
            into[k] += share * (win + b[0][lead] + b[0][phase] + b[0][gap]);
            into[weeks + k] += share * (lose + b[1][lead] + b[1][phase] + b[1][gap]);
        }
    }

    private int crossOf(Coded deals, int deal) {
        return crossed(
                features.get(Encoding.IN_STAGE),
                deals.codes()[Encoding.STAGE][deal],
                deals.codes()[Encoding.IN_STAGE][deal]);
    }

    @Override
    public List<WinChances.Part> parts(Coded deals, int deal, double share) {
        List<WinChances.Part> parts = new ArrayList<>();
        int offset = 1;
        for (int f = 0; f < sizes.length; f++) {
            int code = codeOf(deals, deal, f);
            int at = offset + code;
            boolean cross = f == features.size();
            parts.add(new WinChances.Part(
                    cross ? "stage and weeks in stage" : features.get(f).name(),
                    cross ? "together" : features.get(f).label(code),
                    share * (b[0][at] - average[0][f]),
                    share * (b[1][at] - average[1][f])));
            offset += sizes[f];
        }
        return parts;
    }

    private int codeOf(Coded deals, int deal, int f) {
        int known = deals.codes().length;
        if (f < known) {
            return deals.codes()[f][deal] & 0xff;
        }
        return switch (f - known) {
            case Weeks.LEAD -> Weeks.lead(0);
            case Weeks.PHASE -> deals.phases()[0];
            case Weeks.GAP -> deals.gap(deal, 0);
            default -> crossOf(deals, deal);
        };
    }
}
