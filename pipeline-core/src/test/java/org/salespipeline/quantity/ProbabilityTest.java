package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ProbabilityTest {

    @Test
    void guessesThatAPercentageWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probability.of(35))
                .withMessage("probability must be in [0, 1], was 35.0; 35 % is written 0.35, see ofPercent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probability.of(100))
                .withMessageEndingWith("see ofPercent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probability.of(100.5))
                .withMessage("probability must be in [0, 1], was 100.5");
    }

    @Test
    void refusesWhatIsNoChance() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probability.of(Double.NaN))
                .withMessage("probability must be in [0, 1], was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probability.ofPercent(100.5))
                .withMessage("probability in percent must be in [0, 100], was 100.5");
    }

    @Test
    void readsAPercentage() {
        assertThat(Probability.ofPercent(35)).isEqualTo(Probability.of(0.35));
        assertThat(Probability.ofPercent(0)).isEqualTo(Probability.IMPOSSIBLE);
        assertThat(Probability.ofPercent(100)).isEqualTo(Probability.CERTAIN);
    }

    @Test
    void treatsNegativeZeroAsZero() {
        assertThat(Probability.of(-0.0)).isEqualTo(Probability.of(0.0));
    }

    @Test
    void printsTheShortestPlainFraction() {
        assertThat(Probability.of(0.35)).hasToString("0.35");
        assertThat(Probability.of(0.1 + 0.2)).hasToString("0.30000000000000004");
        assertThat(Probability.of(1e-7)).hasToString("0.0000001");
        assertThat(Probability.IMPOSSIBLE).hasToString("0");
        assertThat(Probability.CERTAIN).hasToString("1");
    }

    @Test
    void printsWithoutTheSuperfluousDigitsOfOlderJavaVersions() {
        assertThat(Probability.of(0x1p-24)).hasToString("0.00000005960464477539063");
        assertThat(Probability.of(0x1p-44)).hasToString("0.00000000000005684341886080802");
        assertThat(Probability.of(0x1p-77)).hasToString("0.000000000000000000000006617444900424222");
        assertThat(new BigDecimal(Probability.of(Double.MIN_VALUE).toString())).isEqualTo(new BigDecimal("5E-324"));
        assertThat(Probability.of(2.0e-3)).hasToString("0.002");
    }

    @Test
    void isQuantisedToPartsOfTwoToTheForty() {
        assertThat(Probability.IMPOSSIBLE.toFixed()).isZero();
        assertThat(Probability.CERTAIN.toFixed()).isEqualTo(1L << 40);
        assertThat(Probability.of(0.5).toFixed()).isEqualTo(1L << 39);
        assertThat(Probability.of(0.35).toFixed()).isEqualTo(384_829_069_722L);
        assertThat(Probability.of(Double.MIN_VALUE).toFixed()).isZero();
    }

    @Test
    void goesToTheEvenPartWhenTwoAreEquallyNear() {
        assertThat(Probability.of(0.5 * 0x1p-40).toFixed()).isZero();
        assertThat(Probability.of(1.5 * 0x1p-40).toFixed()).isEqualTo(2);
        assertThat(Probability.of(2.5 * 0x1p-40).toFixed()).isEqualTo(2);
    }

    @Test
    void knowsTheChanceOfTheContrary() {
        assertThat(Probability.of(0.25).complement()).isEqualTo(Probability.of(0.75));
        assertThat(Probability.CERTAIN.complement()).isEqualTo(Probability.IMPOSSIBLE);
    }
}
