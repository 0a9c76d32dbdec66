package org.salespipeline.forecast.win;

/** Solves positive definite systems of linear equations. */
final class Cholesky {

    private Cholesky() {}

    /**
     * The x with A x = b. A direction in which A is flat (its pivot is not above rounding) is left where it is.
     *
     * @param a the lower triangle, overwritten
     */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, a[i][i]);
        }
        double flat = largest * 1e-14;
        boolean[] dead = new boolean[n];
        for (int i = 0; i < n; i++) {
            double[] row = a[i];
            for (int j = 0; j < i; j++) {
                double[] other = a[j];
                double sum = row[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                row[j] = dead[j] ? 0 : sum / other[j];
            }
            double pivot = row[i];
            for (int k = 0; k < i; k++) {
                pivot -= row[k] * row[k];
            }
            dead[i] = !(pivot > flat);
            row[i] = dead[i] ? 1 : StrictMath.sqrt(pivot);
        }
        return substitute(a, b, dead);
    }

    private static double[] substitute(double[][] l, double[] b, boolean[] dead) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            double sum = x[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = dead[i] ? 0 : sum / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= l[k][i] * x[k];
            }
            x[i] = dead[i] ? 0 : sum / l[i][i];
        }
        return x;
    }
}
