package org.salespipeline.quantity;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;

/**
 * An exact part of a whole, in [0, 1]; 0.25 is a quarter. Unlike a {@link Probability} it is a decision of people, such
 * as a split of credit, so it is kept as written and never rounded.
 *
 * @param value fraction without trailing zeros, at most 100 decimals
 */
public record Share(BigDecimal value) implements Comparable<Share> {

    private static final int MOST_DECIMALS = 100;

    /** Nothing. */
    public static final Share NONE = new Share(BigDecimal.ZERO);

    /** Everything. */
    public static final Share WHOLE = new Share(BigDecimal.ONE);

    /** Checks the range, and drops trailing zeros so that equal shares are equal records. */
    public Share {
        checkArgument(
                value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0,
                "share must be in [0, 1], was %s%s",
                value,
                isLikelyPercent(value) ? "; 35 % is written 0.35, see ofPercent" : "");
        value = value.stripTrailingZeros();
        checkArgument(
                value.scale() <= MOST_DECIMALS,
                "share must have at most %s decimals, had %s",
                MOST_DECIMALS,
                value.scale());
    }

    private static boolean isLikelyPercent(BigDecimal value) {
        return value.compareTo(BigDecimal.ONE) > 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
    }

    /** The share of this value, in [0, 1]. */
    public static Share of(BigDecimal fraction) {
        return new Share(fraction);
    }

    /** The share written as a decimal fraction in [0, 1], such as {@code 0.25}. */
    public static Share of(String fraction) {
        return new Share(number(fraction, "0.25"));
    }

    /** The share written as a percentage in [0, 100]; {@code 12.5} is 0.125. */
    public static Share ofPercent(String percent) {
        BigDecimal number = number(percent, "12.5");
        checkArgument(
                number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(100)) <= 0,
                "share in percent must be in [0, 100], was %s",
                percent);
        return new Share(
                number.scale() > MOST_DECIMALS
                        ? number
                        : number.stripTrailingZeros().movePointLeft(2));
    }

    private static BigDecimal number(String text, String example) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "share must be a decimal such as " + example + ", was \"" + text + '"', e);
        }
    }

    /** What is left of the whole: {@code 1 - value}, exactly. */
    public Share complement() {
        return new Share(BigDecimal.ONE.subtract(value));
    }

    @Override
    public int compareTo(Share other) {
        return value.compareTo(other.value);
    }

    /** The plain decimal fraction, such as {@code 0.25}. */
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
