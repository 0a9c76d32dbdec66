package org.salespipeline.forecast.revenue;

import org.salespipeline.forecast.revenue.CommonFactor.Node;

/** A normal law with the right mean and variance for each value of the factor. */
final class NormalLaws implements Aggregator {

    static final NormalLaws INSTANCE = new NormalLaws();

    private static final double REACH = 8.5;
    private static final int CELLS = 8192;

    private NormalLaws() {}

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        Parts parts = Parts.of(terms, factor, 0);
        if (parts.standardDeviation() == 0) {
            return KnotLaw.ofAtoms(parts.facts("normal", 0), new double[] {parts.least()}, new double[] {1});
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double error = 0;
        Cumulants[] sums = new Cumulants[parts.nodes.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = parts.at(parts.nodes[i]);
            double sd = Math.sqrt(sums[i].variance());
            low = Math.min(low, sums[i].mean() - REACH * sd);
            high = Math.max(high, sums[i].mean() + REACH * sd);
            error += sd > 0 ? parts.nodes[i].weight() * sums[i].absolute() / sums[i].variance() : 0;
        }
        HeadTail.Grid grid = new HeadTail.Grid(terms.certain + low, (high - low) / (CELLS - 1), CELLS, 0);
        return KnotLaw.ofGrid(
                parts.facts("normal", error),
                grid,
                upTo(grid, parts, sums),
                new KnotLaw.Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    private static double[] upTo(HeadTail.Grid grid, Parts parts, Cumulants[] sums) {
        double[] upTo = new double[grid.cells()];
        for (int i = 0; i < sums.length; i++) {
            Node node = parts.nodes[i];
            double sd = Math.max(Math.sqrt(sums[i].variance()), grid.step() * 1e-3);
            for (int j = 0; j < upTo.length; j++) {
                double edge = grid.start() + (j + 0.5) * grid.step() - parts.terms.certain;
                upTo[j] += node.weight() * NormalTable.cdf((edge - sums[i].mean()) / sd);
            }
        }
        return upTo;
    }
}
