package org.salespipeline.forecast.revenue;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.statistics.ExactSum;

/**
 * The chances that revenue is the sum of: S = certain + Σ aᵢ Rᵢ Bᵢ, where Bᵢ is 1 with chance pᵢ and 0 otherwise. Immutable.
 *
 * <p>The terms stand in one order whatever order they came in, so that everything worked out from them has the same bits for
 * any order, partition and number of threads. They are a commutative monoid under {@link #merge}.
 *
 * <pre>
 * RevenueTerms terms = RevenueTerms.builder()
 *     .certain(2_500_000)             // won already, in cents
 *     .add(1, 1_000_000, 0.5)         // 10,000.00 with a chance of a half
 *     .add(2, 2_500_000, 0.3)
 *     .build();
 * </pre>
 */
public final class RevenueTerms {

    /** Amounts up to here are whole numbers in doubles: 2⁵³ minor units. */
    private static final long LARGEST = 1L << 53;

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES + Integer.BYTES;

    /** Amounts given a win, in ascending order; then chance, spread and key decide. */
    final double[] win;

    final double[] chance;

    /** Squared coefficients of variation of the amounts given a win, 0 for known ones. */
    final double[] spread;

    final long[] key;
    final double certain;

    /** Whether all amounts are known, and with that whole numbers. */
    final boolean whole;

    private final long certainUnits;
    private final ExactSum.OfDoubles mean = new ExactSum.OfDoubles();

    private RevenueTerms(long certainUnits, Columns columns) {
        int[] order = columns.order();
        int n = order.length;
        this.certainUnits = certainUnits;
        win = new double[n];
        chance = new double[n];
        spread = new double[n];
        key = new long[n];
        boolean anySpread = false;
        for (int i = 0; i < n; i++) {
            int from = order[i];
            win[i] = columns.win[from];
            chance[i] = columns.chance[from];
            spread[i] = columns.spread[from];
            key[i] = columns.key[from];
            anySpread |= spread[i] > 0 || win[i] != Math.rint(win[i]);
            addProduct(chance[i], win[i]);
        }
        mean.add((double) certainUnits);
        whole = !anySpread;
        certain = (double) certainUnits;
    }

    /** The product and what its rounding lost, so that the mean is that of the products themselves. */
    private void addProduct(double p, double a) {
        double product = p * a;
        mean.add(product);
        mean.add(Math.fma(p, a, -product));
    }

    /** Begins with no term. */
    public static Builder builder() {
        return new Builder();
    }

    /** Number of terms, the certain sum not counted. */
    public int size() {
        return win.length;
    }

    /** Mean certain + Σ p·a, exact and rounded once, in minor units. */
    public double mean() {
        return mean.result();
    }

    /** The mean exactly: means of parts add up to that of the whole to the last digit. */
    public BigDecimal exactMean() {
        return mean.exact();
    }

    /** What is certain, in minor units. */
    public long certain() {
        return certainUnits;
    }

    /** Variance of the sum if its terms are independent: Σ p a² r₂ − (p a r₁)², in squared minor units. */
    public double variance() {
        double sum = 0;
        for (int i = 0; i < win.length; i++) {
            sum += varianceOf(i);
        }
        return sum;
    }

    double varianceOf(int i) {
        double p = chance[i];
        return win[i] * win[i] * p * (1 - p + spread[i]);
    }

    /** Whether neither chance nor amount of a term leaves anything open. */
    boolean settled(int i) {
        return win[i] == 0 || chance[i] == 0 || (chance[i] == 1 && spread[i] == 0);
    }

    /** All terms of both; keys may repeat, a term is never replaced. */
    public RevenueTerms merge(RevenueTerms other) {
        return builder().merge(this).merge(other).build();
    }

    /** These terms with another chance for those of a key. */
    public RevenueTerms withChance(long ofKey, double newChance) {
        Builder builder = builder().certain(certainUnits);
        for (int i = 0; i < win.length; i++) {
            builder.columns.add(key[i], win[i], key[i] == ofKey ? checkedChance(newChance) : chance[i], spread[i]);
        }
        return builder.build();
    }

    private static double checkedChance(double value) {
        checkArgument(value >= 0 && value <= 1, "chance of a term must be in [0, 1], was %s", value);
        return value + 0.0;
    }

    /**
     * The terms as bytes: version 1, the certain sum, the number of terms, then for each the amount given a win, the chance, the
     * squared coefficient of variation and the key, big-endian. Equal terms have equal bytes, whatever order they came in.
     */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(HEADER, Math.multiplyExact(win.length, 4 * Long.BYTES)));
        buffer.put(VERSION).putLong(certainUnits).putInt(win.length);
        for (int i = 0; i < win.length; i++) {
            buffer.putDouble(win[i]).putDouble(chance[i]).putDouble(spread[i]).putLong(key[i]);
        }
        return buffer.array();
    }

    /**
     * The terms that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the version or the length is another one, or a value is out of its range
     */
    public static RevenueTerms ofBytes(byte[] bytes) {
        checkArgument(bytes.length >= HEADER, "bytes of terms must be %s or more, was %s", HEADER, bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        checkArgument(version == VERSION, "version of terms must be %s, was %s", VERSION, version);
        Builder builder = builder().certain(buffer.getLong());
        int n = buffer.getInt();
        checkArgument(
                n >= 0 && bytes.length == HEADER + (long) n * 4 * Long.BYTES,
                "bytes of %s terms must be %s, was %s",
                n,
                HEADER + (long) n * 4 * Long.BYTES,
                bytes.length);
        for (int i = 0; i < n; i++) {
            double win = buffer.getDouble();
            double chance = checkedChance(buffer.getDouble());
            double spread = buffer.getDouble();
            checkArgument(win >= 0 && win <= LARGEST, "amount of a term must be in [0, 2^53], was %s", win);
            checkArgument(spread >= 0 && Double.isFinite(spread), "spread of a term must be 0 or more, was %s", spread);
            builder.columns.add(buffer.getLong(), win, chance, spread);
        }
        return builder.build();
    }

    /** Equal if the certain sums are and the terms with their keys. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RevenueTerms that
                && certainUnits == that.certainUnits
                && Arrays.equals(win, that.win)
                && Arrays.equals(chance, that.chance)
                && Arrays.equals(spread, that.spread)
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return (31 * Arrays.hashCode(win) + Arrays.hashCode(chance)) * 31 + Long.hashCode(certainUnits);
    }

    @Override
    public String toString() {
        return win.length + " terms, mean " + mean() + ", certain " + certainUnits;
    }

    /** Gathers terms; not for use by several threads at once, but builders of several threads merge. */
    public static final class Builder {

        private final Columns columns = new Columns();
        private long certain;

        private Builder() {}

        /**
         * Adds an amount that comes in any case, such as what is won already.
         *
         * @param minorUnits any amount, negative ones too
         * @throws ArithmeticException if the certain sum leaves the range of {@code long}
         */
        @CanIgnoreReturnValue
        public Builder certain(long minorUnits) {
            certain = Math.addExact(certain, minorUnits);
            return this;
        }

        /**
         * Adds a term whose amount is known.
         *
         * @param key name of the term for whoever asks about it later; plays no part in the law
         * @param minorUnits from 0 to 2⁵³; a negative amount is a certain one or none
         * @param chance in [0, 1]
         */
        @CanIgnoreReturnValue
        public Builder add(long key, long minorUnits, double chance) {
            return add(key, minorUnits, chance, AmountRatio.AS_SHOWN);
        }

        /**
         * Adds a term whose amount at the win may differ from what is shown now.
         *
         * @param minorUnits amount as shown, from 0 to 2⁵³
         * @param chance in [0, 1]
         * @param ratio won amount / shown amount, given a win
         */
        @CanIgnoreReturnValue
        public Builder add(long key, long minorUnits, double chance, AmountRatio ratio) {
            checkArgument(
                    minorUnits >= 0 && minorUnits <= LARGEST,
                    "term %s: amount must be in [0, 2^53] minor units, was %s; a credit is a certain amount",
                    key,
                    minorUnits);
            if (!(chance >= 0 && chance <= 1)) {
                throw new IllegalArgumentException("term " + key + ": chance must be in [0, 1], was " + chance);
            }
            columns.add(key, minorUnits * ratio.mean(), chance + 0.0, ratio.squaredVariation());
            return this;
        }

        /** Adds all that others have gathered. */
        @CanIgnoreReturnValue
        public Builder merge(RevenueTerms other) {
            for (int i = 0; i < other.win.length; i++) {
                columns.add(other.key[i], other.win[i], other.chance[i], other.spread[i]);
            }
            return certain(other.certainUnits);
        }

        /** The terms as they are now; the builder can go on. */
        public RevenueTerms build() {
            return new RevenueTerms(certain, columns);
        }
    }

    /**
     * What is known of won amount / shown amount, given a win: taken as log-normal with these two moments.
     *
     * @param mean above 0; 0.95 says that wins come out 5 % below what was shown
     * @param variance 0 or more; 0.04 is a standard deviation of 20 % of the shown amount
     */
    public record AmountRatio(double mean, double variance) {

        /** The amount at the win is the shown one. */
        public static final AmountRatio AS_SHOWN = new AmountRatio(1, 0);

        /** Checks the ranges. */
        public AmountRatio {
            checkArgument(mean > 0 && Double.isFinite(mean), "mean of an amount ratio must be above 0, was %s", mean);
            checkArgument(
                    variance >= 0 && Double.isFinite(variance),
                    "variance of an amount ratio must be 0 or more, was %s",
                    variance);
        }

        double squaredVariation() {
            return variance / (mean * mean);
        }
    }
}
