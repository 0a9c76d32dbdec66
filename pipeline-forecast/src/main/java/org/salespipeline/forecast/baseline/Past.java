package org.salespipeline.forecast.baseline;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.PipelineCube;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;

/** What a view knows of past periods, seen from a question. */
final class Past {

    private final PipelineView learned;
    private final Forecast facts;
    private final FiscalCalendar calendar;
    private final Granularity granularity;
    private final LocalDate tomorrow;
    private final Optional<LocalDate> begin;

    private Past(PipelineView learned, Forecast facts, Optional<LocalDate> begin) {
        FiscalPeriod asked = facts.request().periods().get(0);
        this.learned = learned;
        this.facts = facts;
        this.begin = begin;
        this.calendar = asked.calendar();
        this.granularity = asked.granularity();
        Instant asOf = learned.asOf().isBefore(facts.asOf()) ? learned.asOf() : facts.asOf();
        this.tomorrow = LocalDate.ofInstant(asOf.plusNanos(1), learned.zone());
    }

    /**
     * The past of an answer.
     *
     * @param facts what is closed, by the line
     * @param begin see {@link #begin}
     */
    static Past of(PipelineView learned, Forecast facts, Optional<LocalDate> begin) {
        return new Past(learned, facts, begin);
    }

    /** The first day on which a deal that counts was created or won; empty when there is none. */
    static Optional<LocalDate> begin(PipelineView view) {
        DealColumns deals = view.deals();
        int first = Integer.MAX_VALUE;
        for (int row = 0; row < deals.size(); row++) {
            DealColumns.StageRef stage = deals.stages().get(deals.stage(row));
            if (stage.counts()) {
                first = Math.min(first, deals.createdDay(row));
                int close = deals.closeDay(row);
                first = stage.isWon() && close != DealColumns.NO_DAY ? Math.min(first, close) : first;
            }
        }
        return first == Integer.MAX_VALUE ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(first));
    }

    PipelineView learned() {
        return learned;
    }

    /** What is closed, open and so on in the asked lines. */
    Forecast facts() {
        return facts;
    }

    /** Whether the last day of the period has ended. */
    boolean isComplete(FiscalPeriod period) {
        return !period.end().isAfter(tomorrow);
    }

    /** The last period of the asked length that is complete. */
    FiscalPeriod lastComplete() {
        return calendar.previous(calendar.periodOf(tomorrow, granularity));
    }

    /** The last complete periods, in time order. */
    List<FiscalPeriod> lastComplete(int count) {
        List<FiscalPeriod> periods = new ArrayList<>();
        FiscalPeriod period = calendar.periodOf(tomorrow, granularity);
        for (int i = 0; i < count; i++) {
            period = calendar.previous(period);
            periods.add(0, period);
        }
        return periods;
    }

    /** The recipe, unless one of the complete periods it needs is not known. */
    Recipe recipe(FiscalPeriod asked, List<FiscalPeriod> needed, Supplier<Recipe> recipe) {
        if (begin.isEmpty()) {
            return Recipe.unknown(asked, "it needs what closed in " + needed.get(0) + ", and no deal is known");
        }
        for (FiscalPeriod period : needed) {
            if (period.start().isBefore(begin.get())) {
                return Recipe.unknown(
                        asked,
                        "it needs what closed in all of " + period + ", and what is known begins on " + begin.get());
            }
        }
        return recipe.get();
    }

    /** What closed in these consecutive periods, by the segments of the question, as it is known to the learned view. */
    List<ForecastLine> closings(List<FiscalPeriod> periods) {
        ForecastRequest request = facts.request().withPeriods(periods).withCurrency(facts.currency());
        return PipelineCube.of(learned, request).forecast().lines();
    }

    /** What closed in a period in all segments, in minor units, as it is known to a view. */
    BigInteger closed(PipelineView known, FiscalPeriod period) {
        ForecastRequest request = ForecastRequest.of(period).withCurrency(facts.currency());
        return PipelineCube.of(known, request).forecast().lines().stream()
                .map(line -> BigInteger.valueOf(line.closed().getAmountMinorLong()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
