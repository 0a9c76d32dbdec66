package org.salespipeline.forecast.view;

import static com.google.common.base.Preconditions.checkState;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Many texts in one array, without an object for each: one byte per character when all of them are Latin-1, else two. */
final class Texts {

    private final byte @Nullable [] latin;
    private final char @Nullable [] wide;
    private final int[] ends;

    private Texts(byte @Nullable [] latin, char @Nullable [] wide, int[] ends) {
        this.latin = latin;
        this.wide = wide;
        this.ends = ends;
    }

    boolean isLatin() {
        return latin != null;
    }

    int size() {
        return ends.length;
    }

    int start(int text) {
        return text == 0 ? 0 : ends[text - 1];
    }

    int length(int text) {
        return ends[text] - start(text);
    }

    /** The character at a place within all texts. */
    char at(int place) {
        return latin != null ? (char) (latin[place] & 0xFF) : wideAt(place);
    }

    private char wideAt(int place) {
        return wide == null ? 0 : wide[place];
    }

    String get(int text) {
        int start = start(text);
        int length = ends[text] - start;
        if (latin != null) {
            return new String(latin, start, length, StandardCharsets.ISO_8859_1);
        }
        return wide == null ? "" : new String(wide, start, length);
    }

    /** As {@link String#compareTo} orders them. */
    int compare(int text, Texts other, int otherText) {
        int start = start(text);
        int otherStart = other.start(otherText);
        int length = length(text);
        int otherLength = other.length(otherText);
        int common = Math.min(length, otherLength);
        for (int i = 0; i < common; i++) {
            int difference = at(start + i) - other.at(otherStart + i);
            if (difference != 0) {
                return difference;
            }
        }
        return length - otherLength;
    }

    boolean same(int text, Texts other, int otherText) {
        return length(text) == other.length(otherText) && compare(text, other, otherText) == 0;
    }

    /** The same as {@link ContentHash#add(CharSequence)} of the text. */
    void hash(int text, ContentHash into) {
        int start = start(text);
        int length = ends[text] - start;
        into.add(length);
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = (word << Character.SIZE) | at(start + i);
            if ((i & 3) == 3) {
                into.add(word);
                word = 0;
            }
        }
        if ((length & 3) != 0) {
            into.add(word);
        }
    }

    /** These texts in another order: at place i the one that was at {@code order[i]}. */
    Texts inOrder(int[] order) {
        Builder sorted = new Builder(order.length, places());
        for (int text : order) {
            sorted.add(this, text);
        }
        return sorted.build();
    }

    private int places() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    long bytes() {
        return places() * (long) (wide != null ? Character.BYTES : 1) + (long) ends.length * Integer.BYTES;
    }

    /** Collects texts. */
    static final class Builder {

        private byte[] latin;
        private char @Nullable [] wide;
        private int used;
        private final IntList ends;

        Builder() {
            this(16, 64);
        }

        Builder(int texts, int characters) {
            latin = new byte[characters];
            ends = new IntList(texts);
        }

        int size() {
            return ends.size();
        }

        void add(String text) {
            int length = text.length();
            reserve(length);
            for (int i = 0; i < length; i++) {
                put(text.charAt(i));
            }
            ends.add(used);
        }

        void add(Texts texts, int text) {
            int start = texts.start(text);
            int length = texts.length(text);
            reserve(length);
            if (wide == null && texts.latin != null) {
                System.arraycopy(texts.latin, start, latin, used, length);
                used += length;
            } else {
                for (int i = 0; i < length; i++) {
                    put(texts.at(start + i));
                }
            }
            ends.add(used);
        }

        private void put(char character) {
            if (wide == null) {
                if (character <= 0xFF) {
                    latin[used++] = (byte) character;
                    return;
                }
                wide = widened();
                latin = new byte[0];
            }
            wide[used++] = character;
        }

        private char[] widened() {
            char[] widened = new char[latin.length];
            for (int i = 0; i < used; i++) {
                widened[i] = (char) (latin[i] & 0xFF);
            }
            return widened;
        }

        private void reserve(int more) {
            checkState(used + more >= 0, "names of one kind must have at most 2^31 characters together");
            int needed = used + more;
            if (wide != null && wide.length < needed) {
                wide = Arrays.copyOf(wide, Math.max(needed, Growth.from(used)));
            } else if (wide == null && latin.length < needed) {
                latin = Arrays.copyOf(latin, Math.max(needed, Growth.from(used)));
            }
        }

        /** The texts so far, in arrays of their own. */
        Texts build() {
            int[] all = ends.toArray(null);
            return wide != null
                    ? new Texts(null, Arrays.copyOf(wide, used), all)
                    : new Texts(Arrays.copyOf(latin, used), null, all);
        }
    }
}
