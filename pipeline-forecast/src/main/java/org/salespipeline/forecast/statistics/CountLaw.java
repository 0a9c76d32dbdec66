package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * The law of a number of events: Poisson, or negative binomial where its intensity is uncertain itself. Immutable.
 *
 * <pre>
 *   N | Λ ~ Poisson(mean · Λ),   Λ ~ gamma with mean 1 and variance spread
 *   E N = mean,   Var N = mean + spread · mean²
 * </pre>
 */
public final class CountLaw {

    /** A first chance below e^−600 would be lost among the smallest doubles. */
    private static final double LEAST_LOG = -600;

    private final double mean;
    private final double spread;

    private CountLaw(double mean, double spread) {
        this.mean = mean;
        this.spread = spread;
    }

    /**
     * A law by its mean and how uncertain its intensity is.
     *
     * @param mean 0 or more
     * @param spread squared coefficient of variation of the intensity, 0 or more; 0 is the Poisson law, 0.04 an intensity that
     *     varies by a fifth
     */
    public static CountLaw of(double mean, double spread) {
        checkArgument(mean >= 0 && Double.isFinite(mean), "mean of a count must be 0 or more, was %s", mean);
        checkArgument(spread >= 0 && Double.isFinite(spread), "spread of a count must be 0 or more, was %s", spread);
        return new CountLaw(mean, spread);
    }

    /** E N. */
    public double mean() {
        return mean;
    }

    /** Squared coefficient of variation of the intensity. */
    public double spread() {
        return spread;
    }

    /** Var N. */
    public double variance() {
        return mean + spread * mean * mean;
    }

    /**
     * The law of the sum of N independent amounts, on whole numbers of a unit, by Panjer's recursion:
     *
     * <pre>
     *   g_0 = E f_0^N,   g_s = Σ_j (a + b j / s) f_j g_s−j / (1 − a f_0)         j from 1 to s
     *   a = β / (1 + β), b = (r − 1) a for the negative binomial with r = 1 / spread, β = spread · mean;  a = 0, b = mean for Poisson
     * </pre>
     *
     * <p>Where g_0 is too small for a double, the law of a part of the events is convolved with itself.
     *
     * <p>Source: H. H. Panjer (1981), Recursive evaluation of a family of compound distributions, <i>ASTIN Bulletin</i>
     * 12(1):22–26, <a href="https://doi.org/10.1017/S0515036100006796">doi</a>.
     *
     * @param amount chances that one amount is 0, 1, … units; each 0 or more, together at most 1 but for rounding
     * @param cells how many chances are wanted, at least 1
     * @return the chances of sums of 0 to cells − 1 units; what is missing to 1 lies beyond
     */
    public double[] compound(double[] amount, int cells) {
        checkArgument(cells >= 1, "cells must be at least 1, was %s", cells);
        double sum = 0;
        for (int i = 0; i < amount.length; i++) {
            checkArgument(amount[i] >= 0, "chance of an amount of %s must be 0 or more, was %s", (Object) i, amount[i]);
            sum += amount[i];
        }
        checkArgument(sum <= 1 + 1e-9, "chances of amounts must add up to 1 at most, was %s", sum);
        double none = amount.length == 0 ? 0 : amount[0];
        int halvings = 0;
        double log = logOfNothing(none);
        while (log < LEAST_LOG) {
            log /= 2;
            halvings++;
        }
        double[] law = recursion(amount, cells, Math.scalb(1.0, -halvings), StrictMath.exp(log));
        for (int i = 0; i < halvings; i++) {
            law = convolvedWithItself(law);
        }
        return law;
    }

    private double logOfNothing(double none) {
        double expected = mean * (1 - none);
        return spread == 0 ? -expected : -StrictMath.log1p(spread * expected) / spread;
    }

    private double[] recursion(double[] amount, int cells, double part, double first) {
        double beta = spread * mean;
        double a = beta / (1 + beta);
        double b = spread == 0 ? part * mean : (part * mean - beta) / (1 + beta);
        double none = amount.length == 0 ? 0 : amount[0];
        double[] law = new double[cells];
        law[0] = first;
        for (int s = 1; s < cells; s++) {
            double sum = 0;
            for (int j = 1; j <= Math.min(s, amount.length - 1); j++) {
                sum += (a + b * j / s) * amount[j] * law[s - j];
            }
            law[s] = Math.max(0, sum / (1 - a * none));
        }
        return law;
    }

    private static double[] convolvedWithItself(double[] law) {
        double[] twice = new double[law.length];
        for (int i = 0; i < law.length; i++) {
            for (int j = 0; law[i] != 0 && i + j < law.length; j++) {
                twice[i + j] += law[i] * law[j];
            }
        }
        return twice;
    }

    /** Equal if mean and spread are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CountLaw that && mean == that.mean && spread == that.spread;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(mean) + Double.hashCode(spread);
    }

    @Override
    public String toString() {
        return "count with mean " + mean + " and spread " + spread;
    }
}
