package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.Maps;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.StageId;

/**
 * Amounts by forecast category, per period and segment, single and cumulative; what people count on, without a chance.
 *
 * <pre>{@code
 * CategoryRollUp rollUp = CategoryRollUp.of(view, thisQuarter);
 * Money commit = rollUp.lines().get(0).columns().commitForecast();
 * }</pre>
 *
 * <p>A deal counts in the category that a person called for it, else in that of its stage. It stands in exactly one line:
 * that of the period which holds its actual close when it is closed and its expected close while it is open, or one of the
 * lines after the periods, for open deals dated before the as-of day, open deals without a date, and all else. Merged,
 * deleted and recycled deals are not counted. All amounts are exact, of one currency, and never clamped: negative ones are
 * flagged, since with them the cumulative columns need not grow. Prints as a table.
 */
public final class CategoryRollUp {

    /** The segment of every line when the question names no dimension. */
    public static final String ALL = "all";

    /**
     * The segment of deals that have no value in the dimension asked for. A value that is this very text, with or without
     * quotes around it, stands in one more pair of quotes.
     */
    public static final String NO_VALUE = DealColumns.Segments.NO_VALUE;

    private final Question question;
    private final LocalDate asOfDate;
    private final CurrencyUnit currency;
    private final CategoryTally.Result result;

    CategoryRollUp(Question question, LocalDate asOfDate, CurrencyUnit currency, CategoryTally.Result result) {
        this.question = question;
        this.asOfDate = asOfDate;
        this.currency = currency;
        this.result = result;
    }

    /**
     * Rolls up the deals of the view.
     *
     * @throws IllegalArgumentException if the view lacks the dimension asked for, or if its open and won deals are in
     *     several currencies and the question names none
     * @throws ArithmeticException if an amount leaves the range of 64 bit in minor units
     */
    public static CategoryRollUp of(PipelineView view, Question question) {
        return new CategoryTally(view, question).rollUp();
    }

    /** Rolls up all segments together, in the one currency of the view, calls sticking. */
    public static CategoryRollUp of(PipelineView view, FiscalPeriod... periods) {
        return of(view, Question.builder().periods(List.of(periods)).build());
    }

    /** What was asked. */
    public Question question() {
        return question;
    }

    /** The day of the view; open deals dated before it are overdue. */
    public LocalDate asOfDate() {
        return asOfDate;
    }

    /** The one currency of all amounts; XXX, ISO 4217 for none, when no deal has an amount and none was asked for. */
    public CurrencyUnit currency() {
        return currency;
    }

    /**
     * For each asked period, and then for each other {@link Place}, one line per segment, by its name. Segments are those
     * that have a deal in the currency, or without an amount.
     */
    public List<Line> lines() {
        return result.lines();
    }

    /** All lines together. */
    public Columns total() {
        return result.total();
    }

    /** Open deals for which another category was called than that of their stage, by deal id. */
    public List<Disagreement> disagreements() {
        return result.disagreements();
    }

    /** Deals with an amount below zero in the currency, such as credit notes, by deal id. */
    public List<Negative> negatives() {
        return result.negatives();
    }

    /** What was left out and why, as sentences with the number of deals. */
    public List<String> missing() {
        return result.missing();
    }

    /** Equal question, day, amounts and findings. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CategoryRollUp that
                && question.equals(that.question)
                && asOfDate.equals(that.asOfDate)
                && currency.equals(that.currency)
                && result.equals(that.result);
    }

    @Override
    public int hashCode() {
        return question.hashCode() * 31 + result.hashCode();
    }

    /** The single and the cumulative columns as two tables, and below them what is to be looked at. */
    @Override
    public String toString() {
        return CategoryPrint.of(this);
    }

    /** What to roll up. */
    @Value.Immutable
    public sealed interface Question extends WithQuestion permits ImmutableQuestion {

        /** At least one; each begins on or after the end of the one before. */
        List<FiscalPeriod> periods();

        /** What splits each period into segments, such as {@code owner}; absent for one total. */
        Optional<String> dimension();

        /** The one currency of the answer; absent when the view holds only one. Amounts are never converted. */
        Optional<CurrencyUnit> currency();

        /** What becomes of a called category when the deal moves on; it sticks by default. */
        @Value.Default
        default CallPolicy calls() {
            return CallPolicy.STICKS;
        }

        /** Refuses no periods, and periods out of order. */
        @Value.Check
        default void check() {
            checkArgument(!periods().isEmpty(), "a roll-up must name at least one period");
            for (int i = 1; i < periods().size(); i++) {
                checkArgument(
                        !periods().get(i).start().isBefore(periods().get(i - 1).end()),
                        "periods of a roll-up must be in time order without overlap, was %s after %s",
                        periods().get(i),
                        periods().get(i - 1));
            }
            dimension().ifPresent(name -> checkArgument(!name.isBlank(), "dimension must not be blank"));
        }

        /** Starts an empty question. */
        static Builder builder() {
            return new Builder();
        }

        /** Collects the parts of a question. */
        final class Builder extends ImmutableQuestion.Builder {
            Builder() {}
        }
    }

    /** Where a deal stands. */
    public enum Place {
        /** In an asked period. */
        PERIOD,
        /** Open, and expected to close before the as-of day. */
        OVERDUE,
        /** Open, without an expected close. */
        UNSCHEDULED,
        /** In no asked period, closed after the as-of day, or closed without a date. */
        OUTSIDE
    }

    /**
     * The deals of one segment in one place.
     *
     * @param period present in lines of {@link Place#PERIOD}
     */
    public record Line(Place place, Optional<FiscalPeriod> period, String segment, Columns columns) {}

    /**
     * Amounts by category. The cumulative ones are no single nested chain: {@link #openPipeline} leaves out what is
     * closed, so it may be less than {@link #bestCaseForecast}.
     *
     * @param singles one amount for each category, in the order of {@link ForecastCategory}
     */
    public record Columns(Map<ForecastCategory, Money> singles) {

        /** Refuses amounts of only some categories. */
        public Columns {
            singles = Maps.immutableEnumMap(singles);
            checkArgument(
                    singles.size() == ForecastCategory.values().length,
                    "columns must have an amount for each category, was %s",
                    singles);
        }

        /** The deals of this category alone. */
        public Money single(ForecastCategory category) {
            return requireNonNull(singles.get(category));
        }

        /** Closed and commit. */
        public Money commitForecast() {
            return single(ForecastCategory.CLOSED).plus(single(ForecastCategory.COMMIT));
        }

        /** {@link #commitForecast} and most likely. */
        public Money mostLikelyForecast() {
            return commitForecast().plus(single(ForecastCategory.MOST_LIKELY));
        }

        /** {@link #mostLikelyForecast} and best case. */
        public Money bestCaseForecast() {
            return mostLikelyForecast().plus(single(ForecastCategory.BEST_CASE));
        }

        /** Commit, most likely, best case and pipeline; without what is closed. */
        public Money openPipeline() {
            return single(ForecastCategory.COMMIT)
                    .plus(single(ForecastCategory.MOST_LIKELY))
                    .plus(single(ForecastCategory.BEST_CASE))
                    .plus(single(ForecastCategory.PIPELINE));
        }

        /** All categories, omitted deals too. */
        public Money total() {
            return single(ForecastCategory.CLOSED).plus(openPipeline()).plus(single(ForecastCategory.OMITTED));
        }

        /** Whether closed ≤ commit forecast ≤ most likely forecast ≤ best case forecast, as it is unless amounts are negative. */
        public boolean isChain() {
            return !single(ForecastCategory.COMMIT).isNegative()
                    && !single(ForecastCategory.MOST_LIKELY).isNegative()
                    && !single(ForecastCategory.BEST_CASE).isNegative();
        }
    }

    /**
     * A call that differs from the category of the stage.
     *
     * @param called what a person called
     * @param byStage the category of the stage
     * @param counted the one of the two that the deal counts in
     * @param isCalledInStage false when the deal has moved to another stage since
     */
    public record Disagreement(
            OpportunityId opportunity,
            StageId stage,
            ForecastCategory called,
            ForecastCategory byStage,
            ForecastCategory counted,
            boolean isCalledInStage) {}

    /**
     * An amount below zero.
     *
     * @param category the one that the deal counts in
     */
    public record Negative(OpportunityId opportunity, ForecastCategory category, Money amount) {}
}
