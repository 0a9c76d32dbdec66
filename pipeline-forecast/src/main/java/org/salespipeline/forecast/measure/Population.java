package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/** The deals that are measured, with what recipes ask about all of them. */
final class Population {

    /** Stands for a day in none of the asked periods. */
    static final int NO_PLACE = -1;

    /** What lasts longer than a century is an error of dates. */
    static final int LONGEST_DAYS = 36_525;

    final PipelineView view;
    final DealColumns deals;
    final DealChanges changes;
    final Scope scope;
    final int today;
    final CurrencyUnit currency;
    private final boolean isInOneCurrency;
    private final int[] starts;
    private final int[] ends;
    private final int[] placeOfDay;
    private final Map<LocalDate, Earlier> earlier;
    private final Map<String, Long> leftOut = new TreeMap<>();

    Population(PipelineView view, Scope scope, boolean usesAmounts) {
        this.view = view;
        this.deals = view.deals();
        this.changes = view.changes();
        this.scope = scope;
        today = Math.toIntExact(view.asOfDate().toEpochDay());
        List<FiscalPeriod> periods = scope.periods();
        starts = periods.stream().mapToInt(period -> day(period.start())).toArray();
        ends = periods.stream().mapToInt(period -> day(period.end())).toArray();
        placeOfDay = placesOfDays(starts, ends);
        earlier = new ConcurrentHashMap<>();
        isInOneCurrency = usesAmounts || scope.currency().isPresent();
        currency = scope.currency().orElseGet(() -> usesAmounts ? onlyCurrency() : CurrencyUnit.of("XXX"));
    }

    private Population(Population other) {
        view = other.view;
        deals = other.deals;
        changes = other.changes;
        scope = other.scope;
        today = other.today;
        currency = other.currency;
        isInOneCurrency = other.isInOneCurrency;
        starts = other.starts;
        ends = other.ends;
        placeOfDay = other.placeOfDay;
        earlier = other.earlier;
    }

    /** The same for another thread, that has left nothing out yet. */
    Population forked() {
        return new Population(this);
    }

    /** The same deals at the end of an earlier day, as it was known then; found once for all threads. */
    Earlier earlier(LocalDate day) {
        return earlier.computeIfAbsent(day, asked -> Earlier.at(this, asked));
    }

    static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private CurrencyUnit onlyCurrency() {
        TreeSet<CurrencyUnit> found = new TreeSet<>();
        for (int row = 0; row < deals.size() && deals.currencies().size() > 0; row++) {
            if (deals.hasAmount(row) && stage(row).counts()) {
                found.add(deals.currencies().get(deals.currency(row)));
            }
        }
        checkArgument(
                found.size() <= 1,
                "a measure of amounts must be in one currency, the view holds %s; name one with inCurrency",
                found);
        return found.isEmpty() ? CurrencyUnit.of("XXX") : found.first();
    }

    /** Whether the deal is measured at all; one without an amount is. */
    boolean holds(int row) {
        if (!isInOneCurrency || !deals.hasAmount(row)) {
            return true;
        }
        CurrencyUnit found = deals.currencies().get(deals.currency(row));
        if (!found.equals(currency)) {
            leaveOut("with amounts in " + found);
            return false;
        }
        return true;
    }

    StageRef stage(int row) {
        return deals.stages().get(deals.stage(row));
    }

    StageRef stageOf(int step) {
        return changes.stages().get(changes.stage(step));
    }

    /** The index of the period that holds the day; 0 for every day when none is asked for. */
    int placeOf(int day) {
        if (starts.length == 0) {
            return 0;
        }
        int since = day - starts[0];
        return since >= 0 && since < placeOfDay.length ? placeOfDay[since] : NO_PLACE;
    }

    /** For each day from the first period on which one holds it. */
    private static int[] placesOfDays(int[] starts, int[] ends) {
        int[] places = new int[starts.length == 0 ? 0 : Math.subtractExact(ends[ends.length - 1], starts[0])];
        Arrays.fill(places, NO_PLACE);
        for (int place = 0; place < starts.length; place++) {
            Arrays.fill(places, starts[place] - starts[0], ends[place] - starts[0], place);
        }
        return places;
    }

    /** The first day of a period; before all days when none is asked for. */
    int firstDay(int place) {
        return starts.length == 0 ? Integer.MIN_VALUE : starts[place];
    }

    /** The last day of a period that has passed; below the first one when none has. */
    int lastDay(int place) {
        return starts.length == 0 ? today : Math.min(today, ends[place] - 1);
    }

    /** Whether a time from one day to another, both included, has a day in common with the period. */
    boolean overlaps(int place, int from, int to) {
        return starts.length == 0 || (from < ends[place] && to >= starts[place]);
    }

    /** The period of the day on which the deal was closed, {@link #NO_PLACE} when it counts in none; says why. */
    int placeOfClose(int row) {
        return placeOfClosing(deals.closeDay(row));
    }

    /** Whether a close counts by the day of the view; one without a date counts in no period. */
    boolean isClosedByNow(int closeDay) {
        return closeDay == DealColumns.NO_DAY ? starts.length == 0 : closeDay <= today;
    }

    /** The period of a close, {@link #NO_PLACE} when it counts in none; says why. */
    int placeOfClosing(int day) {
        if (day == DealColumns.NO_DAY) {
            if (starts.length > 0) {
                leaveOut("closed without a date");
                return NO_PLACE;
            }
            return 0;
        }
        if (day > today) {
            leaveOut("closed after " + view.asOfDate());
            return NO_PLACE;
        }
        return placeOf(day);
    }

    void leaveOut(String why) {
        leftOut.merge(why, 1L, Long::sum);
    }

    /** How many deals, or parts of them, were left out of something, by the reason. */
    Map<String, Long> leftOut() {
        return leftOut;
    }

    /** The amount that a deal had at the end of a day, below 0 when none was known in the currency. */
    int amountAtEndOf(int row, int day) {
        int found = -1;
        for (int amount = changes.firstAmount(row); amount < changes.firstAmount(row + 1); amount++) {
            if (changes.amountSetDay(amount) <= day) {
                found = amount;
            }
        }
        boolean isKnown = found >= 0
                && changes.hasAmount(found)
                && changes.currencies().get(changes.currency(found)).equals(currency);
        return isKnown ? found : -1;
    }
}
