package org.salespipeline.forecast.statistics;

import java.util.Arrays;

/** Control of the share of false ones among what is called a discovery when many things are tested at once. */
public final class FalseDiscovery {

    private FalseDiscovery() {}

    /**
     * The smallest false-discovery rate at which each test is a discovery.
     *
     * <pre>
     *   q_(i) = min over j ≥ i of  p_(j) · m / j, at most 1      p_(1) ≤ … ≤ p_(m)
     * </pre>
     *
     * <p>Calling all with q up to a rate discoveries keeps the expected share of false ones among them at or below the rate, if
     * the tests are independent or positively dependent.
     *
     * <p>Source: Y. Benjamini, Y. Hochberg (1995), Controlling the false discovery rate, <i>JRSS B</i> 57(1):289–300, <a
     * href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">doi</a>.
     *
     * @param pValues each in [0, 1]
     * @return in the order of the p-values
     */
    public static double[] adjusted(double... pValues) {
        return adjusted(pValues, 1);
    }

    /**
     * The same, whatever the dependence between the tests: every q is larger by 1 + 1/2 + … + 1/m.
     *
     * <p>Source: Y. Benjamini, D. Yekutieli (2001), The control of the false discovery rate in multiple testing under
     * dependency, <i>Annals of Statistics</i> 29(4):1165–1188, <a href="https://doi.org/10.1214/aos/1013699998">doi</a>.
     *
     * @param pValues each in [0, 1]
     * @return in the order of the p-values
     */
    public static double[] adjustedUnderAnyDependence(double... pValues) {
        double sum = 0;
        for (int i = pValues.length; i > 0; i--) {
            sum += 1.0 / i;
        }
        return adjusted(pValues, sum);
    }

    private static double[] adjusted(double[] pValues, double factor) {
        int m = pValues.length;
        double[] sorted = pValues.clone();
        for (int i = 0; i < m; i++) {
            double p = pValues[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("p-value " + i + " must be in [0, 1], was " + p);
            }
            sorted[i] = p + 0.0;
        }
        Arrays.sort(sorted);
        double[] bySorted = new double[m];
        double smallest = 1;
        for (int i = m - 1; i >= 0; i--) {
            smallest = Math.min(smallest, sorted[i] * (m * factor / (i + 1)));
            bySorted[i] = smallest;
        }
        double[] adjusted = new double[m];
        for (int i = 0; i < m; i++) {
            // the highest rank of equal ones counts, and its minimum is that of all of them
            adjusted[i] = bySorted[Arrays.binarySearch(sorted, pValues[i] + 0.0)];
        }
        return adjusted;
    }
}
