package org.salespipeline.quantity;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A chance in [0, 1]; 0.35 is 35 %.
 *
 * @param value fraction, never NaN
 */
public record Probability(double value) implements Comparable<Probability> {

    /** It never happens. */
    public static final Probability IMPOSSIBLE = new Probability(0);

    /** It always happens. */
    public static final Probability CERTAIN = new Probability(1);

    /** The number of binary digits behind the point in {@link #toFixed}. */
    public static final int FIXED_BITS = 40;

    private static final double FIXED_ONE = 0x1p40;

    private static final int DIGITS_OF_A_DOUBLE = 17;

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

    /** The chance that it does not happen: {@code 1 - value}, rounded to the nearest double. */
    public Probability complement() {
        return new Probability(1 - value);
    }

    /**
     * The chance as a whole number of parts of 2<sup>40</sup>, the nearest one, of two equally near the even one. Sums of
     * chances times money are exact in this form, so every chance that multiplies money is rounded here and only here.
     *
     * @return 0 for impossible to 2<sup>40</sup> for certain; off by at most 2<sup>-41</sup> of the whole
     */
    public long toFixed() {
        return (long) Math.rint(value * FIXED_ONE); // the product is exact, a power of two only moves the point
    }

    @Override
    public int compareTo(Probability other) {
        return Double.compare(value, other.value);
    }

    /**
     * The shortest plain decimal fraction that reads back as this chance, of several the nearest one, such as {@code 0.35},
     * {@code 0} or {@code 1}. The same on every Java version, which {@link Double#toString(double)} is not.
     */
    @Override
    public String toString() {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= DIGITS_OF_A_DOUBLE; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == value) {
                break;
            }
            // below a power of two the doubles are denser: the nearest may miss where the next one up still reads back
            shortest = exact.round(new MathContext(digits, RoundingMode.UP));
            if (shortest.doubleValue() == value) {
                break;
            }
        }
        return shortest.stripTrailingZeros().toPlainString();
    }
}
