package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.Recipe.Window;

/** Finds the quotas of rows. */
final class Targets {

    private Targets() {}

    /** Refuses to measure against quotas that no row could have. */
    static void requireFit(Quotas quotas, Population population, String title) {
        requirePeriods(population, title);
        quotas.currency()
                .ifPresent(currency -> checkArgument(
                        currency.equals(population.currency),
                        "%s must be in the currency of the quotas (%s), was in %s",
                        title,
                        currency,
                        population.currency));
        List<String> dimensions = population.scope.dimensions();
        for (List<String> segments : quotas.segments()) {
            checkArgument(
                    segments.size() == dimensions.size(),
                    "a quota must name a segment for each dimension %s, was for %s; ask by its dimensions, or name none "
                            + "for all together",
                    dimensions,
                    segments);
        }
    }

    static void requirePeriods(Population population, String title) {
        checkArgument(
                !population.scope.periods().isEmpty(),
                "%s must be asked over periods, was asked over none; name them with in",
                title);
    }

    static Optional<Money> quota(Quotas quotas, Window window) {
        return window.isTotal()
                ? quotas.ofAll(window.periods())
                : quotas.of(window.periods().get(0), window.segments());
    }
}
