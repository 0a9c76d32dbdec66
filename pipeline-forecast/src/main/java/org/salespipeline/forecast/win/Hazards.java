package org.salespipeline.forecast.win;

import java.util.List;

/**
 * How likely an open deal is won, or lost, in each of the coming weeks: a log-odds against staying open for both, so that the
 * two chances never exceed 1 together. Immutable; shared by threads.
 */
interface Hazards {

    /**
     * Adds to the log-odds of the coming weeks of one deal.
     *
     * @param deals what is known of deals
     * @param deal its row there
     * @param share what the log-odds are multiplied with
     * @param into by week: win, then from {@link Coded#weeks} on loss
     */
    void add(Coded deals, int deal, double share, double[] into);

    /** What adds up to the log-odds of the first week of one deal, less those of the average deal. */
    List<WinChances.Part> parts(Coded deals, int deal, double share);

    /**
     * Open deals in bins.
     *
     * @param codes by feature of the encoding and deal
     * @param phases code by week
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Coded(OpenDeals open, byte[][] codes, byte[] phases) {

        static Coded of(OpenDeals open, Encoding encoding, int weeks) {
            byte[] phases = new byte[weeks];
            for (int k = 0; k < weeks; k++) {
                phases[k] = (byte) Weeks.phase(open.asOfDay, k);
            }
            return new Coded(open, encoding.encode(open), phases);
        }

        int weeks() {
            return phases.length;
        }

        int gap(int deal, int week) {
            return Weeks.gap(open.asOfDay, week, open.statedDays[deal]);
        }
    }
}
