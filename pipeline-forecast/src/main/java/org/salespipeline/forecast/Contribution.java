package org.salespipeline.forecast;

import java.math.BigDecimal;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.quantity.Probability;

/** What one open deal adds to the expected amount of one line. */
@Value.Immutable
public sealed interface Contribution permits ImmutableContribution {

    /** The deal. */
    OpportunityId opportunity();

    /** The period that holds the expected close, or one in which the deal may be won where the strategy knows when. */
    FiscalPeriod period();

    /** The segment of the deal. */
    String segment();

    /** The raw amount, or what a win is expected to bring where the strategy knows better. */
    Money amount();

    /** The chance the strategy gave the deal, to be won in the period where it knows when. */
    Probability chance();

    /**
     * The exact product in major units, not rounded: amount × {@link Probability#toFixed chance to 40 binary digits}.
     * The contributions of a line add up to its expected amount before that was rounded.
     */
    BigDecimal weighted();
}
