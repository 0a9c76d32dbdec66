package org.salespipeline.forecast.measure;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.Stage;

/**
 * The pipeline as it stands: what lies in each stage, how long it has been there, and how much of it is stuck.
 *
 * <p>Merged and deleted deals are not counted. Amounts are exact and kept apart by currency. Prints as a picture in text.
 */
public final class PipelineSummary {

    private final LocalDate asOfDate;
    private final ImmutableList<StageLine> stages;
    private final ImmutableList<Money> openAmounts;
    private final ImmutableList<Money> weightedAmounts;

    PipelineSummary(
            LocalDate asOfDate,
            ImmutableList<StageLine> stages,
            ImmutableList<Money> openAmounts,
            ImmutableList<Money> weightedAmounts) {
        this.asOfDate = asOfDate;
        this.stages = stages;
        this.openAmounts = openAmounts;
        this.weightedAmounts = weightedAmounts;
    }

    /**
     * Summarises all deals of the view.
     *
     * @throws ArithmeticException if amounts of a currency add up to more than 64 bit of minor units
     */
    public static PipelineSummary of(PipelineView view) {
        return new StageTally(view).summary();
    }

    /** The day to which ages are counted. */
    public LocalDate asOfDate() {
        return asOfDate;
    }

    /** One line per stage of each process, by id of the process, then in the order of the process; empty stages too. */
    public List<StageLine> stages() {
        return stages;
    }

    /** Raw amounts of the deals in stages of kind {@code OPEN}, one per currency, by currency code. */
    public List<Money> openAmounts() {
        return openAmounts;
    }

    /**
     * Amounts of open deals times the win probability of their stage, one per currency, by currency code; added up over
     * all stages exactly and rounded once, half to even. Deals in stages without a win probability are not in it.
     */
    public List<Money> weightedAmounts() {
        return weightedAmounts;
    }

    /** Equal day, lines and totals. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipelineSummary that
                && asOfDate.equals(that.asOfDate)
                && stages.equals(that.stages)
                && openAmounts.equals(that.openAmounts)
                && weightedAmounts.equals(that.weightedAmounts);
    }

    @Override
    public int hashCode() {
        return asOfDate.hashCode() * 31 + stages.hashCode();
    }

    /** A table of the stages with a bar for the number of deals in each. */
    @Override
    public String toString() {
        return SummaryPrint.of(this);
    }

    /** What lies in one stage. */
    @Value.Immutable
    public sealed interface StageLine permits ImmutableStageLine {

        /** The process of the stage. */
        ProcessId process();

        /** Which version of the process has the stage, from 1. */
        int version();

        /** The stage. */
        Stage stage();

        /** Deals in the stage, 0 or more. */
        long deals();

        /** Those of the {@link #deals} that have no amount. */
        long withoutAmount();

        /** Raw amounts, one per currency, by currency code; empty when no deal has an amount. */
        List<Money> amounts();

        /**
         * Amounts times the win probability of the stage, each rounded once, half to even; one per currency, by currency
         * code. Empty when the stage is not of kind {@code OPEN} or has no win probability.
         */
        List<Money> weighted();

        /**
         * The middle of the days since the deals entered the stage, halfway between the two middle ones when their number
         * is even; absent for closed and empty stages.
         */
        OptionalDouble medianAgeDays();

        /** Deals that have been here for more days than the stage allows; absent when it sets no limit or is closed. */
        OptionalLong stagnant();

        /** {@link #stagnant} per {@link #deals}, in [0, 1]; absent when there is no limit, or no deal. */
        default OptionalDouble stagnantShare() {
            return stagnant().isPresent() && deals() > 0
                    ? OptionalDouble.of((double) stagnant().getAsLong() / deals())
                    : OptionalDouble.empty();
        }
    }
}
