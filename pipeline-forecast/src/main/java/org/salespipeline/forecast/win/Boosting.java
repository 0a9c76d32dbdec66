package org.salespipeline.forecast.win;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Gradient boosting of weekly log-odds with histograms: in each round one tree of two levels for each outcome, found by the
 * first and second derivatives of the log-likelihood. Bins of an order are split where the order is, others after sorting by
 * their pull. Sums run in the order of the rows, ties go to the first feature and the first split.
 *
 * <p>Source: J. H. Friedman (2001), Greedy function approximation: a gradient boosting machine, <i>Annals of Statistics</i>
 * 29(5):1189–1232; the second order after T. Chen, C. Guestrin (2016), XGBoost, <i>KDD</i>.
 */
final class Boosting {

    private static final double RATE = 0.1;
    private static final double RIDGE = 1;
    private static final double LEAST_CURVATURE = 8;
    private static final long ENOUGH_FOR_THREADS = 200_000;

    private final BoostRows rows;
    private final double[] weights;
    private final double ridge;
    private final double least;
    private final boolean[] ordered;
    private final int[] sizes;
    /** By outcome: the first and the second derivative of each row, side by side. */
    private final double[][] slopes;
    /** The rows that weigh anything. */
    private final int[] weighty;

    final PairTables[] tables;
    final double[][] logOdds;

    Boosting(BoostRows rows, double[] weights) {
        this.rows = rows;
        this.weights = weights;
        ridge = RIDGE * rows.overlap();
        least = LEAST_CURVATURE * rows.overlap();
        sizes = rows.sizes();
        ordered = rows.ordered();
        int others = rows.others();
        tables = new PairTables[others];
        logOdds = new double[others][rows.size()];
        slopes = new double[others][2 * rows.size()];
        weighty =
                IntStream.range(0, rows.size()).filter(row -> weights[row] > 0).toArray();
        double[] counts = new double[others + 1];
        for (int row = 0; row < rows.size(); row++) {
            counts[rows.outcome()[row]] += weights[row];
        }
        for (int c = 0; c < others; c++) {
            double start = StrictMath.log((counts[c + 1] + 0.5) / (counts[0] + 1));
            tables[c] = new PairTables(sizes);
            Arrays.fill(logOdds[c], start);
            tables[c].intercept = start;
        }
    }

    /** One more tree for each outcome. */
    void round() {
        int others = tables.length;
        double[] odds = new double[others];
        for (int row : weighty) {
            double total = 1;
            for (int c = 0; c < others; c++) {
                odds[c] = StrictMath.exp(logOdds[c][row]);
                total += odds[c];
            }
            for (int c = 0; c < others; c++) {
                set(c, row, odds[c] / total);
            }
        }
        for (int c = 0; c < others; c++) {
            grow(c);
        }
    }

    private void set(int c, int row, double chance) {
        double w = weights[row];
        slopes[c][2 * row] = w * ((rows.outcome()[row] == c + 1 ? 1 : 0) - chance);
        slopes[c][2 * row + 1] = w * chance * (1 - chance);
    }

    /**
     * A split: rows whose code is in the mask go left.
     *
     * @param feature below 0 for none
     */
    private record Split(int feature, long mask, double gain, double left, double right) {

        boolean isLeft(byte[][] codes, int row) {
            return (mask & 1L << codes[feature][row]) != 0;
        }
    }

    private void grow(int c) {
        Histogram all = new Histogram();
        all.fill(c, weighty, weighty.length);
        Split root = best(all);
        if (root.feature < 0) {
            return;
        }
        int[] left = new int[weighty.length];
        int count = 0;
        for (int row : weighty) {
            if (root.isLeft(rows.codes(), row)) {
                left[count++] = row;
            }
        }
        Histogram ofLeft = new Histogram();
        ofLeft.fill(c, left, count);
        all.subtract(ofLeft);
        Split below = best(ofLeft);
        Split beside = best(all);
        double leftValue = root.left;
        double rightValue = root.right;
        for (int row = 0; row < rows.size(); row++) {
            boolean isLeft = root.isLeft(rows.codes(), row);
            Split next = isLeft ? below : beside;
            double plain = isLeft ? leftValue : rightValue;
            logOdds[c][row] += next.feature < 0 ? plain : next.isLeft(rows.codes(), row) ? next.left : next.right;
        }
        tables[c].add(root.feature, root.mask, below.feature, below.mask, pair(below, leftValue));
        tables[c].add(root.feature, ~root.mask, beside.feature, beside.mask, pair(beside, rightValue));
    }

    private static double[] pair(Split split, double plain) {
        return split.feature < 0 ? new double[] {plain, plain} : new double[] {split.left, split.right};
    }

    private Split best(Histogram histogram) {
        Split best = new Split(-1, 0, 0, 0, 0);
        double g = histogram.total(histogram.pulls);
        double h = histogram.total(histogram.curvatures);
        for (int f = 0; f < sizes.length; f++) {
            int[] order = histogram.order(f);
            double leftG = 0;
            double leftH = 0;
            long mask = 0;
            for (int at = 0; at < order.length - 1; at++) {
                leftG += histogram.pulls[f][order[at]];
                leftH += histogram.curvatures[f][order[at]];
                mask |= 1L << order[at];
                if (leftH >= least && h - leftH >= least) {
                    double gain = square(leftG, leftH) + square(g - leftG, h - leftH) - square(g, h);
                    if (gain > best.gain + 1e-9) {
                        best = new Split(f, mask, gain, step(leftG, leftH), step(g - leftG, h - leftH));
                    }
                }
            }
        }
        return best;
    }

    private double square(double g, double h) {
        return g * g / (h + ridge);
    }

    private double step(double g, double h) {
        return RATE * g / (h + ridge);
    }

    /** Sums of derivatives by feature and code. */
    private final class Histogram {

        final double[][] pulls = new double[sizes.length][];
        final double[][] curvatures = new double[sizes.length][];

        Histogram() {
            for (int f = 0; f < sizes.length; f++) {
                pulls[f] = new double[sizes[f]];
                curvatures[f] = new double[sizes[f]];
            }
        }

        /** Of the rows that are listed. Threads share the features, never the sum of one. */
        void fill(int c, int[] listed, int count) {
            double[] ofRows = slopes[c];
            IntStream features = IntStream.range(0, sizes.length);
            ((long) count * sizes.length > ENOUGH_FOR_THREADS ? features.parallel() : features)
                    .forEach(f -> fill(f, ofRows, listed, count));
        }

        private void fill(int f, double[] ofRows, int[] listed, int count) {
            byte[] codes = rows.codes()[f];
            double[] ofPull = pulls[f];
            double[] ofCurvature = curvatures[f];
            for (int i = 0; i < count; i++) {
                int row = listed[i];
                int code = codes[row];
                ofPull[code] += ofRows[2 * row];
                ofCurvature[code] += ofRows[2 * row + 1];
            }
        }

        void subtract(Histogram part) {
            for (int f = 0; f < sizes.length; f++) {
                for (int code = 0; code < sizes[f]; code++) {
                    pulls[f][code] -= part.pulls[f][code];
                    curvatures[f][code] -= part.curvatures[f][code];
                }
            }
        }

        double total(double[][] sums) {
            return sums.length == 0 ? 0 : Arrays.stream(sums[0]).sum();
        }

        int[] order(int f) {
            Integer[] codes = new Integer[sizes[f]];
            Arrays.setAll(codes, code -> code);
            if (!ordered[f]) {
                double[] slope = new double[codes.length];
                for (int code = 0; code < slope.length; code++) {
                    slope[code] = pulls[f][code] / (curvatures[f][code] + ridge);
                }
                Arrays.sort(
                        codes,
                        Comparator.<Integer>comparingDouble(code -> slope[code]).thenComparing(code -> code));
            }
            return Arrays.stream(codes).mapToInt(code -> code).toArray();
        }
    }
}
