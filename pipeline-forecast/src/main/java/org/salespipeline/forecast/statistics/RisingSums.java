package org.salespipeline.forecast.statistics;

import java.util.Arrays;

/**
 * Sums over groups of what {@link Factorials} tells of the number of each one, from a common start.
 *
 * <pre>
 *   Σ_g Σ_{j < n_g} f(x + j) = Σ_j (groups with n_g > j) · f(x + j)
 * </pre>
 *
 * <p>The right side costs as much as the largest group has members, however many groups there are.
 */
final class RisingSums {

    /** About how many members cost as much as a group does on the other way. */
    private static final long MEMBERS_PER_GROUP = 16;

    private final long[] numbers;

    /** By j how many groups have more members; empty where going through the groups is cheaper. */
    private final double[] above;

    RisingSums(long[] numbers) {
        this.numbers = numbers;
        long largest = Arrays.stream(numbers).max().orElse(0);
        above = new double[largest <= MEMBERS_PER_GROUP * numbers.length ? (int) largest : 0];
        if (above.length > 0) {
            for (long number : numbers) {
                if (number > 0) {
                    above[(int) number - 1]++;
                }
            }
            for (int j = above.length - 2; j >= 0; j--) {
                above[j] += above[j + 1];
            }
        }
    }

    /** Σ 1/x + 1/(x+1) + … + 1/(x+n−1). */
    double harmonic(double x) {
        double sum = 0;
        for (int j = 0; j < above.length; j++) {
            sum += above[j] / (x + j);
        }
        for (int g = 0; g < numbers.length && above.length == 0; g++) {
            sum += Factorials.harmonic(x, numbers[g]);
        }
        return sum;
    }

    /** Σ ln x(x+1)…(x+n−1). */
    double logRising(double x) {
        double sum = 0;
        for (int j = 0; j < above.length; j++) {
            sum += above[j] * StrictMath.log(x + j);
        }
        for (int g = 0; g < numbers.length && above.length == 0; g++) {
            sum += Factorials.logRising(x, numbers[g]);
        }
        return sum;
    }
}
