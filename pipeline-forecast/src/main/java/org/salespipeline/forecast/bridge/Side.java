package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;

/** One of the two views: the deal in the row where it is {@link #at}. */
final class Side implements Stand {

    /** Stands for the row of a deal that a view does not have. */
    static final int NONE = -1;

    final DealColumns deals;
    private final DealColumns.@Nullable Segments segments;
    private final ZoneId zone;
    private final String[] labels;
    private final StageRef[] stages;
    private int row = NONE;

    private Side(PipelineView view, DealColumns.@Nullable Segments segments, String... labels) {
        this.deals = view.deals();
        this.zone = view.zone();
        this.segments = segments;
        this.labels = labels;
        stages = deals.stages().toArray(StageRef[]::new);
    }

    static Side of(PipelineView view, Question question) {
        if (question.dimension().isEmpty()) {
            return new Side(view, null, PipelineBridge.ALL);
        }
        DealColumns.Segments segments =
                view.deals().segments(question.dimension().get());
        String[] labels = new String[segments.size()];
        Arrays.setAll(labels, segments::label);
        return new Side(view, segments, labels);
    }

    /** As of a dimension of which nothing is known there. */
    static Side withoutSegments(PipelineView view) {
        return new Side(view, null, PipelineBridge.NO_VALUE);
    }

    /** Goes to a row, or to {@link #NONE}. */
    Side at(int place) {
        row = place;
        return this;
    }

    @Override
    public boolean isThere() {
        return row != NONE;
    }

    @Override
    public OpportunityId id() {
        return deals.id(row);
    }

    @Override
    public boolean isCreatedAfter(Instant moment) {
        long day = LocalDate.ofInstant(moment, zone).toEpochDay();
        int created = deals.createdDay(row);
        // a deal is made as a value only where its day does not tell
        return created == day ? deals.deal(row).createdAt().isAfter(moment) : created > day;
    }

    @Override
    public StageRef stage() {
        return stages[deals.stage(row)];
    }

    @Override
    public boolean hasAmount() {
        return deals.hasAmount(row);
    }

    @Override
    public long amount() {
        return deals.amountMinor(row);
    }

    @Override
    public CurrencyUnit currency() {
        return deals.currencies().get(deals.currency(row));
    }

    @Override
    public int closeDay() {
        return deals.closeDay(row);
    }

    @Override
    public ForecastCategory category() {
        return deals.category(row, CallPolicy.STICKS);
    }

    @Override
    public String segment() {
        return labels[segments == null ? 0 : segments.code(row)];
    }
}
