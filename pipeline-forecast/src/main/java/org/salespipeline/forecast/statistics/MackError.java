package org.salespipeline.forecast.statistics;

/** Mack's standard error of the chain ladder, see {@link Triangle.Outstanding} for the formulas. */
final class MackError {

    private final double[][] cells;
    private final double[] factors;
    private final double[] variances;

    private MackError(double[][] cells, double[] factors) {
        this.cells = cells;
        this.factors = factors;
        this.variances = new double[factors.length];
        int last = factors.length - 1;
        for (int age = 0; age < last; age++) {
            variances[age] = variance(age);
        }
        double before = variances[last - 1];
        double earlier = variances[last - 2];
        double falling = earlier == 0 ? 0 : before * before / earlier;
        variances[last] = Math.min(falling, Math.min(earlier, before));
    }

    /**
     * The standard error of a triangle.
     *
     * @param cells above 0; at least two rows for every factor but the last, at least three factors
     */
    static Triangle.Outstanding of(double[][] cells, double[] factors) {
        return new MackError(cells, factors).outstanding();
    }

    private double variance(int age) {
        double sum = 0;
        int cohorts = 0;
        for (double[] row : cells) {
            if (row.length > age + 1) {
                double off = row[age + 1] / row[age] - factors[age];
                sum += row[age] * off * off;
                cohorts++;
            }
        }
        return sum / (cohorts - 1);
    }

    private Triangle.Outstanding outstanding() {
        int n = cells.length;
        double[] ultimates = new double[n];
        double[] reserves = new double[n];
        double[] errors = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            ultimates[i] = ultimate(i);
            reserves[i] = ultimates[i] - cells[i][cells[i].length - 1];
            errors[i] = ultimates[i] * Math.sqrt(ownShare(i));
            total += reserves[i];
        }
        double mse = 0;
        double younger = 0;
        for (int i = n - 1; i >= 0; i--) {
            mse += errors[i] * errors[i] + 2 * ultimates[i] * younger * sharedShare(i);
            younger += ultimates[i];
        }
        return new Triangle.Outstanding(reserves, errors, total, Math.sqrt(mse), variances);
    }

    private double ultimate(int row) {
        double value = cells[row][cells[row].length - 1];
        for (int age = cells[row].length - 1; age < factors.length; age++) {
            value *= factors[age];
        }
        return value;
    }

    /** The squared error of a cohort as a share of its squared ultimate. */
    private double ownShare(int row) {
        double value = cells[row][cells[row].length - 1];
        double sum = 0;
        for (int age = cells[row].length - 1; age < factors.length; age++) {
            sum += relativeVariance(age) * (1 / value + 1 / sumKnownAfter(age));
            value *= factors[age];
        }
        return sum;
    }

    /** What the errors of a cohort and of a younger one have in common. */
    private double sharedShare(int row) {
        double sum = 0;
        for (int age = cells[row].length - 1; age < factors.length; age++) {
            sum += relativeVariance(age) / sumKnownAfter(age);
        }
        return sum;
    }

    private double relativeVariance(int age) {
        return variances[age] / (factors[age] * factors[age]);
    }

    private double sumKnownAfter(int age) {
        double sum = 0;
        for (double[] row : cells) {
            sum += row.length > age + 1 ? row[age] : 0;
        }
        return sum;
    }
}
