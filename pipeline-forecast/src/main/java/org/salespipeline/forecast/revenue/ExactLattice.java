package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.salespipeline.forecast.revenue.CommonFactor.Node;

/** The chance of every multiple of the amounts' greatest common divisor, term by term. */
final class ExactLattice implements Aggregator {

    static final ExactLattice INSTANCE = new ExactLattice();

    private static final int MOST = 1 << 22;

    /** Smaller ones would only slow the arithmetic down. */
    private static final double NOTHING = 1e-300;

    private ExactLattice() {}

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        Whole.require(terms, "exact lattice");
        long step = Whole.step(terms);
        double cells = Whole.cells(terms, step);
        checkArgument(
                cells <= MOST,
                "exact lattice: terms must reach at most %s multiples of their step %s, were %s; take headTail()",
                MOST,
                step,
                cells);
        Parts parts = Parts.of(terms, factor, 0);
        double[] mass = new double[(int) cells];
        double[] mixed = parts.nodes.length == 1 ? mass : new double[mass.length];
        for (Node node : parts.nodes) {
            fill(mass, terms, node, step);
            for (int j = 0; j < mass.length && mixed != mass; j++) {
                mixed[j] += node.weight() * mass[j];
            }
        }
        return law(parts, mixed, step);
    }

    /** The law of a mass on multiples of a step above the least sum, without points of no chance. */
    private static RevenueLaw law(Parts parts, double[] mass, long step) {
        double[] x = new double[mass.length];
        double[] kept = new double[mass.length];
        double least = parts.least();
        int n = 0;
        for (int j = 0; j < mass.length; j++) {
            if (mass[j] > 0) {
                x[n] = least + (double) j * step;
                kept[n++] = mass[j];
            }
        }
        return KnotLaw.ofAtoms(parts.facts("exact lattice", 0), Arrays.copyOf(x, n), Arrays.copyOf(kept, n));
    }

    private static void fill(double[] mass, RevenueTerms terms, Node node, long step) {
        Arrays.fill(mass, 0);
        mass[0] = 1;
        int low = 0;
        int top = 0;
        for (int i = 0; i < terms.size(); i++) {
            if (!terms.settled(i)) {
                long amount = (long) terms.win[i];
                int k = (int) (amount / step);
                double p = node.chanceOf(terms.chance[i]);
                add(mass, low, top, new Jump(k, p));
                top += k;
                while (mass[low] < NOTHING && low < top) {
                    mass[low++] = 0;
                }
                while (mass[top] < NOTHING && low < top) {
                    mass[top--] = 0;
                }
            }
        }
    }

    private record Jump(int cells, double chance) {}

    /** In place from the top, where the mass below has not been touched yet. */
    private static void add(double[] mass, int low, int top, Jump jump) {
        int k = jump.cells;
        double p = jump.chance;
        double q = 1 - p;
        for (int j = top + k; j > top; j--) {
            mass[j] = j - k >= low ? p * mass[j - k] : 0;
        }
        for (int j = top; j >= low + k; j--) {
            mass[j] = q * mass[j] + p * mass[j - k];
        }
        for (int j = Math.min(top, low + k - 1); j >= low; j--) {
            mass[j] *= q;
        }
    }
}
