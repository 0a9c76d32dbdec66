package org.salespipeline.forecast.revenue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import org.salespipeline.forecast.revenue.CommonFactor.Node;

/**
 * The few terms with the largest variance exactly on a grid, all others as one normal with a skewness and a kurtosis.
 *
 * <p>A term is split between the two cells its amount lies between so that its mean stays; the variance and third cumulant that
 * this adds are taken off the tail's.
 *
 * @param deals largest number of terms in the head
 * @param cells number of cells at least; more are taken where the tail is narrow
 */
record HeadTail(int deals, int cells) implements Aggregator {

    static final HeadTail STANDARD = new HeadTail(64, 2048);

    private static final int MOST_CELLS = 1 << 16;

    /** Without a tail nothing smooths the grid. */
    private static final int CELLS_WITHOUT_TAIL = 1 << 14;

    /** Half the width of what is kept of a tail, in standard deviations. */
    private static final double TAIL_REACH = 7;

    /** A head is kept up to where e^−32 of it is beyond at most. */
    private static final double HEAD_REACH = 32;

    private static final double SQRT_TWO_OVER_PI = 0.7978845608028654;

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        Parts parts = Parts.of(terms, factor, deals);
        double least = parts.least();
        double largest = parts.largest();
        if (parts.standardDeviation() == 0) {
            return KnotLaw.ofAtoms(parts.facts("head and tail", 0), new double[] {least}, new double[] {1});
        }
        Grid grid = grid(parts);
        HeadGrid head = new HeadGrid(parts, grid);
        Mixture mixture = new Mixture(grid);
        double error = 0;
        for (Node node : parts.nodes) {
            HeadGrid.Row row = head.at(node);
            Cumulants rest = parts.rest.at(node);
            double variance = Math.max(rest.variance() - row.addedVariance(), rest.variance() / 4);
            mixture.add(
                    node.weight(),
                    row.mass(),
                    new Cumulants(
                            rest.mean() + terms.certain, variance, rest.third() - row.addedThird(), rest.fourth(), 0));
            error += node.weight() * error(rest, variance, row.addedVariance(), grid.step);
        }
        LawFacts facts = parts.facts("head and tail", error);
        return KnotLaw.ofGrid(facts, grid, mixture.upTo(), new KnotLaw.Range(least, largest));
    }

    /**
     * Wasserstein-1 distance at most: splits of the head, cells, and the tail beside a normal of its own variance.
     *
     * <p>Source: L. Goldstein (2010), Bounds on the constant in the mean central limit theorem, <i>Annals of Probability</i>
     * 38(4):1672–1689, <a href="https://doi.org/10.1214/10-AOP527">doi</a>.
     */
    private static double error(Cumulants rest, double variance, double added, double step) {
        double tail = rest.variance() > 0
                ? rest.absolute() / rest.variance()
                        + SQRT_TWO_OVER_PI * Math.abs(Math.sqrt(rest.variance()) - Math.sqrt(variance))
                : 0;
        return Math.sqrt(Math.max(added, 0)) + step / 4 + tail;
    }

    Grid grid(Parts parts) {
        double headSum = 0;
        double largest = 0;
        for (int i : parts.head) {
            double most = HeadGrid.largest(parts.terms.win[i], parts.terms.spread[i]);
            headSum += most;
            largest = Math.max(largest, most);
        }
        double[] lost = HeadGrid.lostSquares(parts);
        double headSpan = 0;
        double tailLow = Double.POSITIVE_INFINITY;
        double tailHigh = Double.NEGATIVE_INFINITY;
        double narrowest = Double.POSITIVE_INFINITY;
        for (Node node : parts.nodes) {
            Cumulants head = parts.headAt(node);
            Cumulants rest = parts.rest.at(node);
            // the tail pays for the variance that amounts lose in pieces, even where there is no other tail
            double sd = Math.sqrt(rest.variance() + lost(parts, lost, node));
            headSpan = Math.max(headSpan, head.mean() + reach(head.variance(), largest));
            tailLow = Math.min(tailLow, rest.mean() - TAIL_REACH * sd);
            tailHigh = Math.max(tailHigh, rest.mean() + TAIL_REACH * sd);
            narrowest = Math.min(narrowest, Math.sqrt(rest.variance() + head.variance()));
        }
        headSpan = Math.min(headSpan, headSum);
        double span = headSpan + tailHigh - tailLow;
        // each split may land a cell further than the amount
        int margin = parts.head.length + 1;
        int n = cells(parts, span, narrowest);
        double step = span / (n - 1 - margin);
        return new Grid(parts.terms.certain + tailLow, step, n, (int) Math.ceil(headSpan / step) + margin + 2);
    }

    private static double lost(Parts parts, double[] squares, Node node) {
        double sum = 0;
        for (int i = 0; i < squares.length; i++) {
            sum += squares[i] > 0 ? parts.headChance(i, node) * squares[i] : 0;
        }
        return sum;
    }

    /** Bernstein's inequality: P(S − μ ≥ t) ≤ exp(−t² / (2 (σ² + b t / 3))) for terms up to b. */
    private static double reach(double variance, double largest) {
        double part = HEAD_REACH * largest / 3;
        return part + Math.sqrt(part * part + 2 * HEAD_REACH * variance);
    }

    /** So many that the tail can pay for the variance that the splits add, and that each node's law is seen. */
    private int cells(Parts parts, double span, double narrowest) {
        Node middle = parts.nodes[parts.nodes.length / 2];
        double tail = parts.rest.at(middle).variance();
        double chances = 0;
        for (int i = 0; i < parts.head.length; i++) {
            chances += parts.headChance(i, middle);
        }
        int n = tail > 0 ? cells : Math.max(cells, CELLS_WITHOUT_TAIL);
        while (n < 8 * parts.head.length) {
            n *= 2;
        }
        while (n < MOST_CELLS && (tooCoarse(span / n, tail, chances) || span / n > narrowest / 8)) {
            n *= 2;
        }
        return n;
    }

    private static boolean tooCoarse(double step, double tailVariance, double headChances) {
        return tailVariance > 0 && step * step * headChances / 4 > tailVariance / 2;
    }

    /** Where the cells are: cell j is around start + j · step; the head alone needs the first ones only. */
    record Grid(double start, double step, int cells, int headCells) {}

    /** Adds up products of head and tail in the frequency domain, one transform a node and one back. */
    private static final class Mixture {

        private final Grid grid;
        private final Fft fft;
        private final double[] real;
        private final double[] imaginary;
        private final double[] sumReal;
        private final double[] sumImaginary;

        Mixture(Grid grid) {
            this.grid = grid;
            fft = Fft.ofAtLeast(grid.cells + 2);
            real = new double[fft.size()];
            imaginary = new double[fft.size()];
            sumReal = new double[fft.size()];
            sumImaginary = new double[fft.size()];
        }

        void add(double weight, double[] head, Cumulants tail) {
            Arrays.fill(real, 0);
            Arrays.fill(imaginary, 0);
            System.arraycopy(head, 0, real, 0, Math.min(head.length, real.length));
            fillTail(tail);
            fft.transform(real, imaginary);
            int n = fft.size();
            for (int k = 0; k < n; k++) {
                int mirror = (n - k) & (n - 1);
                // with Z = H + iT and C the conjugate of Z at the mirror: HT = (Z² − C²) / 4i
                double re = real[k] * real[k] - imaginary[k] * imaginary[k];
                double im = 2 * real[k] * imaginary[k];
                double mirrorRe = real[mirror] * real[mirror] - imaginary[mirror] * imaginary[mirror];
                double mirrorIm = -2 * real[mirror] * imaginary[mirror];
                sumReal[k] += weight * (im - mirrorIm) / 4;
                sumImaginary[k] -= weight * (re - mirrorRe) / 4;
            }
        }

        /** Where the series runs back it is held, which moves its mean: a second time puts that right. */
        private void fillTail(Cumulants tail) {
            Edgeworth law = Edgeworth.of(tail, grid.step * 1e-3);
            double moved = fill(law) - tail.mean();
            if (Math.abs(moved) > 1e-6 * law.deviation()) {
                fill(law.shifted(-moved));
            }
        }

        /** Mean of what was filled in. */
        @CanIgnoreReturnValue
        private double fill(Edgeworth law) {
            double before = 0;
            double moment = 0;
            for (int j = 0; j < grid.cells; j++) {
                double upTo = j == grid.cells - 1 ? 1 : law.cdf(grid.start + (j + 0.5) * grid.step);
                double held = Math.min(Math.max(upTo, before), 1);
                imaginary[j] = held - before;
                moment += j * imaginary[j];
                before = held;
            }
            return grid.start + moment * grid.step;
        }

        /** Chance up to the upper edge of each cell. */
        double[] upTo() {
            // the inverse is the transform of the conjugate
            for (int k = 0; k < sumImaginary.length; k++) {
                sumImaginary[k] = -sumImaginary[k];
            }
            fft.transform(sumReal, sumImaginary);
            double[] upTo = new double[grid.cells];
            double sum = 0;
            double highest = 0;
            for (int j = 0; j < grid.cells; j++) {
                sum += sumReal[j] / fft.size();
                highest = Math.max(highest, sum);
                upTo[j] = highest;
            }
            for (int j = 0; j < grid.cells; j++) {
                upTo[j] /= highest;
            }
            return upTo;
        }
    }
}
