package org.salespipeline.forecast.baseline;

import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.PipelineCube;
import org.salespipeline.forecast.view.PipelineView;

/** Follows a rule from what closed in past periods to what will have closed in the asked ones. */
final class Baseline implements ForecastStrategy {

    /** How the revenue of a period that is not over follows from the past. */
    @FunctionalInterface
    interface Rule {

        Recipe recipe(Past past, FiscalPeriod asked);
    }

    private final String name;
    private final Rule rule;

    Baseline(String name, Rule rule) {
        this.name = name;
        this.rule = rule;
    }

    @Override
    public FittedStrategy fit(PipelineView view) {
        Optional<LocalDate> begin = Past.begin(view);
        return (asked, request) -> answer(view, begin, asked, request);
    }

    private Forecast answer(
            PipelineView learned, Optional<LocalDate> begin, PipelineView view, ForecastRequest request) {
        Past past = Past.of(learned, PipelineCube.of(view, request).forecast(), begin);
        Map<FiscalPeriod, Recipe> recipes = new LinkedHashMap<>();
        for (FiscalPeriod period : request.periods()) {
            recipes.put(period, past.isComplete(period) ? Recipe.over(period) : rule.recipe(past, period));
        }
        Map<Place, BigInteger> closings = closings(past, recipes);
        Forecast.Builder forecast = Forecast.builder(view, request).strategy(name);
        for (Recipe recipe : recipes.values()) {
            if (recipe.isKnown()) {
                forecast.assume(recipe.text());
            } else {
                forecast.miss(recipe.text());
            }
        }
        forecast.assume("past periods are taken as they are known to the view; amounts are rounded once, half to even");
        return forecast.expect(line -> expected(recipes, closings, line)).build();
    }

    /** What closed in the past periods that the recipes use. */
    private static Map<Place, BigInteger> closings(Past past, Map<FiscalPeriod, Recipe> recipes) {
        TreeSet<FiscalPeriod> used = new TreeSet<>();
        recipes.values().stream()
                .map(Recipe::weights)
                .map(Map::keySet)
                .flatMap(Collection::stream)
                .filter(period -> !recipes.containsKey(period) || past.isComplete(period))
                .forEach(used::add);
        Map<Place, BigInteger> closings = new HashMap<>();
        if (!used.isEmpty()) {
            for (ForecastLine line : past.closings(through(used.first(), used.last()))) {
                closings.put(new Place(line.period(), line.segment()), minor(line.closed()));
            }
        }
        return closings;
    }

    private static List<FiscalPeriod> through(FiscalPeriod first, FiscalPeriod last) {
        ImmutableList.Builder<FiscalPeriod> periods = ImmutableList.builder();
        FiscalPeriod period = first;
        while (period.compareTo(last) < 0) {
            periods.add(period);
            period = period.calendar().next(period);
        }
        return periods.add(last).build();
    }

    private static Optional<Money> expected(
            Map<FiscalPeriod, Recipe> recipes, Map<Place, BigInteger> closings, ForecastLine line) {
        Recipe recipe = recipes.get(line.period());
        if (recipe == null || !recipe.isKnown()) {
            return Optional.empty();
        }
        BigInteger closed = minor(line.closed());
        BigInteger revenue = recipe.revenue(period -> period.equals(line.period())
                ? closed
                : closings.getOrDefault(new Place(period, line.segment()), BigInteger.ZERO));
        return Optional.of(money(line, revenue.subtract(closed)));
    }

    private static Money money(ForecastLine line, BigInteger minor) {
        if (minor.bitLength() >= Long.SIZE) {
            throw new ArithmeticException("what is expected in " + line.period() + " " + line.segment()
                    + " must be less than 2^63 minor units, was " + minor);
        }
        return BigMoney.ofMinor(line.closed().getCurrencyUnit(), minor.longValueExact())
                .toMoney();
    }

    private static BigInteger minor(Money amount) {
        return BigInteger.valueOf(amount.getAmountMinorLong());
    }

    private record Place(FiscalPeriod period, String segment) {}

    @Override
    public String toString() {
        return name;
    }
}
