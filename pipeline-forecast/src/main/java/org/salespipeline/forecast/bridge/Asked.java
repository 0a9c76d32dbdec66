package org.salespipeline.forecast.bridge;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.bridge.PipelineBridge.Measure;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;

/** What a question asks for, but for the currency. */
final class Asked {

    /** ISO 4217 for none. */
    static final CurrencyUnit NO_CURRENCY = CurrencyUnit.of("XXX");

    private final Set<ForecastCategory> categories;
    private final boolean isWeighted;
    private final boolean hasPeriod;
    private final long firstDay;
    private final long endDay;

    Asked(Question question) {
        categories = question.categories();
        isWeighted = question.measure() == Measure.WEIGHTED;
        Optional<FiscalPeriod> period = question.period();
        hasPeriod = period.isPresent();
        firstDay = period.map(found -> found.start().toEpochDay()).orElse(0L);
        endDay = period.map(found -> found.end().toEpochDay()).orElse(0L);
    }

    /** In an open stage, and where asked for in the period and the categories; whatever the currency. */
    boolean holds(Stand deal) {
        return deal.isThere() && deal.stage().isInPipeline() && isInPeriod(deal) && isInCategories(deal);
    }

    /** Adds the currency of a deal that is asked for. */
    void addCurrency(Stand deal, SortedSet<CurrencyUnit> found) {
        if (holds(deal) && deal.hasAmount()) {
            found.add(deal.currency());
        }
    }

    /** The currency of all amounts, XXX when there are none. */
    static CurrencyUnit only(SortedSet<CurrencyUnit> found) {
        checkArgument(
                found.size() <= 1,
                "a bridge must be in one currency, the deals in scope are in %s; name one in the question with withCurrency",
                found);
        return found.isEmpty() ? NO_CURRENCY : found.first();
    }

    boolean isInPeriod(Stand deal) {
        int day = deal.closeDay();
        return !hasPeriod || (day != DealColumns.NO_DAY && day >= firstDay && day < endDay);
    }

    /** Dated before the period; a deal without a date will be dated some day to come. */
    boolean isBefore(Stand deal) {
        return hasPeriod && deal.closeDay() != DealColumns.NO_DAY && deal.closeDay() < firstDay;
    }

    boolean isInCategories(Stand deal) {
        return categories.isEmpty() || categories.contains(deal.category());
    }

    /** What an amount counts in the stage of this deal. */
    long counted(long amount, Stand deal) {
        return isWeighted ? weighted(amount, deal) : amount;
    }

    private static long weighted(long amount, Stand deal) {
        StageRef ref = deal.stage();
        Optional<Probability> chance = ref.stage().winProbability();
        if (chance.isEmpty()) {
            throw new IllegalArgumentException(
                    deal.id() + ": stage " + ref.stage().id() + " of process "
                            + ref.process().id()
                            + " must have a win probability to be weighted; give it one, or measure amounts");
        }
        return times(amount, chance.get().toFixed());
    }

    /** An amount times a chance in fixed point, rounded half to even. */
    static long times(long amount, long chance) {
        int bits = Probability.FIXED_BITS;
        long high = Math.multiplyHigh(amount, chance);
        long low = amount * chance;
        long floor = (high << (Long.SIZE - bits)) | (low >>> bits);
        long rest = low & ((1L << bits) - 1);
        long half = 1L << (bits - 1);
        boolean isUp = rest > half || (rest == half && (floor & 1) == 1);
        return isUp ? floor + 1 : floor;
    }
}
