package org.salespipeline.forecast.inflow;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.statistics.CountLaw;

/**
 * What a {@link NewBusinessModel} has learned of business that does not exist yet. Immutable.
 *
 * <p>Periods are named by how many lie between them and the {@linkplain #running running} one, which is 0; of that one only what
 * still comes in and is won after the as-of day is meant. What is already won and what open deals may bring is no part of it.
 */
public final class NewBusiness {

    /** Past periods looked at to learn how far the number of wins is from what is expected. */
    private static final int MOST_OUTCOMES = 12;

    /** Squared coefficient of variation of the intensity before anything is known of it: a fifth up or down. */
    private static final double USUAL_SPREAD = 0.04;

    /** It weighs as much as so many past periods. */
    private static final double USUAL_STRENGTH = 4;

    private final CohortReader.Reading reading;
    private final Recipe recipe;

    private NewBusiness(CohortReader.Reading reading, Recipe recipe) {
        this.reading = reading;
        this.recipe = recipe;
    }

    static NewBusiness of(CohortReader.Reading reading, IntFunction<? extends Recipe> bySeason) {
        return new NewBusiness(reading, bySeason.apply(reading.season()));
    }

    /** The period that holds the first day which had not ended: 0 periods ahead. */
    public FiscalPeriod running() {
        return reading.running();
    }

    /** The complete periods that were learned from, in time order; may be none. */
    public List<FiscalPeriod> learnedFrom() {
        return reading.periods();
    }

    /**
     * What new business a period brings; empty when too little is known, and {@link #basis} says what.
     *
     * @param periodsAhead 0 for the running period, 1 for the next one, and so on
     */
    public Optional<Expected> expected(int periodsAhead) {
        checkArgument(periodsAhead >= 0, "periods ahead must be 0 or more, were %s", periodsAhead);
        Cohorts cohorts = reading.cohorts();
        OptionalDouble revenue = recipe.revenue(cohorts, periodsAhead);
        double amount = cohorts.winAmount(periodsAhead);
        if (revenue.isEmpty() || amount == 0) {
            return Optional.empty();
        }
        double wins = Math.max(0, revenue.getAsDouble()) / amount;
        CountLaw count = CountLaw.of(wins, spread(outcomes(periodsAhead)));
        return Optional.of(new Expected(count, WinAmounts.of(reading.wins(), periodsAhead), rows(periodsAhead)));
    }

    private int[] rows(int ahead) {
        CohortReader.Wins wins = reading.wins();
        int[] rows = new int[wins.size()];
        int size = 0;
        for (int win = 0; win < wins.size(); win++) {
            if (wins.isNew(win, ahead)) {
                rows[size++] = wins.row(win);
            }
        }
        return Arrays.copyOf(rows, size);
    }

    /** What the answer stands on, or what is missing for one, as a sentence without a full stop. */
    public String basis(int periodsAhead) {
        checkArgument(periodsAhead >= 0, "periods ahead must be 0 or more, were %s", periodsAhead);
        int periods = reading.periods().size();
        Optional<Expected> expected = expected(periodsAhead);
        if (expected.isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%.1f wins of deals that do not exist yet, learned from %d complete periods and %d past forecasts",
                    expected.get().wins().mean(),
                    periods,
                    outcomes(periodsAhead).size());
        }
        if (reading.wins().size() == 0 && periods > periodsAhead) {
            return "no deal that came in since the first of " + periods
                    + " complete periods is won with an amount above 0";
        }
        return "more complete periods with deals that came in are needed for one that is " + periodsAhead
                + " ahead, known are " + periods;
    }

    /**
     * How good the same model was for past periods, at most the last twelve, in time order: each forecast is learned only from
     * what had happened by the like day before.
     *
     * @param periodsAhead how long before, 0 or more
     */
    public List<Outcome> outcomes(int periodsAhead) {
        checkArgument(periodsAhead >= 0, "periods ahead must be 0 or more, were %s", periodsAhead);
        Cohorts cohorts = reading.cohorts();
        List<Outcome> outcomes = new ArrayList<>();
        int last = cohorts.periods() - 1 - periodsAhead;
        for (int origin = Math.max(0, last - MOST_OUTCOMES + 1); origin <= last; origin++) {
            Cohorts known = cohorts.before(origin);
            OptionalDouble revenue = recipe.revenue(known, periodsAhead);
            double amount = known.winAmount(periodsAhead);
            if (revenue.isPresent() && amount > 0) {
                double expected = Math.max(0, revenue.getAsDouble());
                outcomes.add(new Outcome(
                        reading.periods().get(origin + periodsAhead),
                        expected,
                        cohorts.newRevenue(origin, periodsAhead),
                        expected / amount,
                        cohorts.newWins(origin, periodsAhead)));
            }
        }
        return List.copyOf(outcomes);
    }

    /** By moments: Var N = μ + v μ², summed over past periods and as many usual ones as the strength says. */
    private static double spread(List<Outcome> outcomes) {
        double excess = 0;
        double squares = 0;
        for (Outcome outcome : outcomes) {
            double off = outcome.wins() - outcome.expectedWins();
            excess += off * off - outcome.expectedWins();
            squares += outcome.expectedWins() * outcome.expectedWins();
        }
        if (squares == 0) {
            return USUAL_SPREAD;
        }
        double usual = USUAL_STRENGTH * squares / outcomes.size();
        return Math.max(0, (excess + USUAL_SPREAD * usual) / (squares + usual));
    }

    @Override
    public String toString() {
        return "new business from " + running() + " on: " + basis(0);
    }

    /**
     * A past forecast and what came.
     *
     * @param period that was forecast
     * @param expected revenue of new business, in minor units
     * @param came revenue in minor units
     * @param expectedWins number of wins
     * @param wins number of wins that came
     */
    public record Outcome(FiscalPeriod period, double expected, double came, double expectedWins, double wins) {}

    /**
     * The new business of one period: a number of wins, and what each of them brings, independent of it. Immutable.
     */
    public static final class Expected {

        private final CountLaw wins;
        private final WinAmounts amounts;
        private final int[] pastWins;

        private Expected(CountLaw wins, WinAmounts amounts, int[] pastWins) {
            this.wins = wins;
            this.amounts = amounts;
            this.pastWins = pastWins;
        }

        /** Mean revenue in minor units, 0 or more: mean number of wins times mean amount. */
        public double revenue() {
            return wins.mean() * amounts.mean();
        }

        /**
         * The law of the number of wins. How uncertain its intensity is comes from {@link NewBusiness#outcomes}, drawn to a fifth
         * up or down, which weighs as much as four of them.
         */
        public CountLaw wins() {
            return wins;
        }

        /** Mean amount of one win in minor units, above 0. */
        public double amount() {
            return amounts.mean();
        }

        /** Squared coefficient of variation of the amount of one win, 0 or more. */
        public double variation() {
            return amounts.variation();
        }

        /** Variance of the revenue in squared minor units: E N · Var X + Var N · (E X)². */
        public double variance() {
            double square = amounts.mean() * amounts.mean();
            return square * (wins.mean() * amounts.variation() + wins.variance());
        }

        /**
         * The law of the amount of one win on a grid: that of the past {@linkplain #pastWins new wins} and, with the weight of
         * five more, of all wins. An amount between two points is divided so that its mean stays.
         *
         * @param unit distance of the points in minor units, above 0
         * @param cells number of points, at least 1
         * @return chances of 0, unit, 2 unit, …; what is missing to 1 lies beyond
         */
        public double[] amounts(double unit, int cells) {
            checkArgument(unit > 0 && Double.isFinite(unit), "unit must be above 0, was %s", unit);
            checkArgument(cells >= 1, "cells must be at least 1, was %s", cells);
            return amounts.onGrid(unit, cells);
        }

        /**
         * The law of the revenue on a grid, by Panjer's recursion of {@link #wins} and {@link #amounts(double, int)}.
         *
         * @param unit distance of the points in minor units, above 0
         * @param cells number of points, at least 1
         * @return chances of 0, unit, 2 unit, …; what is missing to 1 lies beyond
         */
        public double[] chances(double unit, int cells) {
            return wins.compound(amounts(unit, cells), cells);
        }

        /** The rows, in the deals of the view that was learned from, of the past wins that were new in the same sense. */
        public int[] pastWins() {
            return pastWins.clone();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f wins of %.0f minor units each, %.0f in all", wins.mean(), amount(), revenue());
        }
    }
}
