package org.salespipeline.quantity;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/**
 * Splits a whole into parts by weight, so that the parts add up to the whole to the last minor unit: the method of the
 * largest remainder (Hamilton).
 *
 * <pre>
 *   exact_i = whole · weight_i / Σ weights
 *   part_i  = ⌊exact_i⌋, or one more for the largest remainders, until the parts add up to the whole
 * </pre>
 *
 * <p>Each part is less than one unit off its exact value; a weight of zero gets nothing; multiplying all weights by one
 * number changes nothing; a negative whole is split as the positive one and the signs are turned. All of it is exact
 * for any size.
 *
 * <p>Source: M. L. Balinski and H. P. Young (1982), <i>Fair Representation: Meeting the Ideal of One Man, One Vote</i>,
 * Yale University Press, chapter 2.
 */
public final class Allocation {

    /** Decimals or trailing zeros of a weight beyond this are a mistake and would cost gigabytes. */
    private static final int MOST_DIGITS = 1_000;

    private static final String AT_INDEX = "at index";
    private static final String OF_KEY = "of key";

    private Allocation() {}

    /**
     * Splits {@code whole} by {@code weights}; of two equal remainders the one further left is served first.
     *
     * @param weights at least 0 each, not all 0
     * @return as many parts as weights, in their order
     */
    public static long[] split(long whole, long... weights) {
        long sum = 0;
        long largest = 0;
        boolean fits = whole != Long.MIN_VALUE;
        for (int i = 0; i < weights.length; i++) {
            checkWeight(weights[i] >= 0, AT_INDEX, i, weights[i]);
            sum += weights[i];
            fits &= sum >= 0;
            largest = Math.max(largest, weights[i]);
        }
        checkSum(largest > 0, weights.length);
        if (fits && Math.multiplyHigh(Math.abs(whole), largest) == 0 && Math.abs(whole) * largest >= 0) {
            return splitSmall(whole, weights, sum);
        }
        List<BigInteger> wide =
                Arrays.stream(weights).mapToObj(BigInteger::valueOf).toList();
        return splitLarge(BigInteger.valueOf(whole), wide).stream()
                .mapToLong(BigInteger::longValueExact)
                .toArray();
    }

    /**
     * Splits {@code whole} by {@code weights}; of two equal remainders the earlier in the list is served first.
     *
     * @param weights at least 0 each, not all 0, at most 1000 digits
     * @return as many amounts as weights, in their order, in the currency of the whole
     */
    public static List<Money> byWeights(Money whole, List<BigDecimal> weights) {
        for (int i = 0; i < weights.size(); i++) {
            checkWeight(weights.get(i).signum() >= 0, AT_INDEX, i, weights.get(i));
        }
        for (int i = 0; i < weights.size(); i++) {
            checkDigits(weights.get(i), AT_INDEX, i);
        }
        return Collections.unmodifiableList(amounts(whole, weights));
    }

    /**
     * Splits {@code whole} by the weights of {@code keys}; of two equal remainders the one with the smaller key is served
     * first, so the order in which the map happens to iterate changes nothing.
     *
     * @param weights at least 0 each, not all 0, at most 1000 digits; no two keys may compare as equal
     * @return an amount for every key, in the order of the keys, in the currency of the whole
     */
    public static <K extends Comparable<? super K>> Map<K, Money> byKey(Money whole, Map<K, BigDecimal> weights) {
        List<Map.Entry<K, BigDecimal>> entries = new ArrayList<>(weights.entrySet());
        entries.sort(Map.Entry.comparingByKey());
        List<BigDecimal> ordered = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            K key = entries.get(i).getKey();
            BigDecimal weight = entries.get(i).getValue();
            checkWeight(weight.signum() >= 0, OF_KEY, key, weight);
            checkDigits(weight, OF_KEY, key);
            checkArgument(
                    i == 0 || entries.get(i - 1).getKey().compareTo(key) != 0,
                    "keys of an allocation must differ in their order, was %s twice",
                    key);
            ordered.add(weight);
        }
        List<Money> amounts = amounts(whole, ordered);
        Map<K, Money> result = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            result.put(entries.get(i).getKey(), amounts.get(i));
        }
        return Collections.unmodifiableMap(result);
    }

    private static List<Money> amounts(Money whole, List<BigDecimal> weights) {
        checkSum(weights.stream().anyMatch(weight -> weight.signum() > 0), weights.size());
        List<BigInteger> wide = wholeNumbers(weights);
        BigInteger minorUnits = whole.getAmount().unscaledValue();
        List<Money> amounts = new ArrayList<>(weights.size());
        if (isLong(minorUnits) && wide.stream().allMatch(Allocation::isLong)) {
            long[] narrow = wide.stream().mapToLong(BigInteger::longValue).toArray();
            for (long part : split(minorUnits.longValue(), narrow)) {
                amounts.add(Money.ofMinor(whole.getCurrencyUnit(), part));
            }
        } else {
            int scale = whole.getScale();
            for (BigInteger part : splitLarge(minorUnits, wide)) {
                amounts.add(Money.of(whole.getCurrencyUnit(), new BigDecimal(part, scale)));
            }
        }
        return amounts;
    }

    private static boolean isLong(BigInteger number) {
        return number.bitLength() < Long.SIZE;
    }

    /** The weights times one power of ten that makes them all whole. */
    private static List<BigInteger> wholeNumbers(List<BigDecimal> weights) {
        List<BigDecimal> stripped = new ArrayList<>(weights.size());
        int decimals = 0;
        for (BigDecimal weight : weights) {
            BigDecimal shortest = weight.stripTrailingZeros();
            decimals = Math.max(decimals, shortest.scale());
            stripped.add(shortest);
        }
        List<BigInteger> result = new ArrayList<>(weights.size());
        for (BigDecimal weight : stripped) {
            result.add(weight.setScale(decimals).unscaledValue());
        }
        return result;
    }

    /** Where no product exceeds a long: nothing but the parts and their remainders is allocated. */
    private static long[] splitSmall(long whole, long[] weights, long sum) {
        long positive = Math.abs(whole);
        long[] parts = new long[weights.length];
        long[] remainders = new long[weights.length];
        long left = positive;
        for (int i = 0; i < weights.length; i++) {
            long product = positive * weights[i];
            parts[i] = product / sum;
            remainders[i] = product % sum;
            left -= parts[i];
        }
        if (left > 0) {
            serveLargest(parts, remainders, (int) left); // fewer than there are weights
        }
        if (whole < 0) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = -parts[i];
            }
        }
        return parts;
    }

    private static void serveLargest(long[] parts, long[] remainders, int left) {
        long[] sorted = remainders.clone();
        Arrays.sort(sorted);
        long last = sorted[sorted.length - left];
        int ties = left;
        for (long remainder : remainders) {
            ties -= remainder > last ? 1 : 0;
        }
        for (int i = 0; i < parts.length; i++) {
            if (remainders[i] > last) {
                parts[i]++;
            } else if (remainders[i] == last && ties > 0) {
                parts[i]++;
                ties--;
            }
        }
    }

    private static List<BigInteger> splitLarge(BigInteger whole, List<BigInteger> weights) {
        BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger left = whole.abs();
        List<BigInteger> parts = new ArrayList<>(weights.size());
        List<BigInteger> remainders = new ArrayList<>(weights.size());
        List<Integer> byRemainder = new ArrayList<>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            BigInteger[] division = whole.abs().multiply(weights.get(i)).divideAndRemainder(sum);
            parts.add(division[0]);
            remainders.add(division[1]);
            byRemainder.add(i);
            left = left.subtract(division[0]);
        }
        byRemainder.sort(
                Comparator.<Integer, BigInteger>comparing(remainders::get).reversed());
        for (int i : byRemainder.subList(0, left.intValueExact())) {
            parts.set(i, parts.get(i).add(BigInteger.ONE));
        }
        if (whole.signum() < 0) {
            parts.replaceAll(BigInteger::negate);
        }
        return parts;
    }

    private static void checkWeight(boolean legal, String where, Object which, Object value) {
        checkArgument(legal, "weight %s %s must be at least 0, was %s", where, which, value);
    }

    private static void checkDigits(BigDecimal weight, String where, Object which) {
        BigDecimal shortest = weight.stripTrailingZeros();
        checkArgument(
                Math.abs((long) shortest.scale()) <= MOST_DIGITS,
                "weight %s %s must have at most %s decimals or trailing zeros, was %s",
                where,
                which,
                MOST_DIGITS,
                shortest);
    }

    private static void checkSum(boolean positive, int count) {
        checkArgument(positive, "weights must add up to more than 0, were %s, none above 0", count);
    }
}
