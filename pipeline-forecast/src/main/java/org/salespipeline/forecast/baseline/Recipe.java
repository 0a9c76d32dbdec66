package org.salespipeline.forecast.baseline;

import com.google.common.collect.ImmutableMap;
import com.google.common.math.BigIntegerMath;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.salespipeline.calendar.FiscalPeriod;

/**
 * How the revenue of an asked period follows from what closed in periods, itself among them: Σ weight × closed / divisor.
 *
 * @param weights by period; empty when nothing can be said
 * @param divisor above 0
 * @param text how it follows, or why nothing can be said
 */
record Recipe(Map<FiscalPeriod, BigInteger> weights, BigInteger divisor, String text) {

    static Recipe unknown(FiscalPeriod asked, String why) {
        return new Recipe(ImmutableMap.of(), BigInteger.ONE, "no forecast for " + asked + ": " + why);
    }

    static Recipe closedSoFar(FiscalPeriod asked) {
        return new Recipe(
                ImmutableMap.of(asked, BigInteger.ONE), BigInteger.ONE, asked + ": what is closed, and nothing more");
    }

    static Recipe over(FiscalPeriod asked) {
        return new Recipe(
                ImmutableMap.of(asked, BigInteger.ONE), BigInteger.ONE, asked + ": is over; nothing more is expected");
    }

    static Recipe mean(FiscalPeriod asked, List<FiscalPeriod> of) {
        return new Recipe(
                of.stream().collect(ImmutableMap.toImmutableMap(period -> period, period -> BigInteger.ONE)),
                BigInteger.valueOf(of.size()),
                asked + ": as much as closed in "
                        + (of.size() == 1
                                ? of.get(0).toString()
                                : of.stream()
                                        .map(FiscalPeriod::toString)
                                        .collect(Collectors.joining(", ", "the mean of ", ""))));
    }

    /** The line through the first and the last of consecutive periods, the last of which lies before the asked one. */
    static Recipe drift(FiscalPeriod asked, List<FiscalPeriod> along) {
        FiscalPeriod first = along.get(0);
        FiscalPeriod last = along.get(along.size() - 1);
        long steps = 0;
        for (FiscalPeriod period = last; period.start().isBefore(asked.start()); steps++) {
            period = asked.calendar().next(period);
        }
        long span = along.size() - 1L;
        return new Recipe(
                ImmutableMap.of(first, BigInteger.valueOf(-steps), last, BigInteger.valueOf(span + steps)),
                BigInteger.valueOf(span),
                asked + ": " + steps + (steps == 1 ? " step" : " steps") + " on from " + last
                        + ", each the mean step from " + first + " to it");
    }

    boolean isKnown() {
        return !weights.isEmpty();
    }

    /**
     * The forecast in minor units, rounded once, half to even.
     *
     * @param closed what closed in a period, in minor units
     * @throws ArithmeticException if it leaves the range of 64 bit
     */
    BigInteger revenue(Function<FiscalPeriod, BigInteger> closed) {
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<FiscalPeriod, BigInteger> term : weights.entrySet()) {
            sum = sum.add(term.getValue().multiply(closed.apply(term.getKey())));
        }
        return BigIntegerMath.divide(sum, divisor, RoundingMode.HALF_EVEN);
    }
}
