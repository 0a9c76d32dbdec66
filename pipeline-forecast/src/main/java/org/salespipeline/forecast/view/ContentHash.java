package org.salespipeline.forecast.view;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/**
 * A 128 bit hash over a sequence of numbers and texts: the mixing steps of MurmurHash3 x64 128, with each word taken
 * into both halves. Texts count by their characters, so neither identity nor {@code hashCode} has a part in it.
 *
 * <p>Source of the steps: A. Appleby, MurmurHash3, public domain, <a
 * href="https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp">MurmurHash3.cpp</a>.
 */
final class ContentHash {

    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long a;
    private long b;

    /** Begins anew; different seeds give unrelated hashes. */
    @CanIgnoreReturnValue
    ContentHash begin(long seed) {
        a = seed;
        b = ~seed;
        return this;
    }

    /** Begins anew from an earlier hash. */
    @CanIgnoreReturnValue
    ContentHash begin(long high, long low) {
        a = high;
        b = low;
        return this;
    }

    @CanIgnoreReturnValue
    ContentHash add(long word) {
        a = (Long.rotateLeft(a ^ (Long.rotateLeft(word * C1, 31) * C2), 27) + b) * 5 + 0x52dce729L;
        b = (Long.rotateLeft(b ^ (Long.rotateLeft(word * C2, 33) * C1), 31) + a) * 5 + 0x38495ab5L;
        return this;
    }

    /** Takes the length and every character. */
    @CanIgnoreReturnValue
    ContentHash add(CharSequence text) {
        int length = text.length();
        add(length);
        long word = 0;
        for (int i = 0; i < length; i++) {
            word = (word << Character.SIZE) | text.charAt(i);
            if ((i & 3) == 3) {
                add(word);
                word = 0;
            }
        }
        return (length & 3) == 0 ? this : add(word);
    }

    long high() {
        return finish(a + b);
    }

    long low() {
        return finish(a ^ Long.rotateLeft(b, 32)) + finish(b);
    }

    private static long finish(long word) {
        long mixed = (word ^ (word >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
