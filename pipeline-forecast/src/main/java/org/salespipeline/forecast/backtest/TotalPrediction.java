package org.salespipeline.forecast.backtest;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a strategy said of the revenue of a period on a past day, and what came.
 *
 * @param said by whom, when and of which period
 * @param mean expected revenue of the whole period, what was closed by then included, in major units of the currency; empty where
 *     the strategy could not say
 * @param quantiles at the {@link #LEVELS}, never falling; empty where the strategy says no law
 * @param actual what closed in the period; empty where that is not known yet
 */
public record TotalPrediction(Said said, OptionalDouble mean, List<Double> quantiles, OptionalDouble actual) {

    /** The levels of the quantiles. */
    public static final List<Double> LEVELS = List.of(.05, .10, .25, .50, .75, .90, .95);

    /** Copies the quantiles. */
    public TotalPrediction {
        quantiles = List.copyOf(quantiles);
        checkArgument(
                quantiles.isEmpty() || quantiles.size() == LEVELS.size(),
                "%s: quantiles must be none or %s, was %s",
                said,
                LEVELS.size(),
                quantiles.size());
        for (int i = 1; i < quantiles.size(); i++) {
            checkArgument(
                    quantiles.get(i) >= quantiles.get(i - 1), "%s: quantiles must not fall, was %s", said, quantiles);
        }
    }

    /** This prediction with what came. */
    TotalPrediction withActual(OptionalDouble came) {
        return new TotalPrediction(said, mean, quantiles, came);
    }

    /**
     * Who said it, when, and of what.
     *
     * @param asOf the day at whose end it was said
     * @param periodStart first day of the period
     * @param periodEnd last day of the period
     */
    public record Said(LocalDate asOf, LocalDate periodStart, LocalDate periodEnd, String strategy) {

        public Said {
            checkArgument(
                    !periodEnd.isBefore(periodStart),
                    "period must end on or after its start (%s), was %s",
                    periodStart,
                    periodEnd);
            checkArgument(!strategy.isBlank(), "strategy must not be blank");
        }

        /** Days from the day on which it was said to the last day of the period. */
        public long leadDays() {
            return ChronoUnit.DAYS.between(asOf, periodEnd);
        }
    }
}
