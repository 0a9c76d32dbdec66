package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of amounts times chances, in whatever order they come.
 *
 * <pre>
 *   sum = Σ amount · chance / 2^40      amount in minor units (cents), chance in 1/2^40, 0 to 2^40
 * </pre>
 *
 * <p>Chances are integers, see {@code Probability.toFixed()}, so every product is an integer and nothing is rounded until
 * the end. The sum lives in signed 128 bit fixed point with 40 fractional bits, beside it a word of guard bits, so that
 * the order of additions decides neither the value nor whether it overflows. It is a commutative monoid: any partition
 * of the terms over any tree of {@link #merge merges} gives the same {@link #toBytes bytes}.
 *
 * <p>An accumulator of its own per thread; not for use by several at once.
 */
public final class ExactSum {

    /** Fractional bits of a chance: 1 is {@code 1L << 40}. */
    public static final int CHANCE_BITS = 40;

    private static final long CERTAIN = 1L << CHANCE_BITS;
    private static final long FRACTION_MASK = CERTAIN - 1;
    private static final long HALF = CERTAIN >> 1;
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 3 * Long.BYTES;
    private static final BigDecimal UNITS_PER_MINOR = new BigDecimal(BigInteger.ONE.shiftLeft(CHANCE_BITS));

    /** Counts how often the signed 128 bit below have run over; 0 unless the sum is beyond them. */
    private long guard;

    private long high;
    private long low;

    /** The sum of nothing, 0. */
    public ExactSum() {}

    private ExactSum(long guard, long high, long low) {
        this.guard = guard;
        this.high = high;
        this.low = low;
    }

    /**
     * Adds amount times chance.
     *
     * @param minorUnits any amount, negative ones too
     * @param chance in 1/2^40, from 0 to 2^40
     */
    public void add(long minorUnits, long chance) {
        if (chance < 0 || chance > CERTAIN) {
            throw new IllegalArgumentException(
                    "chance must be in [0, 2^40], was " + chance + "; see Probability.toFixed");
        }
        plus(Math.multiplyHigh(minorUnits, chance), minorUnits * chance);
    }

    /** Adds a certain amount in minor units. */
    public void add(long minorUnits) {
        plus(minorUnits >> (Long.SIZE - CHANCE_BITS), minorUnits << CHANCE_BITS);
    }

    /** Adds everything that the other one has added; the other one stays as it is. */
    public void merge(ExactSum other) {
        long otherGuard = other.guard;
        plus(other.high, other.low);
        guard += otherGuard;
    }

    private void plus(long addedHigh, long addedLow) {
        long newLow = low + addedLow;
        long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
        long sum = high + addedHigh;
        long newHigh = sum + carry;
        // the 128 bit sum is read as signed: what leaves its range to either side is kept in the guard
        guard += runOver(high, addedHigh, sum) + (carry == 1 && sum == Long.MAX_VALUE ? 1 : 0);
        high = newHigh;
        low = newLow;
    }

    private static long runOver(long a, long b, long sum) {
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? -1 : 1) : 0;
    }

    /**
     * The sum in minor units, exactly.
     *
     * @throws ArithmeticException if it is beyond signed 128 bit, that is 2^87 minor units
     */
    public BigDecimal result() {
        requireInRange();
        BigInteger units = BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned(low));
        return new BigDecimal(units).divide(UNITS_PER_MINOR);
    }

    private static BigInteger unsigned(long value) {
        BigInteger upper = BigInteger.valueOf(value >>> 1).shiftLeft(1);
        return (value & 1) == 0 ? upper : upper.add(BigInteger.ONE);
    }

    /**
     * The sum rounded once to whole minor units, halves to the even neighbour.
     *
     * @throws ArithmeticException if it does not fit into a {@code long}
     */
    public long rounded() {
        requireInRange();
        long floor = (high << (Long.SIZE - CHANCE_BITS)) | (low >>> CHANCE_BITS);
        long fraction = low & FRACTION_MASK;
        boolean up = fraction > HALF || (fraction == HALF && (floor & 1) == 1);
        boolean fits = high >> (CHANCE_BITS - 1) == high >> (Long.SIZE - 1);
        return fits && !(up && floor == Long.MAX_VALUE) ? floor + (up ? 1 : 0) : roundedAtTheEdge();
    }

    /** A sum just below the lowest {@code long} may still round to it. */
    private long roundedAtTheEdge() {
        BigInteger rounded = result().setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
        if (rounded.bitLength() >= Long.SIZE) {
            throw new ArithmeticException(
                    "sum must fit into 64 bit of minor units, was " + rounded + "; sum in parts, or use result()");
        }
        return rounded.longValueExact();
    }

    private void requireInRange() {
        if (guard != 0) {
            throw new ArithmeticException("sum must be within signed 128 bit (2^87 minor units), was beyond "
                    + (guard > 0 ? "the upper" : "the lower") + " end; sum in parts");
        }
    }

    /** The sum as 25 bytes: version 1, then the guard word, the high and the low word, each big-endian. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(guard)
                .putLong(high)
                .putLong(low)
                .array();
    }

    /**
     * The sum that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the length or the version is another one
     */
    public static ExactSum ofBytes(byte[] bytes) {
        checkArgument(bytes.length == BYTES, "bytes of a sum must be %s, was %s", BYTES, bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        checkArgument(version == VERSION, "version of a sum must be %s, was %s", VERSION, version);
        return new ExactSum(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** Equal sums are equal, whatever they were added from. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExactSum that && guard == that.guard && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode((guard * 31 + high) * 31 + low);
    }

    /** The exact sum in minor units; says so when it is beyond 128 bit. */
    @Override
    public String toString() {
        return guard == 0 ? result().stripTrailingZeros().toPlainString() : "beyond 128 bit";
    }

    /**
     * The exact sum of doubles, in whatever order they come, rounded once.
     *
     * <p>A superaccumulator: every double is a whole multiple of 2⁻¹⁰⁷⁴ below 2²⁰⁹⁸ of them; the sum of any number of
     * doubles lives in 68 digits of 32 bit each and a highest one with sign. Nothing is lost, so the order of additions decides
     * nothing. It is a commutative monoid: any partition of the terms over any tree of {@link #merge merges} gives the same
     * {@link #toBytes bytes}.
     *
     * <p>Source: R. M. Neal (2015), Fast exact summation using small and large superaccumulators, <a
     * href="https://arxiv.org/abs/1505.05571">arXiv 1505.05571</a>.
     *
     * <p>An accumulator of its own per thread; not for use by several at once.
     */
    public static final class OfDoubles {

        private static final int DIGITS = 69;
        private static final long DIGIT = 0xFFFFFFFFL;
        private static final int UNIT_EXPONENT = -1074;
        private static final int MANTISSA_BITS = 53;

        /** A digit takes on less than 2^32 with each addition, so that this many never overflow it. */
        private static final int ADDITIONS = 1 << 29;

        private static final int BYTES = 1 + (DIGITS - 1) * Integer.BYTES + Long.BYTES;

        private final long[] digits = new long[DIGITS];
        private int pending;

        /** The sum of nothing, 0. */
        public OfDoubles() {}

        /**
         * Adds a number.
         *
         * @param value finite
         */
        public void add(double value) {
            long bits = Double.doubleToRawLongBits(value);
            int exponent = (int) (bits >>> 52) & 0x7FF;
            if (exponent == 0x7FF) {
                throw new IllegalArgumentException("value to add must be finite, was " + value);
            }
            long fraction = bits & 0xFFFFFFFFFFFFFL;
            long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
            int position = Math.max(exponent, 1) - 1;
            int first = position >>> 5;
            int shift = position & 31;
            long sign = bits >> 63;
            long low = mantissa << shift;
            long high = shift == 0 ? 0 : mantissa >>> (Long.SIZE - shift);
            // x ^ −1 − (−1) is −x
            digits[first] += ((low & DIGIT) ^ sign) - sign;
            digits[first + 1] += ((low >>> 32) ^ sign) - sign;
            digits[first + 2] += (high ^ sign) - sign;
            if (++pending == ADDITIONS) {
                carry();
            }
        }

        /** Adds everything that the other one has added; the other one keeps its sum. */
        public void merge(OfDoubles other) {
            other.carry();
            carry();
            for (int i = 0; i < DIGITS; i++) {
                digits[i] += other.digits[i];
            }
            carry();
        }

        /** Brings all digits but the highest into 0 to 2^32 − 1; equal sums then have equal digits. */
        private void carry() {
            long carry = 0;
            for (int i = 0; i < DIGITS - 1; i++) {
                long digit = digits[i] + carry;
                digits[i] = digit & DIGIT;
                carry = digit >> 32;
            }
            digits[DIGITS - 1] += carry;
            pending = 0;
        }

        /**
         * The sum, rounded to the nearest double, halves to the even one.
         *
         * @throws ArithmeticException if it is beyond the largest double
         */
        public double result() {
            BigInteger units = units();
            BigInteger size = units.abs();
            int below = size.bitLength() - MANTISSA_BITS;
            double value = below <= 0
                    ? Math.scalb((double) size.longValueExact(), UNIT_EXPONENT)
                    : Math.scalb(rounded(size, below), below + UNIT_EXPONENT);
            if (Double.isInfinite(value)) {
                throw new ArithmeticException("sum must be within the range of doubles, was about 2^"
                        + (size.bitLength() + UNIT_EXPONENT) + "; sum in parts, or use exact()");
            }
            return units.signum() < 0 ? -value : value;
        }

        private static double rounded(BigInteger size, int below) {
            long kept = size.shiftRight(below).longValueExact();
            boolean half = size.testBit(below - 1);
            boolean more = half && size.getLowestSetBit() < below - 1;
            return (double) (kept + (half && (more || (kept & 1) == 1) ? 1 : 0));
        }

        /** The sum, exactly; it may have a thousand decimals. */
        public BigDecimal exact() {
            return new BigDecimal(units()).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-UNIT_EXPONENT)));
        }

        private BigInteger units() {
            carry();
            BigInteger units = BigInteger.valueOf(digits[DIGITS - 1]);
            for (int i = DIGITS - 2; i >= 0; i--) {
                units = units.shiftLeft(32).or(BigInteger.valueOf(digits[i]));
            }
            return units;
        }

        /** The sum as 281 bytes: version 1, the highest digit, then the others downwards, each big-endian. */
        public byte[] toBytes() {
            carry();
            ByteBuffer buffer = ByteBuffer.allocate(BYTES).put(VERSION).putLong(digits[DIGITS - 1]);
            for (int i = DIGITS - 2; i >= 0; i--) {
                buffer.putInt((int) digits[i]);
            }
            return buffer.array();
        }

        /**
         * The sum that {@link #toBytes} wrote.
         *
         * @throws IllegalArgumentException if the length or the version is another one
         */
        public static OfDoubles ofBytes(byte[] bytes) {
            checkArgument(bytes.length == BYTES, "bytes of a sum must be %s, was %s", BYTES, bytes.length);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte version = buffer.get();
            checkArgument(version == VERSION, "version of a sum must be %s, was %s", VERSION, version);
            OfDoubles sum = new OfDoubles();
            sum.digits[DIGITS - 1] = buffer.getLong();
            for (int i = DIGITS - 2; i >= 0; i--) {
                sum.digits[i] = buffer.getInt() & DIGIT;
            }
            return sum;
        }

        /** Equal sums are equal, whatever they were added from. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OfDoubles that && Arrays.equals(toBytes(), that.toBytes());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(toBytes());
        }

        /** The sum as the nearest double; says so when it is beyond them. */
        @Override
        public String toString() {
            return exact().abs().compareTo(new BigDecimal(Double.MAX_VALUE)) > 0
                    ? "beyond doubles"
                    : Double.toString(result());
        }
    }
}
