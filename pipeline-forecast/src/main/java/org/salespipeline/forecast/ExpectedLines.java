package org.salespipeline.forecast;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What is expected, in minor units by line: what deals add up to, and what no deal carries. Never changed. */
final class ExpectedLines {

    private final long[] weighted;
    private final long[] unattributed;
    private final BitSet unknown;

    private ExpectedLines(long[] weighted, long[] unattributed, BitSet unknown) {
        this.weighted = weighted;
        this.unattributed = unattributed;
        this.unknown = unknown;
    }

    static ExpectedLines ofDeals(long[] weighted) {
        return new ExpectedLines(weighted, new long[weighted.length], new BitSet());
    }

    /**
     * Amounts that no deal carries.
     *
     * @param unknown the lines of which nothing can be said; their amounts are zero
     */
    static ExpectedLines unattributed(long[] amounts, BitSet unknown) {
        return new ExpectedLines(new long[amounts.length], amounts, unknown);
    }

    /**
     * Both.
     *
     * @param unknown the lines of which nothing can be said
     */
    static ExpectedLines of(long[] weighted, long[] unattributed, BitSet unknown) {
        return new ExpectedLines(weighted, unattributed, unknown);
    }

    int size() {
        return weighted.length;
    }

    long minor(int line) {
        return Math.addExact(weighted[line], unattributed[line]);
    }

    long unattributed(int line) {
        return unattributed[line];
    }

    boolean isKnown(int line) {
        return !unknown.get(line);
    }

    /** What the contributions of each line add up to, rounded; a copy. */
    long[] weighted() {
        return weighted.clone();
    }

    AnswerHash hash(AnswerHash into) {
        for (int line = 0; line < size(); line++) {
            into.number(weighted[line]).number(unattributed[line]).number(unknown.get(line) ? 1 : 0);
        }
        return into;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExpectedLines that
                && Arrays.equals(weighted, that.weighted)
                && Arrays.equals(unattributed, that.unattributed)
                && unknown.equals(that.unknown);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weighted) * 31 + Arrays.hashCode(unattributed);
    }
}
