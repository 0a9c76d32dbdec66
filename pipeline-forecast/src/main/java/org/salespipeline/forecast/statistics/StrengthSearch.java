package org.salespipeline.forecast.statistics;

/** Looks for the strength that maximises a likelihood whose other parameter is already the best one for each strength. */
abstract class StrengthSearch {

    private static final double LOWEST = StrictMath.log(1e-3);
    private static final double HIGHEST = StrictMath.log(1e8);
    private static final int STEPS = 24;

    /** Derivative of the log-likelihood by the logarithm of the strength, the mean being the best for this strength. */
    abstract double slope(double strength);

    /** The log-likelihood, the mean being the best for this strength. */
    abstract double value(double strength);

    /** The log-likelihood if all groups share one rate. */
    abstract double pooledValue();

    /**
     * The best strength; infinite if no finite one is better than one shared rate.
     *
     * <p>The likelihood may have several maxima, so every change of sign of the slope on a grid is followed up.
     */
    final double best() {
        double best = Double.POSITIVE_INFINITY;
        double bestValue = pooledValue();
        double width = (HIGHEST - LOWEST) / STEPS;
        double slopeBefore = slope(StrictMath.exp(LOWEST));
        if (slopeBefore <= 0 && value(StrictMath.exp(LOWEST)) > bestValue) {
            best = StrictMath.exp(LOWEST);
            bestValue = value(best);
        }
        for (int step = 1; step <= STEPS; step++) {
            double to = LOWEST + step * width;
            double slope = slope(StrictMath.exp(to));
            if (slopeBefore > 0 && slope <= 0) {
                double strength = StrictMath.exp(Monotone.root(log -> slope(StrictMath.exp(log)), to - width, to));
                double value = value(strength);
                if (value > bestValue) {
                    best = strength;
                    bestValue = value;
                }
            }
            slopeBefore = slope;
        }
        return best;
    }
}
