package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ExactSumLaws {

    private static final long CERTAIN = 1L << ExactSum.CHANCE_BITS;
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(127);

    record Term(long amount, long chance) {
        BigInteger units() {
            return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(chance));
        }
    }

    @Provide
    Arbitrary<List<Term>> terms() {
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-1_000_000, 1_000_000),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L, -1L));
        Arbitrary<Long> chances = Arbitraries.oneOf(
                Arbitraries.longs().between(0, CERTAIN), Arbitraries.of(0L, 1L, CERTAIN / 2, CERTAIN - 1, CERTAIN));
        return Combinators.combine(amounts, chances).as(Term::new).list().ofMaxSize(40);
    }

    private static ExactSum sum(List<Term> terms) {
        ExactSum sum = new ExactSum();
        terms.forEach(term -> sum.add(term.amount(), term.chance()));
        return sum;
    }

    private static BigInteger units(List<Term> terms) {
        return terms.stream().map(Term::units).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** A sum of so many units, whatever the way there: doubling makes large ones quickly. */
    private static ExactSum doubled(List<Term> terms, int times) {
        ExactSum sum = sum(terms);
        for (int i = 0; i < times; i++) {
            sum.merge(sum);
        }
        return sum;
    }

    @Property
    void theSumIsThatOfBigDecimals(@ForAll("terms") List<Term> terms) {
        BigDecimal expected = new BigDecimal(units(terms)).divide(new BigDecimal(CERTAIN));
        assertThat(sum(terms).result()).isEqualByComparingTo(expected);
    }

    @Property
    void roundingIsHalfEvenOrRefused(@ForAll("terms") List<Term> terms) {
        BigInteger expected = new BigDecimal(units(terms))
                .divide(new BigDecimal(CERTAIN))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        if (expected.bitLength() < Long.SIZE) {
            assertThat(sum(terms).rounded()).isEqualTo(expected.longValueExact());
        } else {
            assertThatThrownBy(() -> sum(terms).rounded()).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void neitherOrderNorPartitionCount(
            @ForAll("terms") List<Term> terms, @ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int parts) {
        List<Term> shuffled = new ArrayList<>(terms);
        Collections.shuffle(shuffled, random);
        List<ExactSum> sums = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            sums.add(new ExactSum());
        }
        shuffled.forEach(term -> sums.get(random.nextInt(parts)).add(term.amount(), term.chance()));
        while (sums.size() > 1) {
            ExactSum taken = sums.remove(random.nextInt(sums.size()));
            sums.get(random.nextInt(sums.size())).merge(taken);
        }
        assertThat(sums.get(0)).isEqualTo(sum(terms));
        assertThat(sums.get(0).toBytes()).isEqualTo(sum(terms).toBytes());
    }

    @Property
    void aMergeWithNothingChangesNothing(@ForAll("terms") List<Term> terms) {
        ExactSum sum = new ExactSum();
        sum.merge(sum(terms));
        sum.merge(new ExactSum());
        assertThat(sum).isEqualTo(sum(terms)).hasSameHashCodeAs(sum(terms));
    }

    @Property
    void bytesKeepTheSum(@ForAll("terms") List<Term> terms, @ForAll @IntRange(max = 40) int doublings) {
        ExactSum sum = doubled(terms, doublings);
        ExactSum read = ExactSum.ofBytes(sum.toBytes());
        assertThat(read).isEqualTo(sum);
        assertThat(read.toBytes()).isEqualTo(sum.toBytes());
    }

    @Property
    void whatIsBeyond128BitIsRefusedAndNothingElseIs(
            @ForAll("terms") List<Term> terms, @ForAll @IntRange(max = 40) int doublings) {
        BigInteger expected = units(terms).shiftLeft(doublings);
        ExactSum sum = doubled(terms, doublings);
        if (expected.compareTo(LIMIT) < 0 && expected.compareTo(LIMIT.negate()) >= 0) {
            assertThat(sum.result()).isEqualByComparingTo(new BigDecimal(expected).divide(new BigDecimal(CERTAIN)));
        } else {
            assertThatThrownBy(sum::result)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("must be within signed 128 bit");
        }
    }

    @Property
    void aSumThatComesBackFromBeyondIsExactAgain(
            @ForAll("terms") List<Term> terms, @ForAll @IntRange(max = 40) int doublings) {
        ExactSum sum = doubled(terms, doublings);
        // what is taken away is minus one times each amount; the lowest amount has no counterpart, so half is added
        // twice
        List<Term> opposite = new ArrayList<>();
        for (Term term : terms) {
            opposite.add(new Term(-(term.amount() + 1), term.chance()));
            opposite.add(new Term(1, term.chance()));
        }
        sum.merge(doubled(opposite, doublings));
        assertThat(sum).isEqualTo(new ExactSum());
    }

    @Property
    void aCertainAmountCountsAsChanceOne(@ForAll long amount) {
        ExactSum certain = new ExactSum();
        certain.add(amount);
        assertThat(certain).isEqualTo(sum(List.of(new Term(amount, CERTAIN))));
        assertThat(certain.rounded()).isEqualTo(amount);
    }
}
