package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.revenue.Criticality;
import org.salespipeline.forecast.revenue.RevenueLaw;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/**
 * The answer: what is closed and what is expected per period and segment, what it rests on and what was missing.
 *
 * <p>All amounts are exact: each expected amount is added up without rounding and rounded once, so neither the order of
 * the deals nor a split of the work between threads or machines shows. Every open or won deal of the
 * {@linkplain #currency currency} stands in exactly one place, so the closed, open, overdue and unscheduled amounts of
 * all lines and the amounts {@link #outside} the asked periods together are all there is.
 *
 * <p>Immutable; lines, texts and contributions are made when first asked for. Strategies make one with {@link #builder}.
 */
public final class Forecast {

    /** The segment of every line when the request names no dimension. */
    public static final String ALL = "all";

    /**
     * The segment of deals that have no value in the dimension asked for. A value that is this very text, with or without
     * quotes around it, stands in one more pair of quotes, so that the two are never taken for each other.
     */
    public static final String NO_VALUE = DealColumns.Segments.NO_VALUE;

    private final Answer answer;
    private final Basis basis;
    private final Supplier<ImmutableList<ForecastLine>> lines;
    private final Supplier<Contributions> contributions;
    private final Supplier<Fingerprint> fingerprint;
    private final Estimates estimates;

    Forecast(Answer answer, Basis basis) {
        this(answer, basis, Estimates.NOTHING);
    }

    Forecast(Answer answer, Basis basis, Estimates.Said said) {
        this.estimates = new Estimates(answer, said);
        this.answer = answer;
        this.basis = basis;
        this.lines = Suppliers.memoize(answer::lines);
        this.contributions = Suppliers.memoize(() -> basis.contributions(answer));
        this.fingerprint = Suppliers.memoize(() -> basis.fingerprint(answer));
    }

    /**
     * Starts a forecast that weighs each open deal of the view with a chance.
     *
     * <p>Building it throws an IllegalArgumentException if the view has open or won deals and no deal that knows the
     * dimension asked for, or if it holds several currencies and the request names none.
     */
    public static Builder builder(PipelineView view, ForecastRequest request) {
        return new Builder(view, request);
    }

    /** The instant as of which the deals were known. */
    public Instant asOf() {
        return answer.asOf;
    }

    /** The day of {@link #asOf} in the zone of the view: open deals dated before it are overdue. */
    public LocalDate asOfDate() {
        return answer.asOfDate;
    }

    /** The question. */
    public ForecastRequest request() {
        return answer.request;
    }

    /** The name of the strategy, such as {@code stage-weighted}. */
    public String strategy() {
        return basis.strategy();
    }

    /** The one currency of all amounts; XXX, ISO 4217 for none, when no deal has an amount and none was asked for. */
    public CurrencyUnit currency() {
        return answer.currency;
    }

    /**
     * One line per period and segment, ordered by period, then by the name of the segment. Segments are those that have
     * an open or won deal in the currency, or without an amount.
     */
    public List<ForecastLine> lines() {
        return lines.get();
    }

    /** Raw amounts of deals that lie outside the asked periods. */
    public Money outside(Outside where) {
        return answer.money(answer.raw.tally(where.bucket));
    }

    /**
     * What each open deal adds to the expected amounts, in the order of deal ids. Held as row numbers; an element is
     * made when it is read. Empty when the strategy goes by past periods and not by deals.
     *
     * @throws IllegalStateException if the forecast was made from a {@link PipelineCube}, which holds no deals
     */
    public List<Contribution> contributions() {
        return contributions.get();
    }

    /**
     * The weighted amounts of the {@link #contributions} for print: in their order, rounded to minor units by largest
     * remainder so that those of a line add up exactly to its expected amount without what is unattributed. Ties go to the smaller deal id.
     *
     * @throws IllegalStateException if the forecast was made from a {@link PipelineCube}, which holds no deals
     */
    public List<Money> printedContributions() {
        return Apportionment.of(answer, contributions.get());
    }

    /**
     * What the revenue of a line may come to: a distribution where the strategy knows one, or else a point; empty where it
     * {@linkplain ForecastLine#hasExpected does not know}. Worked out when first asked for.
     *
     * @throws IllegalArgumentException if the line is none of this forecast
     */
    public Optional<RevenueEstimate> revenue(ForecastLine line) {
        requireOwn(line);
        return estimates.of(line.period(), List.of(line), Optional.of(line.segment()));
    }

    /**
     * What the revenue of a whole period may come to, all segments together; as {@link #revenue(ForecastLine)}.
     *
     * @throws IllegalArgumentException if the period is none that was asked for
     */
    public Optional<RevenueEstimate> revenue(FiscalPeriod period) {
        return estimates.of(period, linesOf(period), Optional.empty());
    }

    private List<ForecastLine> linesOf(FiscalPeriod period) {
        checkArgument(
                request().periods().contains(period),
                "period must be one of %s, was %s",
                request().periods(),
                period);
        return lines().stream().filter(line -> line.period().equals(period)).toList();
    }

    /**
     * What open deals do to the chance that the revenue of a whole period, what is closed included, is the quota or more; empty
     * where the strategy does not say. Worked out anew at each call, which takes some seconds where amounts are uncertain and the
     * correlation of deals is known only by its chances.
     *
     * @throws IllegalArgumentException if the period is none that was asked for, or the quota is in another currency
     */
    public Optional<WhatMatters> whatMatters(FiscalPeriod period, Money quota) {
        return estimates.whatMatters(period, linesOf(period), Optional.empty(), quota);
    }

    /**
     * What open deals do to the chance that the revenue of a line is the quota or more; as for a period.
     *
     * @throws IllegalArgumentException if the line is none of this forecast, or the quota is in another currency
     */
    public Optional<WhatMatters> whatMatters(ForecastLine line, Money quota) {
        requireOwn(line);
        return estimates.whatMatters(line.period(), List.of(line), Optional.of(line.segment()), quota);
    }

    private void requireOwn(ForecastLine line) {
        checkArgument(
                lines().contains(line), "line must be one of the forecast, was %s %s", line.period(), line.segment());
    }

    /** What the numbers rest on, as sentences. */
    public List<String> assumptions() {
        return basis.assumptions(answer);
    }

    /** What was left out and why, as sentences with the number of deals and their raw amount. */
    public List<String> missing() {
        return basis.missing(answer);
    }

    /** Stands for view, request, strategy, its configuration and version: equal fingerprints, equal forecasts. */
    public Fingerprint fingerprint() {
        return fingerprint.get();
    }

    /** Equal question, numbers, texts and fingerprint. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Forecast that
                && answer.equals(that.answer)
                && strategy().equals(that.strategy())
                && assumptions().equals(that.assumptions())
                && missing().equals(that.missing())
                && fingerprint().equals(that.fingerprint());
    }

    @Override
    public int hashCode() {
        return Objects.hash(answer, strategy());
    }

    /** A table a person can read: the lines with their totals, what they rest on and what was missing. */
    @Override
    public String toString() {
        return ForecastPrint.of(this);
    }

    /** Where the amounts stand that belong to no asked period. */
    public enum Outside {
        /** Won before the first asked period. */
        CLOSED_EARLIER(Bucket.CLOSED_EARLIER),
        /** Won after the last asked period, on or before the as-of day. */
        CLOSED_LATER(Bucket.CLOSED_LATER),
        /** Won with a close date after the as-of day, which is most often a mistake in the data. */
        CLOSED_AHEAD(Bucket.CLOSED_AHEAD),
        /** Won without a close date. */
        CLOSED_UNDATED(Bucket.CLOSED_UNDATED),
        /** Open, expected on or after the as-of day and before the first asked period. */
        OPEN_EARLIER(Bucket.OPEN_EARLIER),
        /** Open, expected on or after the as-of day and after the last asked period. */
        OPEN_LATER(Bucket.OPEN_LATER);

        final Bucket bucket;

        Outside(Bucket bucket) {
            this.bucket = bucket;
        }
    }

    /** Says how likely a deal is to be won; pure, because it may be asked more than once. */
    @FunctionalInterface
    public interface DealChance {

        /**
         * The chance of the deal in a row of the {@linkplain PipelineView#deals deals} of the view, or empty when nothing
         * is known about it; the deal is then left out and reported. Only open deals with an amount that are expected in
         * an asked period are asked about.
         */
        Optional<Probability> of(int row);
    }

    /** Says how what is still to come may turn out, in minor units and without what is closed; pure. */
    @FunctionalInterface
    public interface RevenueOutlook {

        /**
         * The law of what is to come in a period, its mean that of the expected amounts; empty when there is none.
         *
         * @param segment of the line, or empty for all segments of the period together
         */
        Optional<RevenueLaw> law(FiscalPeriod period, Optional<String> segment);

        /**
         * What single deals do to the chance that so much or more is to come; empty, as by default, when that is not said.
         *
         * @param segment of the line, or empty for all segments of the period together
         * @param target in minor units and without what is closed
         * @return with the rows of the {@linkplain PipelineView#deals deals} as keys, of deals that have an amount and a chance
         */
        default Optional<Criticality> criticality(FiscalPeriod period, Optional<String> segment, double target) {
            return Optional.empty();
        }
    }

    /** Says what is expected of a line as a whole, by a strategy that does not go by deals; pure. */
    @FunctionalInterface
    public interface LineAmount {

        /**
         * What is still to come in the period and segment of the line, less than zero where less is forecast than is
         * closed; empty when nothing can be said, and then the strategy says why with {@link Builder#miss}.
         *
         * @param facts what is closed, open, overdue and unscheduled; nothing is expected there yet
         * @return in the currency of the facts
         */
        Optional<Money> of(ForecastLine facts);
    }

    /** Says when an open deal may be won and what it then brings, whatever close date is stated; pure. */
    public interface DealOutlook {

        /**
         * The chance that the deal in a row of the {@linkplain PipelineView#deals deals} of the view is won in a period, after
         * the as-of day; empty when nothing is known about it, and then the deal is left out and reported. Open deals in the
         * currency of the forecast are asked about, overdue and unscheduled ones too.
         *
         * @param period index in the {@linkplain ForecastRequest#periods periods} asked for
         */
        Optional<Probability> chance(int row, int period);

        /** What a win is expected to bring, in minor units; empty when nothing is known, and then the deal is left out and reported. */
        OptionalLong amountMinor(int row);
    }

    /**
     * Makes a forecast of what a strategy knows: a chance per deal, stage, or deal and period, or an amount per line. Everything else
     * (sums, rounding, what is closed, overdue or missing, the fingerprint) is the same for every strategy and done here.
     */
    public static final class Builder {

        private final PipelineView view;
        private final ForecastRequest request;
        private final ImmutableList.Builder<String> assumptions = ImmutableList.builder();
        private final ImmutableList.Builder<String> missing = ImmutableList.builder();
        private String strategy = "";
        private Map<StageId, Probability> byStage = Map.of();
        private @Nullable DealChance byDeal;
        private @Nullable LineAmount byLine;
        private @Nullable DealOutlook byOutlook;
        private RevenueOutlook revenue = (period, segment) -> Optional.empty();

        Builder(PipelineView view, ForecastRequest request) {
            this.view = view;
            this.request = request;
        }

        /** Names the strategy; must not be blank. */
        @CanIgnoreReturnValue
        public Builder strategy(String name) {
            strategy = name;
            return this;
        }

        /** Weighs each deal with its own chance. */
        @CanIgnoreReturnValue
        public Builder chance(DealChance chance) {
            byDeal = chance;
            byLine = null;
            byOutlook = null;
            return this;
        }

        /**
         * Weighs each deal with the chance of its stage; a stage that is not named keeps the win probability of its
         * process. This is what happens, with no stage named, unless {@link #chance},
         * {@link #outlook} or {@link #expect} is called.
         */
        @CanIgnoreReturnValue
        public Builder chanceByStage(Map<StageId, Probability> chances) {
            byStage = ImmutableMap.copyOf(chances);
            byDeal = null;
            byLine = null;
            byOutlook = null;
            return this;
        }

        /** Weighs no deal: what is expected is said line by line, and there are no contributions. */
        @CanIgnoreReturnValue
        public Builder expect(LineAmount amount) {
            byLine = amount;
            byDeal = null;
            byOutlook = null;
            return this;
        }

        /**
         * Weighs each open deal with its chances to be won in the asked periods, whatever close date is stated.
         *
         * @param newBusiness what deals bring to a line that do not exist yet, 0 or more; empty when nothing can be said of
         *     it, and then the strategy says so with {@link #miss}
         */
        @CanIgnoreReturnValue
        public Builder outlook(DealOutlook outlook, LineAmount newBusiness) {
            byOutlook = outlook;
            byLine = newBusiness;
            byDeal = null;
            return this;
        }

        /** Says how revenue may turn out, of a forecast by {@link #outlook}; it is a point unless this is called. */
        @CanIgnoreReturnValue
        public Builder revenue(RevenueOutlook laws) {
            revenue = laws;
            return this;
        }

        /** Adds a sentence on what the numbers rest on. */
        @CanIgnoreReturnValue
        public Builder assume(String sentence) {
            assumptions.add(sentence);
            return this;
        }

        /** Adds a sentence on what the strategy would have needed and did not find. */
        @CanIgnoreReturnValue
        public Builder miss(String sentence) {
            missing.add(sentence);
            return this;
        }

        /**
         * Adds everything up.
         *
         * @throws IllegalArgumentException if the strategy has no name, if there are open or won deals and none knows the
         *     dimension asked for, or if they are in several currencies and the request names none
         * @throws IllegalStateException if the strategy expects an amount in another currency than that of the forecast
         * @throws ArithmeticException if an amount of a line leaves the range of 64 bit in minor units
         */
        public Forecast build() {
            checkArgument(!strategy.isBlank(), "a forecast must name its strategy, was \"%s\"", strategy);
            PipelineCube cube = PipelineCube.of(view, request);
            requireKnownDimension(cube);
            Basis.Told told = new Basis.Told(strategy, assumptions.build(), missing.build());
            LineAmount amount = byLine;
            DealOutlook outlook = byOutlook;
            if (outlook != null && amount != null) {
                return OutlookBasis.forecast(cube, view, new OutlookBasis.Said(outlook, amount, revenue), told);
            }
            if (amount != null) {
                return LineBasis.forecast(cube, view, amount, told);
            }
            DealChance chance = byDeal;
            if (chance == null) {
                return StageBasis.forecast(cube, view, byStage, told);
            }
            return DealBasis.forecast(cube, view, chance, told);
        }

        private void requireKnownDimension(PipelineCube cube) {
            if (cube.lacksDimension()) {
                // the view refuses it too, and says which there are
                request.dimension().ifPresent(dimension -> {
                    var unused = view.deals().segments(dimension);
                });
            }
        }
    }
}
