package org.salespipeline.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.RevenueEstimate.Distribution;

/** Tells how likely which revenue is, closed amounts included. */
final class RevenueOutput {

    private static final double[] LEVELS = {.1, .25, .5, .75, .9};

    private RevenueOutput() {}

    /** A row for each period that has a distribution, whatever the segments; empty when none has. */
    static String text(Forecast forecast, Optional<BigDecimal> quota) {
        StringBuilder rows = new StringBuilder();
        for (FiscalPeriod period : forecast.request().periods()) {
            forecast.revenue(period)
                    .filter(Distribution.class::isInstance)
                    .map(Distribution.class::cast)
                    .ifPresent(law -> append(rows, period, law, quota));
        }
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-10s%16s", "revenue", "mean"));
        for (double level : LEVELS) {
            head.append(String.format(Locale.ROOT, "%16s", Math.round(100 * level) + " %"));
        }
        quota.ifPresent(amount -> head.append(String.format(Locale.ROOT, "   chance of %,.2f or more", amount)));
        return head.append('\n').append(rows).append('\n').toString();
    }

    private static void append(StringBuilder rows, FiscalPeriod period, Distribution law, Optional<BigDecimal> quota) {
        rows.append(String.format(Locale.ROOT, "%-10s%s", period, cell(law.mean())));
        for (double level : LEVELS) {
            rows.append(cell(law.quantile(level)));
        }
        quota.ifPresent(amount -> rows.append(String.format(
                Locale.ROOT,
                "   %.0f %%",
                100
                        * law.chanceOfAtLeast(Money.of(law.mean().getCurrencyUnit(), amount))
                                .value())));
        rows.append('\n');
    }

    private static String cell(Money amount) {
        return String.format(
                Locale.ROOT, "%16s", String.format(Locale.ROOT, "%,." + amount.getScale() + "f", amount.getAmount()));
    }
}
