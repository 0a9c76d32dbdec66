package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AllocationTest {

    @Test
    void servesTheLargestRemainderFirst() {
        // exact parts 0.6, 1.5, 2.9 of the whole 5
        assertThat(Allocation.split(5, 6, 15, 29)).containsExactly(1, 1, 3);
    }

    @Test
    void apportionsTheFirstCongressAsHamiltonDid() {
        // apportionment populations of 1790, Connecticut to Virginia by name, and Hamilton's bill of 120 seats
        // (Balinski and Young 1982, chapter 2)
        long[] populations = {
            236_841, 55_540, 70_835, 68_705, 278_514, 475_327, 141_822, 179_570, 331_589, 353_523, 432_879, 68_446,
            206_236, 85_533, 630_560
        };
        long[] seats = Allocation.split(120, populations);
        assertThat(seats).containsExactly(8, 2, 2, 2, 9, 16, 5, 6, 11, 12, 14, 2, 7, 3, 21);
    }

    @Test
    void servesTheEarlierOfEqualRemaindersFirst() {
        assertThat(Allocation.split(100, 1, 1, 1)).containsExactly(34, 33, 33);
        assertThat(Allocation.split(2, 1, 1, 1)).containsExactly(1, 1, 0);
    }

    @Test
    void mirrorsANegativeWhole() {
        assertThat(Allocation.split(-100, 1, 1, 1)).containsExactly(-34, -33, -33);
    }

    @Test
    void givesNothingToAWeightOfZero() {
        assertThat(Allocation.split(7, 0, 1, 0, 1)).containsExactly(0, 4, 0, 3);
    }

    @Test
    void splitsNothingIntoNothings() {
        assertThat(Allocation.split(0, 3, 0, 2)).containsExactly(0, 0, 0);
    }

    @Test
    void isExactAtTheEndsOfTheRange() {
        long half = Long.MAX_VALUE / 2;
        assertThat(Allocation.split(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
                .containsExactly(half + 1, half);
        assertThat(Allocation.split(Long.MIN_VALUE, 5)).containsExactly(Long.MIN_VALUE);
        assertThat(Allocation.split(Long.MIN_VALUE, 1, 1)).containsExactly(-(1L << 62), -(1L << 62));
        long[] many = new long[5];
        Arrays.fill(many, Long.MAX_VALUE);
        assertThat(Allocation.split(7, many)).containsExactly(2, 2, 1, 1, 1);
    }

    @Test
    void splitsAnAmountInTheMinorUnitsOfItsCurrency() {
        List<BigDecimal> thirds = List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);
        assertThat(Allocation.byWeights(Money.parse("EUR 100.00"), thirds))
                .containsExactly(Money.parse("EUR 33.34"), Money.parse("EUR 33.33"), Money.parse("EUR 33.33"));
        assertThat(Allocation.byWeights(Money.parse("JPY 100"), thirds))
                .containsExactly(Money.parse("JPY 34"), Money.parse("JPY 33"), Money.parse("JPY 33"));
        assertThat(Allocation.byWeights(Money.parse("KWD 100.000"), thirds))
                .containsExactly(Money.parse("KWD 33.334"), Money.parse("KWD 33.333"), Money.parse("KWD 33.333"));
    }

    @Test
    void splitsByKeyInTheOrderOfTheKeys() {
        Map<String, BigDecimal> weights = new HashMap<>();
        weights.put("zoe", new BigDecimal("0.25"));
        weights.put("ada", new BigDecimal("0.250"));
        weights.put("bob", new BigDecimal("0.5"));
        assertThat(Allocation.byKey(Money.parse("EUR -0.02"), weights))
                .containsExactly(
                        entry("ada", Money.parse("EUR -0.01")),
                        entry("bob", Money.parse("EUR -0.01")),
                        entry("zoe", Money.parse("EUR 0.00")));
    }

    @Test
    void refusesWeightsThatSplitNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(1))
                .withMessage("weights must add up to more than 0, were 0, none above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(1, 0, 0))
                .withMessage("weights must add up to more than 0, were 2, none above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byWeights(Money.parse("EUR 1"), List.of()))
                .withMessage("weights must add up to more than 0, were 0, none above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byKey(Money.parse("EUR 1"), Map.of("ada", BigDecimal.ZERO)))
                .withMessage("weights must add up to more than 0, were 1, none above 0");
    }

    @Test
    void refusesANegativeWeight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.split(1, 2, -3))
                .withMessage("weight at index 1 must be at least 0, was -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byKey(Money.parse("EUR 1"), Map.of("ada", new BigDecimal("-0.5"))))
                .withMessage("weight of key ada must be at least 0, was -0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Allocation.byWeights(Money.parse("EUR 1"), List.of(BigDecimal.TEN, new BigDecimal("-0.5"))))
                .withMessage("weight at index 1 must be at least 0, was -0.5");
    }

    @Test
    void takesWholesThatExceedALong() {
        Money justTooWide = Money.ofMinor(CurrencyUnit.EUR, Long.MAX_VALUE).plusMinor(1);
        assertThat(Allocation.byWeights(justTooWide, List.of(BigDecimal.ONE))).containsExactly(justTooWide);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byWeights(justTooWide, List.of(BigDecimal.ZERO)))
                .withMessage("weights must add up to more than 0, were 1, none above 0");
    }

    @Test
    void takesWeightsUpToTheGreatestNumberOfDigits() {
        Money whole = Money.parse("EUR 1");
        assertThat(Allocation.byKey(whole, Map.of("ada", new BigDecimal("1E+1000"))))
                .containsEntry("ada", whole);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byKey(whole, Map.of("ada", new BigDecimal("1E+1001"))))
                .withMessage("weight of key ada must have at most 1000 decimals or trailing zeros, was 1E+1001");
    }

    @Test
    void refusesAWeightOfAbsurdSize() {
        List<BigDecimal> weights = List.of(BigDecimal.ONE, new BigDecimal("1E+2000000000"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byWeights(Money.parse("EUR 1"), weights))
                .withMessage("weight at index 1 must have at most 1000 decimals or trailing zeros, was 1E+2000000000");
    }

    @Test
    void refusesKeysThatTieForever() {
        Map<BigDecimal, BigDecimal> weights =
                Map.of(new BigDecimal("1.0"), BigDecimal.ONE, new BigDecimal("1.00"), BigDecimal.ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Allocation.byKey(Money.parse("EUR 1"), weights))
                .withMessageStartingWith("keys of an allocation must differ in their order, was 1.0");
    }

    @Test
    void givesResultsThatCannotBeChanged() {
        List<Money> amounts = Allocation.byWeights(Money.parse("EUR 1"), List.of(BigDecimal.ONE));
        assertThatThrownBy(amounts::clear).isInstanceOf(UnsupportedOperationException.class);
        Map<String, Money> byKey = Allocation.byKey(Money.parse("EUR 1"), Map.of("ada", BigDecimal.ONE));
        assertThatThrownBy(byKey::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
