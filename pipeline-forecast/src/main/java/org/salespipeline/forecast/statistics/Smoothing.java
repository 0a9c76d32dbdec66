package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Exponential smoothing with additive errors; see {@link SeriesModels} for the recursion. */
final class Smoothing implements SeriesModel {

    /** What is smoothed beside the level. */
    enum Kind {
        LEVEL(false, false, false),
        DAMPED(true, true, false),
        SEASONAL(true, false, true),
        SEASONAL_DAMPED(true, true, true);

        final boolean trend;
        final boolean damped;
        final boolean seasonal;

        Kind(boolean trend, boolean damped, boolean seasonal) {
            this.trend = trend;
            this.damped = damped;
            this.seasonal = seasonal;
        }
    }

    private static final int ALPHA = 0;
    private static final int BETA = 1;
    private static final int PHI = 2;
    private static final int GAMMA = 3;

    /** Usual bounds: a trend that is damped less or more than this cannot be told from one that is not, or from none. */
    private static final double[] LOW = {0.0001, 0, 0.8, 0};

    private static final double[] HIGH = {1, 1, 0.98, 1};
    private static final double[] START = {0.3, 0.1, 0.9, 0.1};

    /** A trend is first looked for in so many steps. */
    private static final int FIRST_STEPS = 3;

    private final Kind kind;
    private final int season;
    private final double @Nullable [] weights;

    Smoothing(Kind kind, int season) {
        this(kind, season, null);
    }

    private Smoothing(Kind kind, int season, double @Nullable [] weights) {
        this.kind = kind;
        this.season = season;
        this.weights = weights;
    }

    /** The same with known weights. */
    Smoothing with(double alpha, double beta, double phi, double gamma) {
        checkArgument(beta >= 0 && beta <= 1, "beta must be in [0, 1], was %s", beta);
        checkArgument(gamma >= 0 && gamma <= 1, "gamma must be in [0, 1], was %s", gamma);
        return new Smoothing(kind, season, new double[] {requireWeight(alpha), beta, phi, gamma});
    }

    static double requireWeight(double alpha) {
        checkArgument(alpha > 0 && alpha <= 1, "alpha must be in (0, 1], was %s", alpha);
        return alpha;
    }

    @Override
    public int fewest() {
        return kind.seasonal ? 2 * season : kind.trend ? 2 : 1;
    }

    @Override
    public Run fit(double... values) {
        double[] series = SeriesModels.checked(values, fewest());
        return new Run(series, weights == null ? best(series) : weights);
    }

    private double[] best(double[] series) {
        double[] start = START.clone();
        double[] low = LOW.clone();
        double[] high = HIGH.clone();
        boolean[] isUsed = {true, kind.trend, kind.damped, kind.seasonal};
        for (int i = 0; i < start.length; i++) {
            if (!isUsed[i]) {
                double fixed = i == PHI ? 1 : 0;
                start[i] = fixed;
                low[i] = fixed;
                high[i] = fixed;
            }
        }
        return BoxSearch.least(tried -> new Run(series, tried).squaredErrors, start, low, high);
    }

    /** One way through a series. */
    final class Run implements Fitted {

        final double squaredErrors;
        private final double[] weights;
        private final double[] seasons;
        private final int length;
        private double level;
        private double trend;

        private Run(double[] series, double[] weights) {
            this.weights = weights;
            this.length = series.length;
            this.seasons = new double[season];
            begin(series);
            double sum = 0;
            for (int t = 0; t < series.length; t++) {
                double error = series[t] - forecast(1, t);
                double carried = weights[PHI] * trend;
                level += carried + weights[ALPHA] * error;
                trend = carried + weights[ALPHA] * weights[BETA] * error;
                seasons[t % season] += weights[GAMMA] * error;
                sum += error * error;
            }
            squaredErrors = sum;
        }

        private void begin(double[] series) {
            level = series[0];
            if (kind.seasonal) {
                double first = Arrays.stream(series, 0, season).sum() / season;
                double second = Arrays.stream(series, season, 2 * season).sum() / season;
                level = first;
                trend = (second - first) / season;
                for (int i = 0; i < season; i++) {
                    seasons[i] = series[i] - first;
                }
            } else if (kind.trend) {
                int steps = Math.min(FIRST_STEPS, series.length - 1);
                trend = (series[steps] - series[0]) / steps;
                level = series[0] - weights[PHI] * trend;
            }
        }

        private double forecast(int steps, int at) {
            double carried = trend;
            double drift = 0;
            for (int step = 0; step < steps; step++) {
                carried *= weights[PHI];
                drift += carried;
            }
            return level + drift + seasons[at % season];
        }

        @Override
        public double ahead(int steps) {
            checkArgument(steps >= 1, "steps must be at least 1, was %s", steps);
            return forecast(steps, length + steps - 1);
        }

        double alpha() {
            return weights[ALPHA];
        }

        double level() {
            return level;
        }
    }
}
