package org.salespipeline.forecast.win;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Map;
import org.salespipeline.forecast.view.DealColumns;

/**
 * What changes from week to week ahead without being a forecast itself: how far ahead the week is, where in the quarter of the
 * calendar it lies, and how far it is from the close that was stated. Codes of three features in bins.
 */
final class Weeks {

    static final int LEAD = 0;
    static final int PHASE = 1;
    static final int GAP = 2;

    private static final int[] LEAD_ENDS = {0, 1, 2, 3, 5, 8, 12, 17};
    private static final int EARLIEST_GAP = -12;
    private static final int LATEST_GAP = 16;
    private static final int PHASES = 14;

    static final ImmutableList<Feature> FEATURES = ImmutableList.of(
            feature("weeks ahead", 0, LEAD_ENDS.length),
            feature("weeks to the end of the quarter", 0, PHASES - 1),
            feature("weeks to the stated close", EARLIEST_GAP, LATEST_GAP));

    private Weeks() {}

    private static Feature feature(String name, int from, int to) {
        float[] edges = new float[to - from];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = from + i;
        }
        return new Feature(name, name, Feature.Kind.NUMBER, edges, Map.of());
    }

    static int lead(int week) {
        int bin = 0;
        while (bin < LEAD_ENDS.length && week > LEAD_ENDS[bin]) {
            bin++;
        }
        return 1 + bin;
    }

    /** By the last day of the week that begins after {@code asOfDay + 7 · week}. */
    static int phase(int asOfDay, int week) {
        LocalDate last = LocalDate.ofEpochDay(asOfDay + (week + 1L) * Landmarks.DAYS);
        int month = (last.getMonthValue() + 2) / 3 * 3;
        LocalDate end = LocalDate.of(last.getYear(), month, 1).plusMonths(1).minusDays(1);
        long weeks = (end.toEpochDay() - last.toEpochDay()) / Landmarks.DAYS;
        return 1 + (int) Math.min(PHASES - 1, weeks);
    }

    /** In whole weeks from the first day of the week to the stated day, below 0 where that is past. */
    static int gap(int asOfDay, int week, int statedDay) {
        if (statedDay == DealColumns.NO_DAY) {
            return 0;
        }
        long days = (long) statedDay - asOfDay - 1 - (long) week * Landmarks.DAYS;
        long weeks = Math.floorDiv(days, (long) Landmarks.DAYS);
        return 1 + (int) (Math.max(EARLIEST_GAP, Math.min(LATEST_GAP, weeks)) - EARLIEST_GAP);
    }
}
