package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.measure.TargetFigures.Pacing;
import org.salespipeline.forecast.statistics.Interval;
import org.salespipeline.forecast.statistics.Quantiles;
import org.salespipeline.forecast.view.DealColumns;

/**
 * How far a period has come, by how far those before it had come at the same point.
 *
 * @param past how many periods before each asked one are looked at
 */
record PacingRecipe(int past) implements Recipe<Pacing> {

    private static final int CLOSED = 0;

    /** Sums of one past period, after those of the periods before it. */
    private static final int FINAL = 0;

    private static final int BY_THEN = 1;
    private static final int DATED = 2;
    private static final int WON_OF_DATED = 3;
    private static final int NEW = 4;
    private static final int OF_EACH = 5;

    @Override
    public String title() {
        return "pacing by " + past + (past == 1 ? " past period" : " past periods");
    }

    @Override
    public List<String> ownKeys() {
        return List.of();
    }

    @Override
    public boolean usesAmounts() {
        return true;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(0).amounts(1 + past * OF_EACH);
    }

    private static int sumOf(int which, int lag) {
        return 1 + lag * OF_EACH + which;
    }

    @Override
    public Reader reader(Population population) {
        Targets.requirePeriods(population, title());
        return new PaceReader(population, past);
    }

    /** A period before an asked one, up to the same point of it. */
    private static final class PastPeriod {

        private final int start;
        private final int end;
        /** The first day after the point. */
        private final int cut;

        private final Earlier then;

        PastPeriod(Population population, FiscalPeriod period, FiscalPeriod asked) {
            start = Population.day(period.start());
            end = Population.day(period.end());
            int days = Population.day(asked.end()) - Population.day(asked.start());
            int passed = passed(asked, population.today);
            cut = start + (passed * (end - start) + days - 1) / days;
            then = population.earlier(period.start().plusDays(cut - start - 1L));
        }

        boolean holds(int day) {
            return day >= start && day < end;
        }
    }

    /** Days of a period that have passed by the end of a day. */
    private static int passed(FiscalPeriod period, int today) {
        int start = Population.day(period.start());
        return Math.max(0, Math.min(today + 1, Population.day(period.end())) - start);
    }

    private static final class PaceReader implements Reader {

        private final Population population;
        /** By asked period, the one just before it first; none for periods that have not begun. */
        private final PastPeriod[][] before;

        PaceReader(Population population, int past) {
            this.population = population;
            List<FiscalPeriod> asked = population.scope.periods();
            before = new PastPeriod[asked.size()][];
            for (int place = 0; place < before.length; place++) {
                FiscalPeriod period = asked.get(place);
                before[place] = new PastPeriod[passed(period, population.today) == 0 ? 0 : past];
                FiscalPeriod earlier = period;
                for (int lag = 0; lag < before[place].length; lag++) {
                    earlier = earlier.calendar().previous(earlier);
                    before[place][lag] = new PastPeriod(population, earlier, period);
                }
            }
        }

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            int wonOn = DealColumns.NO_DAY;
            if (population.stage(row).isWon()) {
                int place = population.placeOfClose(row);
                if (place != Population.NO_PLACE) {
                    slots.of(place, 0).amounts[CLOSED].add(population.deals.amountMinor(row));
                }
                int day = population.deals.closeDay(row);
                wonOn = day <= population.today ? day : DealColumns.NO_DAY;
            }
            for (int place = 0; place < before.length; place++) {
                for (int lag = 0; lag < before[place].length; lag++) {
                    addPast(row, wonOn, before[place][lag], new Slot(slots, place, lag));
                }
            }
        }

        private void addPast(int row, int wonOn, PastPeriod period, Slot slot) {
            boolean isWonIn = wonOn != DealColumns.NO_DAY && period.holds(wonOn);
            if (isWonIn) {
                long amount = population.deals.amountMinor(row);
                slot.add(FINAL, amount);
                slot.add(BY_THEN, wonOn < period.cut ? amount : 0);
                slot.add(NEW, population.deals.createdDay(row) >= period.cut ? amount : 0);
            }
            int then = period.then.row(row);
            if (then >= 0) {
                int day = period.then.dated(then);
                if (day >= period.cut - 1 && period.holds(day)) {
                    long amount = period.then.amount(then);
                    slot.add(DATED, amount);
                    slot.add(WON_OF_DATED, isWonIn ? amount : 0);
                }
            }
        }
    }

    /** Where the sums of a past period go. */
    private record Slot(Slots slots, int place, int lag) {

        void add(int which, long amount) {
            slots.of(place, 0).amounts[sumOf(which, lag)].add(amount);
        }
    }

    @Override
    public Finish<Pacing> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> {
            boolean isOne = window.periods().size() == 1;
            double[] shares = isOne ? shares(sums) : new double[0];
            Optional<Quantiles> past = shares.length > 0 ? Optional.of(Quantiles.of(shares)) : Optional.empty();
            Optional<Interval> spread = past.map(found -> spread(found, setting.confidence()));
            OptionalDouble median = past.map(found -> OptionalDouble.of(found.interpolated(0.5)))
                    .orElse(OptionalDouble.empty());
            BigDecimal closed = sums.amounts[CLOSED].result();
            OptionalDouble won = isOne ? ratio(sums, WON_OF_DATED, DATED) : OptionalDouble.empty();
            return ImmutablePacing.builder()
                    .closed(setting.money(sums.amounts[CLOSED].rounded()))
                    .elapsed(window.elapsed())
                    .pastPeriods(shares.length)
                    .shareByThen(median)
                    .shares(spread)
                    .runRate(
                            median.isPresent() && median.getAsDouble() > 0
                                    ? Optional.of(
                                            Amounts.per(setting, closed, BigDecimal.valueOf(median.getAsDouble())))
                                    : Optional.empty())
                    .runRates(spread.filter(found -> closed.signum() > 0 && found.high() > 0)
                            .map(found -> runRates(Amounts.per(setting, closed, BigDecimal.ONE), found)))
                    .createdAndClosed(isOne ? ratio(sums, NEW, FINAL) : OptionalDouble.empty())
                    .wonOfDated(won)
                    .neededCoverage(
                            won.isPresent() && won.getAsDouble() > 0
                                    ? OptionalDouble.of(1 / won.getAsDouble())
                                    : OptionalDouble.empty())
                    .build();
        };
    }

    /** What share of the final total each past period had closed at the point; none where nothing, or less, was won. */
    private double[] shares(Sums sums) {
        double[] shares = new double[past];
        int found = 0;
        for (int lag = 0; lag < past; lag++) {
            BigDecimal all = sums.amounts[sumOf(FINAL, lag)].result();
            BigDecimal byThen = sums.amounts[sumOf(BY_THEN, lag)].result();
            // credit notes may take a total below what was there before
            if (all.signum() > 0 && byThen.signum() >= 0) {
                shares[found++] = byThen.divide(all, MathContext.DECIMAL128).doubleValue();
            }
        }
        return Arrays.copyOf(shares, found);
    }

    private static Interval spread(Quantiles shares, double confidence) {
        double tail = (1 - confidence) / 2;
        return new Interval(shares.interpolated(tail), shares.interpolated(1 - tail));
    }

    private static Interval runRates(BigDecimal closed, Interval shares) {
        double amount = closed.doubleValue();
        return new Interval(amount / shares.high(), amount / shares.low());
    }

    private OptionalDouble ratio(Sums sums, int part, int all) {
        BigDecimal parts = BigDecimal.ZERO;
        BigDecimal wholes = BigDecimal.ZERO;
        for (int lag = 0; lag < past; lag++) {
            parts = parts.add(sums.amounts[sumOf(part, lag)].result());
            wholes = wholes.add(sums.amounts[sumOf(all, lag)].result());
        }
        return Amounts.ratio(parts, wholes);
    }
}
