package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;

/** The fields of one row, kept as characters until somebody wants a text. Used again for the next row. */
final class Row {

    private char[] text = new char[512];
    private int[] ends = new int[32];
    private boolean[] isQuoted = new boolean[32];
    private int fields;
    private long line;
    private long number;

    void begin(long newLine) {
        line = newLine;
        fields = 0;
    }

    void add(char[] source, int offset, int length, boolean wasQuoted) {
        int start = startOf(fields);
        if (start + length > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, start + length));
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, fields * 2);
            isQuoted = Arrays.copyOf(isQuoted, fields * 2);
        }
        System.arraycopy(source, offset, text, start, length);
        isQuoted[fields] = wasQuoted;
        ends[fields++] = start + length;
    }

    private int startOf(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** The line, from 1, on which the row begins. */
    long line() {
        return line;
    }

    /** Which row it is, from 1; the header and blank lines are none. */
    long number() {
        return number;
    }

    void number(long newNumber) {
        number = newNumber;
    }

    int size() {
        return fields;
    }

    /** Whether the field is empty without quotes, which some tables tell from an empty text. */
    boolean isAbsent(int field) {
        return startOf(field) == ends[field] && !isQuoted[field];
    }

    void read(int field, Slice slice) {
        slice.set(text, startOf(field), ends[field]);
    }

    List<String> texts() {
        ImmutableList.Builder<String> texts = ImmutableList.builderWithExpectedSize(fields);
        for (int field = 0; field < fields; field++) {
            int start = startOf(field);
            texts.add(new String(text, start, ends[field] - start));
        }
        return texts.build();
    }
}
