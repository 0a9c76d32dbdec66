package org.salespipeline.forecast.revenue;

import org.salespipeline.forecast.revenue.CommonFactor.Node;
import org.salespipeline.forecast.statistics.Normal;

/**
 * Cumulants of many terms under any value of the factor, in time that does not depend on their number: the terms are spread
 * over a fixed grid of Φ⁻¹(p) by cubic weights, so that sums over the grid are sums over the terms to 1e-9.
 *
 * <p>For a term of amount a, given a win with squared coefficient of variation s, won with chance p:
 *
 * <pre>
 *   κ₁ = a p    κ₂ = a² (p r₂ − p²)    κ₃ = a³ (p r₃ − 3 p² r₂ + 2 p³)    r₂ = 1 + s, r₃ = (1 + s)³ (log-normal)
 *   κ₄ = a⁴ pq (1 − 6pq) for a known amount
 * </pre>
 */
final class TermSums {

    /** Chances are held within 1e-9 of 0 and 1 here, which is this far out. */
    private static final double REACH = 6;

    private static final int PER_UNIT = 128;
    private static final int GRID = (int) (2 * REACH * PER_UNIT) + 1;

    /** Where terms with a chance of 1 go. */
    private static final int SURE = GRID;

    private final double[] first = new double[GRID + 1];
    private final double[] second = new double[GRID + 1];
    private final double[] secondSpread = new double[GRID + 1];
    private final double[] third = new double[GRID + 1];
    private final double[] fourth = new double[GRID + 1];
    private final double[] thirdSpread = new double[GRID + 1];
    private final double[] thirdExcess = new double[GRID + 1];
    private final Cumulants unconditional;
    private final boolean known;

    private TermSums(Cumulants unconditional, boolean known) {
        this.unconditional = unconditional;
        this.known = known;
    }

    /**
     * The terms without some.
     *
     * @param left ascending positions of those left out
     * @param spread whether factors other than independence will be asked for
     */
    static TermSums of(RevenueTerms terms, int[] left, boolean spread) {
        TermSums sums = new TermSums(direct(terms, left), terms.whole);
        if (spread) {
            int next = 0;
            for (int i = 0; i < terms.size(); i++) {
                if (next < left.length && left[next] == i) {
                    next++;
                } else if (terms.chance[i] > 0) {
                    sums.add(terms.chance[i], terms.win[i], terms.spread[i]);
                }
            }
        }
        return sums;
    }

    private static Cumulants direct(RevenueTerms terms, int[] left) {
        double[] sums = new double[5];
        int from = 0;
        for (int part = 0; part <= left.length; part++) {
            int to = part == left.length ? terms.size() : left[part];
            if (terms.whole) {
                addKnown(sums, terms, from, to);
            } else {
                for (int i = from; i < to; i++) {
                    addTo(sums, of(terms.chance[i], terms.win[i], terms.spread[i]));
                }
            }
            from = to + 1;
        }
        return new Cumulants(sums[0], sums[1], sums[2], terms.whole ? sums[3] : 0, sums[4]);
    }

    private static void addTo(double[] sums, Cumulants term) {
        sums[0] += term.mean();
        sums[1] += term.variance();
        sums[2] += term.third();
        sums[3] += term.fourth();
        sums[4] += term.absolute();
    }

    /** The loop over millions. */
    private static void addKnown(double[] sums, RevenueTerms terms, int from, int to) {
        double mean = sums[0];
        double variance = sums[1];
        double third = sums[2];
        double fourth = sums[3];
        double absolute = sums[4];
        for (int i = from; i < to; i++) {
            double p = terms.chance[i];
            double a = terms.win[i];
            double variation = p * (1 - p);
            double square = a * a;
            double cube = square * a * variation;
            mean += p * a;
            variance += square * variation;
            third += cube * (1 - 2 * p);
            fourth += cube * a * (1 - 6 * variation);
            absolute += cube * (1 - 2 * variation);
        }
        sums[0] = mean;
        sums[1] = variance;
        sums[2] = third;
        sums[3] = fourth;
        sums[4] = absolute;
    }

    /** E R³ of a log-normal ratio of mean 1. */
    static double cubeRatio(double spread) {
        double ratio = 1 + spread;
        return ratio * ratio * ratio;
    }

    /** One term at one node. */
    static Cumulants of(double p, double a, double s) {
        double r3 = cubeRatio(s);
        double cube = a * a * a;
        double variation = p * (1 - p);
        return new Cumulants(
                p * a,
                a * a * (variation + p * s),
                cube * p * (r3 + p * (2 * p - 3 * (1 + s))),
                s == 0 ? cube * a * variation * (1 - 6 * variation) : 0,
                s == 0 ? cube * variation * (1 - 2 * variation) : cube * (p * r3 + p * p * p));
    }

    private void add(double p, double a, double s) {
        if (p == 1) {
            addTo(SURE, 1, a, s);
            return;
        }
        double at = (Math.min(Math.max(Normal.quantile(p), -REACH), REACH) + REACH) * PER_UNIT;
        int node = Math.min(Math.max((int) at, 1), GRID - 3);
        double t = at - node;
        addTo(node - 1, -t * (t - 1) * (t - 2) / 6, a, s);
        addTo(node, (t + 1) * (t - 1) * (t - 2) / 2, a, s);
        addTo(node + 1, -(t + 1) * t * (t - 2) / 2, a, s);
        addTo(node + 2, (t + 1) * t * (t - 1) / 6, a, s);
    }

    private void addTo(int node, double weight, double a, double s) {
        double weighted = weight * a;
        first[node] += weighted;
        weighted *= a;
        second[node] += weighted;
        secondSpread[node] += weighted * s;
        weighted *= a;
        third[node] += weighted;
        thirdSpread[node] += weighted * s;
        thirdExcess[node] += weighted * (cubeRatio(s) - 1);
        fourth[node] += weighted * a;
    }

    Cumulants at(Node node) {
        if (node.isIndependent()) {
            return unconditional;
        }
        double mean = 0;
        double variance = 0;
        double skew = 0;
        double peak = 0;
        double absolute = 0;
        for (int i = 0; i <= SURE; i++) {
            if (first[i] != 0) {
                double p = i == SURE ? 1 : node.chance(i / (double) PER_UNIT - REACH);
                double variation = p * (1 - p);
                mean += first[i] * p;
                variance += second[i] * variation + secondSpread[i] * p;
                skew += third[i] * variation * (1 - 2 * p) + thirdExcess[i] * p - 3 * thirdSpread[i] * p * p;
                peak += fourth[i] * variation * (1 - 6 * variation);
                absolute += known
                        ? third[i] * variation * (1 - 2 * variation)
                        : (third[i] + thirdExcess[i]) * p + third[i] * p * p * p;
            }
        }
        return new Cumulants(mean, Math.max(variance, 0), skew, known ? peak : 0, Math.max(absolute, 0));
    }
}
