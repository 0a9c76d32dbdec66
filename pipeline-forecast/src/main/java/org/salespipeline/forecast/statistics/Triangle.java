package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;

/**
 * What cohorts have come to by age: a row per cohort, the oldest first, a column per age, in each cell the sum up to that age.
 * Every row ends with its latest known cell; below, rows only get shorter. Immutable.
 *
 * <pre>{@code
 * Triangle won = Triangle.of(new double[][] {{120, 410, 620}, {150, 460}, {135}});
 * double[] ultimate = won.ultimates();                 // chain ladder
 * double rate = won.capeCod(5200, 5600, 5400);         // what a unit of exposure comes to in the end
 * double[] steadier = won.benktander(rate, 5200, 5600, 5400);
 * }</pre>
 *
 * <p>The chain ladder multiplies the latest cell of a cohort by how older ones grew from that age on:
 *
 * <pre>
 *   f_k = Σ C_i,k+1 / Σ C_i,k                    over cohorts known at age k + 1
 *   ultimate_i = C_i,latest · f_latest · … · f_last
 *   emerged_k = 1 / (f_k · … · f_last)           share of the ultimate at age k
 * </pre>
 *
 * <p>The ultimate is what is reached at the last age of the oldest cohort; nothing is said of later ages. Of an age that no
 * cohort had come to anything at, nothing has emerged.
 *
 * <p>Source: T. Mack (1993), Distribution-free calculation of the standard error of chain ladder reserve estimates, <i>ASTIN
 * Bulletin</i> 23(2):213–225, <a href="https://doi.org/10.2143/AST.23.2.2005092">doi</a>.
 */
public final class Triangle {

    private final double[][] cells;
    private final double[] factors;
    private final double[] emerged;

    private Triangle(double[][] cells) {
        this.cells = cells;
        factors = new double[cells[0].length - 1];
        emerged = new double[cells[0].length];
        emerged[factors.length] = 1;
        double growth = 1;
        for (int age = factors.length - 1; age >= 0; age--) {
            factors[age] = factor(age);
            growth *= factors[age];
            // nothing had come yet anywhere: infinite growth, and nothing emerged
            emerged[age] = Double.isFinite(growth) ? 1 / growth : 0;
        }
    }

    private double factor(int age) {
        double from = sumKnownAfter(age);
        double to = 0;
        for (double[] row : cells) {
            to += row.length > age + 1 ? row[age + 1] : 0;
        }
        if (from == 0) {
            return to == 0 ? 1 : Double.POSITIVE_INFINITY;
        }
        checkArgument(to > 0, "a triangle must not fall to 0 in all cohorts, did after age %s", age);
        return to / from;
    }

    private double sumKnownAfter(int age) {
        double sum = 0;
        for (double[] row : cells) {
            sum += row.length > age + 1 ? row[age] : 0;
        }
        return sum;
    }

    /**
     * The triangle of these rows.
     *
     * @param cumulative at least one row; none empty or longer than the one before; finite, 0 or more, and not falling to 0 in
     *     all cohorts at once
     */
    public static Triangle of(double[][] cumulative) {
        checkArgument(cumulative.length > 0, "a triangle must have at least one row");
        double[][] copy = new double[cumulative.length][];
        int longest = Integer.MAX_VALUE;
        for (int i = 0; i < copy.length; i++) {
            copy[i] = cumulative[i].clone();
            int length = copy[i].length;
            checkArgument(
                    length >= 1 && length <= longest,
                    "row %s of a triangle must have 1 cell to as many as the row before, had %s",
                    i,
                    length);
            longest = length;
            for (double cell : copy[i]) {
                checkArgument(
                        cell >= 0 && Double.isFinite(cell),
                        "cells of row %s of a triangle must be finite and 0 or more, was %s",
                        (Object) i,
                        cell);
            }
        }
        return new Triangle(copy);
    }

    /** Number of cohorts. */
    public int size() {
        return cells.length;
    }

    /** Growth from each age to the next; infinite where something followed nothing. */
    public double[] factors() {
        return factors.clone();
    }

    /** Share of the ultimate that has emerged by each age, in [0, 1] where nothing was taken back, 1 at the last. */
    public double[] emerged() {
        return emerged.clone();
    }

    /**
     * What each cohort comes to in the end by the chain ladder; for one of which nothing can be told, because nothing emerges
     * until its age, what it has come to.
     */
    public double[] ultimates() {
        double[] ultimates = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            double share = emergedOf(i);
            ultimates[i] = share == 0 ? latest(i) : latest(i) / share;
        }
        return ultimates;
    }

    double latest(int row) {
        return cells[row][cells[row].length - 1];
    }

    /** Share of the ultimate that has emerged at the age of a cohort. */
    double emergedOf(int row) {
        return emerged[cells[row].length - 1];
    }

    /**
     * What a unit of exposure comes to in the end, of all cohorts together: Σ latest / Σ exposure · emerged. Young cohorts count
     * as far as they have emerged.
     *
     * <p>Source: H. Bühlmann (1983), Estimation of IBNR reserves by the methods chain ladder, Cape Cod and complementary loss
     * ratio, unpublished; J. N. Stanard (1985), A simulation test of prediction errors of loss reserve estimation techniques,
     * <i>PCAS</i> 72:124–148.
     *
     * @param exposures of the cohorts, 0 or more
     * @return 0 where no exposure has emerged at all
     */
    public double capeCod(double... exposures) {
        requireExposures(exposures);
        double sum = 0;
        double used = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += latest(i);
            used += exposures[i] * emergedOf(i);
        }
        return used == 0 ? 0 : sum / used;
    }

    /**
     * What each cohort comes to in the end by Bornhuetter and Ferguson: what has come, and of what is usual the part that has
     * not emerged yet, latest + exposure · rate · (1 − emerged). A late or early start of a cohort is not blown up.
     *
     * <p>Source: R. L. Bornhuetter, R. E. Ferguson (1972), The actuary and IBNR, <i>PCAS</i> 59:181–195.
     *
     * @param rate what a unit of exposure usually comes to
     * @param exposures of the cohorts, 0 or more
     */
    public double[] bornhuetterFerguson(double rate, double... exposures) {
        requireExposures(exposures);
        double[] ultimates = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            ultimates[i] = latest(i) + exposures[i] * rate * (1 - emergedOf(i));
        }
        return ultimates;
    }

    /**
     * One step on from {@link #bornhuetterFerguson}, whose ultimates take the place of the usual ones: latest + BF · (1 −
     * emerged), which is the chain ladder with weight emerged and Bornhuetter-Ferguson with the rest.
     *
     * <p>Source: G. Benktander (1976), An approach to credibility in calculating IBNR for casualty excess reinsurance, <i>The
     * Actuarial Review</i> 3(2):7; T. Mack (2000), Credible claims reserves: the Benktander method, <i>ASTIN Bulletin</i>
     * 30(2):333–347.
     *
     * @param rate what a unit of exposure usually comes to
     * @param exposures of the cohorts, 0 or more
     */
    public double[] benktander(double rate, double... exposures) {
        double[] ultimates = bornhuetterFerguson(rate, exposures);
        for (int i = 0; i < cells.length; i++) {
            ultimates[i] = latest(i) + ultimates[i] * (1 - emergedOf(i));
        }
        return ultimates;
    }

    private void requireExposures(double[] exposures) {
        checkArgument(
                exposures.length == cells.length,
                "exposures must be as many as cohorts (%s), were %s",
                cells.length,
                exposures.length);
        for (int i = 0; i < exposures.length; i++) {
            checkArgument(
                    exposures[i] >= 0 && Double.isFinite(exposures[i]),
                    "exposure of cohort %s must be finite and 0 or more, was %s",
                    (Object) i,
                    exposures[i]);
        }
    }

    /**
     * How far what is still to come may be from the chain ladder; empty with fewer than four ages, where nothing can be said of
     * the last ones, and where a cell is 0.
     */
    public Optional<Outstanding> outstanding() {
        boolean isEnough = factors.length >= 3 && sumKnownAfter(factors.length - 1) > 0;
        for (double[] row : cells) {
            for (double cell : row) {
                isEnough &= cell > 0;
            }
        }
        for (int age = 0; isEnough && age < factors.length - 1; age++) {
            // one cohort more than the last factor has shows how much growth varies
            isEnough = cells.length > 1 && cells[1].length > age + 1;
        }
        return isEnough ? Optional.of(MackError.of(cells, factors)) : Optional.empty();
    }

    /**
     * What is still to come of the cohorts by the chain ladder, and its standard error by Mack, in the unit of the cells.
     *
     * <pre>
     *   σ²_k = Σ C_i,k (C_i,k+1 / C_i,k − f_k)² / (cohorts − 1)
     *   mse_i = U_i² Σ_k σ²_k / f_k² (1 / C_i,k + 1 / Σ_j C_j,k)         over the ages still to come, U the ultimates
     *   mse = Σ_i mse_i + 2 U_i Σ_j&gt;i U_j Σ_k σ²_k / f_k² / Σ_j C_j,k
     * </pre>
     *
     * <p>The σ² of the last factor, of which there may be one observation only, is the smallest of the two before and of the one
     * that continues their fall, as Mack has it.
     *
     * @param reserves what is still to come, by cohort
     * @param errors standard error of each
     * @param total of all cohorts
     * @param totalError standard error of the total; larger than independent cohorts would have, since all share the factors
     * @param variances σ² by age
     */
    @SuppressWarnings("ArrayRecordComponent") // read once and never compared
    public record Outstanding(double[] reserves, double[] errors, double total, double totalError, double[] variances) {

        /** Copies the arrays. */
        public Outstanding {
            reserves = reserves.clone();
            errors = errors.clone();
            variances = variances.clone();
        }

        @Override
        public double[] reserves() {
            return reserves.clone();
        }

        @Override
        public double[] errors() {
            return errors.clone();
        }

        @Override
        public double[] variances() {
            return variances.clone();
        }
    }
}
