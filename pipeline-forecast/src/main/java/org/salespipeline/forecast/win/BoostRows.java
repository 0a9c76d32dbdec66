package org.salespipeline.forecast.win;

/**
 * What is boosted on: rows in bins.
 *
 * @param codes by feature and row, each below 64
 * @param sizes the number of codes of each feature
 * @param ordered whether the codes of a feature have an order
 * @param outcome by row, from 0
 * @param others the number of outcomes besides 0
 * @param overlap in how many rows the same outcome stands, on average
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
record BoostRows(byte[][] codes, int[] sizes, boolean[] ordered, byte[] outcome, int size, int others, double overlap) {

    static BoostRows of(WeekRows rows) {
        int count = rows.features.size();
        int[] sizes = new int[count];
        boolean[] ordered = new boolean[count];
        for (int f = 0; f < count; f++) {
            sizes[f] = rows.features.get(f).size();
            ordered[f] = rows.features.get(f).isOrdered();
        }
        return new BoostRows(rows.codes, sizes, ordered, rows.outcome, rows.size(), 2, rows.overlap);
    }
}
