package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.salespipeline.forecast.revenue.CommonFactor.Node;

/** Every sum there can be, with its chance: sorted lists of outcomes, merged term by term. */
final class ExactAtoms implements Aggregator {

    static final ExactAtoms INSTANCE = new ExactAtoms();

    private static final int MOST = 1 << 20;

    private ExactAtoms() {}

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        Whole.require(terms, "exact atoms");
        Parts parts = Parts.of(terms, factor, 0);
        Node[] nodes = parts.nodes;
        Outcomes mixed = Outcomes.of(terms, nodes[0]).times(nodes[0].weight());
        for (int i = 1; i < nodes.length; i++) {
            mixed = mixed.plus(Outcomes.of(terms, nodes[i]), nodes[i].weight());
        }
        return KnotLaw.ofAtoms(parts.facts("exact atoms", 0), mixed.x, mixed.mass);
    }

    /** Ascending outcomes; which ones there are depends on the amounts alone, so that those of two nodes go together. */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
    private record Outcomes(double[] x, double[] mass) {

        static Outcomes of(RevenueTerms terms, Node node) {
            Outcomes outcomes = new Outcomes(new double[] {terms.certain}, new double[] {1});
            for (int i = 0; i < terms.size(); i++) {
                double p = node.chanceOf(terms.chance[i]);
                if (!terms.settled(i)) {
                    outcomes = outcomes.with(terms.win[i], p);
                } else if (p == 1) {
                    outcomes = outcomes.shifted(terms.win[i]);
                }
            }
            return outcomes;
        }

        private Outcomes shifted(double by) {
            double[] shifted = x.clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += by;
            }
            return new Outcomes(shifted, mass);
        }

        /** Where a sum can be reached in two ways, the chances add up. */
        private Outcomes with(double a, double p) {
            int n = x.length;
            double[] sums = new double[2 * n];
            double[] chances = new double[2 * n];
            int size = 0;
            int lost = 0;
            int won = 0;
            while (won < n) {
                double ifWon = x[won] + a;
                double next = lost < n ? Math.min(x[lost], ifWon) : ifWon;
                sums[size] = next;
                if (lost < n && x[lost] == next) {
                    chances[size] += (1 - p) * mass[lost++];
                }
                if (ifWon == next) {
                    chances[size] += p * mass[won++];
                }
                size++;
            }
            checkArgument(
                    size <= MOST,
                    "exact atoms: terms must have at most %s different sums, had more; take another aggregator",
                    MOST);
            return new Outcomes(Arrays.copyOf(sums, size), Arrays.copyOf(chances, size));
        }

        Outcomes times(double weight) {
            return new Outcomes(x, new double[x.length]).plus(this, weight);
        }

        Outcomes plus(Outcomes other, double weight) {
            for (int i = 0; i < mass.length; i++) {
                mass[i] += weight * other.mass[i];
            }
            return this;
        }
    }
}
