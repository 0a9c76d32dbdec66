package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ProbabilityTest {

    @Test
    void guessesThatAPercentageWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probability.of(35))
                .withMessage("probability must be in [0, 1], was 35.0; 35 % is written 0.35, see ofPercent");
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
    }

    @Test
    void treatsNegativeZeroAsZero() {
        assertThat(Probability.of(-0.0)).isEqualTo(Probability.of(0.0));
    }

    @Test
    void printsAPercentageWithoutSuperfluousZeros() {
        assertThat(Probability.of(0.35)).hasToString("35 %");
        assertThat(Probability.of(0.125)).hasToString("12.5 %");
        assertThat(Probability.of(0)).hasToString("0 %");
        assertThat(Probability.of(1)).hasToString("100 %");
    }
}
