package org.salespipeline.forecast.measure;

import java.util.Arrays;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.PipelineView;

/**
 * A question about what happened: one measure, by any dimensions, over any periods, of any view. {@link Measures} has those
 * there are.
 *
 * <pre>{@code
 * MeasureTable<Figures.WinRate> rates = Measures.winRate(Cohort.CLOSED).by("owner").in(lastQuarter).of(view);
 * double rate = rates.total().byCount().orElseThrow().value();
 * System.out.println(rates);
 * }</pre>
 *
 * <p>Merged, deleted and recycled deals are measured as far as the measure says so. Amounts are never converted: where amounts
 * are added up, or a currency is named, deals in another currency are left out and counted in {@link MeasureTable#missing};
 * deals without an amount stay in all counts. Immutable; shared by threads.
 *
 * @param <F> what each row of the answer says
 */
public final class Measure<F extends Figures> {

    private final Recipe<F> recipe;
    private final Scope scope;

    Measure(Recipe<F> recipe, Scope scope) {
        this.recipe = recipe;
        this.scope = scope;
    }

    /** The same by these dimensions, such as {@code owner}, in place of any that were named before. */
    public Measure<F> by(String... dimensions) {
        return new Measure<>(recipe, scope.by(Arrays.asList(dimensions)));
    }

    /** The same over these periods, each apart; in time order, without overlap. */
    public Measure<F> in(FiscalPeriod... periods) {
        return in(Arrays.asList(periods));
    }

    /** The same over these periods, each apart; in time order, without overlap. None for all time up to the view. */
    public Measure<F> in(List<FiscalPeriod> periods) {
        return new Measure<>(recipe, scope.in(periods));
    }

    /** The same of deals in this currency and of deals without an amount. */
    public Measure<F> inCurrency(CurrencyUnit currency) {
        return new Measure<>(recipe, scope.in(currency));
    }

    /**
     * The same with intervals of another confidence; 0.95 unless it is said.
     *
     * @param confidence between 0 and 1, both excluded
     */
    public Measure<F> withConfidence(double confidence) {
        return new Measure<>(recipe, scope.sure(confidence));
    }

    /**
     * The answer.
     *
     * @throws IllegalArgumentException if the view lacks a dimension, or if amounts are added up, the view holds several
     *     currencies and none was named
     * @throws ArithmeticException if amounts add up to more than 64 bit of minor units
     */
    public MeasureTable<F> of(PipelineView view) {
        return partOf(view).table();
    }

    /** The answer of {@link #of} to the last byte, found on all processors; worth it for hundreds of thousands of deals. */
    public MeasureTable<F> ofInParallel(PipelineView view) {
        return new Part<>(Tally.of(recipe, scope, view, true)).table();
    }

    /**
     * A part that {@link Part#toBytes} wrote, perhaps elsewhere.
     *
     * @throws IllegalArgumentException if the bytes are of another version, of another question, or no part
     */
    public Part<F> partOf(byte[] bytes) {
        return new Part<>(Tally.ofBytes(recipe, scope, bytes));
    }

    /** The answer for some of the deals, to be merged with those for the others. */
    public Part<F> partOf(PipelineView view) {
        return new Part<>(Tally.of(recipe, scope, view, false));
    }

    /** What is measured. */
    public String title() {
        return recipe.title();
    }

    /** Whether amounts are added up, so that all deals have to be in one currency. */
    public boolean addsAmounts() {
        return recipe.usesAmounts();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Measure<?> that && recipe.equals(that.recipe) && scope.equals(that.scope);
    }

    @Override
    public int hashCode() {
        return recipe.hashCode() * 31 + scope.hashCode();
    }

    /** What is measured, by what, and over which periods. */
    @Override
    public String toString() {
        return recipe.title()
                + (scope.dimensions().isEmpty() ? "" : " by " + String.join(", ", scope.dimensions()))
                + (scope.periods().isEmpty() ? "" : " in " + scope.periods());
    }

    /**
     * Sums over some of the deals. A commutative monoid: any split of the deals over any tree of {@link #merge merges} gives
     * the same table. One of its own per thread; not for use by several at once.
     */
    public static final class Part<F extends Figures> {

        private final Tally<F> tally;

        Part(Tally<F> tally) {
            this.tally = tally;
        }

        /**
         * Adds other deals; the other part stays as it is.
         *
         * @throws IllegalArgumentException if the other part answers another question, is of another day or in another
         *     currency
         */
        public void merge(Part<F> other) {
            tally.merge(other.tally);
        }

        /**
         * The part as bytes, for {@link Measure#partOf(byte[])} of the same question: version 1. Parts of the same deals have
         * the same bytes, whatever they were merged from.
         */
        public byte[] toBytes() {
            return tally.toBytes();
        }

        /** The answer for all deals that were added. */
        public MeasureTable<F> table() {
            return tally.table();
        }
    }
}
