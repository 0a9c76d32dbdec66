package org.salespipeline.forecast.revenue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.salespipeline.forecast.revenue.CommonFactor.Node;
import org.salespipeline.forecast.statistics.Draws;
import org.salespipeline.forecast.statistics.Normal;

/**
 * Simulated periods; every draw is a function of seed, name of the term and number of the run.
 *
 * @param runs 1 or more
 */
record MonteCarlo(long seed, int runs) implements Aggregator {

    private static final long FACTOR = 0x5EED_FAC7L;

    @Override
    public RevenueLaw law(RevenueTerms terms, CommonFactor factor) {
        Draws[] draws = draws(terms);
        Draws ofFactor = Draws.seeded(seed ^ FACTOR);
        double[] sums = new double[runs];
        for (int run = 0; run < runs; run++) {
            Node node = node(factor, ofFactor, run);
            double sum = terms.certain;
            for (int i = 0; i < draws.length; i++) {
                if (draws[i].uniform(2L * run) < node.chanceOf(terms.chance[i])) {
                    sum += terms.win[i] * ratio(terms.spread[i], draws[i], run);
                }
            }
            sums[run] = sum;
        }
        Arrays.sort(sums);
        return law(Parts.of(terms, factor, 0), sums);
    }

    /** Terms of one name draw apart. */
    private Draws[] draws(RevenueTerms terms) {
        Draws seeded = Draws.seeded(seed);
        Map<Long, Integer> seen = new HashMap<>();
        Draws[] draws = new Draws[terms.size()];
        for (int i = 0; i < draws.length; i++) {
            int before = seen.merge(terms.key[i], 1, Integer::sum);
            draws[i] = seeded.about(terms.key[i]).about(before);
        }
        return draws;
    }

    /** One run in each of as many equally likely parts of the factor's law. */
    private Node node(CommonFactor factor, Draws draws, int run) {
        if (factor.isIndependent()) {
            return Node.INDEPENDENT;
        }
        double u = Math.max((run + draws.uniform(2L * run)) / runs, 0x1.0p-54);
        return Node.of(factor.correlationAt(draws.uniform(2L * run + 1)), Normal.quantile(u), 1);
    }

    /** Log-normal of mean 1. */
    private static double ratio(double spread, Draws draws, int run) {
        if (spread == 0) {
            return 1;
        }
        double variance = StrictMath.log1p(spread);
        double z = Normal.quantile(Math.max(draws.uniform(2L * run + 1), 0x1.0p-54));
        return StrictMath.exp(Math.sqrt(variance) * z - variance / 2);
    }

    private RevenueLaw law(Parts parts, double[] sorted) {
        double[] x = new double[runs];
        double[] mass = new double[runs];
        int n = 0;
        double error = 0;
        for (int i = 0; i < runs; i++) {
            if (n > 0 && x[n - 1] == sorted[i]) {
                mass[n - 1] += 1.0 / runs;
            } else {
                double f = (double) i / runs;
                error += n == 0 ? 0 : (sorted[i] - x[n - 1]) * Math.sqrt(f * (1 - f) / runs);
                x[n] = sorted[i];
                mass[n++] = 1.0 / runs;
            }
        }
        return KnotLaw.ofAtoms(parts.facts("Monte Carlo", error), Arrays.copyOf(x, n), Arrays.copyOf(mass, n));
    }
}
