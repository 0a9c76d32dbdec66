package org.salespipeline.forecast.revenue;

import org.salespipeline.forecast.statistics.Draws;

/** The generated books of the reference values: every step is exact in doubles, so that any language makes the same ones. */
final class Portfolio {

    private static final double UNIT = 0x1.0p-53;

    private Portfolio() {}

    /** Amounts have a Pareto tail of index 1, held at 2^12. */
    static RevenueTerms of(int deals) {
        Draws draws = Draws.seeded(42);
        RevenueTerms.Builder terms = RevenueTerms.builder();
        for (int i = 0; i < deals; i++) {
            terms.add(i, amount(draws, i), chance(draws, i));
        }
        return terms.build();
    }

    static double chance(Draws draws, int i) {
        double u = (draws.bits(3L * i) >>> 11) * UNIT;
        return 0.02 + 0.9 * (u * u);
    }

    static long amount(Draws draws, int i) {
        int doublings = Math.min(12, Long.numberOfTrailingZeros(draws.bits(3L * i + 1)));
        double u = (draws.bits(3L * i + 2) >>> 11) * UNIT;
        return (long) Math.floor(1000.0 * (1 << doublings) * (1 + u));
    }
}
