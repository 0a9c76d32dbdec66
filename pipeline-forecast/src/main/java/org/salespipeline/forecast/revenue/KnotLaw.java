package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * A law whose F is linear between knots and may jump at them; steps and grids alike.
 *
 * @param facts what does not depend on the shape
 * @param x ascending
 * @param below F just below each knot
 * @param upTo F at each knot, the last is 1
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record KnotLaw(LawFacts facts, double[] x, double[] below, double[] upTo) implements RevenueLaw {

    /** What transforms leave of chances of 0. */
    private static final double NOISE = 1e-13;

    /** Steps at these points, of these heights; rounding is taken out by making the last value 1. */
    static KnotLaw ofAtoms(LawFacts facts, double[] x, double[] mass) {
        int n = x.length;
        double[] below = new double[n];
        double[] upTo = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            below[i] = Math.min(sum, 1);
            sum += mass[i];
            upTo[i] = i == n - 1 ? 1 : Math.min(sum, 1);
        }
        return new KnotLaw(facts, x, below, upTo);
    }

    /** What revenue can be at all. */
    record Range(double least, double largest) {}

    /** F by its values at the upper edges of cells, the last 1; chances beyond the range are put on its ends. */
    static KnotLaw ofGrid(LawFacts facts, HeadTail.Grid grid, double[] upTo, Range range) {
        double[] edges = new double[upTo.length + 1];
        double[] f = new double[upTo.length + 1];
        int first = 0;
        int last = upTo.length;
        for (int j = 0; j < f.length; j++) {
            edges[j] = grid.start() + (j - 0.5) * grid.step();
            f[j] = j == 0 || upTo[j - 1] < NOISE ? 0 : upTo[j - 1] > 1 - NOISE ? 1 : upTo[j - 1];
            first = f[j] == 0 || edges[j] <= range.least ? j : first;
            last = f[j] == 1 || edges[j] >= range.largest ? Math.min(j, last) : last;
        }
        first = Math.min(first, last - 1);
        double[] x = Arrays.copyOfRange(edges, first, last + 1);
        double[] below = Arrays.copyOfRange(f, first, last + 1);
        double[] at = below.clone();
        int end = x.length - 1;
        if (x[end] > range.largest) {
            below[end] -= (below[end] - at[end - 1]) * ((x[end] - range.largest) / (x[end] - x[end - 1]));
            x[end] = range.largest;
        }
        if (x[0] < range.least) {
            at[0] += (below[1] - at[0]) * ((range.least - x[0]) / (x[1] - x[0]));
            x[0] = range.least;
        }
        below[0] = 0;
        at[end] = 1;
        return new KnotLaw(facts, x, below, at);
    }

    @Override
    public double mean() {
        return facts.mean();
    }

    @Override
    public double variance() {
        return facts.variance();
    }

    @Override
    public double quantile(double u) {
        checkArgument(u >= 0 && u <= 1, "chance of a quantile must be in [0, 1], was %s", u);
        int first = 0;
        int last = x.length - 1;
        while (first < last) {
            int middle = (first + last) >>> 1;
            if (upTo[middle] >= u && upTo[middle] > 0) {
                last = middle;
            } else {
                first = middle + 1;
            }
        }
        if (first == 0 || below[first] < u) {
            return x[first];
        }
        double rise = below[first] - upTo[first - 1];
        double part = rise > 0 ? (u - upTo[first - 1]) / rise : 0;
        return x[first - 1] + Math.max(part, 0) * (x[first] - x[first - 1]);
    }

    @Override
    public double chanceOfAtMost(double y) {
        int at = atOrBelow(y);
        return at >= 0 && x[at] == y ? upTo[at] : between(at, y);
    }

    @Override
    public double chanceOfLess(double y) {
        int at = atOrBelow(y);
        return at >= 0 && x[at] == y ? below[at] : between(at, y);
    }

    private int atOrBelow(double y) {
        checkArgument(!Double.isNaN(y), "revenue must be a number, was NaN");
        int found = Arrays.binarySearch(x, y);
        return found >= 0 ? found : -found - 2;
    }

    private double between(int at, double y) {
        if (at < 0) {
            return 0;
        }
        if (at == x.length - 1) {
            return 1;
        }
        return upTo[at] + (below[at + 1] - upTo[at]) * ((y - x[at]) / (x[at + 1] - x[at]));
    }

    @Override
    public double expectedShortfall(double target) {
        int at = atOrBelow(target);
        double sum = 0;
        for (int i = 0; i < at; i++) {
            sum += (x[i + 1] - x[i]) * (upTo[i] + below[i + 1]) / 2;
        }
        return at < 0 ? 0 : sum + (target - x[at]) * (upTo[at] + between(at, target)) / 2;
    }

    @Override
    public double crps(double actual) {
        int n = x.length;
        double sum = Math.max(x[0] - actual, 0) + Math.max(actual - x[n - 1], 0);
        for (int i = 0; i + 1 < n; i++) {
            double split = Math.min(Math.max(actual, x[i]), x[i + 1]);
            double middle = upTo[i] + (below[i + 1] - upTo[i]) * ((split - x[i]) / (x[i + 1] - x[i]));
            sum += (split - x[i]) * meanSquare(upTo[i], middle)
                    + (x[i + 1] - split) * meanSquare(1 - middle, 1 - below[i + 1]);
        }
        return sum;
    }

    private static double meanSquare(double from, double to) {
        return (from * from + from * to + to * to) / 3;
    }

    @Override
    public double chanceOfNoWin() {
        return facts.noWin();
    }

    @Override
    public String method() {
        return facts.method();
    }

    @Override
    public double errorBound() {
        return facts.errorBound();
    }

    @Override
    public String toString() {
        return facts.text(this);
    }
}
