package org.salespipeline.forecast.statistics;

/**
 * Learns from the values of past periods and tells those of coming ones. Implement it as a pure function; {@link SeriesModels}
 * has the usual ones.
 */
@FunctionalInterface
public interface SeriesModel {

    /**
     * Learns from a series.
     *
     * @param values finite, the latest last, as many as {@link #fewest} or more
     */
    Fitted fit(double... values);

    /** The number of values without which {@link #fit} refuses with an IllegalArgumentException. */
    default int fewest() {
        return 1;
    }

    /** What was learned from a series. */
    interface Fitted {

        /**
         * The forecast of a value; it may be negative though none ever was.
         *
         * @param steps after the last value that was learned from, at least 1
         */
        double ahead(int steps);
    }
}
