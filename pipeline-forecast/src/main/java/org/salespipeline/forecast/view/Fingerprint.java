package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * 128 bits that stand for content: equal content has equal fingerprints however it was built, on any machine; unequal
 * content has unequal ones but for chance. Not a protection against forgery.
 *
 * @param high the first 16 of the 32 hexadecimal digits
 * @param low the last 16
 */
public record Fingerprint(long high, long low) {

    private static final int DIGITS = 32;

    /** The fingerprint that {@link #toString} wrote: 32 hexadecimal digits. */
    public static Fingerprint parse(String text) {
        checkArgument(
                text.length() == DIGITS && text.chars().allMatch(digit -> Character.digit(digit, 16) >= 0),
                "fingerprint must have 32 hexadecimal digits, was \"%s\"",
                text);
        int half = DIGITS / 2;
        return new Fingerprint(
                Long.parseUnsignedLong(text.substring(0, half), 16), Long.parseUnsignedLong(text.substring(half), 16));
    }

    /** 32 hexadecimal digits in lower case. */
    @Override
    public String toString() {
        return hex(high) + hex(low);
    }

    private static String hex(long word) {
        String digits = Long.toHexString(word);
        return "0".repeat(Long.SIZE / 4 - digits.length()) + digits;
    }
}
