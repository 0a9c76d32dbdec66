package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * How well stated laws of a number fit what came: the continuous ranked probability score in all its forms, scores of
 * quantiles, and where the outcome stood in the law.
 *
 * <p>All are losses in the unit of the number, 0 or more, 0 is perfect; for a stated number without spread each is its absolute
 * error. All are proper: in expectation nothing beats stating the truth.
 *
 * <p>Source: T. Gneiting, A. E. Raftery (2007), Strictly proper scoring rules, prediction, and estimation, <i>JASA</i>
 * 102(477):359–378, <a href="https://doi.org/10.1198/016214506000001437">doi</a>.
 */
public final class DistributionScores {

    private static final double ROOT_PI = Math.sqrt(StrictMath.PI);

    private DistributionScores() {}

    /**
     * CRPS ∫ (F(x) − 1{x ≥ y})² dx of a law whose distribution function is a line through points: sloped where the law is
     * spread evenly, upright where it has an atom. Exact, no grid.
     *
     * @param points never falling; two equal ones make an atom
     * @param cdf F at the points, never falling, the first 0 and the last 1; as many
     */
    public static double crps(double[] points, double[] cdf, double actual) {
        checkLaw(points, cdf);
        int last = points.length - 1;
        double sum = Math.max(0, points[0] - actual) + Math.max(0, actual - points[last]);
        for (int i = 0; i < last; i++) {
            double from = points[i];
            double to = points[i + 1];
            double cut = Math.max(from, Math.min(to, actual));
            double atCut = to > from ? cdf[i] + (cdf[i + 1] - cdf[i]) * ((cut - from) / (to - from)) : cdf[i];
            sum += squares(cut - from, cdf[i], atCut) + squares(to - cut, 1 - atCut, 1 - cdf[i + 1]);
        }
        return sum;
    }

    /** ∫ over a width of the square of a line from a to b. */
    private static double squares(double width, double a, double b) {
        return width * (a * a + a * b + b * b) / 3;
    }

    private static void checkLaw(double[] points, double[] cdf) {
        boolean law = points.length > 0 && points.length == cdf.length && cdf[0] >= 0 && cdf[cdf.length - 1] == 1;
        for (int i = 1; law && i < points.length; i++) {
            law = points[i] >= points[i - 1] && cdf[i] >= cdf[i - 1];
        }
        checkArgument(
                law,
                "points and distribution function must be as many, never fall and end at 1, was %s and %s",
                Arrays.toString(points),
                Arrays.toString(cdf));
        checkArgument(
                cdf[0] == 0 || points.length == 1,
                "distribution function must begin at 0 (an atom is two equal points), was %s",
                cdf[0]);
    }

    /**
     * CRPS of a law of atoms.
     *
     * @param values in any order
     * @param chances of the values, adding up to 1 within 1e-9; as many
     */
    public static double crpsOfAtoms(double[] values, double[] chances, double actual) {
        int n = values.length;
        checkArgument(
                n > 0 && chances.length == n, "chances must be as many as values (%s), was %s", n, chances.length);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        double sum = 0;
        double below = 0;
        for (int i = 0; i + 1 < n; i++) {
            below += chances[order[i]];
            double from = values[order[i]];
            double to = values[order[i + 1]];
            double cut = Math.max(from, Math.min(to, actual));
            sum += below * below * (cut - from) + (1 - below) * (1 - below) * (to - cut);
        }
        double mass = below + chances[order[n - 1]];
        checkArgument(Math.abs(mass - 1) <= 1e-9, "chances of a law must add up to 1, was %s", mass);
        return sum + Math.max(0, values[order[0]] - actual) + Math.max(0, actual - values[order[n - 1]]);
    }

    /** CRPS of the normal law: σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π) with z = (y − μ)/σ; the absolute error for σ = 0. */
    public static double crpsOfNormal(double mean, double deviation, double actual) {
        checkArgument(deviation >= 0, "standard deviation must be 0 or more, was %s", deviation);
        if (deviation == 0) {
            return Math.abs(actual - mean);
        }
        double z = (actual - mean) / deviation;
        return deviation * (z * (2 * Normal.cdf(z) - 1) + 2 * Normal.density(z) - 1 / ROOT_PI);
    }

    /**
     * CRPS of the log-normal law.
     *
     * <pre>
     *   y (2Φ(w) − 1) − 2 e^(μ + σ²/2) (Φ(w − σ) + Φ(σ/√2) − 1)      w = (ln y − μ)/σ, −∞ for y ≤ 0
     * </pre>
     *
     * <p>Source: S. Baran, S. Lerch (2015), Log-normal distribution based ensemble model output statistics models, <i>QJRMS</i>
     * 141:2289–2299.
     *
     * @param mu mean of the logarithm
     * @param sigma standard deviation of the logarithm, above 0
     */
    public static double crpsOfLogNormal(double mu, double sigma, double actual) {
        checkArgument(sigma > 0, "sigma must be above 0, was %s", sigma);
        double w = actual > 0 ? (StrictMath.log(actual) - mu) / sigma : Double.NEGATIVE_INFINITY;
        double mean = StrictMath.exp(mu + sigma * sigma / 2);
        return actual * (2 * Normal.cdf(w) - 1)
                - 2 * mean * (Normal.cdf(w - sigma) + Normal.cdf(sigma / Math.sqrt(2)) - 1);
    }

    /**
     * CRPS of the gamma law.
     *
     * <pre>
     *   y (2F_α(y) − 1) − αθ (2F_{α+1}(y) − 1) − θ / B(½, α)
     * </pre>
     *
     * <p>Source: M. Scheuerer, D. Möller (2015), Probabilistic wind speed forecasting on a grid based on ensemble model output
     * statistics, <i>Annals of Applied Statistics</i> 9(3):1328–1349.
     *
     * @param shape α, above 0
     * @param scale θ, above 0
     */
    public static double crpsOfGamma(double shape, double scale, double actual) {
        checkArgument(shape > 0 && scale > 0, "shape and scale must be above 0, was %s and %s", shape, scale);
        double inverseBeta = StrictMath.exp(Factorials.logGamma(shape + 0.5) - Factorials.logGamma(shape)) / ROOT_PI;
        return actual * (2 * Gamma.cdf(shape, actual / scale) - 1)
                - shape * scale * (2 * Gamma.cdf(shape + 1, actual / scale) - 1)
                - scale * inverseBeta;
    }

    /** CRPS of the law that gives each member the same chance: mean |x − y| − ½ mean |x − x′| over all pairs. */
    public static double crpsOfEnsemble(double[] members, double actual) {
        double m = members.length;
        return distance(members, actual) - spread(members) / (m * m);
    }

    /**
     * CRPS of the law that the members, two or more, are draws of: mean |x − y| − ½ mean |x − x′| over pairs of two. It does
     * not fall with more members; may be below 0.
     */
    public static double fairCrpsOfEnsemble(double[] members, double actual) {
        checkArgument(members.length > 1, "a fair score needs two members or more, was %s", members.length);
        double m = members.length;
        return distance(members, actual) - spread(members) / (m * (m - 1));
    }

    private static double distance(double[] members, double actual) {
        checkArgument(members.length > 0, "an ensemble must have at least one member");
        double[] sorted = members.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double member : sorted) {
            sum += Math.abs(member - actual);
        }
        return sum / members.length;
    }

    /** Half of the sum of |x − x′| over all ordered pairs, by ranks. */
    private static double spread(double[] members) {
        double[] sorted = members.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += (2.0 * i + 1 - sorted.length) * sorted[i];
        }
        return sum;
    }

    /**
     * Energy score of draws of several numbers at once, the CRPS of vectors: mean ‖x − y‖ − ½ mean ‖x − x′‖ over all pairs.
     * Takes time in the square of the number of draws.
     *
     * @param draws at least one, all of the length of {@code actual}
     */
    public static double energy(double[][] draws, double[] actual) {
        checkArgument(draws.length > 0, "an energy score needs at least one draw");
        double near = 0;
        double apart = 0;
        for (int i = 0; i < draws.length; i++) {
            checkArgument(
                    draws[i].length == actual.length,
                    "draw %s must have the length of what came (%s), was %s",
                    i,
                    actual.length,
                    draws[i].length);
            near += norm(draws[i], actual);
            for (int j = 0; j < i; j++) {
                apart += norm(draws[i], draws[j]);
            }
        }
        double n = draws.length;
        return near / n - apart / (n * n);
    }

    private static double norm(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    /**
     * Pinball loss of a quantile: level · (y − q) above it, (1 − level) · (q − y) below it.
     *
     * @param level in [0, 1]
     */
    public static double pinball(double level, double quantile, double actual) {
        checkArgument(level >= 0 && level <= 1, "level of a quantile must be in [0, 1], was %s", level);
        return actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);
    }

    /**
     * Score of a central interval: its width, and 2/α for every unit by which it was missed.
     *
     * @param confidence 1 − α, between 0 and 1, both excluded
     */
    public static double interval(double confidence, Interval stated, double actual) {
        double alpha = 2 * Interval.tail(confidence);
        double missed = Math.max(0, stated.low() - actual) + Math.max(0, actual - stated.high());
        return stated.width() + 2 / alpha * missed;
    }

    /**
     * Weighted interval score of quantiles: twice their mean pinball loss; for levels in pairs around a median the same as
     * (½ |y − m| + Σ ½ α_k IS_k) / (K + ½), and near the CRPS for many levels.
     *
     * <p>Source: J. Bracher et al. (2021), Evaluating epidemic forecasts in an interval format, <i>PLoS Computational
     * Biology</i> 17(2), <a href="https://doi.org/10.1371/journal.pcbi.1008618">doi</a>.
     *
     * @param levels in [0, 1], at least one
     * @param quantiles as many
     */
    public static double weightedInterval(double[] levels, double[] quantiles, double actual) {
        checkArgument(
                levels.length > 0 && levels.length == quantiles.length,
                "levels and quantiles must be as many, at least one, was %s and %s",
                levels.length,
                quantiles.length);
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            sum += pinball(levels[i], quantiles[i], actual);
        }
        return 2 * sum / levels.length;
    }

    /**
     * Where outcomes stood in their laws: mass per bin of equal width, in all the number of cases. Even bins are good; a hill
     * means laws too wide, a bowl too narrow. An outcome on an atom is spread evenly over [F(y−), F(y)].
     *
     * <p>Source: C. Czado, T. Gneiting, L. Held (2009), Predictive model assessment for count data, <i>Biometrics</i>
     * 65(4):1254–1261.
     *
     * @param places [F(y−), F(y)] per case, within [0, 1]
     * @param bins 1 or more
     */
    public static double[] pitHistogram(Iterable<Interval> places, int bins) {
        checkArgument(bins >= 1, "bins must be 1 or more, was %s", bins);
        double[] mass = new double[bins];
        for (Interval place : places) {
            checkArgument(place.low() >= 0 && place.high() <= 1, "place in a law must be within [0, 1], was %s", place);
            if (place.width() == 0) {
                mass[Math.min(bins - 1, (int) (place.low() * bins))] += 1;
                continue;
            }
            for (int bin = 0; bin < bins; bin++) {
                double low = Math.max(place.low(), bin / (double) bins);
                double high = Math.min(place.high(), (bin + 1) / (double) bins);
                mass[bin] += Math.max(0, high - low) / place.width();
            }
        }
        return mass;
    }

    /**
     * Whether misses of intervals come in runs: the chance, if they did not, of a likelihood ratio at least as large as the one
     * between first-order dependence and none. 1 where nothing can be said.
     *
     * <p>Source: P. F. Christoffersen (1998), Evaluating interval forecasts, <i>International Economic Review</i>
     * 39(4):841–862.
     *
     * @param inside whether each outcome lay inside its interval, in the order of time
     */
    public static double pValueOfRuns(boolean... inside) {
        long[][] steps = new long[2][2];
        for (int i = 1; i < inside.length; i++) {
            steps[inside[i - 1] ? 1 : 0][inside[i] ? 1 : 0]++;
        }
        double dependent = log(steps[0][0], steps[0][1]) + log(steps[1][0], steps[1][1]);
        double ratio = 2 * (dependent - log(steps[0][0] + steps[1][0], steps[0][1] + steps[1][1]));
        // the square root of a chi-square with one degree of freedom is half a normal
        return ratio <= 0 ? 1 : 2 * Normal.cdf(-Math.sqrt(ratio));
    }

    /** Highest log likelihood of so many of either kind. */
    private static double log(long a, long b) {
        double n = (double) a + b;
        return (a == 0 ? 0 : a * StrictMath.log(a / n)) + (b == 0 ? 0 : b * StrictMath.log(b / n));
    }
}
