package org.salespipeline.imports;

import java.util.Optional;

/**
 * How amounts are written.
 *
 * @param decimal sign before the decimals
 * @param grouping sign between groups of three digits; 0 when numbers are not grouped
 * @param round what happens to decimals beyond those of the currency
 * @param zeros of what the numbers count: 3 where they are in thousands
 */
record NumberStyle(char decimal, char grouping, Round round, int zeros) {

    /** A decimal point, nothing else. */
    static final NumberStyle PLAIN = new NumberStyle('.', (char) 0);

    NumberStyle(char decimal, char grouping, Round round) {
        this(decimal, grouping, round, 0);
    }

    NumberStyle(char decimal, char grouping) {
        this(decimal, grouping, Round.REFUSE);
    }

    /** What happens to decimals beyond those of the currency, unless they are zeros. */
    enum Round {
        REFUSE,
        /** To the nearest, a half to the even neighbour. */
        HALF_EVEN,
        /** To the nearest, a half away from zero. */
        HALF_UP
    }

    /** What came of reading an amount, other than a number. */
    enum Fault {
        NONE,
        NOT_A_NUMBER,
        TOO_MANY_DECIMALS,
        TOO_LARGE
    }

    /** Reads exactly: a sign, digits with or without groups of three, decimals. Holds the last result. */
    static final class Reader {
        private final NumberStyle style;
        private long minor;
        private Fault fault = Fault.NONE;

        private int digits;
        private int sinceGroup;
        private boolean isGrouped;
        private int decimals;
        private int firstBeyond;
        private boolean isMoreBeyond;

        Reader(NumberStyle style) {
            this.style = style;
        }

        /** The amount in minor units, after {@link #read} returned {@code NONE}. */
        long minor() {
            return minor;
        }

        /** Whether the last amount read had more decimals than could be kept. */
        boolean isRounded() {
            return firstBeyond > 0 || isMoreBeyond;
        }

        /**
         * Reads an amount of a currency with so many decimals. More decimals are fine as long as they are zeros, or the
         * style says how to round. What counts in thousands has three more decimals.
         */
        Fault read(Slice slice, int decimalsOfCurrency) {
            int scale = decimalsOfCurrency + style.zeros;
            char[] chars = slice.chars();
            int at = slice.from();
            start();
            boolean isNegative = at < slice.to() && chars[at] == '-';
            if (isNegative || (at < slice.to() && chars[at] == '+')) {
                at++;
            }
            // digits are collected below zero, because the least long has no positive mirror
            for (; at < slice.to() && fault != Fault.NOT_A_NUMBER; at++) {
                take(chars[at], scale);
            }
            finish(scale, isNegative);
            return fault;
        }

        private void start() {
            minor = 0;
            fault = Fault.NONE;
            digits = 0;
            sinceGroup = 0;
            isGrouped = false;
            decimals = -1;
            firstBeyond = 0;
            isMoreBeyond = false;
        }

        private void take(char c, int scale) {
            if (c >= '0' && c <= '9') {
                takeDigit(c - '0', scale);
            } else if (c == style.decimal && decimals < 0) {
                closeGroup(false);
                decimals = 0;
            } else if (isGrouping(c) && decimals < 0) {
                closeGroup(true);
                isGrouped = true;
                sinceGroup = 0;
            } else {
                fault = Fault.NOT_A_NUMBER;
            }
        }

        private boolean isGrouping(char c) {
            return style.grouping != 0
                    && (c == style.grouping || (style.grouping == ' ' && (c == '\u00a0' || c == '\u202f')));
        }

        private void takeDigit(int digit, int scale) {
            digits++;
            if (decimals >= 0) {
                decimals++;
                if (decimals > scale && style.round != Round.REFUSE) {
                    firstBeyond = decimals == scale + 1 ? digit : firstBeyond;
                    isMoreBeyond |= decimals > scale + 1 && digit > 0;
                    return;
                }
                if (decimals > scale) {
                    fault = digit == 0 || fault != Fault.NONE ? fault : Fault.TOO_MANY_DECIMALS;
                    return;
                }
            } else {
                sinceGroup++;
            }
            push(digit);
        }

        private void push(int digit) {
            if (fault != Fault.NONE) {
                return; // only the form of the rest matters
            }
            if (minor < (Long.MIN_VALUE + digit) / 10) {
                fault = Fault.TOO_LARGE;
            } else {
                minor = minor * 10 - digit;
            }
        }

        /** Groups have three digits, but the first may have fewer. */
        private void closeGroup(boolean isFollowedByGroup) {
            boolean isWhole = isGrouped ? sinceGroup == 3 : !isFollowedByGroup || (sinceGroup >= 1 && sinceGroup <= 3);
            if (!isWhole) {
                fault = Fault.NOT_A_NUMBER;
            }
        }

        private boolean isUp() {
            boolean isHalf = firstBeyond == 5 && !isMoreBeyond;
            return isHalf ? style.round == Round.HALF_UP || minor % 2 != 0 : firstBeyond >= 5;
        }

        private void finish(int scale, boolean isNegative) {
            if (decimals < 0) {
                closeGroup(false);
                decimals = 0;
            } else if (decimals == 0) {
                fault = Fault.NOT_A_NUMBER;
            }
            if (digits == 0) {
                fault = Fault.NOT_A_NUMBER;
            }
            for (int i = decimals; i < scale; i++) {
                push(0);
            }
            if (fault == Fault.NONE && isUp()) {
                fault = minor == Long.MIN_VALUE ? Fault.TOO_LARGE : Fault.NONE;
                minor--; // further below zero is further from it
            }
            if (fault == Fault.NONE) {
                fault = minor == Long.MIN_VALUE ? Fault.TOO_LARGE : Fault.NONE; // columns cannot hold it
                minor = isNegative ? minor : -minor;
            }
        }
    }

    /** Guesses from the text which signs were meant. */
    Optional<String> cureFor(String text) {
        int comma = text.lastIndexOf(',');
        int point = text.lastIndexOf('.');
        if (comma >= 0 && point >= 0 && text.matches("[-+]?[0-9.,]+")) {
            char decimalMeant = comma > point ? ',' : '.';
            char groupingMeant = comma > point ? '.' : ',';
            return decimalMeant == decimal && groupingMeant == grouping
                    ? Optional.of("groups have three digits")
                    : Optional.of("it looks like numbers: {decimal: \"%s\", grouping: \"%s\"}"
                            .formatted(decimalMeant, groupingMeant));
        }
        if (comma >= 0 && decimal != ',' && grouping == 0 && text.matches("[-+]?[0-9.,]+")) {
            return Optional.of("say what the comma is: numbers: {decimal: \",\"} or {grouping: \",\"}");
        }
        if (text.matches("\\D*[0-9.,]+\\D*") && !text.matches("[-+]?[0-9.,]+")) {
            return Optional.of("write the bare number; the currency belongs to currency:");
        }
        return Optional.empty();
    }

    /** What a reader is told about the accepted form. */
    String rule() {
        return "must be a number with decimal sign \"" + decimal + "\""
                + (grouping == 0 ? " and no grouping sign" : " and grouping sign \"" + grouping + "\"");
    }
}
