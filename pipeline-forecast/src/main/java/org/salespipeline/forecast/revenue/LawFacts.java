package org.salespipeline.forecast.revenue;

import java.util.Locale;

/** What a law says besides its shape. */
record LawFacts(String method, double mean, double variance, double noWin, double errorBound) {

    String text(RevenueLaw law) {
        return String.format(
                Locale.ROOT,
                "%s: mean %.2f, 10 %% %.2f, 50 %% %.2f, 90 %% %.2f",
                method,
                mean,
                law.quantile(0.1),
                law.quantile(0.5),
                law.quantile(0.9));
    }
}
