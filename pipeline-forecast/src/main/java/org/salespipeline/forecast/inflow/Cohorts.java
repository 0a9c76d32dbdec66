package org.salespipeline.forecast.inflow;

import java.util.Arrays;

/**
 * What came in, and what was won of it, in periods that are complete. The like day divides each period as the as-of day divides
 * the running one.
 *
 * @param whole all of each cohort
 * @param late what came in after the like day of its period
 * @param soFar exposure that has come into the running period
 */
record Cohorts(Part whole, Part late, double soFar) {

    /** As many wins of all kinds weigh what a win brings in general. */
    static final double STRENGTH = 5;

    /** How many periods are complete; they are numbered from 0, the running one by this number. */
    int periods() {
        return whole.exposure.length;
    }

    /** What was known in an earlier period on the like day: what complete periods before it had come to. */
    Cohorts before(int origin) {
        return new Cohorts(whole.before(origin), late.before(origin), whole.exposure[origin] - late.exposure[origin]);
    }

    /** Won in the period so much after the origin of what came in after the like day of the origin. */
    double newRevenue(int origin, int ahead) {
        return sumOfNew(whole.revenue, late.revenue, origin, ahead);
    }

    /** The number of these wins. */
    double newWins(int origin, int ahead) {
        return sumOfNew(whole.wins, late.wins, origin, ahead);
    }

    private static double sumOfNew(double[][] whole, double[][] late, int origin, int ahead) {
        double sum = late[origin][ahead];
        for (int cohort = 1; cohort <= ahead; cohort++) {
            sum += whole[origin + cohort][ahead - cohort];
        }
        return sum;
    }

    /** Whether wins at this age are new for an origin so much before. */
    static boolean isNew(int age, boolean isLate, int ahead) {
        return age < ahead || (age == ahead && isLate);
    }

    /** What a new win brings, drawn to what wins bring in general; 0 without any. */
    double winAmount(int ahead) {
        double wins = sum(whole.wins, Integer.MAX_VALUE);
        if (wins == 0) {
            return 0;
        }
        double general = sum(whole.revenue, Integer.MAX_VALUE) / wins;
        double own = sum(whole.wins, ahead) + sumAt(late.wins, ahead);
        double amount = sum(whole.revenue, ahead) + sumAt(late.revenue, ahead);
        return (amount + STRENGTH * general) / (own + STRENGTH);
    }

    private static double sum(double[][] cells, int belowAge) {
        double sum = 0;
        for (double[] row : cells) {
            for (int age = 0; age < Math.min(belowAge, row.length); age++) {
                sum += row[age];
            }
        }
        return sum;
    }

    private static double sumAt(double[][] cells, int age) {
        double sum = 0;
        for (double[] row : cells) {
            sum += age < row.length ? row[age] : 0;
        }
        return sum;
    }

    /**
     * A part of each cohort.
     *
     * @param exposure by cohort, in minor units
     * @param revenue by cohort and age, in minor units; the last age of a cohort is that of the last complete period
     * @param wins by cohort and age
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(double[] exposure, double[][] revenue, double[][] wins) {

        static Part of(int periods) {
            double[][] revenue = new double[periods][];
            double[][] wins = new double[periods][];
            for (int cohort = 0; cohort < periods; cohort++) {
                revenue[cohort] = new double[periods - cohort];
                wins[cohort] = new double[periods - cohort];
            }
            return new Part(new double[periods], revenue, wins);
        }

        Part before(int origin) {
            return new Part(Arrays.copyOf(exposure, origin), before(revenue, origin), before(wins, origin));
        }

        private static double[][] before(double[][] cells, int origin) {
            double[][] early = new double[origin][];
            for (int cohort = 0; cohort < origin; cohort++) {
                early[cohort] = Arrays.copyOf(cells[cohort], origin - cohort);
            }
            return early;
        }
    }
}
