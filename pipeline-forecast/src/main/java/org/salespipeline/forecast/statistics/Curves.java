package org.salespipeline.forecast.statistics;

import java.util.Arrays;

/** Turns counts into curves: one pass over the times for each. */
final class Curves {

    private final EventCounts counts;
    private final int[] times;
    private final long[] atRisk;
    private final long[] events;

    private Curves(EventCounts counts) {
        this.counts = counts;
        int size = counts.times();
        Columns columns = new Columns(counts, new int[size], new long[size], new long[size]);
        counts.walk(columns);
        this.times = Arrays.copyOf(columns.times, columns.rows);
        this.atRisk = Arrays.copyOf(columns.atRisk, columns.rows);
        this.events = Arrays.copyOf(columns.events, columns.rows);
    }

    static Curves of(EventCounts counts) {
        return new Curves(counts);
    }

    private static final class Columns implements EventCounts.Step {
        private final EventCounts counts;
        private final int[] times;
        private final long[] atRisk;
        private final long[] events;
        private int rows;

        Columns(EventCounts counts, int[] times, long[] atRisk, long[] events) {
            this.counts = counts;
            this.times = times;
            this.atRisk = atRisk;
            this.events = events;
        }

        @Override
        public void at(int time, long n, long left) {
            times[rows] = time;
            atRisk[rows] = n;
            events[rows] = left - counts.left(time, EventCounts.STILL_OPEN);
            rows++;
        }
    }

    private EventCurve curve(EventCurve.Kind kind, long[] ofEvents, double[][] column) {
        return new EventCurve(kind, new EventCurve.Rows(times, atRisk, ofEvents), column[0], column[1]);
    }

    EventCurve kaplanMeier() {
        double[][] column = new double[2][times.length];
        double survival = 1;
        double variance = 0;
        for (int row = 0; row < times.length; row++) {
            double n = atRisk[row];
            double hazard = events[row] / n;
            double stay = (n - events[row]) / n;
            variance = stay * stay * variance + survival * survival * (hazard * stay / n);
            survival *= stay;
            column[0][row] = survival;
            column[1][row] = variance;
        }
        return curve(EventCurve.Kind.SURVIVAL, events, column);
    }

    /** The hazard of one cause, or of all for 0. */
    EventCurve nelsonAalen(int cause) {
        long[] ofCause = cause == 0 ? events : eventsOf(cause);
        double[][] column = new double[2][times.length];
        double hazard = 0;
        double variance = 0;
        for (int row = 0; row < times.length; row++) {
            double n = atRisk[row];
            hazard += ofCause[row] / n;
            variance += ofCause[row] / (n * n);
            column[0][row] = hazard;
            column[1][row] = variance;
        }
        return curve(EventCurve.Kind.HAZARD, ofCause, column);
    }

    private long[] eventsOf(int cause) {
        long[] ofCause = new long[times.length];
        for (int row = 0; row < times.length; row++) {
            ofCause[row] = counts.left(times[row], cause);
        }
        return ofCause;
    }

    EventCounts.Chances aalenJohansen(EventCounts.Variance kind) {
        long[][] ofCause = new long[counts.causes()][];
        for (int k = 0; k < ofCause.length; k++) {
            ofCause[k] = eventsOf(k + 1);
        }
        ProductLimit state = new ProductLimit(kind, ofCause, times.length);
        for (int row = 0; row < times.length; row++) {
            state.step(row, (double) atRisk[row], (double) events[row]);
        }
        EventCurve[] curves = new EventCurve[ofCause.length];
        for (int k = 0; k < curves.length; k++) {
            curves[k] = curve(EventCurve.Kind.INCIDENCE, ofCause[k], state.causes[k]);
        }
        return new EventCounts.Chances(curve(EventCurve.Kind.SURVIVAL, events, state.open), curves);
    }

    /** The product over times with its covariances, see {@link EventCounts#aalenJohansen(EventCounts.Variance)}. */
    private static final class ProductLimit {
        private final boolean greenwood;
        private final long[][] ofCause;
        private final double[][] open;
        private final double[][][] causes;
        private final double[] chance;
        private final double[] variance;
        private final double[] covariance;
        private double survival = 1;
        private double survivalVariance;

        ProductLimit(EventCounts.Variance kind, long[][] ofCause, int rows) {
            this.greenwood = kind == EventCounts.Variance.GREENWOOD;
            this.ofCause = ofCause;
            this.open = new double[2][rows];
            this.causes = new double[ofCause.length][2][rows];
            this.chance = new double[ofCause.length];
            this.variance = new double[ofCause.length];
            this.covariance = new double[ofCause.length];
        }

        void step(int row, double n, double d) {
            double stay = (n - d) / n;
            double square = survival * survival;
            double noise = greenwood ? d / n * stay / n : 0;
            for (int k = 0; k < ofCause.length; k++) {
                double events = ofCause[k][row];
                if (events > 0) {
                    noise += cause(k, events, n, stay);
                } else {
                    covariance[k] *= stay;
                }
                causes[k][0][row] = chance[k];
                causes[k][1][row] = variance[k];
            }
            survivalVariance = stay * stay * survivalVariance + square * noise;
            survival *= stay;
            open[0][row] = survival;
            open[1][row] = survivalVariance;
        }

        /** Moves one cause on; answers what it adds to the noise of all causes together beyond that of Greenwood. */
        private double cause(int k, double events, double n, double stay) {
            double hazard = events / n;
            double square = survival * survival;
            double noise = greenwood ? hazard * ((n - events) / n) / n : hypergeometric(events, n);
            double shared = greenwood ? hazard * stay / n : noise;
            chance[k] = Math.min(1, chance[k] + survival * hazard);
            double added = 2 * hazard * covariance[k] + hazard * hazard * survivalVariance + square * noise;
            // where a cause becomes certain the variance falls to 0, and rounding must not take it below
            variance[k] = Math.max(0, variance[k] + added);
            covariance[k] = stay * (covariance[k] + hazard * survivalVariance) - square * shared;
            return greenwood ? 0 : noise;
        }

        private static double hypergeometric(double events, double n) {
            double once = events / (n * n);
            return events > 1 ? once * ((n - events) / (n - 1)) : once;
        }
    }

    static EventCounts.LogRank logRank(EventCounts here, EventCounts others, int cause) {
        EventCounts pooled = EventCounts.ofCauses(here.causes());
        pooled.merge(here);
        pooled.merge(others);
        Curves all = of(pooled);
        Risk risk = new Risk(here);
        long observed = 0;
        double expected = 0;
        double variance = 0;
        for (int row = 0; row < all.times.length; row++) {
            double d = pooled.left(all.times[row], cause);
            if (d == 0) {
                continue;
            }
            double n = all.atRisk[row];
            double share = risk.at(all.times[row]) / n;
            observed += here.left(all.times[row], cause);
            expected += share * d;
            variance += n > 1 ? share * (1 - share) * d * ((n - d) / (n - 1)) : 0;
        }
        return new EventCounts.LogRank(observed, expected, variance);
    }

    /** Those at risk at times that ascend. */
    private static final class Risk {
        private final EventCounts counts;
        private long atRisk;
        private int time;

        Risk(EventCounts counts) {
            this.counts = counts;
            this.atRisk = counts.atRisk(0);
        }

        long at(int later) {
            for (; time < later; time++) {
                atRisk += counts.change(time);
            }
            return atRisk;
        }
    }
}
