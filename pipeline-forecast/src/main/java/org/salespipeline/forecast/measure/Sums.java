package org.salespipeline.forecast.measure;

import java.util.Arrays;
import org.salespipeline.forecast.statistics.EventCounts;
import org.salespipeline.forecast.statistics.ExactSum;

/**
 * All that has to be kept of many deals to give the figures of a row: counts, exact sums of amounts, exact sums of doubles,
 * times to events, and single values. A commutative monoid: any partition of the deals over any tree of merges gives the same
 * figures.
 */
final class Sums {

    final long[] counts;
    final ExactSum[] amounts;
    final ExactSum.OfDoubles[] doubles;
    final Spells[] times;
    private final long[][] values;
    private final int[] sizes;

    /** How much of each a measure needs. */
    static final class Shape {

        private final int counts;
        private final int amounts;
        private final int doubles;
        private final int values;
        private final int[] causes;

        private Shape(int counts, int amounts, int doubles, int values, int... causes) {
            this.counts = counts;
            this.amounts = amounts;
            this.doubles = doubles;
            this.values = values;
            this.causes = causes;
        }

        static Shape ofCounts(int counts) {
            return new Shape(counts, 0, 0, 0);
        }

        Shape amounts(int number) {
            return new Shape(counts, number, doubles, values, causes);
        }

        Shape doubles(int number) {
            return new Shape(counts, amounts, number, values, causes);
        }

        Shape values(int number) {
            return new Shape(counts, amounts, doubles, number, causes);
        }

        /** For each of the times, how many events compete. */
        Shape times(int... competing) {
            return new Shape(counts, amounts, doubles, values, competing);
        }

        Sums sums() {
            return new Sums(this);
        }
    }

    private Sums(Shape shape) {
        counts = new long[shape.counts];
        amounts = new ExactSum[shape.amounts];
        Arrays.setAll(amounts, i -> new ExactSum());
        doubles = new ExactSum.OfDoubles[shape.doubles];
        Arrays.setAll(doubles, i -> new ExactSum.OfDoubles());
        times = new Spells[shape.causes.length];
        Arrays.setAll(times, i -> new Spells(shape.causes[i]));
        values = new long[shape.values][];
        Arrays.setAll(values, i -> new long[8]);
        sizes = new int[shape.values];
    }

    void count(int which) {
        counts[which]++;
    }

    void add(int which, long more) {
        counts[which] = Math.addExact(counts[which], more);
    }

    void keep(int which, long value) {
        if (sizes[which] == values[which].length) {
            values[which] = Arrays.copyOf(values[which], 2 * sizes[which]);
        }
        values[which][sizes[which]++] = value;
    }

    /** The kept values, ascending. */
    long[] kept(int which) {
        long[] sorted = Arrays.copyOf(values[which], sizes[which]);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Adds everything that the other ones have added; they stay as they are. */
    void merge(Sums other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.addExact(counts[i], other.counts[i]);
        }
        for (int i = 0; i < amounts.length; i++) {
            amounts[i].merge(other.amounts[i]);
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i].merge(other.doubles[i]);
        }
        for (int i = 0; i < times.length; i++) {
            times[i].merge(other.times[i]);
        }
        for (int i = 0; i < values.length; i++) {
            for (int place = 0; place < other.sizes[i]; place++) {
                keep(i, other.values[i][place]);
            }
        }
    }

    /** Equal sums write equal bytes. */
    void writeTo(TallyBytes.Writer out) {
        for (long count : counts) {
            out.number(count);
        }
        for (ExactSum amount : amounts) {
            out.block(amount.toBytes());
        }
        for (ExactSum.OfDoubles sum : doubles) {
            out.block(sum.toBytes());
        }
        for (Spells of : times) {
            out.block(of.counts().toBytes());
        }
        for (int i = 0; i < values.length; i++) {
            out.number(sizes[i]);
            for (long value : kept(i)) {
                out.number(value);
            }
        }
    }

    /** Takes what sums of the same shape have written into these ones, of nothing yet. */
    void readFrom(TallyBytes.Reader in) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.number();
        }
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = ExactSum.ofBytes(in.block());
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = ExactSum.OfDoubles.ofBytes(in.block());
        }
        for (int i = 0; i < times.length; i++) {
            times[i].merge(EventCounts.ofBytes(in.block()));
        }
        for (int i = 0; i < values.length; i++) {
            for (long left = in.number(); left > 0; left--) {
                keep(i, in.number());
            }
        }
    }
}
