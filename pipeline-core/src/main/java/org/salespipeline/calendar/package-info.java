/**
 * The time of a business: fiscal years, quarters and months as ranges of dates.
 *
 * <p>Start with {@link org.salespipeline.calendar.FiscalCalendar FiscalCalendar}, which gives out {@link
 * org.salespipeline.calendar.FiscalPeriod FiscalPeriod}s of a {@link org.salespipeline.calendar.Granularity
 * Granularity}.
 *
 * <p>Must not know deals; which date of a deal counts is decided elsewhere.
 */
@NullMarked
@CheckReturnValue
package org.salespipeline.calendar;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
