package org.salespipeline.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.RevenueEstimate.Distribution;
import org.salespipeline.forecast.WhatMatters;

/**
 * What is asked of the chances of revenue.
 *
 * @param isKnown whether the strategy knows chances at all
 * @param amount the quota, if there is one
 * @param whatMatters whether deals are to be ranked by their effect on its chance
 */
record QuotaQuestion(boolean isKnown, Optional<BigDecimal> amount, boolean whatMatters) {

    static final QuotaQuestion NONE = new QuotaQuestion(false, Optional.empty(), false);

    /** The quota in the currency of the revenue; decimals that the currency does not have are rounded. */
    Optional<Money> in(Forecast forecast) {
        return amount.map(value -> Money.of(forecast.currency(), value, RoundingMode.HALF_EVEN));
    }

    /** The distribution of a whole period, if the strategy knows one. */
    static Optional<Distribution> distribution(Forecast forecast, FiscalPeriod period) {
        return forecast.revenue(period).filter(Distribution.class::isInstance).map(Distribution.class::cast);
    }

    /** The deals that matter in a period, if that is asked and known. */
    Optional<WhatMatters> whatMatters(Forecast forecast, FiscalPeriod period) {
        return whatMatters ? in(forecast).flatMap(quota -> forecast.whatMatters(period, quota)) : Optional.empty();
    }
}
