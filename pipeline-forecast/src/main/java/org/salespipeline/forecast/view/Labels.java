package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts that may be absent, as codes into a list of distinct ones. How they are coded is nobody's business outside. */
final class Labels implements Column {

    /** The code of no text; the text with code c is number c - 1 of the list. */
    static final int ABSENT = 0;

    private final Codes codes;
    private final Texts names;

    /** Whether the names were given beforehand, and so are not what the rows brought. */
    private final boolean isGiven;

    /** Whether no text leaves no trace in hashes, as in a column that older fingerprints know nothing of. */
    private final boolean isTracedOnlyWherePresent;

    private Labels(Codes codes, Texts names, Builder like) {
        this.codes = codes;
        this.names = names;
        isGiven = like.isGiven;
        isTracedOnlyWherePresent = like.isTracedOnlyWherePresent;
    }

    int code(int row) {
        return codes.get(row);
    }

    /** How many codes there are, that of no text included. */
    int codeCount() {
        return names.size() + 1;
    }

    String name(int code) {
        return names.get(code - 1);
    }

    @Nullable
    String get(int row) {
        int code = codes.get(row);
        return code == ABSENT ? null : name(code);
    }

    /** The code of a text, -1 when no row has it; searches the list from the front. */
    int codeOf(String name) {
        for (int code = 1; code < codeCount(); code++) {
            if (name(code).equals(name)) {
                return code;
            }
        }
        return -1;
    }

    /** Hashes each text once, however many rows have it. */
    @Override
    public Hasher hasher() {
        long[] words = new long[2 * codeCount()];
        ContentHash hash = new ContentHash();
        for (int code = 1; code < codeCount(); code++) {
            names.hash(code - 1, hash.begin(1));
            words[2 * code] = hash.high();
            words[2 * code + 1] = hash.low();
        }
        return (row, into) -> {
            int place = 2 * codes.get(row);
            if (place > 0 || !isTracedOnlyWherePresent) {
                into.add(words[place]).add(words[place + 1]);
            }
        };
    }

    @Override
    public boolean same(int row, Column other, int otherRow) {
        Labels that = (Labels) other;
        int code = code(row);
        int otherCode = that.code(otherRow);
        if (code == ABSENT || otherCode == ABSENT) {
            return code == otherCode;
        }
        return names.same(code - 1, that.names, otherCode - 1);
    }

    @Override
    public Labels ofRows(int[] rows) {
        Builder builder = new Builder(ImmutableList.of(), isGiven, isTracedOnlyWherePresent);
        for (int row : rows) {
            builder.add(get(row));
        }
        return builder.build(null);
    }

    @Override
    public long bytes() {
        return codes.bytes();
    }

    @Override
    public long nameBytes() {
        return isGiven ? 0 : names.bytes();
    }

    /** Gives each distinct text a code, by open addressing. */
    private static final class Dictionary {

        private final Texts.Builder names = new Texts.Builder();
        private String[] known = new String[16];
        private int[] slots = new int[64];

        /** The code of a text, a new one when it is new; {@link #ABSENT} for null. */
        @CanIgnoreReturnValue
        int code(@Nullable String name) {
            if (name == null) {
                return ABSENT;
            }
            int mask = slots.length - 1;
            int slot = spread(name) & mask;
            while (slots[slot] != 0) {
                int code = slots[slot];
                if (known[code - 1].equals(name)) {
                    return code;
                }
                slot = (slot + 1) & mask;
            }
            return added(name, slot);
        }

        private int added(String name, int slot) {
            int count = names.size();
            if (count == known.length) {
                known = Arrays.copyOf(known, Growth.from(count));
            }
            known[count] = name;
            names.add(name);
            slots[slot] = count + 1;
            if (count > slots.length / 2) {
                rehash();
            }
            return count + 1;
        }

        private void rehash() {
            slots = new int[slots.length * 4];
            int mask = slots.length - 1;
            for (int code = 1; code <= names.size(); code++) {
                int slot = spread(known[code - 1]) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = code;
            }
        }

        private static int spread(String name) {
            int hash = name.hashCode() * 0x9E3779B9;
            return hash ^ (hash >>> 15);
        }

        int size() {
            return names.size();
        }

        String name(int code) {
            return known[code - 1];
        }

        Texts build() {
            return names.build();
        }
    }

    /** Collects the texts of rows. */
    static final class Builder implements Column.Builder {

        private final Dictionary dictionary = new Dictionary();
        private final IntList codes = new IntList();
        private final boolean isGiven;
        private final boolean isTracedOnlyWherePresent;

        private Builder(Iterable<String> first, boolean isGiven, boolean isTracedOnlyWherePresent) {
            first.forEach(dictionary::code);
            this.isGiven = isGiven;
            this.isTracedOnlyWherePresent = isTracedOnlyWherePresent;
        }

        /** Begins with these texts, so that they have the codes from 1 on in this order. */
        Builder(Iterable<String> first) {
            this(first, first.iterator().hasNext(), false);
        }

        /** Of a column in whose rows no text changes no fingerprint. */
        static Builder tracedOnlyWherePresent() {
            return new Builder(ImmutableList.of(), false, true);
        }

        void add(@Nullable String name) {
            codes.add(dictionary.code(name));
        }

        /** Adds a text by its code. */
        void addCode(int code) {
            codes.add(code);
        }

        @Override
        public void addAll(Column.Builder other) {
            Builder that = (Builder) other;
            int[] translated = new int[that.dictionary.size() + 1];
            for (int code = 1; code < translated.length; code++) {
                translated[code] = dictionary.code(that.dictionary.name(code));
            }
            for (int row = 0; row < that.codes.size(); row++) {
                codes.add(translated[that.codes.get(row)]);
            }
        }

        @Override
        public Labels build(int @Nullable [] order) {
            return new Labels(Codes.of(codes.toArray(order)), dictionary.build(), this);
        }
    }
}
