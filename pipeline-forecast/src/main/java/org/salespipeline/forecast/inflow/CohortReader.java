package org.salespipeline.forecast.inflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.PipelineView;

/** Reads cohorts from a view, one look at each deal; what the columns mean is told in {@link NewBusinessModels}. */
final class CohortReader {

    private static final int WEEKS_OF_A_YEAR = 52;

    private static final int MOST_PERIODS = 120;

    private final DealColumns deals;
    private final DealChanges changes;
    private final int currency;
    private final int shownIn;
    private final int asOfDay;
    private final FiscalPeriod running;
    private final int elapsed;
    private final List<FiscalPeriod> periods = new ArrayList<>();

    /** First days of the complete periods and of the running one, then of the one after. */
    private int[] starts = {};

    private CohortReader(PipelineView view, FiscalCalendar calendar, Granularity granularity, CurrencyUnit currency) {
        deals = view.deals();
        changes = view.changes();
        this.currency = deals.currencies().indexOf(currency);
        shownIn = changes.currencies().indexOf(currency);
        asOfDay = day(view.asOfDate());
        LocalDate tomorrow = LocalDate.ofInstant(view.asOf().plusNanos(1), view.zone());
        running = calendar.periodOf(tomorrow, granularity);
        elapsed = day(tomorrow) - day(running.start());
    }

    static Reading read(PipelineView view, FiscalCalendar calendar, Granularity granularity, CurrencyUnit currency) {
        CohortReader reader = new CohortReader(view, calendar, granularity, currency);
        int[] entries = reader.entries();
        int begin = Arrays.stream(entries).min().orElse(Integer.MAX_VALUE);
        reader.findPeriods(calendar, begin);
        return reader.read(entries, season(calendar, reader.running));
    }

    private static int season(FiscalCalendar calendar, FiscalPeriod period) {
        FiscalPeriod year = calendar.periodOf(period.start(), Granularity.YEAR);
        return period.granularity() == Granularity.WEEK
                ? WEEKS_OF_A_YEAR
                : calendar.partsOf(year, period.granularity()).size();
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private void findPeriods(FiscalCalendar calendar, int begin) {
        FiscalPeriod period = calendar.previous(running);
        while (day(period.start()) >= begin && periods.size() < MOST_PERIODS) {
            periods.add(0, period);
            period = calendar.previous(period);
        }
        starts = new int[periods.size() + 2];
        for (int i = 0; i < periods.size(); i++) {
            starts[i] = day(periods.get(i).start());
        }
        starts[periods.size()] = day(running.start());
        starts[periods.size() + 1] = day(running.end());
    }

    /** By row the day on which the deal came in; the largest number for one that did not. */
    private int[] entries() {
        int[] entries = new int[deals.size()];
        for (int row = 0; row < entries.length; row++) {
            boolean isForeign = deals.hasAmount(row) && deals.currency(row) != currency;
            boolean isMeant = deals.stages().get(deals.stage(row)).counts() && !isForeign;
            entries[row] = isMeant ? entry(row) : Integer.MAX_VALUE;
        }
        return entries;
    }

    private int entry(int row) {
        int wonOn = isWon(row) ? deals.closeDay(row) : Integer.MAX_VALUE;
        for (int step = changes.firstStep(row); step < changes.firstStep(row + 1); step++) {
            StageRef stage = changes.stages().get(changes.stage(step));
            if (stage.isInPipeline() || stage.isWon()) {
                return Math.min(changes.stepDay(step), wonOn);
            }
        }
        return wonOn;
    }

    private boolean isWon(int row) {
        return deals.stages().get(deals.stage(row)).isWon()
                && deals.closeDay(row) != DealColumns.NO_DAY
                && deals.closeDay(row) <= asOfDay;
    }

    /** The number of the period that holds the day, below 0 for a day outside. */
    private int placeOf(int day) {
        int found = Arrays.binarySearch(starts, day);
        int place = found >= 0 ? found : -found - 2;
        return place > periods.size() ? -1 : place;
    }

    private boolean isLate(int day, int place) {
        int length = starts[place + 1] - starts[place];
        int whole = starts[periods.size() + 1] - starts[periods.size()];
        return (day - starts[place]) * whole >= elapsed * length;
    }

    private Reading read(int[] entries, int season) {
        int n = periods.size();
        Cohorts.Part whole = Cohorts.Part.of(n);
        Cohorts.Part late = Cohorts.Part.of(n);
        Exposures exposures = new Exposures(n + 1);
        Wins wins = new Wins();
        for (int row = 0; row < entries.length; row++) {
            int cohort = placeOf(entries[row]);
            if (cohort >= 0) {
                boolean isLate = cohort < n && isLate(entries[row], cohort);
                exposures.add(cohort, isLate, shown(row, starts[cohort + 1] - 1));
                int age = isWon(row) ? placeOf(deals.closeDay(row)) - cohort : n;
                if (cohort + age < n && deals.hasAmount(row) && deals.amountMinor(row) > 0) {
                    wins.add(row, age, isLate, deals.amountMinor(row));
                    count(whole, cohort, age, deals.amountMinor(row));
                    if (isLate) {
                        count(late, cohort, age, deals.amountMinor(row));
                    }
                }
            }
        }
        double soFar = exposures.fill(whole.exposure(), late.exposure());
        return new Reading(new Cohorts(whole, late, soFar), List.copyOf(periods), running, season, wins);
    }

    private static void count(Cohorts.Part part, int cohort, int age, long amount) {
        part.revenue()[cohort][age] += amount;
        part.wins()[cohort][age]++;
    }

    /** The amount at the end of a day, below 0 when none was known in the currency. */
    private long shown(int row, int day) {
        int found = -1;
        for (int amount = changes.firstAmount(row); amount < changes.firstAmount(row + 1); amount++) {
            if (changes.amountSetDay(amount) <= day) {
                found = amount;
            }
        }
        boolean isKnown = found >= 0 && changes.hasAmount(found) && changes.currency(found) == shownIn;
        return isKnown ? Math.max(0, changes.amountMinor(found)) : -1;
    }

    /** What was read. */
    record Reading(Cohorts cohorts, List<FiscalPeriod> periods, FiscalPeriod running, int season, Wins wins) {}

    /** Amounts shown, by cohort. */
    private static final class Exposures {

        private final double[] known;
        private final double[] lateKnown;
        private final int[] unknown;
        private final int[] lateUnknown;
        private long count;

        Exposures(int cohorts) {
            known = new double[cohorts];
            lateKnown = new double[cohorts];
            unknown = new int[cohorts];
            lateUnknown = new int[cohorts];
        }

        void add(int cohort, boolean isLate, long shown) {
            if (shown < 0) {
                unknown[cohort]++;
                lateUnknown[cohort] += isLate ? 1 : 0;
            } else {
                known[cohort] += shown;
                lateKnown[cohort] += isLate ? shown : 0;
                count++;
            }
        }

        /** Fills in the complete cohorts, and gives the running one. */
        double fill(double[] whole, double[] late) {
            double sum = Arrays.stream(known).sum();
            // without a single amount the number of deals is the exposure
            double mean = sum == 0 ? 1 : sum / count;
            for (int cohort = 0; cohort < whole.length; cohort++) {
                whole[cohort] = known[cohort] + unknown[cohort] * mean;
                late[cohort] = lateKnown[cohort] + lateUnknown[cohort] * mean;
            }
            return known[whole.length] + unknown[whole.length] * mean;
        }
    }

    /** Single wins of the cohorts in complete periods, as growing columns. */
    static final class Wins {

        private int size;
        private int[] rows = new int[16];
        private int[] ages = new int[16];
        private boolean[] late = new boolean[16];
        private long[] amounts = new long[16];

        void add(int row, int age, boolean isLate, long amount) {
            if (size == rows.length) {
                int larger = 2 * size;
                rows = Arrays.copyOf(rows, larger);
                ages = Arrays.copyOf(ages, larger);
                late = Arrays.copyOf(late, larger);
                amounts = Arrays.copyOf(amounts, larger);
            }
            rows[size] = row;
            ages[size] = age;
            late[size] = isLate;
            amounts[size++] = amount;
        }

        int size() {
            return size;
        }

        int row(int win) {
            return rows[win];
        }

        long amount(int win) {
            return amounts[win];
        }

        boolean isNew(int win, int ahead) {
            return Cohorts.isNew(ages[win], late[win], ahead);
        }
    }
}
