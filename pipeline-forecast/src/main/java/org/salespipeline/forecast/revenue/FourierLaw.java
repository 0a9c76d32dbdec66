package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import org.salespipeline.forecast.revenue.FourierInversion.Series;

/**
 * A smooth law by its Fourier series on a window [l, l + L], with φ that of S − l:
 *
 * <pre>
 *   F(l + y) = y/L + 1/π Σ 1/k (Re φₖ sin kθ + Im φₖ (1 − cos kθ))     θ = 2π y/L
 * </pre>
 */
final class FourierLaw implements RevenueLaw {

    private static final int BISECTIONS = 64;
    private static final int FEWEST_POINTS = 512;

    private final LawFacts facts;
    private final Window window;
    private final Series series;
    private final KnotLaw.Range range;

    /** ½ E|S − S′| = ∫ F (1 − F). */
    private final double halfDifference;

    FourierLaw(LawFacts facts, Window window, Series series, KnotLaw.Range range) {
        this.facts = facts;
        this.window = window;
        this.series = series;
        this.range = range;
        int points = Math.max(FEWEST_POINTS, 8 * series.size());
        double sum = 0;
        for (int i = 1; i < points; i++) {
            double f = chanceOfAtMost(window.low + window.width * i / points);
            sum += f * (1 - f);
        }
        halfDifference = sum * window.width / points;
    }

    /** Where the law is. */
    record Window(double low, double width) {}

    @Override
    public double mean() {
        return facts.mean();
    }

    @Override
    public double variance() {
        return facts.variance();
    }

    @Override
    public double quantile(double u) {
        checkArgument(u >= 0 && u <= 1, "chance of a quantile must be in [0, 1], was %s", u);
        double low = Math.max(window.low, range.least());
        double high = Math.min(window.low + window.width, range.largest());
        if (u == 0) {
            return low;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = low + (high - low) / 2;
            if (chanceOfAtMost(middle) >= u) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    @Override
    public double chanceOfAtMost(double x) {
        checkArgument(!Double.isNaN(x), "revenue must be a number, was NaN");
        double y = x - window.low;
        if (y <= 0 || x < range.least()) {
            return 0;
        }
        if (y >= window.width || x >= range.largest()) {
            return 1;
        }
        double theta = 2 * Math.PI * (y / window.width);
        double c1 = StrictMath.cos(theta);
        double s1 = StrictMath.sin(theta);
        double c = 1;
        double s = 0;
        double sum = 0;
        for (int k = 0; k < series.size(); k++) {
            double turned = c * c1 - s * s1;
            s = c * s1 + s * c1;
            c = turned;
            sum += (series.real()[k] * s + series.imaginary()[k] * (1 - c)) / (k + 1);
        }
        return Math.min(Math.max(y / window.width + sum / Math.PI, 0), 1);
    }

    /** The law is smooth: no point has a chance of its own. */
    @Override
    public double chanceOfLess(double x) {
        return chanceOfAtMost(x);
    }

    @Override
    public double expectedShortfall(double target) {
        double y = Math.min(target - window.low, window.width);
        if (y <= 0) {
            return 0;
        }
        double beyond = Math.max(target - window.low - window.width, 0);
        double theta = 2 * Math.PI * (y / window.width);
        double sum = 0;
        for (int k = 1; k <= series.size(); k++) {
            double omega = 2 * Math.PI * k / window.width;
            double turned = theta * k;
            sum += (series.real()[k - 1] * (1 - StrictMath.cos(turned)) / omega
                            + series.imaginary()[k - 1] * (y - StrictMath.sin(turned) / omega))
                    / k;
        }
        return y * y / (2 * window.width) + sum / Math.PI + beyond;
    }

    /** E|S − y| − ½ E|S − S′|. */
    @Override
    public double crps(double actual) {
        return 2 * expectedShortfall(actual) + facts.mean() - actual - halfDifference;
    }

    @Override
    public double chanceOfNoWin() {
        return facts.noWin();
    }

    @Override
    public String method() {
        return facts.method();
    }

    @Override
    public double errorBound() {
        return facts.errorBound();
    }

    @Override
    public String toString() {
        return facts.text(this);
    }
}
