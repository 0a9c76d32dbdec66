package org.salespipeline.forecast.revenue;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.salespipeline.forecast.revenue.CommonFactor.Node;
import org.salespipeline.forecast.statistics.Normal;

/** The terms in two parts, the few that decide most and the rest, and where to hold the factor for them. */
final class Parts {

    final RevenueTerms terms;

    /** Positions of the deciding terms, ascending: their amounts ascend too. */
    final int[] head;

    final TermSums rest;

    /** Values of the factor to mix over; one if there is none. */
    final Node[] nodes;

    private final double[] headQuantile;
    private final double variance;

    private Parts(RevenueTerms terms, CommonFactor factor, int[] head) {
        this.terms = terms;
        this.head = head;
        rest = TermSums.of(terms, head, !factor.isIndependent());
        headQuantile = new double[head.length];
        for (int i = 0; i < head.length; i++) {
            headQuantile[i] = factor.isIndependent() ? Double.NaN : Normal.quantile(terms.chance[head[i]]);
        }
        // without anything open the factor moves nothing
        nodes = rest.at(Node.INDEPENDENT).variance() == 0 && head.length == 0
                ? CommonFactor.independent().nodes(this::steepness)
                : factor.nodes(this::steepness);
        variance = mixedVariance();
    }

    /** Of the terms that leave anything open, the so many with the largest variance are the head; of equal ones the first. */
    static Parts of(RevenueTerms terms, CommonFactor factor, int most) {
        return new Parts(terms, factor, head(terms, most, i -> true));
    }

    /**
     * As {@link #of}, with the so many of those that have a name and besides some of those that have none, which would crowd the
     * named ones out.
     */
    static Parts ofNamed(RevenueTerms terms, CommonFactor factor, int named, int nameless) {
        int[] first = head(terms, named, i -> terms.key[i] >= 0);
        int[] second = head(terms, nameless, i -> terms.key[i] < 0);
        int[] head = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, head, first.length, second.length);
        Arrays.sort(head);
        return new Parts(terms, factor, head);
    }

    private static int[] head(RevenueTerms terms, int most, IntPredicate isMeant) {
        if (most == 0) {
            return new int[0];
        }
        int size = 0;
        double[] least = new double[most];
        int[] at = new int[most];
        for (int i = 0; i < terms.size(); i++) {
            double v = isMeant.test(i) ? terms.varianceOf(i) : 0;
            if (size < most && v > 0) {
                size++;
                rise(least, at, size - 1, v, i);
            } else if (size == most && v > least[0]) {
                sink(least, at, size, v, i);
            }
        }
        int[] head = Arrays.copyOf(at, size);
        Arrays.sort(head);
        return head;
    }

    /** Smaller variances are nearer to the top of the heap, and of equal ones later terms, which go first. */
    private static boolean before(double v, int i, double w, int j) {
        return v < w || (v == w && i > j);
    }

    private static void rise(double[] least, int[] at, int from, double v, int i) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!before(v, i, least[parent], at[parent])) {
                break;
            }
            least[hole] = least[parent];
            at[hole] = at[parent];
            hole = parent;
        }
        least[hole] = v;
        at[hole] = i;
    }

    private static void sink(double[] least, int[] at, int size, double v, int i) {
        int hole = 0;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && before(least[child + 1], at[child + 1], least[child], at[child])) {
                child++;
            }
            if (!before(least[child], at[child], v, i)) {
                break;
            }
            least[hole] = least[child];
            at[hole] = at[child];
            hole = child;
        }
        least[hole] = v;
        at[hole] = i;
    }

    /** Chance of a term of the head at a node. */
    double headChance(int i, Node node) {
        double p = terms.chance[head[i]];
        return node.isIndependent() || p == 1 ? p : node.chance(headQuantile[i]);
    }

    Cumulants headAt(Node node) {
        Cumulants sum = Cumulants.NONE;
        for (int i = 0; i < head.length; i++) {
            sum = sum.plus(TermSums.of(headChance(i, node), terms.win[head[i]], terms.spread[head[i]]));
        }
        return sum;
    }

    Cumulants at(Node node) {
        return rest.at(node).plus(headAt(node));
    }

    /** λ = |dμ/dz| / σ given the factor, both at its middle. */
    private double steepness(double correlation) {
        double slope = (at(Node.of(correlation, 1, 1)).mean()
                        - at(Node.of(correlation, -1, 1)).mean())
                / 2;
        double variance = at(Node.of(correlation, 0, 1)).variance();
        return variance > 0 ? Math.abs(slope) / Math.sqrt(variance) : 0;
    }

    private double mixedVariance() {
        if (nodes.length == 1) {
            return at(nodes[0]).variance();
        }
        double[] means = new double[nodes.length];
        double mean = 0;
        double within = 0;
        for (int i = 0; i < nodes.length; i++) {
            Cumulants here = at(nodes[i]);
            means[i] = here.mean();
            mean += nodes[i].weight() * here.mean();
            within += nodes[i].weight() * here.variance();
        }
        double between = 0;
        for (int i = 0; i < nodes.length; i++) {
            between += nodes[i].weight() * (means[i] - mean) * (means[i] - mean);
        }
        return within + between;
    }

    double standardDeviation() {
        return Math.sqrt(variance);
    }

    LawFacts facts(String method, double errorBound) {
        return new LawFacts(method, terms.mean(), variance, chanceOfNoWin(), errorBound);
    }

    private double chanceOfNoWin() {
        double sum = 0;
        for (Node node : nodes) {
            sum += node.weight() * chanceOfNoWin(node);
        }
        return sum;
    }

    private double chanceOfNoWin(Node node) {
        double none = 1;
        for (int i = 0; i < terms.size() && none > 0; i++) {
            if (terms.win[i] > 0) {
                none *= 1 - node.chanceOf(terms.chance[i]);
                none = none < 1e-300 ? 0 : none;
            }
        }
        return none;
    }

    /** Least and largest sums there can be. */
    double least() {
        double sum = terms.certain;
        for (int i = 0; i < terms.size(); i++) {
            sum += terms.chance[i] == 1 && terms.spread[i] == 0 ? terms.win[i] : 0;
        }
        return sum;
    }

    double largest() {
        double sum = terms.certain;
        for (int i = 0; i < terms.size(); i++) {
            sum += terms.chance[i] > 0 ? terms.win[i] : 0;
            if (terms.spread[i] > 0 && terms.chance[i] > 0 && terms.win[i] > 0) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return sum;
    }
}
