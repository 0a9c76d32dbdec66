package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A range of numbers with both ends, such as a confidence interval, in the unit of what it is about.
 *
 * @param low never NaN, at most {@code high}
 * @param high never NaN; infinite where nothing bounds it
 */
public record Interval(double low, double high) {

    public Interval {
        checkArgument(low <= high, "low end of an interval must be at most the high end, was %s to %s", low, high);
        low += 0.0; // -0.0 becomes 0.0, so that equal intervals are equal records
        high += 0.0;
    }

    /** True for every value from the low to the high end, both ends too. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** High minus low end. */
    public double width() {
        return high - low;
    }

    /** A confidence is a chance between 0 and 1, both excluded; the half of what it leaves out goes to either side. */
    static double tail(double confidence) {
        checkArgument(
                confidence > 0 && confidence < 1,
                "confidence must be between 0 and 1, was %s%s",
                confidence,
                confidence > 1 && confidence < 100 ? "; 95 % is written 0.95" : "");
        return (1 - confidence) / 2;
    }

    /** Standard normal quantile of the upper end, 1.959964 for 0.95. */
    static double z(double confidence) {
        return -Normal.quantile(tail(confidence));
    }
}
