package org.salespipeline.forecast.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts texts as {@link String#compareTo} does, without an object for each: by radix on a few characters at a time, behind
 * the prefix that all of them share.
 */
final class TextOrder {

    private static final int FEW = 64;
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final Texts texts;

    /** A key holds so many characters, each as its code plus 1, so that the end of a text comes before every character. */
    private final int charactersPerKey;

    private final int bitsPerCharacter;
    private final int[] order;
    private final int[] spareOrder;
    private final long[] keys;
    private final long[] spareKeys;

    private TextOrder(Texts texts) {
        this.texts = texts;
        charactersPerKey = texts.isLatin() ? 7 : 3;
        bitsPerCharacter = texts.isLatin() ? 9 : 17;
        order = new int[texts.size()];
        Arrays.setAll(order, i -> i);
        spareOrder = new int[order.length];
        keys = new long[order.length];
        spareKeys = new long[order.length];
    }

    /** Which text comes at each place, equal ones in their present order; null when they already stand in order. */
    static int @Nullable [] of(Texts texts) {
        if (ascending(texts)) {
            return null;
        }
        TextOrder sort = new TextOrder(texts);
        sort.sort(0, texts.size(), 0);
        return sort.order;
    }

    private static boolean ascending(Texts texts) {
        for (int i = 1; i < texts.size(); i++) {
            if (texts.compare(i - 1, texts, i) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Sorts places from inclusive to exclusive, whose texts have their first {@code depth} characters in common. */
    private void sort(int from, int to, int depth) {
        if (to - from <= FEW) {
            sortFew(from, to);
            return;
        }
        int common = commonPrefix(from, to, depth);
        for (int i = from; i < to; i++) {
            keys[i] = key(order[i], common);
        }
        radix(from, to);
        long ended = (1L << bitsPerCharacter) - 1;
        int start = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i] != keys[start]) {
                // texts that end within equal keys are equal
                if (i - start > 1 && (keys[start] & ended) != 0) {
                    sort(start, i, common + charactersPerKey);
                }
                start = i;
            }
        }
    }

    private void sortFew(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int text = order[i];
            int place = i;
            while (place > from && texts.compare(order[place - 1], texts, text) > 0) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = text;
        }
    }

    private int commonPrefix(int from, int to, int depth) {
        int first = order[from];
        int common = texts.length(first);
        for (int i = from + 1; i < to && common > depth; i++) {
            int length = Math.min(common, texts.length(order[i]));
            int start = texts.start(order[i]);
            int same = depth;
            while (same < length && texts.at(texts.start(first) + same) == texts.at(start + same)) {
                same++;
            }
            common = same;
        }
        return common;
    }

    private long key(int text, int from) {
        int start = texts.start(text);
        int length = texts.length(text);
        long key = 0;
        for (int i = from; i < from + charactersPerKey; i++) {
            key = (key << bitsPerCharacter) | (i < length ? texts.at(start + i) + 1 : 0);
        }
        return key;
    }

    private void radix(int from, int to) {
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            int[] places = places(from, to, shift);
            if (places[(int) (keys[from] >>> shift) & (DIGITS - 1)] == from && sameDigit(from, to, shift)) {
                continue;
            }
            for (int i = from; i < to; i++) {
                int place = places[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
                spareKeys[place] = keys[i];
                spareOrder[place] = order[i];
            }
            System.arraycopy(spareKeys, from, keys, from, to - from);
            System.arraycopy(spareOrder, from, order, from, to - from);
        }
    }

    private boolean sameDigit(int from, int to, int shift) {
        long digit = (keys[from] >>> shift) & (DIGITS - 1);
        for (int i = from + 1; i < to; i++) {
            if (((keys[i] >>> shift) & (DIGITS - 1)) != digit) {
                return false;
            }
        }
        return true;
    }

    /** Where the first key with each digit goes. */
    private int[] places(int from, int to, int shift) {
        int[] places = new int[DIGITS];
        for (int i = from; i < to; i++) {
            places[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
        }
        int place = from;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = places[digit];
            places[digit] = place;
            place += count;
        }
        return places;
    }
}
