package org.salespipeline.forecast.view;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All facts about one field, of all deals: for each deal a run of rows (valid, recorded, values). Within a run the rows
 * stand by (valid time, key, sequence), so that the last row that counts decides. The sequence itself is not kept: only
 * the order that it makes can be seen.
 *
 * <p>What repeats is not stored: no deal numbers when every deal has rows, no offsets when each run is one row, no
 * recorded times when each fact was recorded as it became valid.
 */
final class FactRows {

    /** The field in hashes; never change the number of one. */
    private final int field;

    /** How many of the values, from the first on, tell which of several entries of the field a row is about. */
    private final int keys;

    private final Runs runs;
    private final Times valid;
    private final Times recorded;
    private final List<Column> values;

    private FactRows(int field, int keys, Cells cells) {
        this.field = field;
        this.keys = keys;
        runs = cells.runs();
        valid = cells.valid();
        recorded = cells.recorded();
        values = cells.values();
    }

    private record Cells(Runs runs, Times valid, Times recorded, List<Column> values) {}

    int field() {
        return field;
    }

    int keys() {
        return keys;
    }

    List<Column> values() {
        return values;
    }

    Runs runs() {
        return runs;
    }

    Times valid() {
        return valid;
    }

    Times recorded() {
        return recorded;
    }

    Labels labels(int value) {
        return (Labels) values.get(value);
    }

    Numbers numbers(int value) {
        return (Numbers) values.get(value);
    }

    RowsAsOf asOf(Instant time) {
        return new RowsAsOf(this, time);
    }

    /**
     * The rows that are known and no others.
     *
     * @param numbers the new number of each deal
     * @param dealCount how many deals have a new number
     */
    FactRows knownBy(RowsAsOf known, int[] numbers, int dealCount) {
        IntList rows = new IntList();
        IntList deals = new IntList();
        IntList starts = new IntList();
        for (int run = 0; run < runs.count(); run++) {
            int start = rows.size();
            for (int row = runs.start(run); row < runs.end(run); row++) {
                if (known.known(row)) {
                    rows.add(row);
                }
            }
            if (rows.size() > start) {
                deals.add(numbers[runs.deal(run)]);
                starts.add(start);
            }
        }
        int[] kept = rows.toArray(null);
        Times validTimes = valid.ofRows(kept);
        boolean asValid = Arrays.stream(kept)
                .allMatch(row -> valid.second(row) == recorded.second(row) && valid.nano(row) == recorded.nano(row));
        return new FactRows(
                field,
                keys,
                new Cells(
                        Runs.of(deals.toArray(null), starts.toArray(null), kept.length, dealCount),
                        validTimes,
                        asValid ? validTimes : recorded.ofRows(kept),
                        values.stream().map(value -> value.ofRows(kept)).collect(ImmutableList.toImmutableList())));
    }

    long bytes() {
        long bytes = runs.bytes() + valid.bytes() + (recorded == valid ? 0 : recorded.bytes());
        for (Column value : values) {
            bytes += value.bytes();
        }
        return bytes;
    }

    long nameBytes() {
        long bytes = 0;
        for (Column value : values) {
            bytes += value.nameBytes();
        }
        return bytes;
    }

    /** Collects rows: those of one deal together and in order, the deals in any order. */
    static final class Builder {

        private final int field;
        private final int keys;
        private final List<Column.Builder> values;
        private final IntList deals = new IntList();
        private final IntList starts = new IntList();
        private final Times.Builder valid = new Times.Builder();
        private final Times.Builder recorded = new Times.Builder();
        private boolean recordedAsValid = true;

        Builder(int field, int keys, Column.Builder... values) {
            this.field = field;
            this.keys = keys;
            this.values = ImmutableList.copyOf(values);
        }

        /** Adds the times of a row; its values are added to their builders. */
        void add(int deal, Moment moment) {
            if (deals.size() == 0 || deals.get(deals.size() - 1) != deal) {
                deals.add(deal);
                starts.add(valid.size());
            }
            valid.add(moment.validSecond(), moment.validNano());
            recorded.add(moment.recordedSecond(), moment.recordedNano());
            recordedAsValid &= moment.isRecordedAsValid();
        }

        /** Adds the rows of another builder of the same field, whose deals come behind those of this one. */
        void addAll(Builder other, int dealsBefore) {
            int rowsBefore = valid.size();
            for (int run = 0; run < other.deals.size(); run++) {
                deals.add(other.deals.get(run) + dealsBefore);
                starts.add(other.starts.get(run) + rowsBefore);
            }
            valid.addAll(other.valid);
            recorded.addAll(other.recorded);
            recordedAsValid &= other.recordedAsValid;
            for (int value = 0; value < values.size(); value++) {
                values.get(value).addAll(other.values.get(value));
            }
        }

        /** The rows, deal d being the one that was added as {@code order[d]}, or as d when there is no order. */
        FactRows build(int dealCount, int @Nullable [] order) {
            int rows = valid.size();
            if (order == null) {
                Runs runs = Runs.of(deals.toArray(null), starts.toArray(null), rows, dealCount);
                return built(runs, null);
            }
            if (deals.size() == dealCount && rows == dealCount) {
                // one row per deal, in the order of the deals
                return built(Runs.of(order, order, rows, dealCount), order);
            }
            int[] runOfDeal = new int[dealCount];
            Arrays.fill(runOfDeal, -1);
            for (int run = 0; run < deals.size(); run++) {
                runOfDeal[deals.get(run)] = run;
            }
            int[] sortedDeals = new int[deals.size()];
            int[] sortedStarts = new int[deals.size()];
            int[] rowOrder = new int[rows];
            int runs = 0;
            int row = 0;
            for (int deal = 0; deal < dealCount; deal++) {
                int run = runOfDeal[order[deal]];
                if (run >= 0) {
                    sortedDeals[runs] = deal;
                    sortedStarts[runs++] = row;
                    int end = run + 1 < starts.size() ? starts.get(run + 1) : rows;
                    for (int from = starts.get(run); from < end; from++) {
                        rowOrder[row++] = from;
                    }
                }
            }
            return built(Runs.of(sortedDeals, sortedStarts, rows, dealCount), rowOrder);
        }

        private FactRows built(Runs runs, int @Nullable [] rowOrder) {
            Times validTimes = valid.build(rowOrder);
            Times recordedTimes = recordedAsValid ? validTimes : recorded.build(rowOrder);
            ImmutableList.Builder<Column> columns = ImmutableList.builder();
            for (Column.Builder value : values) {
                columns.add(value.build(rowOrder));
            }
            return new FactRows(field, keys, new Cells(runs, validTimes, recordedTimes, columns.build()));
        }
    }
}
