package org.salespipeline.forecast.bridge;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;

/**
 * The open pipeline of one moment against that of a later one: what came in, what went out, what grew and shrank, and which
 * deals did it.
 *
 * <pre>{@code
 * PipelineBridge bridge = PipelineBridge.between(history.asOf(lastMonday), history.asOf(thisMonday));
 * Money lost = bridge.lines().get(0).leg(Cause.LOST).amount();
 * System.out.println(bridge);
 * }</pre>
 *
 * <p>{@linkplain Form#STATE State-based}, by {@link #between}: a deal is looked at on the two days only, and its difference
 * goes to one leg that says why it is in scope now or is not any more, or, when it stayed, to the legs that say what changed
 * about it. {@linkplain Form#PATH Path-based}, by {@link #along}: a deal is followed from moment to moment, and each step goes
 * to legs in the same way, so that what cancels out in between is seen. A leaving leg carries what the deal counted before, an
 * entering leg what it counts now. Each line is exact in both forms: start plus all legs is the end, to the minor unit, in
 * amount as in number of deals.
 *
 * <p>In scope are deals in an open stage of the pipeline, as far as the {@link Question} goes. Amounts are never converted: a
 * deal in another currency is out of scope; one without an amount counts as 0. Immutable.
 */
public final class PipelineBridge {

    /** The segment of the only line when the question names no dimension. */
    public static final String ALL = "all";

    /**
     * The segment of deals that have no value in the dimension asked for. A value that is this very text, with or without
     * quotes around it, stands in one more pair of quotes.
     */
    public static final String NO_VALUE = DealColumns.Segments.NO_VALUE;

    private final Form form;
    private final Question question;
    private final CurrencyUnit currency;
    private final ImmutableList<Line> lines;

    PipelineBridge(Form form, Question question, CurrencyUnit currency, List<Line> lines) {
        this.form = form;
        this.question = question;
        this.currency = currency;
        this.lines = ImmutableList.copyOf(lines);
    }

    /**
     * The bridge of all open deals by amount.
     *
     * @throws IllegalArgumentException as {@link #between(PipelineView, PipelineView, Question)}
     */
    public static PipelineBridge between(PipelineView from, PipelineView to) {
        return between(from, to, Question.builder().build());
    }

    /**
     * The bridge that a question asks for.
     *
     * @param from the view to start from
     * @param to the view to end at, of the same deals; where it is the earlier one, the legs are mirrored
     * @throws IllegalArgumentException if a view lacks the dimension asked for, if the deals in scope are in several
     *     currencies and the question names none, or if deals are to be weighted in a stage without a win probability
     * @throws ArithmeticException if a sum leaves the range of 64 bit in minor units
     */
    public static PipelineBridge between(PipelineView from, PipelineView to, Question question) {
        return new Comparison(from, to, question).bridge();
    }

    /**
     * The path-based bridge that a question asks for: what happened from one moment to that of the view, step by step.
     *
     * <p>A step of a deal is a moment from which on something about it was both recorded and valid; what became so at one moment
     * is one step, and has one cause. Bridges of which one begins where the other ends add up leg by leg. A deal that appears
     * is {@link Cause#REVEALED} when it was created on an earlier day than that on which it was recorded, and {@link Cause#NEW}
     * otherwise, whenever the bridge begins.
     *
     * @param view the view to end at
     * @param from where to begin, on or before the moment of the view
     * @throws IllegalArgumentException if {@code from} is after the view, and as {@link #between(PipelineView, PipelineView,
     *     Question)}, where deals in scope are those at any step
     * @throws ArithmeticException if a sum leaves the range of 64 bit in minor units
     */
    public static PipelineBridge along(PipelineView view, Instant from, Question question) {
        return new Path(view, from, question).bridge();
    }

    /**
     * This bridge and that of other deals as one. A commutative monoid: any split of the deals over any tree of merges gives
     * the same bridge, so that each thread or machine may take some of the deals.
     *
     * @param others the answer to the same question between the same moments, of none of the deals of this one
     * @throws IllegalArgumentException if it is of another form, answers another question or is in another currency
     * @throws ArithmeticException if a sum leaves the range of 64 bit in minor units
     */
    public PipelineBridge merge(PipelineBridge others) {
        return Joint.of(this, others);
    }

    /** Whether deals were compared on two days or followed from step to step. */
    public Form form() {
        return form;
    }

    /** What was asked. */
    public Question question() {
        return question;
    }

    /** The one currency of all amounts; XXX, ISO 4217 for none, when no deal has an amount and none was asked for. */
    public CurrencyUnit currency() {
        return currency;
    }

    /** One line per segment that has a deal in scope on either day, by name; one line {@link #ALL} without a dimension. */
    public List<Line> lines() {
        return lines;
    }

    /** Equal questions and lines. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PipelineBridge that
                && form == that.form
                && question.equals(that.question)
                && currency.equals(that.currency)
                && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return question.hashCode() * 31 + lines.hashCode();
    }

    /** A table with one column per line: start, the legs that have a deal, end, and how many deals each leg has. */
    @Override
    public String toString() {
        return BridgePrint.of(this);
    }

    /** How a bridge comes about. */
    public enum Form {
        /** Each deal is compared on the two days; what happened in between and was taken back is not seen. */
        STATE,
        /** Each deal is followed through all that became known in between; legs tell gross flows. */
        PATH
    }

    /** What a deal counts. */
    public enum Measure {
        /** Its amount. */
        AMOUNT,
        /**
         * Its amount times the win probability of its stage, rounded half to even to the minor unit, deal by deal; a called
         * probability does not count.
         */
        WEIGHTED
    }

    /** Where the change of amount of a deal goes that also came into or went out of scope. */
    public enum AmountChanges {
        /** Into the leg of the move: leaving legs carry what was, entering legs what is. */
        WITH_THE_MOVE,
        /** Into {@link Cause#INCREASED} and {@link Cause#DECREASED}, where the deal is there on both days. */
        APART
    }

    /**
     * Why a deal came into scope, went out of it, or counts something else than before. In the order in which one of several
     * is chosen, unless the question says otherwise.
     */
    public enum Cause {
        /** In: came into being after the first day. */
        NEW,
        /** In: was there on the first day already, and was recorded only afterwards. */
        REVEALED,
        /** In: had been closed, merged, deleted or recycled. */
        REOPENED,
        /** In: came from a stage before the pipeline. */
        STAGE_IN,
        /** In: came to this owner, or to this value of whatever dimension the question goes by. */
        OWNER_IN,
        /** In: was expected after the period, or at no date. */
        PULLED_IN,
        /** In: was expected before the period. */
        PUSHED_IN,
        /** In: was in a category that is not asked for. */
        CATEGORY_IN,
        /** Out: won. */
        WON,
        /** Out: lost, or ended in another terminal stage. */
        LOST,
        /** Out: merged into another deal. */
        MERGED,
        /** Out: deleted, or recycled to be a lead. */
        DELETED,
        /** Out: there is no such deal any more, since its creation was corrected to a later time. */
        WITHDRAWN,
        /** Out: went back to a stage before the pipeline. */
        STAGE_OUT,
        /** Out: went to another owner, or to another value of whatever dimension the question goes by. */
        OWNER_OUT,
        /** Out: is expected after the period now, or at no date. */
        PUSHED_OUT,
        /** Out: is expected before the period now. */
        PULLED_OUT,
        /** Out: is in a category now that is not asked for. */
        CATEGORY_OUT,
        /** In or out by a change to or from another currency. */
        FX,
        /** Stayed: a higher amount. */
        INCREASED,
        /** Stayed: a lower amount. */
        DECREASED,
        /** Stayed: another win probability. */
        PROBABILITY
    }

    /**
     * Questions whose legs are those of a product, as far as its help pages tell. Totals are the same for all of them. Products
     * do not tell apart what was entered late, so {@link Cause#REVEALED} is told as {@link Cause#NEW}.
     */
    public enum Imitation {
        /**
         * Pipeline Inspection of Salesforce: one leg for what was moved in, told as {@link Cause#PULLED_IN}, and one for what
         * was moved out, told as {@link Cause#PUSHED_OUT}. There, moved out is only what is expected within six months after
         * the period, so that not all changes add up; here it is without limit.
         */
        SALESFORCE(
                List.of(),
                AmountChanges.WITH_THE_MOVE,
                Map.of(
                        Cause.REVEALED,
                        Cause.NEW,
                        Cause.PUSHED_IN,
                        Cause.PULLED_IN,
                        Cause.PULLED_OUT,
                        Cause.PUSHED_OUT)),
        /**
         * Forecast changes of Gong: deletion before a change of owner before a change of date, and a change of amount is split
         * off for every deal that moved. Gong publishes this head of its order; behind it the order is ours.
         *
         * <p>Source: Gong, Forecast category changes, <a
         * href="https://help.gong.io/docs/analyze-forecast-category-changes">help page</a>.
         */
        GONG(
                List.of(
                        Cause.DELETED,
                        Cause.OWNER_IN,
                        Cause.OWNER_OUT,
                        Cause.PULLED_OUT,
                        Cause.PUSHED_OUT,
                        Cause.PULLED_IN,
                        Cause.PUSHED_IN),
                AmountChanges.APART,
                Map.of(Cause.REVEALED, Cause.NEW)),
        /**
         * Deals flow of Dynamics 365: a deal that went to another owner is told as pushed out there and as pulled in here, and
         * does not show where both are in one line.
         */
        DYNAMICS(
                List.of(Cause.OWNER_IN, Cause.OWNER_OUT),
                AmountChanges.WITH_THE_MOVE,
                Map.of(Cause.REVEALED, Cause.NEW, Cause.OWNER_OUT, Cause.PUSHED_OUT, Cause.OWNER_IN, Cause.PULLED_IN));

        private final ImmutableList<Cause> order;
        private final AmountChanges amountChanges;
        private final ImmutableMap<Cause, Cause> toldAs;

        Imitation(List<Cause> order, AmountChanges amountChanges, Map<Cause, Cause> toldAs) {
            this.order = ImmutableList.copyOf(order);
            this.amountChanges = amountChanges;
            this.toldAs = Maps.immutableEnumMap(toldAs);
        }

        /** Starts a question with these rules, which may be changed. */
        public Question.Builder question() {
            return Question.builder().order(order).amountChanges(amountChanges).toldAs(toldAs);
        }
    }

    /** What to compare. */
    @Value.Immutable
    public sealed interface Question extends WithQuestion permits ImmutableQuestion {

        /** What a deal counts; its amount by default. */
        @Value.Default
        default Measure measure() {
            return Measure.AMOUNT;
        }

        /** Only deals that are expected to close in this period; absent for all, dated or not. */
        Optional<FiscalPeriod> period();

        /** Only deals in these categories, a call before that of the stage; empty for all. */
        Set<ForecastCategory> categories();

        /** What splits the answer into lines, such as {@code owner}; absent for one line. */
        Optional<String> dimension();

        /** The one currency of the answer; absent when the deals in scope have only one. */
        Optional<CurrencyUnit> currency();

        /** Where changes of amount go of deals that came or went; with the move by default. */
        @Value.Default
        default AmountChanges amountChanges() {
            return AmountChanges.WITH_THE_MOVE;
        }

        /**
         * Which of several causes is told: the first in this list, and of those not in it the first in the order of {@link
         * Cause}. It changes names of legs, never totals.
         */
        List<Cause> order();

        /**
         * Causes that are told as other ones, such as {@link Cause#REVEALED} as {@link Cause#NEW}: it changes names of legs
         * once a cause was chosen, never totals.
         */
        Map<Cause, Cause> toldAs();

        /** Refuses causes named twice and a blank dimension. */
        @Value.Check
        default void check() {
            checkArgument(
                    ImmutableSet.copyOf(order()).size() == order().size(),
                    "order of causes must name each once, was %s",
                    order());
            dimension().ifPresent(name -> checkArgument(!name.isBlank(), "dimension must not be blank"));
        }

        /** Starts a question; nothing has to be set. */
        static Builder builder() {
            return new Builder();
        }

        /** Collects the parts of a question. */
        final class Builder extends ImmutableQuestion.Builder {
            Builder() {}
        }
    }

    /**
     * One segment.
     *
     * @param start what its deals in scope counted on the first day
     * @param legs those that have a deal, in the order of {@link Cause}
     * @param end what its deals in scope count on the second day
     * @param counts how many deals were in scope, and are
     * @param wonAtAnotherAmount memo, in no leg: by how much more the deals of {@link Cause#WON} were won than they counted
     *     before; present where there are any, and only when amounts are measured
     */
    public record Line(
            String segment,
            Money start,
            List<Leg> legs,
            Money end,
            DealCounts counts,
            Optional<Money> wonAtAnotherAmount) {

        /** Copies the legs. */
        public Line {
            legs = List.copyOf(legs);
        }

        /** The leg of a cause, without deals when nothing happened for it. */
        public Leg leg(Cause cause) {
            return legs.stream()
                    .filter(leg -> leg.cause() == cause)
                    .findFirst()
                    .orElseGet(() -> new Leg(cause, Money.zero(start.getCurrencyUnit()), 0, List.of()));
        }
    }

    /** The number of deals in scope of a line, on the first day and on the second. */
    public record DealCounts(long start, long end) {}

    /**
     * All that happened for one cause.
     *
     * @param amount the sum over the deals; negative when the pipeline became less
     * @param moved by how many deals the number in scope changed; negative when they went out, 0 for deals that stayed
     * @param deals what each did, by id, and of one deal in order of time
     */
    public record Leg(Cause cause, Money amount, long moved, List<DealChange> deals) {

        /** Copies the deals. */
        public Leg {
            deals = List.copyOf(deals);
        }
    }

    /**
     * What one deal adds to a leg; it may be zero.
     *
     * @param at the moment of the step, of a {@linkplain Form#PATH path}; a deal may take several for one cause
     */
    public record DealChange(OpportunityId opportunity, Money amount, Optional<Instant> at) {}
}
