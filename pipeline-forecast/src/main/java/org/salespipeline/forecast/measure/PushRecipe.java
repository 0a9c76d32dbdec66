package org.salespipeline.forecast.measure;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.Figures.Pushes;
import org.salespipeline.forecast.statistics.Proportion;
import org.salespipeline.forecast.view.DealChanges;

/** How often the expected close of open deals was moved. */
record PushRecipe(FiscalCalendar calendar, Granularity granularity) implements Recipe<Pushes> {

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9_998, 12, 31).toEpochDay();

    private static final int DEALS = 0;
    private static final int PUSHED = 1;
    private static final int PUSHES = 2;
    private static final int PULLS = 3;
    private static final int DAY_PUSHES = 4;
    private static final int DAY_PULLS = 5;

    @Override
    public String title() {
        return "pushes and pull-ins by " + granularity.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> ownKeys() {
        return List.of();
    }

    @Override
    public boolean usesAmounts() {
        return false;
    }

    @Override
    public Sums.Shape shape() {
        return Sums.Shape.ofCounts(6);
    }

    @Override
    public Reader reader(Population population) {
        return new DateReader(population, this);
    }

    private static final class DateReader implements Reader {

        private final Population population;
        private final DealChanges changes;
        private final PushRecipe recipe;

        DateReader(Population population, PushRecipe recipe) {
            this.population = population;
            this.changes = population.changes;
            this.recipe = recipe;
        }

        @Override
        public List<List<String>> own() {
            return List.of(List.of());
        }

        @Override
        public void read(int row, Slots slots) {
            for (int place = 0; place < population.scope.places(); place++) {
                int first = population.firstDay(place);
                int last = population.lastDay(place);
                if (Pipeline.days(population, row, first, last) > 0 && isDatedBy(row, last)) {
                    slots.of(place, 0).count(DEALS);
                    boolean isPushed = add(row, first, last, slots.of(place, 0));
                    slots.of(place, 0).add(PUSHED, isPushed ? 1 : 0);
                }
            }
        }

        private boolean isDatedBy(int row, int day) {
            int first = changes.firstDate(row);
            return first < changes.firstDate(row + 1) && changes.dateSetDay(first) <= day;
        }

        /** Adds what was moved from one day to another; returns whether the deal was pushed. */
        private boolean add(int row, int first, int last, Sums sums) {
            boolean isPushed = false;
            int before = DealChanges.NO_DAY;
            for (int date = changes.firstDate(row); date < changes.firstDate(row + 1); date++) {
                int set = changes.dateSetDay(date);
                int expected = changes.expectedDay(date);
                if (expected == DealChanges.NO_DAY) {
                    continue;
                }
                boolean isMove = before != DealChanges.NO_DAY
                        && set >= first
                        && set <= last
                        && Pipeline.days(population, row, set, set) > 0;
                if (isMove) {
                    sums.add(DAY_PUSHES, expected > before ? 1 : 0);
                    sums.add(DAY_PULLS, expected < before ? 1 : 0);
                    int order = periodOrder(before, expected);
                    sums.add(PUSHES, order > 0 ? 1 : 0);
                    sums.add(PULLS, order < 0 ? 1 : 0);
                    isPushed |= order > 0;
                }
                before = expected;
            }
            return isPushed;
        }

        /** A calendar ends; days beyond it are in its last year, or its first. */
        private static long near(int day) {
            return Math.max(FIRST_DAY, Math.min(LAST_DAY, day));
        }

        /** Above 0 when the second day lies in a later period than the first. */
        private int periodOrder(int before, int expected) {
            if (before == expected) {
                return 0;
            }
            LocalDate start = recipe.calendar
                    .periodOf(LocalDate.ofEpochDay(near(Math.max(before, expected))), recipe.granularity)
                    .start();
            boolean isOther = start.toEpochDay() > near(Math.min(before, expected));
            return isOther ? Integer.compare(expected, before) : 0;
        }
    }

    @Override
    public Finish<Pushes> finish(List<Sums> peers, Setting setting) {
        return (sums, window) -> ImmutablePushes.builder()
                .deals(sums.counts[DEALS])
                .pushedDeals(sums.counts[PUSHED])
                .pushes(sums.counts[PUSHES])
                .pullIns(sums.counts[PULLS])
                .dayPushes(sums.counts[DAY_PUSHES])
                .dayPullIns(sums.counts[DAY_PULLS])
                .pushedShare(
                        Rates.estimate(new Proportion(sums.counts[PUSHED], sums.counts[DEALS]), setting.confidence()))
                .pushesPerDeal(Durations.mean(sums.counts[PUSHES], sums.counts[DEALS]))
                .build();
    }
}
