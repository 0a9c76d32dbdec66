package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.revenue.RevenueLaw;
import org.salespipeline.quantity.Probability;

/** What the revenue of a period may come to, what is closed included: one number, or how likely each is. Immutable. */
public sealed interface RevenueEstimate permits RevenueEstimate.Point, RevenueEstimate.Distribution {

    /** What is closed and what is expected. Of periods and segments it adds up; quantiles never do. */
    Money mean();

    /** One number, of a strategy that does not say how sure it is. */
    record Point(Money mean) implements RevenueEstimate {}

    /** How likely each revenue is. */
    final class Distribution implements RevenueEstimate {

        private final Money mean;
        private final RevenueLaw toCome;
        private final double closed;

        /**
         * A distribution.
         *
         * @param toCome of what is still to come, in minor units
         * @param closed what is closed, in minor units
         */
        Distribution(Money mean, RevenueLaw toCome, double closed) {
            this.mean = mean;
            this.toCome = toCome;
            this.closed = closed;
        }

        @Override
        public Money mean() {
            return mean;
        }

        /**
         * The revenue that is not exceeded with a chance of {@code u}, rounded half to even: the smallest x with P(revenue ≤ x) ≥
         * u. The amounts at 0.1 and 0.9 enclose the revenue of eight periods in ten.
         *
         * @param u in (0, 1)
         * @throws IllegalArgumentException if {@code u} is not
         */
        public Money quantile(double u) {
            checkArgument(u > 0 && u < 1, "quantile must be in (0, 1), was %s", u);
            return money(closed + toCome.quantile(u));
        }

        /**
         * The chance to reach a quota: revenue is that or more.
         *
         * @throws IllegalArgumentException if the quota is in another currency
         */
        public Probability chanceOfAtLeast(Money quota) {
            return Probability.of(Math.max(0, Math.min(1, toCome.chanceOfAtLeast(minor(quota) - closed))));
        }

        /**
         * By how much the quota is missed on average, counting nothing where it is reached.
         *
         * @throws IllegalArgumentException if the quota is in another currency
         */
        public Money expectedShortfall(Money quota) {
            return money(toCome.expectedShortfall(minor(quota) - closed));
        }

        /** The law of what is still to come, in minor units, for whoever wants to know more. */
        public RevenueLaw toCome() {
            return toCome;
        }

        private double minor(Money amount) {
            CurrencyUnit currency = mean.getCurrencyUnit();
            checkArgument(
                    amount.getCurrencyUnit().equals(currency),
                    "quota must be in %s as the revenue, was %s",
                    currency,
                    amount);
            return amount.getAmountMinor().doubleValue();
        }

        private Money money(double minor) {
            int places = mean.getCurrencyUnit().getDecimalPlaces();
            BigDecimal units = new BigDecimal(minor).setScale(0, RoundingMode.HALF_EVEN);
            return BigMoney.of(mean.getCurrencyUnit(), units.movePointLeft(places))
                    .toMoney();
        }

        /** For people: the mean and the amounts that eight periods in ten lie between. */
        @Override
        public String toString() {
            return mean + " (80 %: " + quantile(0.1) + " to " + quantile(0.9) + ")";
        }
    }
}
