package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.statistics.Normal;

/**
 * How good and bad periods move all chances together. Immutable.
 *
 * <pre>
 *   p(z) = Φ((Φ⁻¹(p) + √ρ z) / √(1 − ρ))        z ~ N(0, 1), one per period; z above 0 is a good period
 * </pre>
 *
 * <p>The mean of p(Z) is p: a factor widens the law and leaves every single chance what it is. The correlation ρ may be known
 * only by its chances; the laws are then mixed, never their parameters averaged.
 *
 * <p>Source: O. Vasicek (2002), Loan portfolio value, <i>Risk</i> 15(12):160–162.
 */
public final class CommonFactor {

    private static final CommonFactor INDEPENDENT = new CommonFactor(new double[] {0}, new double[] {1});

    /** Weights below this are left out and the others scaled up. */
    private static final double NEGLIGIBLE = 1e-6;

    /** How far the factor goes: beyond are 2e-9 of its law. */
    private static final double REACH = 6;

    private static final int FEWEST_NODES = 25;

    /** At this many nodes per standard deviation of the conditional law the rule's error is near 1e-9. */
    private static final double FINENESS = 1.25;

    private static final int MOST_NODES = 4001;

    private final double[] correlations;
    private final double[] weights;

    private CommonFactor(double[] correlations, double[] weights) {
        this.correlations = correlations;
        this.weights = weights;
    }

    /** No factor: terms are won independently. */
    public static CommonFactor independent() {
        return INDEPENDENT;
    }

    /**
     * A factor of known strength.
     *
     * @param correlation ρ in [0, 1): 0.03 is usual for quarters of sales
     */
    public static CommonFactor of(double correlation) {
        return mixture(new double[] {correlation}, new double[] {1});
    }

    /**
     * A factor whose strength is known by its chances, such as a posterior.
     *
     * @param correlations each in [0, 1), ascending
     * @param weights one for each, 0 or more, sum above 0
     */
    public static CommonFactor mixture(double[] correlations, double[] weights) {
        checkArgument(
                correlations.length == weights.length && weights.length > 0,
                "correlations and weights must be as many, one at least, were %s and %s",
                correlations.length,
                weights.length);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            checkArgument(
                    correlations[i] >= 0 && correlations[i] < 1,
                    "correlation must be in [0, 1), was %s",
                    correlations[i]);
            checkArgument(
                    i == 0 || correlations[i] > correlations[i - 1],
                    "correlations must ascend, had %s",
                    correlations[i]);
            checkArgument(weights[i] >= 0, "weight of a correlation must be 0 or more, was %s", weights[i]);
            sum += weights[i];
        }
        checkArgument(sum > 0 && Double.isFinite(sum), "weights must have a finite sum above 0, was %s", sum);
        return kept(correlations, weights, sum);
    }

    private static CommonFactor kept(double[] correlations, double[] weights, double sum) {
        double[] keptCorrelations = new double[weights.length];
        double[] keptWeights = new double[weights.length];
        int kept = 0;
        double keptSum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] / sum >= NEGLIGIBLE) {
                keptCorrelations[kept] = correlations[i];
                keptWeights[kept++] = weights[i];
                keptSum += weights[i];
            }
        }
        double[] scaled = Arrays.copyOf(keptWeights, kept);
        for (int i = 0; i < kept; i++) {
            scaled[i] /= keptSum;
        }
        return new CommonFactor(Arrays.copyOf(keptCorrelations, kept), scaled);
    }

    /** Whether terms are won independently. */
    public boolean isIndependent() {
        return correlations.length == 1 && correlations[0] == 0;
    }

    /** Mean of the correlation. */
    public double meanCorrelation() {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * correlations[i];
        }
        return sum;
    }

    /**
     * The chance in a period whose factor is z, for a known correlation.
     *
     * @param chance in [0, 1]; 0 and 1 stay what they are
     * @param z how good the period is, in standard deviations
     * @param correlation ρ in [0, 1)
     */
    public static double conditionalChance(double chance, double z, double correlation) {
        checkArgument(chance >= 0 && chance <= 1, "chance must be in [0, 1], was %s", chance);
        checkArgument(correlation >= 0 && correlation < 1, "correlation must be in [0, 1), was %s", correlation);
        return chance == 0 || chance == 1
                ? chance
                : Normal.cdf((Normal.quantile(chance) + Math.sqrt(correlation) * z) / Math.sqrt(1 - correlation));
    }

    double correlationAt(double u) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (u < sum) {
                return correlations[i];
            }
        }
        return correlations[weights.length - 1];
    }

    /**
     * Where to hold the factor, and with which weight: the trapezoid rule on [−6, 6], which for a smooth integrand that
     * fades out converges faster than any power of the spacing.
     *
     * <p>Source: L. N. Trefethen, J. A. C. Weideman (2014), The exponentially convergent trapezoidal rule, <i>SIAM Review</i>
     * 56(3):385–458, <a href="https://doi.org/10.1137/130932132">doi</a>.
     *
     * @param steepness λ by correlation: slope of the conditional mean over the conditional standard deviation
     */
    Node[] nodes(DoubleUnaryOperator steepness) {
        if (isIndependent()) {
            return new Node[] {Node.INDEPENDENT};
        }
        Node[][] parts = new Node[weights.length][];
        int n = 0;
        for (int i = 0; i < weights.length; i++) {
            parts[i] = nodes(correlations[i], weights[i], steepness);
            n += parts[i].length;
        }
        Node[] all = new Node[n];
        int at = 0;
        for (Node[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static Node[] nodes(double correlation, double weight, DoubleUnaryOperator steepness) {
        double lambda = steepness.applyAsDouble(correlation);
        int wanted = (int) Math.min(Math.ceil(2 * REACH * FINENESS * lambda) + 1, MOST_NODES);
        int n = correlation == 0 ? 1 : Math.max(FEWEST_NODES, wanted);
        double[] share = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            share[i] = Normal.density(z(i, n));
            sum += share[i];
        }
        Node[] nodes = new Node[n];
        for (int i = 0; i < n; i++) {
            nodes[i] = Node.of(correlation, z(i, n), weight * (share[i] / sum));
        }
        return nodes;
    }

    private static double z(int i, int n) {
        return n == 1 ? 0 : REACH * (2.0 * i / (n - 1) - 1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommonFactor that
                && Arrays.equals(correlations, that.correlations)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(correlations) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return isIndependent()
                ? "independent"
                : "common factor, correlations " + Arrays.toString(correlations) + " weighing "
                        + Arrays.toString(weights);
    }

    /** One value of the factor: a chance p becomes Φ(scale · Φ⁻¹(p) + shift). */
    record Node(double weight, double scale, double shift) {

        /** Leaves every chance as it is. */
        static final Node INDEPENDENT = new Node(1, Double.NaN, 0);

        static Node of(double correlation, double z, double weight) {
            double scale = 1 / Math.sqrt(1 - correlation);
            return new Node(weight, scale, Math.sqrt(correlation) * scale * z);
        }

        boolean isIndependent() {
            return Double.isNaN(scale);
        }

        /** The chance at this node of a term whose chance has this Φ⁻¹; not for independence. */
        double chance(double quantile) {
            return NormalTable.cdf(scale * quantile + shift);
        }

        /** The chance at this node of a term with this chance. */
        double chanceOf(double p) {
            return isIndependent() || p == 0 || p == 1 ? p : chance(Normal.quantile(p));
        }
    }
}
