package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/** Maximum likelihood of the gamma-Poisson law, see {@link Shrinkage#gammaPoisson}. */
final class GammaPoissonFit extends StrengthSearch {

    /** How far, as a logarithm, the best mean may be from that of all groups together. */
    private static final double SPREAD = 60;

    private final long[] events;
    private final double[] exposures;
    private final RisingSums ofEvents;
    private final long allEvents;
    private final double exposure;

    private GammaPoissonFit(long[] events, double[] exposures) {
        this.events = events;
        this.exposures = exposures;
        this.ofEvents = new RisingSums(events);
        long sumOfEvents = 0;
        double sum = 0;
        for (int g = 0; g < events.length; g++) {
            sumOfEvents = Math.addExact(sumOfEvents, events[g]);
            sum += exposures[g];
        }
        this.allEvents = sumOfEvents;
        this.exposure = sum;
    }

    static Shrinkage.GammaPoisson of(long[] events, double[] exposures) {
        checkArgument(
                events.length == exposures.length,
                "events and exposures must be of as many groups, was %s and %s",
                events.length,
                exposures.length);
        int groups = 0;
        for (int g = 0; g < events.length; g++) {
            requirePossible(g, events[g], exposures[g]);
            groups += exposures[g] > 0 ? 1 : 0;
        }
        checkArgument(groups > 0, "exposure must be above 0 in at least one of %s groups", events.length);
        GammaPoissonFit fit = new GammaPoissonFit(events.clone(), exposures.clone());
        return groups < Shrinkage.ENOUGH_GROUPS || fit.allEvents < 2 ? fit.byDefault() : fit.fitted();
    }

    private static void requirePossible(int group, long events, double exposure) {
        boolean possible = events >= 0 && Double.isFinite(exposure) && (exposure > 0 || (exposure == 0 && events == 0));
        if (!possible) {
            throw new IllegalArgumentException("group " + group
                    + " must have 0 events or more, and a finite exposure above 0 (0 if nothing happened), was "
                    + events
                    + " events in " + exposure);
        }
    }

    private Shrinkage.GammaPoisson byDefault() {
        double strength = Shrinkage.DEFAULT_STRENGTH;
        double mean = allEvents == 0 ? 0.5 / exposure : bestMean(strength);
        return result(mean, strength, logLikelihood(mean, strength), Shrinkage.Basis.DEFAULT);
    }

    private Shrinkage.GammaPoisson fitted() {
        double strength = best();
        if (Double.isInfinite(strength)) {
            return result(allEvents / exposure, strength, pooledValue(), Shrinkage.Basis.POOLED);
        }
        double mean = bestMean(strength);
        return result(mean, strength, logLikelihood(mean, strength), Shrinkage.Basis.FITTED);
    }

    private Shrinkage.GammaPoisson result(double mean, double strength, double value, Shrinkage.Basis basis) {
        return new Shrinkage.GammaPoisson(mean, strength, value, basis, allEvents, exposure);
    }

    private double bestMean(double strength) {
        double middle = StrictMath.log(allEvents / exposure);
        double log = Monotone.root(x -> meanSlope(StrictMath.exp(x), strength), middle - SPREAD, middle + SPREAD);
        return StrictMath.exp(log);
    }

    /** Derivative of the log-likelihood by the logarithm of the mean. */
    private double meanSlope(double mean, double strength) {
        double slope = 0;
        for (int g = 0; g < events.length; g++) {
            double expected = mean * exposures[g];
            slope += (events[g] - expected) / (1 + expected / strength);
        }
        return slope;
    }

    @Override
    double slope(double strength) {
        double mean = bestMean(strength);
        double slope = ofEvents.harmonic(strength);
        for (double of : exposures) {
            slope -= StrictMath.log1p(mean * of / strength);
        }
        return slope * strength;
    }

    @Override
    double value(double strength) {
        return logLikelihood(bestMean(strength), strength);
    }

    private double logLikelihood(double mean, double strength) {
        double sum = 0;
        for (int g = 0; g < events.length; g++) {
            double expected = mean * exposures[g];
            sum += Factorials.logRising(strength, events[g])
                    - Factorials.logGamma(events[g] + 1.0)
                    - strength * StrictMath.log1p(expected / strength)
                    + (events[g] == 0 ? 0 : events[g] * StrictMath.log(expected / (strength + expected)));
        }
        return sum;
    }

    @Override
    double pooledValue() {
        double mean = allEvents / exposure;
        double sum = 0;
        for (int g = 0; g < events.length; g++) {
            double expected = mean * exposures[g];
            sum += (events[g] == 0 ? 0 : events[g] * StrictMath.log(expected))
                    - expected
                    - Factorials.logGamma(events[g] + 1.0);
        }
        return sum;
    }
}
