package org.salespipeline.forecast.view;

import java.time.Instant;
import org.salespipeline.forecast.view.Facts.Field;

/** The rows as they could be seen at one moment. */
final class RowsAsOf {

    private final FactRows facts;
    private final Times valid;
    private final Times recorded;
    private final long validUpTo;
    private final long recordedUpTo;

    RowsAsOf(FactRows facts, Instant time) {
        this.facts = facts;
        valid = facts.valid();
        recorded = facts.recorded();
        validUpTo = valid.highestKeyUpTo(time);
        recordedUpTo = recorded.highestKeyUpTo(time);
    }

    FactRows facts() {
        return facts;
    }

    /** Whether the fact was recorded by then. */
    boolean known(int row) {
        return recorded.key(row) <= recordedUpTo;
    }

    /** Whether the fact was recorded, and valid, by then. */
    boolean counts(int row) {
        return known(row) && valid.key(row) <= validUpTo;
    }

    /** The last row of the run that counts, -1 when none does. */
    int last(int run) {
        int start = facts.runs().start(run);
        int row = facts.runs().end(run) - 1;
        while (row >= start && !counts(row)) {
            row--;
        }
        return row >= start ? row : -1;
    }

    /** The last row of the run that is known, valid or not yet; -1 when none is. */
    int lastKnown(int run) {
        int start = facts.runs().start(run);
        int row = facts.runs().end(run) - 1;
        while (row >= start && !known(row)) {
            row--;
        }
        return row >= start ? row : -1;
    }

    /** The last row that counts for a deal, -1 when none does. */
    int lastOfDeal(int deal) {
        int run = facts.runs().ofDeal(deal);
        return run < 0 ? -1 : last(run);
    }

    /** The last row of the run that counts and has this code as its key, -1 when none does. */
    int lastWith(int run, Labels key, int code) {
        int start = facts.runs().start(run);
        int row = facts.runs().end(run) - 1;
        while (row >= start && !(key.code(row) == code && counts(row))) {
            row--;
        }
        return row >= start ? row : -1;
    }

    int knownRows() {
        int known = 0;
        for (int row = 0; row < facts.runs().rows(); row++) {
            known += known(row) ? 1 : 0;
        }
        return known;
    }

    /**
     * Adds up the hashes of the known rows.
     *
     * @param deals two words per deal, the hash of its id
     * @param sum two words, to add to
     */
    void addHashes(long[] deals, long[] sum) {
        ContentHash hash = new ContentHash();
        Column.Hasher[] hashers = facts.values().stream().map(Column::hasher).toArray(Column.Hasher[]::new);
        for (int run = 0; run < facts.runs().count(); run++) {
            int start = facts.runs().start(run);
            int end = facts.runs().end(run);
            int deal = facts.runs().deal(run);
            for (int row = start; row < end; row++) {
                if (known(row)) {
                    hash.begin(deals[2 * deal], deals[2 * deal + 1]);
                    hashTimes(row, start, hash);
                    for (Column.Hasher hasher : hashers) {
                        hasher.hash(row, hash);
                    }
                    addTo(sum, hash);
                }
            }
        }
    }

    private static void addTo(long[] sum, ContentHash hash) {
        long low = hash.low();
        sum[1] += low;
        sum[0] += hash.high() + (Long.compareUnsigned(sum[1], low) < 0 ? 1 : 0);
    }

    private void hashTimes(int row, int start, ContentHash hash) {
        hash.add(valid.second(row)).add(((long) facts.field() << Integer.SIZE) | valid.nano(row));
        if (recorded == valid || (recorded.second(row) == valid.second(row) && recorded.nano(row) == valid.nano(row))) {
            hash.add(-1);
        } else {
            hash.add(recorded.second(row)).add(recorded.nano(row));
        }
        hash.add(place(row, start));
    }

    /** How many known rows before this one have the same valid time and key, so that their order shows. */
    private int place(int row, int start) {
        if (facts.field() == Field.CREATED.number()) {
            return placeAmongKnown(row, start);
        }
        int place = 0;
        for (int before = row - 1; before >= start && valid.key(before) == valid.key(row); before--) {
            place += known(before) && sameKey(before, row) ? 1 : 0;
        }
        return place;
    }

    /** Creations stand in the order in which they were recorded; the last one counts, whatever its valid time. */
    private int placeAmongKnown(int row, int start) {
        int place = 0;
        for (int before = row - 1; before >= start; before--) {
            place += known(before) ? 1 : 0;
        }
        return place;
    }

    private boolean sameKey(int row, int other) {
        for (int key = 0; key < facts.keys(); key++) {
            Column column = facts.values().get(key);
            if (!column.same(row, column, other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the known rows of a deal are those of that deal of the other one. */
    boolean sameRows(int deal, RowsAsOf other, int otherDeal) {
        int run = facts.runs().ofDeal(deal);
        int otherRun = other.facts.runs().ofDeal(otherDeal);
        int row = run < 0 ? 0 : facts.runs().start(run);
        int end = run < 0 ? 0 : facts.runs().end(run);
        int otherRow = otherRun < 0 ? 0 : other.facts.runs().start(otherRun);
        int otherEnd = otherRun < 0 ? 0 : other.facts.runs().end(otherRun);
        while (true) {
            row = firstKnown(row, end);
            otherRow = other.firstKnown(otherRow, otherEnd);
            if (row == end || otherRow == otherEnd) {
                return row == end && otherRow == otherEnd;
            }
            if (!sameRow(row, other, otherRow)) {
                return false;
            }
            row++;
            otherRow++;
        }
    }

    private int firstKnown(int from, int end) {
        int row = from;
        while (row < end && !known(row)) {
            row++;
        }
        return row;
    }

    private boolean sameRow(int row, RowsAsOf other, int otherRow) {
        if (valid.second(row) != other.valid.second(otherRow)
                || valid.nano(row) != other.valid.nano(otherRow)
                || recorded.second(row) != other.recorded.second(otherRow)
                || recorded.nano(row) != other.recorded.nano(otherRow)) {
            return false;
        }
        for (int value = 0; value < facts.values().size(); value++) {
            if (!facts.values().get(value).same(row, other.facts.values().get(value), otherRow)) {
                return false;
            }
        }
        return true;
    }
}
