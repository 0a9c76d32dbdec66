package org.salespipeline.forecast.win;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Multinomial logit by penalised maximum likelihood: one outcome to compare with, numbered 0, and one or two others.
 *
 * <pre>
 *   p_c = e^η_c / (1 + Σ e^η_d),   η_c = b_c0 + Σ_f b_c,f,code(f) · value(f)
 *   maximise  Σ w ln p_y − ½ Σ ridge_j b_j² − ½ Σ walk_j (b_j − b_{j−1})²
 * </pre>
 *
 * <p>Newton's method with halving of the step until the objective rises, since without it saturated scores diverge; the sums
 * run in the order of the rows. The intercept comes first and is penalised only if the penalty says so.
 *
 * <p>Sources: J. A. Anderson (1972), Separate sample logistic discrimination, <i>Biometrika</i> 59(1):19–35; for the penalty on
 * neighbours P. H. C. Eilers, B. D. Marx (1996), Flexible smoothing with B-splines and penalties, <i>Statistical Science</i>
 * 11(2):89–121.
 */
final class LogitFit {

    private static final int MOST_STEPS = 40;
    private static final int MOST_HALVINGS = 30;
    private static final double ENOUGH = 1e-12;

    private final Design design;
    private final double[] weights;
    private final Penalty penalty;
    private final int others;
    private final int width;
    private final int[] active;
    private final double[] value;
    private final double[] eta;
    private final double[] chance;

    private LogitFit(Design design, double[] weights, Penalty penalty, int others) {
        this.design = design;
        this.weights = weights;
        this.penalty = penalty;
        this.others = others;
        width = design.width();
        active = new int[design.codes.length + 1];
        value = new double[active.length];
        value[0] = 1;
        eta = new double[others];
        chance = new double[others];
    }

    /**
     * The rows learned from.
     *
     * @param codes by feature and row
     * @param values by feature and row, what the coefficient is multiplied with; null for 1 everywhere
     * @param sizes the number of codes of each feature
     * @param outcome by row, from 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Design(byte[][] codes, double @Nullable [][] values, int[] sizes, byte[] outcome, int rows) {

        /** The number of coefficients of one outcome. */
        int width() {
            return 1 + Arrays.stream(sizes).sum();
        }
    }

    /**
     * What coefficients cost, by their place: the intercept first, then each feature's codes.
     *
     * @param ridge for being away from 0
     * @param walk for being away from the place before
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Penalty(double[] ridge, double[] walk) {}

    /** The coefficients by outcome, from outcome 1 on; {@code start} is changed to them. */
    static double[][] fit(Design design, double[] weights, Penalty penalty, double[][] start) {
        new LogitFit(design, weights, penalty, start.length).run(start);
        return start;
    }

    private void run(double[][] b) {
        double objective = objective(b);
        int size = others * width;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[size];
            double[][] hessian = new double[size][size];
            accumulate(b, gradient, hessian);
            penalise(b, gradient, hessian);
            double[] move = Cholesky.solve(hessian, gradient);
            double promised = 0;
            for (int j = 0; j < size; j++) {
                promised += gradient[j] * move[j];
            }
            if (promised <= ENOUGH * (1 + Math.abs(objective))) {
                // what this step gains is lost in the rounding of the objective, but not in the coefficients
                take(moved(b, move, 1), b);
                return;
            }
            double length = 1;
            double[][] next = b;
            double found = Double.NEGATIVE_INFINITY;
            for (int half = 0; half < MOST_HALVINGS && !(found > objective); half++) {
                next = moved(b, move, length);
                found = objective(next);
                length /= 2;
            }
            if (!(found > objective)) {
                return;
            }
            take(next, b);
            objective = found;
        }
    }

    private void take(double[][] next, double[][] into) {
        for (int c = 0; c < others; c++) {
            System.arraycopy(next[c], 0, into[c], 0, width);
        }
    }

    private double[][] moved(double[][] b, double[] move, double length) {
        double[][] next = new double[others][width];
        for (int c = 0; c < others; c++) {
            for (int j = 0; j < width; j++) {
                next[c][j] = b[c][j] + length * move[c * width + j];
            }
        }
        return next;
    }

    /** Which coefficients a row uses. */
    private void read(int row) {
        int offset = 1;
        for (int f = 0; f < design.codes.length; f++) {
            active[f + 1] = offset + (design.codes[f][row] & 0xff);
            offset += design.sizes[f];
            value[f + 1] = design.values == null ? 1 : design.values[f][row];
        }
    }

    /** Fills the log-odds; returns the largest of them and of 0. */
    private double score(double[][] b) {
        double most = 0;
        for (int c = 0; c < others; c++) {
            double sum = 0;
            for (int a = 0; a < active.length; a++) {
                sum += b[c][active[a]] * value[a];
            }
            eta[c] = sum;
            most = Math.max(most, sum);
        }
        return most;
    }

    private double total(double most) {
        double total = StrictMath.exp(-most);
        for (int c = 0; c < others; c++) {
            chance[c] = StrictMath.exp(eta[c] - most);
            total += chance[c];
        }
        return total;
    }

    private double objective(double[][] b) {
        double sum = 0;
        for (int row = 0; row < design.rows; row++) {
            if (weights[row] > 0) {
                read(row);
                double most = score(b);
                int y = design.outcome[row];
                double own = y == 0 ? 0 : eta[y - 1];
                sum += weights[row] * (own - most - StrictMath.log(total(most)));
            }
        }
        for (double[] ofOutcome : b) {
            for (int j = 0; j < width; j++) {
                double step = j == 0 ? 0 : ofOutcome[j] - ofOutcome[j - 1];
                sum -= 0.5 * (penalty.ridge[j] * ofOutcome[j] * ofOutcome[j] + penalty.walk[j] * step * step);
            }
        }
        return sum;
    }

    private void accumulate(double[][] b, double[] gradient, double[][] hessian) {
        for (int row = 0; row < design.rows; row++) {
            double w = weights[row];
            if (w > 0) {
                read(row);
                double total = total(score(b));
                for (int c = 0; c < others; c++) {
                    chance[c] /= total;
                }
                for (int c = 0; c < others; c++) {
                    double pull = w * ((design.outcome[row] == c + 1 ? 1 : 0) - chance[c]);
                    for (int a = 0; a < active.length; a++) {
                        gradient[c * width + active[a]] += pull * value[a];
                    }
                    for (int d = 0; d <= c; d++) {
                        add(hessian, c, d, w * chance[c] * ((c == d ? 1 : 0) - chance[d]));
                    }
                }
            }
        }
    }

    /** Adds a row's curvature below the diagonal; the blocks between outcomes whole. */
    private void add(double[][] hessian, int c, int d, double curvature) {
        for (int a = 0; a < active.length; a++) {
            double[] into = hessian[c * width + active[a]];
            int from = d * width;
            double scaled = curvature * value[a];
            // features follow each other, so earlier places are those at or below the diagonal
            int end = c == d ? a + 1 : active.length;
            for (int e = 0; e < end; e++) {
                into[from + active[e]] += scaled * value[e];
            }
        }
    }

    private void penalise(double[][] b, double[] gradient, double[][] hessian) {
        for (int c = 0; c < others; c++) {
            for (int j = 0; j < width; j++) {
                int at = c * width + j;
                gradient[at] -= penalty.ridge[j] * b[c][j];
                hessian[at][at] += penalty.ridge[j];
                if (penalty.walk[j] > 0) {
                    double step = penalty.walk[j] * (b[c][j] - b[c][j - 1]);
                    gradient[at] -= step;
                    gradient[at - 1] += step;
                    hessian[at][at] += penalty.walk[j];
                    hessian[at - 1][at - 1] += penalty.walk[j];
                    hessian[at][at - 1] -= penalty.walk[j];
                }
            }
        }
    }
}
