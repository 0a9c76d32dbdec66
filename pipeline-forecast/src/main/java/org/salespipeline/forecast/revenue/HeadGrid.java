package org.salespipeline.forecast.revenue;

import java.util.Arrays;
import org.salespipeline.forecast.revenue.CommonFactor.Node;
import org.salespipeline.forecast.revenue.HeadTail.Grid;
import org.salespipeline.forecast.statistics.Normal;

/** The sum of the head's terms on a grid from 0. */
final class HeadGrid {

    /** An amount that is not known becomes so many equally likely ones, each the mean of its part of the law. */
    private static final int PIECES = 16;

    private static final double NOTHING = 1e-300;

    private final Parts parts;
    private final Grid grid;

    /** Where each term may land, in cells. */
    private final double[][] landings;

    private double[] mass;
    private double[] kept;
    private int top;

    HeadGrid(Parts parts, Grid grid) {
        this.parts = parts;
        this.grid = grid;
        landings = new double[parts.head.length][];
        for (int i = 0; i < landings.length; i++) {
            landings[i] = landings(parts.terms.win[parts.head[i]] / grid.step(), parts.terms.spread[parts.head[i]]);
        }
        mass = new double[grid.headCells()];
        kept = new double[grid.headCells()];
    }

    /** The law of the head at one node, and what the grid added to variance and third cumulant. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Row(double[] mass, double addedVariance, double addedThird) {}

    /** E[R; part] of a log-normal ratio of mean 1 is Φ(σ − z) between the ends of the part. */
    private static double[] landings(double mean, double spread) {
        if (spread == 0) {
            return new double[] {mean};
        }
        double sigma = Math.sqrt(StrictMath.log1p(spread));
        double[] landings = new double[PIECES];
        double above = 1;
        for (int i = 0; i < PIECES; i++) {
            double next = i == PIECES - 1 ? 0 : Normal.cdf(sigma - Normal.quantile((i + 1.0) / PIECES));
            landings[i] = mean * PIECES * (above - next);
            above = next;
        }
        return landings;
    }

    /** The most that a term of this mean may bring here. */
    static double largest(double mean, double spread) {
        double[] landings = landings(mean, spread);
        return landings[landings.length - 1];
    }

    /** By how much the mean square of each amount of the head falls when it is taken in pieces; 0 for known amounts. */
    static double[] lostSquares(Parts parts) {
        double[] lost = new double[parts.head.length];
        for (int i = 0; i < lost.length; i++) {
            double spread = parts.terms.spread[parts.head[i]];
            if (spread > 0) {
                double win = parts.terms.win[parts.head[i]];
                double squares = 0;
                for (double ratio : landings(1, spread)) {
                    squares += ratio * ratio / PIECES;
                }
                lost[i] = win * win * Math.max(1 + spread - squares, 0);
            }
        }
        return lost;
    }

    Row at(Node node) {
        begin();
        double variance = 0;
        double third = 0;
        for (int i = 0; i < landings.length; i++) {
            double p = parts.headChance(i, node);
            add(i, p);
            Cumulants meant = TermSums.of(p, parts.terms.win[parts.head[i]], parts.terms.spread[parts.head[i]]);
            Cumulants here = cumulants(landings[i], p);
            variance += here.variance() - meant.variance();
            third += here.third() - meant.third();
        }
        return new Row(mass, variance, third);
    }

    /** No term yet. */
    void begin() {
        Arrays.fill(mass, 0);
        Arrays.fill(kept, 0);
        mass[0] = 1;
        top = 0;
    }

    /** Chances of the cells of what was added so far, valid until more is. */
    double[] mass() {
        return mass;
    }

    /** Adds term i of the head. */
    void add(int i, double p) {
        add(landings[i], p);
    }

    /** Mean over the landings of term i of a function of cells, seen from each cell; the function is held at its last value. */
    void after(int i, double[] values, double[] seen) {
        Arrays.fill(seen, 0);
        int last = values.length - 1;
        for (double x : landings[i]) {
            int k = (int) x;
            double r = x - k;
            int inside = Math.max(last - k, 0);
            for (int j = 0; j < inside; j++) {
                seen[j] += (1 - r) * values[j + k] + r * values[j + k + 1];
            }
            double beyond = (1 - r) * values[last] + r * values[last];
            for (int j = inside; j < seen.length; j++) {
                seen[j] += beyond;
            }
        }
        for (int j = 0; j < seen.length; j++) {
            seen[j] /= landings[i].length;
        }
    }

    private Cumulants cumulants(double[] landing, double p) {
        double share = p / landing.length;
        double first = 0;
        double second = 0;
        double cubic = 0;
        for (double x : landing) {
            double k = Math.floor(x);
            double r = x - k;
            first += share * x;
            second += share * ((1 - r) * k * k + r * (k + 1) * (k + 1));
            cubic += share * ((1 - r) * k * k * k + r * (k + 1) * (k + 1) * (k + 1));
        }
        double h = grid.step();
        return new Cumulants(
                first * h,
                (second - first * first) * h * h,
                (cubic - 3 * second * first + 2 * first * first * first) * h * h * h,
                0,
                0);
    }

    private void add(double[] landing, double p) {
        double share = p / landing.length;
        int newTop = Math.min(mass.length - 1, top + (int) landing[landing.length - 1] + 1);
        for (int j = 0; j <= newTop; j++) {
            kept[j] = (1 - p) * mass[j];
        }
        for (double x : landing) {
            int k = (int) x;
            double upper = share * (x - k);
            double lower = share - upper;
            int last = Math.min(top, mass.length - 1 - k);
            for (int j = 0; j <= last; j++) {
                kept[j + k] += lower * mass[j];
            }
            last = Math.min(top, mass.length - 2 - k);
            for (int j = 0; j <= last; j++) {
                kept[j + k + 1] += upper * mass[j];
            }
        }
        double[] former = mass;
        mass = kept;
        kept = former;
        top = newTop;
        while (top > 0 && mass[top] < NOTHING) {
            mass[top--] = 0;
        }
    }
}
