package org.salespipeline.forecast.bridge;

import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;

/** How one deal stands at one moment, as far as a bridge looks at it. Unless it {@link #isThere} nothing else is asked. */
interface Stand {

    /** Whether there is such a deal. */
    boolean isThere();

    OpportunityId id();

    /** Whether it came into being after this moment. */
    boolean isCreatedAfter(Instant moment);

    StageRef stage();

    boolean hasAmount();

    /** In minor units, 0 when it is not known. */
    long amount();

    /** Asked only when there is an amount. */
    CurrencyUnit currency();

    /** The epoch day of the expected close of an open deal, {@link org.salespipeline.forecast.view.DealColumns#NO_DAY}. */
    int closeDay();

    /** The category of an open deal, a call before that of the stage. */
    ForecastCategory category();

    /** The label of its segment. */
    String segment();
}
