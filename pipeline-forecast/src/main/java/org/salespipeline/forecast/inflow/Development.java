package org.salespipeline.forecast.inflow;

import org.salespipeline.forecast.statistics.Triangle;

/** What a unit of exposure brings by age, learned from cohorts. */
enum Development {
    /** Won at an age per exposure of the cohorts that have reached it. */
    EMERGENCE,
    /** The steps of the chain ladder to what cohorts come to by it. */
    CHAIN_LADDER,
    /** The same steps to the rate of Cape Cod. */
    CAPE_COD;

    /**
     * The rates by age, 0 for an age at which no cohort has exposure.
     *
     * @param won by cohort and age, as many ages as are complete
     * @param exposure by cohort
     */
    double[] rates(double[][] won, double[] exposure) {
        return switch (this) {
            case EMERGENCE -> emergence(won, exposure);
            case CHAIN_LADDER -> {
                Triangle triangle = Triangle.of(cumulated(won));
                yield steps(triangle, ladderRate(triangle, exposure));
            }
            case CAPE_COD -> {
                Triangle triangle = Triangle.of(cumulated(won));
                yield steps(triangle, triangle.capeCod(exposure));
            }
        };
    }

    private static double[] steps(Triangle triangle, double ultimate) {
        double[] emerged = triangle.emerged();
        double[] rates = new double[emerged.length];
        for (int age = 0; age < rates.length; age++) {
            rates[age] = ultimate * (age == 0 ? emerged[0] : emerged[age] - emerged[age - 1]);
        }
        return rates;
    }

    private static double[] emergence(double[][] won, double[] exposure) {
        double[] rates = new double[won.length];
        for (int age = 0; age < rates.length; age++) {
            double sum = 0;
            double used = 0;
            for (int cohort = 0; cohort + age < won.length; cohort++) {
                sum += won[cohort][age];
                used += exposure[cohort];
            }
            rates[age] = used == 0 ? 0 : sum / used;
        }
        return rates;
    }

    private static double[][] cumulated(double[][] won) {
        double[][] sums = new double[won.length][];
        for (int cohort = 0; cohort < won.length; cohort++) {
            sums[cohort] = won[cohort].clone();
            for (int age = 1; age < sums[cohort].length; age++) {
                sums[cohort][age] += sums[cohort][age - 1];
            }
        }
        return sums;
    }

    /** What cohorts come to per exposure; those of which nothing can be told yet tell nothing. */
    private static double ladderRate(Triangle triangle, double[] exposure) {
        double[] ultimates = triangle.ultimates();
        double[] emerged = triangle.emerged();
        double sum = 0;
        double used = 0;
        for (int cohort = 0; cohort < ultimates.length; cohort++) {
            if (emerged[ultimates.length - 1 - cohort] > 0) {
                sum += ultimates[cohort];
                used += exposure[cohort];
            }
        }
        return used == 0 ? 0 : sum / used;
    }
}
