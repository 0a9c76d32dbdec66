package org.salespipeline.forecast.strategy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.DealColumns.Segments;

/**
 * What comes of deals that are not open yet: how many wins a period had on average from deals that were not open on the like day
 * of past periods, and what such a win brought.
 *
 * @param wins expected number of wins, 0 or more; empty in a period of which no like one is over
 * @param amount what one brings on average, in minor units
 * @param variation squared coefficient of variation of that
 */
record NewBusiness(double wins, double amount, double variation) {

    private static final int PERIODS = 4;

    /** As many wins weigh what a win brings in general. */
    private static final double STRENGTH = 5;

    private static final double MOST_VARIATION = 25;

    static final NewBusiness NONE = new NewBusiness(0, 0, 0);

    /** The wins of one past window: the segments they were in and what they brought. */
    record Window(List<Integer> rows, double amount) {}

    /** The like windows of past periods, the latest first; those that are not over are left out. */
    static List<Window> windows(PastOrigins past, int ahead, int currency) {
        List<Window> windows = new ArrayList<>();
        for (PastOrigins.Origin origin : past.latestFirst()) {
            if (ahead >= origin.periodsAgo()) {
                continue;
            }
            FiscalPeriod target = past.target(origin, ahead);
            LocalDate from =
                    origin.day().isBefore(target.start()) ? target.start().minusDays(1) : origin.day();
            windows.add(window(past, origin, from, target.lastDay(), currency));
        }
        return windows;
    }

    private static Window window(
            PastOrigins past, PastOrigins.Origin origin, LocalDate from, LocalDate to, int currency) {
        Set<String> open = PastOrigins.openThen(origin);
        DealColumns deals = past.known().deals();
        List<Integer> rows = new ArrayList<>();
        double amount = 0;
        for (int row = 0; row < deals.size(); row++) {
            if (past.isWon(row, from, to)
                    && deals.hasAmount(row)
                    && deals.currency(row) == currency
                    && !open.contains(deals.id(row).value())) {
                rows.add(row);
                amount += deals.amountMinor(row);
            }
        }
        return new Window(rows, amount);
    }

    /** The mean of the latest windows. */
    static NewBusiness of(List<Window> windows, DealColumns deals, Wins general) {
        if (windows.isEmpty()) {
            return NONE;
        }
        List<Window> used = windows.subList(0, Math.min(PERIODS, windows.size()));
        double wins =
                used.stream().mapToInt(window -> window.rows.size()).average().orElse(0);
        double n = STRENGTH;
        double sum = STRENGTH * general.mean();
        double squares = STRENGTH * general.meanSquare();
        for (Window window : windows) {
            for (int row : window.rows) {
                double amount = Math.max(0, deals.amountMinor(row));
                n++;
                sum += amount;
                squares += amount * amount;
            }
        }
        double mean = sum / n;
        double variation = mean == 0 ? 0 : Math.max(0, squares / n / (mean * mean) - 1);
        return mean == 0 ? NONE : new NewBusiness(wins, mean, Math.min(MOST_VARIATION, variation));
    }

    /** The part of a segment in the new business, by what it had in all windows and all wins. */
    static double share(List<Window> windows, DealColumns deals, Segments segments, String name) {
        double own = 0;
        double all = 0;
        for (Window window : windows) {
            for (int row : window.rows) {
                double amount = Math.max(0, deals.amountMinor(row));
                all += amount;
                own += segments.label(segments.code(row)).equals(name) ? amount : 0;
            }
        }
        return all == 0 ? 0 : own / all;
    }
}
