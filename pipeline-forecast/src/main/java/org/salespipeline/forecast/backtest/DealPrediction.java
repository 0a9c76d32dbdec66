package org.salespipeline.forecast.backtest;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.salespipeline.opportunity.OpportunityId;

/**
 * What a model said of an open deal on a past day, and what became of the deal.
 *
 * @param said by whom, when, of which deal and over how many days
 * @param win chance that it is won within the horizon, in [0, 1]
 * @param lose chance that it is lost, or otherwise ends, within the horizon; {@code win + lose} is at most 1
 * @param outcome what became of it within the horizon; empty where that is not known yet
 * @param outcomeDate when it was won or lost; empty while open, not known, or undated
 * @param amount as known on the day, in the currency of the deal; empty where it was unknown
 */
public record DealPrediction(
        Said said,
        double win,
        double lose,
        Optional<Outcome> outcome,
        Optional<LocalDate> outcomeDate,
        Optional<BigDecimal> amount) {

    /** What two chances may be above 1 by rounding. */
    private static final double ROUNDING = 1e-9;

    public DealPrediction {
        checkArgument(win >= 0 && win <= 1, "%s: chance to win must be in [0, 1], was %s", said, win);
        checkArgument(lose >= 0 && lose <= 1, "%s: chance to lose must be in [0, 1], was %s", said, lose);
        checkArgument(
                win + lose <= 1 + ROUNDING,
                "%s: chances to win and to lose must be at most 1 together, was %s",
                said,
                win + lose);
    }

    /** Chance that the deal is still open at the end of the horizon: what the other two leave. */
    public double open() {
        return Math.max(0, 1 - win - lose);
    }

    /**
     * Who said it, when, and of what.
     *
     * @param asOf the day at whose end it was said
     * @param horizonDays the prediction is about this many days from then on, 1 or more
     */
    public record Said(LocalDate asOf, OpportunityId deal, String strategy, int horizonDays) {

        public Said {
            checkArgument(horizonDays >= 1, "%s: horizon must be 1 day or more, was %s", deal, horizonDays);
            checkArgument(!strategy.isBlank(), "%s: strategy must not be blank", deal);
        }
    }

    /** What became of a deal within a horizon. */
    public enum Outcome {
        /** Won on or before the last day of the horizon. */
        WON,
        /** Lost, or otherwise ended without a win, on or before the last day of the horizon. */
        LOST,
        /** Undecided at the end of the horizon. */
        OPEN
    }
}
