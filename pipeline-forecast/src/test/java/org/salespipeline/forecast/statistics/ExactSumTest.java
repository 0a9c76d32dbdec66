package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExactSumTest {

    private static final long CERTAIN = 1L << ExactSum.CHANCE_BITS;

    @Test
    void roundsHalvesToTheEvenNeighbour() {
        assertThat(half(1).rounded()).isZero();
        assertThat(half(3).rounded()).isEqualTo(2);
        assertThat(half(5).rounded()).isEqualTo(2);
        assertThat(half(-1).rounded()).isZero();
        assertThat(half(-3).rounded()).isEqualTo(-2);
        assertThat(half(-5).rounded()).isEqualTo(-2);
    }

    private static ExactSum half(long amount) {
        ExactSum sum = new ExactSum();
        sum.add(amount, CERTAIN / 2);
        return sum;
    }

    @Test
    void keepsEveryFractionUntilTheEnd() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 3; i++) {
            sum.add(1, CERTAIN / 4);
        }
        assertThat(sum).hasToString("0.75");
        assertThat(sum.rounded()).isEqualTo(1);
    }

    @Test
    void saysHowAChanceIsWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactSum().add(1, CERTAIN + 1))
                .withMessage("chance must be in [0, 2^40], was 1099511627777; see Probability.toFixed");
    }

    @Test
    void namesTheSumThatDoesNotFit() {
        ExactSum sum = new ExactSum();
        sum.add(Long.MAX_VALUE);
        sum.add(1);
        assertThatThrownBy(sum::rounded)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(
                        "sum must fit into 64 bit of minor units, was 9223372036854775808; sum in parts, or use result()");
    }

    @Test
    void roundsUpToTheLowestAmountThereIs() {
        ExactSum sum = new ExactSum();
        sum.add(Long.MIN_VALUE);
        sum.add(-1, 1);
        assertThat(sum.rounded()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void roundsHalvesToTheEvenNeighbourAtTheEndsToo() {
        ExactSum lowest = half(-1);
        lowest.add(Long.MIN_VALUE);
        assertThat(lowest.rounded()).isEqualTo(Long.MIN_VALUE);
        ExactSum highest = half(1);
        highest.add(Long.MAX_VALUE);
        assertThatThrownBy(highest::rounded)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("sum must fit into 64 bit of minor units, was 9223372036854775808;");
    }

    @Test
    void refusesBytesOfAnotherVersion() {
        byte[] bytes = new ExactSum().toBytes();
        bytes[0] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactSum.ofBytes(bytes))
                .withMessage("version of a sum must be 1, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactSum.ofBytes(new byte[3]))
                .withMessage("bytes of a sum must be 25, was 3");
    }
}
