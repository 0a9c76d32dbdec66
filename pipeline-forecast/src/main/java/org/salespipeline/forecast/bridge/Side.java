package org.salespipeline.forecast.bridge;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.bridge.PipelineBridge.Measure;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.quantity.Probability;

/** One of the two views, as the question sees it. */
final class Side {

    final PipelineView view;
    final DealColumns deals;
    private final Question question;
    private final DealColumns.@Nullable Segments segments;

    Side(PipelineView view, Question question) {
        this.view = view;
        this.deals = view.deals();
        this.question = question;
        this.segments = question.dimension().map(deals::segments).orElse(null);
    }

    StageRef stage(int row) {
        return deals.stages().get(deals.stage(row));
    }

    String segment(int row) {
        return segments == null ? PipelineBridge.ALL : segments.label(segments.code(row));
    }

    /** In an open stage, and where asked for in the period and the categories; whatever the currency. */
    boolean isAskedFor(int row) {
        return stage(row).isInPipeline() && isInPeriod(row) && isInCategories(row);
    }

    boolean isIn(int row, CurrencyUnit currency) {
        return !deals.hasAmount(row) || currency(row).equals(currency);
    }

    CurrencyUnit currency(int row) {
        return deals.currencies().get(deals.currency(row));
    }

    boolean isInPeriod(int row) {
        return question.period().isEmpty() || (hasDay(row) && !isBefore(row) && !isAfter(row));
    }

    private boolean hasDay(int row) {
        return deals.closeDay(row) != DealColumns.NO_DAY;
    }

    /** Dated before the period. */
    boolean isBefore(int row) {
        Optional<FiscalPeriod> period = question.period();
        return period.isPresent()
                && hasDay(row)
                && day(row).isBefore(period.get().start());
    }

    /** Dated after the period; a deal without a date will be dated some day to come. */
    private boolean isAfter(int row) {
        Optional<FiscalPeriod> period = question.period();
        return period.isPresent()
                && (!hasDay(row) || !day(row).isBefore(period.get().end()));
    }

    private LocalDate day(int row) {
        return LocalDate.ofEpochDay(deals.closeDay(row));
    }

    boolean isInCategories(int row) {
        return question.categories().isEmpty()
                || question.categories().contains(deals.category(row, CallPolicy.STICKS));
    }

    long amount(int row) {
        return deals.amountMinor(row);
    }

    /** What an amount counts in the stage of the deal in this row. */
    long counted(long amount, int row) {
        return question.measure() == Measure.AMOUNT ? amount : weighted(amount, row);
    }

    private long weighted(long amount, int row) {
        StageRef ref = stage(row);
        Optional<Probability> chance = ref.stage().winProbability();
        checkArgument(
                chance.isPresent(),
                "%s: stage %s of process %s must have a win probability to be weighted; give it one, or measure amounts",
                deals.id(row),
                ref.stage().id(),
                ref.process().id());
        BigInteger product = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(chance.get().toFixed()));
        return new BigDecimal(product)
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(Probability.FIXED_BITS)), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    OpportunityId id(int row) {
        return deals.id(row);
    }
}
