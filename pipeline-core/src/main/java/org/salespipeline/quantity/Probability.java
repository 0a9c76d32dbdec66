package org.salespipeline.quantity;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;

/**
 * A chance in [0, 1]; 0.35 is 35 %.
 *
 * @param value fraction, never NaN
 */
public record Probability(double value) implements Comparable<Probability> {

    /** Checks the range, and turns -0.0 into 0.0 so that equal chances are equal records. */
    public Probability {
        checkArgument(
                value >= 0 && value <= 1,
                "probability must be in [0, 1], was %s%s",
                value,
                value > 1 && value <= 100 ? "; 35 % is written 0.35, see ofPercent" : "");
        value += 0.0;
    }

    /** The chance written as a fraction in [0, 1]. */
    public static Probability of(double fraction) {
        return new Probability(fraction);
    }

    /** The chance written as a percentage in [0, 100]; 35 is 0.35. */
    public static Probability ofPercent(double percent) {
        checkArgument(percent >= 0 && percent <= 100, "probability in percent must be in [0, 100], was %s", percent);
        return new Probability(percent / 100);
    }

    @Override
    public int compareTo(Probability other) {
        return Double.compare(value, other.value);
    }

    /** The exact percentage without superfluous zeros, such as {@code 35 %} or {@code 12.5 %}. */
    @Override
    public String toString() {
        BigDecimal percent = BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros();
        return percent.toPlainString() + " %";
    }
}
