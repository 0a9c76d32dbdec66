package org.salespipeline.forecast.inflow;

import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.view.PipelineView;

/** A way to forecast business that does not exist yet; made by {@link NewBusinessModels}. A pure function without state. */
@FunctionalInterface
public interface NewBusinessModel {

    /**
     * Learns from a view what comes after its as-of day.
     *
     * <p>The running period is that of the first day which has not ended; if the as-of day is the last of a period, it is the
     * next one.
     *
     * @param granularity of the periods that are asked about, and of the cohorts that are learned from
     * @param currency of all amounts; deals with an amount in another one are left out
     */
    NewBusiness fit(PipelineView view, FiscalCalendar calendar, Granularity granularity, CurrencyUnit currency);
}
