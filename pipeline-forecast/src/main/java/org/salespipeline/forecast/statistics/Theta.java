package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** The Theta method, see {@link SeriesModels#theta(int)}. */
final class Theta implements SeriesModel {

    /** Normal quantile of 95 %: an autocorrelation beyond it is called a season, as is usual. */
    private static final double CLEAR = 1.645;

    private final int season;

    /** 0 for the best one. */
    private final double alpha;

    Theta(int season, double alpha) {
        this.season = season;
        this.alpha = alpha;
    }

    @Override
    public Fitted fit(double... values) {
        double[] series = SeriesModels.checked(values, 1);
        double[] effects = hasSeason(series) ? seasonalEffects(series) : new double[] {0};
        double[] adjusted = new double[series.length];
        for (int t = 0; t < series.length; t++) {
            adjusted[t] = series[t] - effects[t % effects.length];
        }
        return drifting(adjusted, effects);
    }

    private Fitted drifting(double[] adjusted, double[] effects) {
        SeriesModel level = alpha == 0 ? SeriesModels.ses() : SeriesModels.ses(alpha);
        Smoothing.Run smooth = ((Smoothing) level).fit(adjusted);
        double weight = smooth.alpha();
        double half = slope(adjusted) / 2;
        int n = adjusted.length;
        double reached = (1 - StrictMath.pow(1 - weight, n)) / weight;
        return steps -> {
            checkArgument(steps >= 1, "steps must be at least 1, was %s", steps);
            return smooth.level() + half * (steps - 1 + reached) + effects[(n + steps - 1) % effects.length];
        };
    }

    /** Slope of the least squares line over the position. */
    static double slope(double[] values) {
        int n = values.length;
        if (n < 2) {
            return 0;
        }
        double middle = (n - 1) / 2.0;
        double mean = Arrays.stream(values).sum() / n;
        double top = 0;
        double below = 0;
        for (int t = 0; t < n; t++) {
            top += (t - middle) * (values[t] - mean);
            below += (t - middle) * (t - middle);
        }
        return top / below;
    }

    private boolean hasSeason(double[] series) {
        if (season < 2 || series.length < 2 * season) {
            return false;
        }
        double[] steps = steps(series);
        double squares = 1;
        for (int lag = 1; lag < season; lag++) {
            double r = autocorrelation(steps, lag);
            squares += r * r;
        }
        return Math.abs(autocorrelation(steps, season)) > CLEAR * Math.sqrt(squares / steps.length);
    }

    /** From each value to the next: a trend, which would hide a season, is none in them. */
    private static double[] steps(double[] series) {
        double[] steps = new double[series.length - 1];
        for (int t = 0; t < steps.length; t++) {
            steps[t] = series[t + 1] - series[t];
        }
        return steps;
    }

    private static double autocorrelation(double[] series, int lag) {
        double mean = Arrays.stream(series).sum() / series.length;
        double top = 0;
        double below = 0;
        for (int t = 0; t < series.length; t++) {
            double off = series[t] - mean;
            below += off * off;
            top += t >= lag ? off * (series[t - lag] - mean) : 0;
        }
        return below == 0 ? 0 : top / below;
    }

    /** Classical decomposition: mean distance from the centred moving average of a season, less the mean of these. */
    private double[] seasonalEffects(double[] series) {
        double[] sums = new double[season];
        int[] counts = new int[season];
        int half = season / 2;
        for (int t = half; t < series.length - half; t++) {
            sums[t % season] += series[t] - movingAverage(series, t, half);
            counts[t % season]++;
        }
        double sum = 0;
        for (int i = 0; i < season; i++) {
            sums[i] /= counts[i];
            sum += sums[i];
        }
        for (int i = 0; i < season; i++) {
            sums[i] -= sum / season;
        }
        return sums;
    }

    private double movingAverage(double[] series, int t, int half) {
        double sum = 0;
        for (int i = t - half; i <= t + half; i++) {
            boolean isEnd = season % 2 == 0 && (i == t - half || i == t + half);
            sum += isEnd ? series[i] / 2 : series[i];
        }
        return sum / season;
    }
}
