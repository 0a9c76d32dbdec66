package org.salespipeline.forecast.revenue;

/**
 * The law of revenue: how large the sum may become, with which chance. Amounts are in minor units. Immutable.
 *
 * <p>Only the {@link #mean mean} adds up over the parts of a whole; quantiles never do; what a term adds to the chance of the
 * whole is answered by {@link Criticality}.
 */
public sealed interface RevenueLaw permits KnotLaw, FourierLaw {

    /** Mean Σ p·a, summed exactly and rounded once, whatever the method. */
    double mean();

    /** Variance, in squared minor units; with a common factor as large as the factor makes it. */
    double variance();

    /** Square root of the variance, in minor units. */
    default double standardDeviation() {
        return Math.sqrt(variance());
    }

    /**
     * The smallest revenue x with a chance of at least u to end up at x or below: Q(u) = inf{x: F(x) ≥ u}. Where F is flat at u,
     * as between the outcomes of one dominating deal, that is the lower end of the plateau.
     *
     * @param u in [0, 1]; for 0 the smallest possible revenue
     */
    double quantile(double u);

    /** F(x), the chance of x or less. */
    double chanceOfAtMost(double x);

    /** The chance of less than x. */
    double chanceOfLess(double x);

    /** The chance of x or more, for example of reaching a quota. */
    default double chanceOfAtLeast(double x) {
        return 1 - chanceOfLess(x);
    }

    /** By how much the target is missed on average, counting 0 where it is reached: E(target − S)⁺ = ∫ F up to it. */
    double expectedShortfall(double target);

    /**
     * Mean revenue given that the target is missed: E(S | S &lt; target).
     *
     * @throws ArithmeticException if the target cannot be missed
     */
    default double meanBelow(double target) {
        double missed = chanceOfLess(target);
        if (missed <= 0) {
            throw new ArithmeticException("target must have a chance to be missed, was " + target);
        }
        return target - expectedShortfall(target) / missed;
    }

    /** The chance that no term is won at all, computed apart from everything else. */
    double chanceOfNoWin();

    /**
     * Continuous ranked probability score of this law for what came out, in minor units: ∫ (F(x) − 1{x ≥ actual})² dx; 0 is
     * perfect, and for a certain law it is the absolute error.
     *
     * <p>Source: T. Gneiting, A. E. Raftery (2007), Strictly proper scoring rules, prediction, and estimation, <i>JASA</i>
     * 102(477):359–378, <a href="https://doi.org/10.1198/016214506000001437">doi</a>.
     */
    double crps(double actual);

    /** Name of the method that was used. */
    String method();

    /**
     * How far this law may be from the true one, at most, as mean absolute error of its quantiles (Wasserstein-1), in minor
     * units; see the methods of {@link Aggregators} for what it covers. 0 where the method is exact up to rounding.
     */
    double errorBound();
}
