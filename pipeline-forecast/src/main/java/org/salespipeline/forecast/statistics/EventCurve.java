package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A chance or a hazard as a function of time since the start: a step function with its variance, as {@link EventCounts}
 * estimates it.
 *
 * <p>It has a row for every time at which somebody left, by an event or still open; the value of a row holds from its time,
 * included, to the next one. After the last row the last value is carried on, which is an assumption and no finding: see
 * {@link #lastTime}. Immutable.
 */
public final class EventCurve {

    /** What the value of a curve is. */
    public enum Kind {
        /** The chance that it has not happened yet, from 1 downwards. */
        SURVIVAL,
        /** The chance that it has happened, from 0 upwards. */
        INCIDENCE,
        /** The cumulative hazard, from 0 upwards without a bound. */
        HAZARD
    }

    /** Times, how many were at risk and how many events of the curve happened, shared by the curves of one estimate. */
    static final class Rows {
        private final int[] times;
        private final long[] atRisk;
        private final long[] events;

        Rows(int[] times, long[] atRisk, long[] events) {
            this.times = times;
            this.atRisk = atRisk;
            this.events = events;
        }
    }

    /** Sums and products of chances may miss what they are by rounding. */
    private static final double ROUNDING = 1e-12;

    private static final double CERTAIN = 1 - ROUNDING;

    private final Kind kind;
    private final Rows rows;
    private final double[] values;
    private final double[] variances;

    EventCurve(Kind kind, Rows rows, double[] values, double[] variances) {
        this.kind = kind;
        this.rows = rows;
        this.values = values;
        this.variances = variances;
    }

    /** What the value of this curve is. */
    public Kind kind() {
        return kind;
    }

    /** Number of rows; 0 if nothing was counted. */
    public int size() {
        return values.length;
    }

    /** Time of a row, in the unit that was counted in; rows ascend. */
    public int time(int row) {
        return rows.times[row];
    }

    /** How many were at risk just before the time of a row. */
    public long atRisk(int row) {
        return rows.atRisk[row];
    }

    /** How many events of this curve happened at the time of a row; 0 where people only left open. */
    public long events(int row) {
        return rows.events[row];
    }

    /** Value from the time of a row on. */
    public double value(int row) {
        return values[row];
    }

    /** Variance of {@link #value(int)}. */
    public double variance(int row) {
        return variances[row];
    }

    /** The last time about which the counts say anything; -1 if there is none. */
    public int lastTime() {
        return size() == 0 ? -1 : rows.times[size() - 1];
    }

    /** Value at a time: that of the last row up to it, before the first row 1 for survival and 0 for the others. */
    public double at(int time) {
        int row = rowAt(time);
        return row < 0 ? start() : values[row];
    }

    /** Variance of {@link #at}; 0 before the first row. */
    public double varianceAt(int time) {
        int row = rowAt(time);
        return row < 0 ? 0 : variances[row];
    }

    private double start() {
        return kind == Kind.SURVIVAL ? 1 : 0;
    }

    private int rowAt(int time) {
        int found = Arrays.binarySearch(rows.times, time);
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Confidence interval for the value at one time, not for the whole curve at once.
     *
     * <pre>
     *   chance v:  [v^exp(+c), v^exp(−c)]   c = z · √variance / (v · |ln v|), on the log(−log) scale
     *   hazard v:  [v · exp(−c), v · exp(+c)]   c = z · √variance / v
     * </pre>
     *
     * <p>Where the curve is 0 or 1, or a hazard 0, these have no width although the counts are finite. There a chance gets
     * the {@link Proportion#exact exact} interval of as many as are still at risk, a hazard the exact one of no event.
     * Before the first row the interval is all that is possible.
     *
     * <p>Source: J. D. Kalbfleisch, R. L. Prentice (1980), <i>The Statistical Analysis of Failure Time Data</i>, 1.3.
     *
     * @param confidence between 0 and 1, both excluded
     */
    public Interval intervalAt(int time, double confidence) {
        double z = Interval.z(confidence);
        int row = rowAt(time);
        if (row < 0) {
            return new Interval(0, kind == Kind.HAZARD ? Double.POSITIVE_INFINITY : 1);
        }
        double value = values[row];
        if (value == 0 || (kind != Kind.HAZARD && value >= CERTAIN)) {
            return atTheEdge(row, confidence);
        }
        double error = z * Math.sqrt(variances[row]);
        if (kind == Kind.HAZARD) {
            return new Interval(value * StrictMath.exp(-error / value), value * StrictMath.exp(error / value));
        }
        double log = StrictMath.log(value);
        double width = error / (value * -log);
        return new Interval(StrictMath.exp(log * StrictMath.exp(width)), StrictMath.exp(log * StrictMath.exp(-width)));
    }

    private Interval atTheEdge(int row, double confidence) {
        long atRisk = rows.atRisk[row];
        if (kind == Kind.HAZARD) {
            return new Interval(0, -StrictMath.log(Interval.tail(confidence)) / atRisk);
        }
        return new Proportion(values[row] == 0 ? 0 : atRisk, atRisk).exact(confidence);
    }

    /**
     * The first time by which it has happened with at least this chance: inf{t: F(t) ≥ chance}, F the incidence or 1 minus
     * the survival, up to rounding (10⁻¹²). Empty if the curve never gets there, which a curve with open ends need not.
     *
     * @param chance above 0, at most 1
     * @throws IllegalStateException for a hazard, which is not a chance
     */
    public OptionalInt quantile(double chance) {
        checkArgument(chance > 0 && chance <= 1, "chance of a quantile must be above 0, at most 1, was %s", chance);
        requireChance("quantile");
        for (int row = 0; row < size(); row++) {
            double happened = kind == Kind.SURVIVAL ? 1 - values[row] : values[row];
            boolean reached = happened >= chance - ROUNDING;
            if (reached) {
                return OptionalInt.of(rows.times[row]);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Interval for the time of {@link #quantile}: all times at which the interval of a survival curve holds 1 − chance. Its
     * high end is infinite while nothing bounds it; empty where no time is in it.
     *
     * <p>Source: R. Brookmeyer, J. Crowley (1982), A confidence interval for the median survival time, <i>Biometrics</i>
     * 38(1):29–41.
     *
     * @param chance between 0 and 1, both excluded
     * @param confidence between 0 and 1, both excluded
     * @throws IllegalStateException if this is no survival curve
     */
    public Optional<Interval> quantileInterval(double chance, double confidence) {
        checkArgument(chance > 0 && chance < 1, "chance of an interval must be between 0 and 1, was %s", chance);
        requireSurvival("interval of a time");
        double level = 1 - chance;
        Bound bound = new Bound(level, -StrictMath.log(level), Interval.z(confidence), Interval.tail(confidence));
        int row = 0;
        while (row < size()
                && !(mayReach(row, bound)
                        && intervalAt(rows.times[row], confidence).low() <= level)) {
            row++;
        }
        if (row == size()) {
            return Optional.empty();
        }
        double low = rows.times[row];
        while (row < size()
                && !(values[row] <= level
                        && intervalAt(rows.times[row], confidence).high() <= level)) {
            row++;
        }
        return Optional.of(new Interval(low, row == size() ? Double.POSITIVE_INFINITY : rows.times[row]));
    }

    /** A level that low ends are looked for at: itself, −ln of it, and what intervals are made with. */
    private record Bound(double level, double log, double z, double tail) {}

    /**
     * False where the low end of the interval of a row is surely above a level: by |ln v| ≤ (1 − v)/v and e^c ≤ 1/(1 − c), which
     * cost no logarithm, with a margin for rounding; of n of n it is tail^(1/n).
     */
    private boolean mayReach(int row, Bound bound) {
        double value = values[row];
        if (value <= bound.level) {
            return true;
        }
        if (value >= CERTAIN) {
            return rows.atRisk[row] <= 1 - StrictMath.log(bound.tail) / bound.log;
        }
        double width = bound.z * Math.sqrt(variances[row]) / (value * (1 - value));
        return width >= 1 || (1 - value) / value / (1 - width) >= bound.log * (1 - ROUNDING);
    }

    /**
     * The area under the curve from 0 to a horizon. Under a survival curve it is the mean time within the horizon: the
     * restricted mean. Under an incidence curve it is the mean time that is left after the event.
     *
     * @param horizon 0 or more, in the unit of the times
     */
    public double areaTo(int horizon) {
        double area = 0;
        double value = start();
        int from = 0;
        for (int row = 0; row < size() && rows.times[row] < horizon; row++) {
            area += value * (rows.times[row] - from);
            from = rows.times[row];
            value = values[row];
        }
        return area + value * (horizon - from);
    }

    /**
     * Variance of the restricted mean {@link #areaTo} of a survival curve.
     *
     * <pre>
     *   Σ A(t)² · d(t) / (n(t) · (n(t) − d(t)))   over times t below the horizon, A(t) = area from t to the horizon
     * </pre>
     *
     * <p>Source: J. P. Klein, M. L. Moeschberger (2003), <i>Survival Analysis</i>, 4.5.
     *
     * @throws IllegalStateException if this is no survival curve
     */
    public double restrictedMeanVariance(int horizon) {
        requireSurvival("restricted mean");
        double area = 0;
        double variance = 0;
        int until = horizon;
        for (int row = rowAt(horizon - 1); row >= 0; row--) {
            area += values[row] * (until - rows.times[row]);
            until = rows.times[row];
            double n = rows.atRisk[row];
            double d = rows.events[row];
            // once nobody is left, no area is left either
            variance += n == d ? 0 : area * area * d / (n * (n - d));
        }
        return variance;
    }

    private void requireSurvival(String wanted) {
        if (kind != Kind.SURVIVAL) {
            throw new IllegalStateException(wanted + " needs a survival curve, was " + kind);
        }
    }

    private void requireChance(String wanted) {
        if (kind == Kind.HAZARD) {
            throw new IllegalStateException(wanted + " needs a curve of chances, was " + kind);
        }
    }

    /** A table: time, at risk, events, value and standard error. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.name().toLowerCase(Locale.ROOT));
        text.append(String.format(Locale.ROOT, "%n%8s %9s %8s %9s %9s", "time", "at risk", "events", "value", "error"));
        for (int row = 0; row < size(); row++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%8d %9d %8d %9.4f %9.4f",
                    time(row),
                    atRisk(row),
                    events(row),
                    value(row),
                    Math.sqrt(variance(row))));
        }
        return text.toString();
    }
}
