package org.salespipeline.forecast.view;

import org.jspecify.annotations.Nullable;

/** Whole numbers from 0 up, one per row, in the narrowest array that holds them all; none when all are the same. */
final class Codes {

    private final byte @Nullable [] bytes;
    private final char @Nullable [] chars;
    private final int @Nullable [] ints;
    private final int same;

    private Codes(byte @Nullable [] bytes, char @Nullable [] chars, int @Nullable [] ints, int same) {
        this.bytes = bytes;
        this.chars = chars;
        this.ints = ints;
        this.same = same;
    }

    /** Takes the array over; the caller must not change it any more. */
    static Codes of(int[] values) {
        int lowest = values.length == 0 ? 0 : Integer.MAX_VALUE;
        int highest = 0;
        for (int value : values) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        if (lowest == highest) {
            return new Codes(null, null, null, lowest);
        }
        if (highest <= 0xFF) {
            return new Codes(toBytes(values), null, null, 0);
        }
        return highest <= Character.MAX_VALUE
                ? new Codes(null, toChars(values), null, 0)
                : new Codes(null, null, values, 0);
    }

    private static byte[] toBytes(int[] values) {
        byte[] narrow = new byte[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) values[i];
        }
        return narrow;
    }

    private static char[] toChars(int[] values) {
        char[] narrow = new char[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (char) values[i];
        }
        return narrow;
    }

    int get(int row) {
        if (bytes != null) {
            return bytes[row] & 0xFF;
        }
        if (chars != null) {
            return chars[row];
        }
        return ints != null ? ints[row] : same;
    }

    long bytes() {
        if (bytes != null) {
            return bytes.length;
        }
        if (chars != null) {
            return (long) chars.length * Character.BYTES;
        }
        return ints != null ? (long) ints.length * Integer.BYTES : 0;
    }
}
