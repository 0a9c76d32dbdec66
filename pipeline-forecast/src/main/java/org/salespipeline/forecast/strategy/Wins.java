package org.salespipeline.forecast.strategy;

import org.salespipeline.forecast.revenue.RevenueTerms.AmountRatio;
import org.salespipeline.forecast.view.DealColumns;

/**
 * What wins brought.
 *
 * @param count wins with an amount
 * @param mean of their amounts, in minor units; 0 without a win
 * @param meanSquare of their amounts
 * @param ratio won amount by the amount that was shown before
 */
record Wins(long count, double mean, double meanSquare, AmountRatio ratio) {

    /** As many wins weigh the belief that an amount stays what it is. */
    private static final double STRENGTH = 20;

    private static final double LOWEST = 0.1;
    private static final double HIGHEST = 10;

    static Wins of(PastOrigins past, int currency) {
        DealColumns deals = past.known().deals();
        long count = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < deals.size(); row++) {
            if (deals.stages().get(deals.stage(row)).isWon()
                    && deals.hasAmount(row)
                    && deals.currency(row) == currency
                    && deals.amountMinor(row) > 0) {
                double amount = deals.amountMinor(row);
                count++;
                sum += amount;
                squares += amount * amount;
            }
        }
        return count == 0
                ? new Wins(0, 0, 0, AmountRatio.AS_SHOWN)
                : new Wins(count, sum / count, squares / count, ratio(past, currency));
    }

    /** Weighted by the amount, so that what is expected of all deals together is right. */
    private static AmountRatio ratio(PastOrigins past, int currency) {
        DealColumns now = past.known().deals();
        double n = 0;
        double shown = 0;
        double won = 0;
        double logs = 0;
        double squaredLogs = 0;
        for (PastOrigins.Origin origin : past.latestFirst()) {
            DealColumns then = origin.view().deals();
            for (int i = 0; i < origin.rowNow().length; i++) {
                int row = origin.rowNow()[i];
                int rowThen = origin.chances().dealRow(i);
                if (row >= 0
                        && past.isWon(row, origin.day(), past.target(origin, 0).lastDay())
                        && isUsable(now, row, currency)
                        && then.hasAmount(rowThen)
                        && then.amountMinor(rowThen) > 0
                        && then.currencies()
                                .get(then.currency(rowThen))
                                .equals(now.currencies().get(currency))) {
                    double ratio = (double) now.amountMinor(row) / then.amountMinor(rowThen);
                    double log = StrictMath.log(Math.max(LOWEST, Math.min(HIGHEST, ratio)));
                    n++;
                    shown += then.amountMinor(rowThen);
                    won += now.amountMinor(row);
                    logs += log;
                    squaredLogs += log * log;
                }
            }
        }
        if (n == 0) {
            return AmountRatio.AS_SHOWN;
        }
        double prior = STRENGTH * shown / n;
        double mean = (won + prior) / (shown + prior);
        double spread = squaredLogs / (n + STRENGTH) - (logs / (n + STRENGTH)) * (logs / (n + STRENGTH));
        double bounded = Math.max(LOWEST, Math.min(HIGHEST, mean));
        return new AmountRatio(bounded, bounded * bounded * StrictMath.expm1(Math.max(0, spread)));
    }

    private static boolean isUsable(DealColumns deals, int row, int currency) {
        return deals.hasAmount(row) && deals.currency(row) == currency && deals.amountMinor(row) > 0;
    }

    /** Squared coefficient of variation of what a win brought. */
    double variation() {
        return mean == 0 ? 0 : Math.max(0, meanSquare / (mean * mean) - 1);
    }
}
