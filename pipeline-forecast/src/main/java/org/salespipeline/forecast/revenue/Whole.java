package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

/** What exact methods ask: amounts that are known, and sums that doubles hold exactly. */
final class Whole {

    private static final double LARGEST = 0x1p53;

    private Whole() {}

    static boolean isMet(RevenueTerms terms) {
        return terms.whole && reach(terms) <= LARGEST;
    }

    static void require(RevenueTerms terms, String method) {
        checkArgument(
                terms.whole, "%s: amounts must be known whole minor units, some were not; take headTail()", method);
        checkArgument(
                reach(terms) <= LARGEST,
                "%s: sums must be at most 2^53 minor units, were up to %s; take headTail()",
                method,
                reach(terms));
    }

    private static double reach(RevenueTerms terms) {
        double sum = Math.abs(terms.certain);
        for (double amount : terms.win) {
            sum += amount;
        }
        return sum;
    }

    /** Greatest common divisor of the amounts that are open; 1 if there are none. */
    static long step(RevenueTerms terms) {
        long divisor = 0;
        for (int i = 0; i < terms.size() && divisor != 1; i++) {
            if (!terms.settled(i)) {
                long a = (long) terms.win[i];
                while (a != 0) {
                    long rest = divisor % a;
                    divisor = a;
                    a = rest;
                }
            }
        }
        return Math.max(divisor, 1);
    }

    /** Number of lattice points that the open terms can reach. */
    static double cells(RevenueTerms terms, long step) {
        double sum = 0;
        for (int i = 0; i < terms.size(); i++) {
            sum += terms.settled(i) ? 0 : terms.win[i] / step;
        }
        return sum + 1;
    }

    static int open(RevenueTerms terms) {
        int open = 0;
        for (int i = 0; i < terms.size(); i++) {
            open += terms.settled(i) ? 0 : 1;
        }
        return open;
    }
}
