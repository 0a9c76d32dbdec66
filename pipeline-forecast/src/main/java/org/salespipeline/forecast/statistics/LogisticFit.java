package org.salespipeline.forecast.statistics;

import java.util.Arrays;

/**
 * Logistic regression with a ridge towards given coefficients, for a handful of columns.
 *
 * <pre>
 *   maximises  Σ w (t ln q + (1 − t) ln(1 − q)) − ½ Σ λ_j (b_j − b⁰_j)²      q = 1 / (1 + e^−xb)
 * </pre>
 *
 * <p>t in [0, 1] need not be 0 or 1. Newton's method; a step that does not raise the objective is halved, because a full one
 * diverges where the scores are saturated.
 */
final class LogisticFit {

    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 60;
    private static final double GRADIENT = 1e-11;

    private final double[][] columns;
    private final double[] targets;
    private final double[] weights;
    private final double[] prior;
    private final double[] ridge;

    /**
     * Columns with the same number of rows each; a constant one for an intercept.
     *
     * @param columns by column, then by row
     * @param prior the coefficients b⁰
     * @param ridge λ per column, 0 or more
     */
    LogisticFit(double[][] columns, Rows rows, double[] prior, double[] ridge) {
        this.columns = columns;
        this.targets = rows.targets;
        this.weights = rows.weights;
        this.prior = prior;
        this.ridge = ridge;
    }

    /** What is fitted: a target in [0, 1] and a weight, 0 or more, per row. */
    static final class Rows {

        private final double[] targets;
        private final double[] weights;

        Rows(double[] targets, double[] weights) {
            this.targets = targets;
            this.weights = weights;
        }

        static Rows of(double[] targets) {
            double[] ones = new double[targets.length];
            Arrays.fill(ones, 1);
            return new Rows(targets, ones);
        }
    }

    static double logistic(double logit) {
        double small = StrictMath.exp(-Math.abs(logit));
        return logit >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    /**
     * The coefficients.
     *
     * @throws ArithmeticException if they run away because the cases are separated and nothing holds them
     */
    double[] coefficients() {
        double[] at = prior.clone();
        double best = objective(at);
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] gradient = gradient(at);
            if (largest(gradient) <= GRADIENT * (1 + Math.abs(best))) {
                return at;
            }
            double[] direction = solve(curvature(at), gradient);
            double[] next = at;
            double reached = best;
            double size = 1;
            for (int halving = 0; halving < MAX_HALVINGS && reached <= best; halving++) {
                next = moved(at, direction, size);
                reached = objective(next);
                size /= 2;
            }
            if (reached <= best) {
                // the objective is flat to the last digit, its slope is not: it still tells the better of the two
                next = moved(at, direction, 1);
                if (largest(gradient(next)) >= largest(gradient)) {
                    return at;
                }
            }
            at = next;
            best = Math.max(best, reached);
        }
        throw new ArithmeticException(
                "logistic regression did not settle in " + MAX_STEPS + " steps; a ridge above 0 holds separated cases");
    }

    /** Second derivatives of the objective at these coefficients, negated; their inverse is the covariance. */
    double[][] curvature(double[] at) {
        int k = prior.length;
        double[][] sum = new double[k][k];
        for (int row = 0; row < targets.length; row++) {
            double q = logistic(logit(at, row));
            double weight = weights[row] * q * (1 - q);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    sum[i][j] += weight * columns[i][row] * columns[j][row];
                }
            }
        }
        for (int i = 0; i < k; i++) {
            sum[i][i] += ridge[i];
            for (int j = 0; j < i; j++) {
                sum[j][i] = sum[i][j];
            }
        }
        return sum;
    }

    private double logit(double[] at, int row) {
        double sum = 0;
        for (int j = 0; j < at.length; j++) {
            sum += at[j] * columns[j][row];
        }
        return sum;
    }

    private double objective(double[] at) {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            double logit = logit(at, row);
            // ln q = min(logit, 0) − ln(1 + e^−|logit|), and ln(1 − q) is that of −logit
            double common = StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
            sum += weights[row] * (targets[row] * logit - Math.max(logit, 0) - common);
        }
        for (int j = 0; j < at.length; j++) {
            double off = at[j] - prior[j];
            sum -= ridge[j] * off * off / 2;
        }
        return sum;
    }

    private double[] gradient(double[] at) {
        double[] sum = new double[at.length];
        for (int row = 0; row < targets.length; row++) {
            double left = weights[row] * (targets[row] - logistic(logit(at, row)));
            for (int j = 0; j < sum.length; j++) {
                sum[j] += left * columns[j][row];
            }
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] -= ridge[j] * (at[j] - prior[j]);
        }
        return sum;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double[] moved(double[] at, double[] direction, double size) {
        double[] next = at.clone();
        for (int j = 0; j < next.length; j++) {
            next[j] += size * direction[j];
        }
        return next;
    }

    /** Solves a symmetric system by Cholesky; directions without curvature get a little, so that there is always a step. */
    static double[] solve(double[][] matrix, double[] right) {
        int k = right.length;
        double[][] root = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int m = 0; m < j; m++) {
                    sum -= root[i][m] * root[j][m];
                }
                root[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12 * (1e-3 + matrix[i][i]))) : sum / root[j][j];
            }
        }
        double[] solved = right.clone();
        for (int i = 0; i < k; i++) {
            for (int m = 0; m < i; m++) {
                solved[i] -= root[i][m] * solved[m];
            }
            solved[i] /= root[i][i];
        }
        for (int i = k - 1; i >= 0; i--) {
            for (int m = i + 1; m < k; m++) {
                solved[i] -= root[m][i] * solved[m];
            }
            solved[i] /= root[i][i];
        }
        return solved;
    }
}
