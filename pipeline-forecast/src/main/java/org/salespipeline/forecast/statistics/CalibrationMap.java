package org.salespipeline.forecast.statistics;

/**
 * Turns the chance that a model states into the chance that its past cases tell. Never falls, stays in [0, 1], pure.
 *
 * <p>{@link Calibrations} makes them.
 */
@FunctionalInterface
public interface CalibrationMap {

    /**
     * The calibrated chance.
     *
     * @param chance in [0, 1]
     */
    double apply(double chance);
}
