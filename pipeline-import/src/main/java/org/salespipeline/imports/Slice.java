package org.salespipeline.imports;

import org.jspecify.annotations.Nullable;

/** A piece of text that is looked at where it stands, and used again for the next one. */
final class Slice {

    private static final char[] NONE = new char[0];

    private char[] chars = NONE;
    private int from;
    private int to;
    private @Nullable String text = "";

    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    void set(char[] newChars, int newFrom, int newTo) {
        chars = newChars;
        from = newFrom;
        to = newTo;
        text = null;
    }

    void set(String newText) {
        chars = newText.toCharArray();
        from = 0;
        to = chars.length;
        text = newText;
    }

    void clear() {
        set(NONE, 0, 0);
    }

    /** Drops white space at both ends, the no-break space and its kin included. */
    void trim() {
        int start = from;
        int end = to;
        while (start < end && isSpace(chars[start])) {
            start++;
        }
        while (end > start && isSpace(chars[end - 1])) {
            end--;
        }
        if (start != from || end != to) {
            set(chars, start, end);
        }
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || (c >= '\u0080' && (Character.isWhitespace(c) || Character.isSpaceChar(c)));
    }

    boolean contentEquals(String other) {
        int length = to - from;
        if (other.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (other.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Spreads well enough for a small cache; not the hash of the text. */
    int mix() {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        return hash ^ (hash >>> 15);
    }

    /** The text, made once. */
    @Override
    public String toString() {
        String made = text;
        if (made == null) {
            made = new String(chars, from, to - from);
            text = made;
        }
        return made;
    }
}
