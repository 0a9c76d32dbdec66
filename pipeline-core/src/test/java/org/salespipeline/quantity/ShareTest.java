package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ShareTest {

    @Test
    void isTheSameHoweverManyZerosAreWritten() {
        assertThat(Share.of("0.250")).isEqualTo(Share.of("0.25")).hasSameHashCodeAs(Share.of("0.25"));
        assertThat(Share.of("1.00")).isEqualTo(Share.WHOLE);
        assertThat(Share.of("0.000")).isEqualTo(Share.NONE);
    }

    @Test
    void readsAPercentage() {
        assertThat(Share.ofPercent("12.5")).isEqualTo(Share.of("0.125"));
        assertThat(Share.ofPercent("100")).isEqualTo(Share.WHOLE);
        assertThat(Share.ofPercent("0")).isEqualTo(Share.NONE);
    }

    @Test
    void guessesThatAPercentageWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.of("35"))
                .withMessage("share must be in [0, 1], was 35; 35 % is written 0.35, see ofPercent");
        assertThatIllegalArgumentException().isThrownBy(() -> Share.of("100")).withMessageEndingWith("see ofPercent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.of("101"))
                .withMessage("share must be in [0, 1], was 101");
    }

    @Test
    void refusesWhatIsNoPartOfAWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.of("-0.1"))
                .withMessage("share must be in [0, 1], was -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.of("1E+1000"))
                .withMessage("share must be in [0, 1], was 1E+1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.ofPercent("100.1"))
                .withMessage("share in percent must be in [0, 100], was 100.1");
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.of("a half"))
                .withMessage("share must be a decimal such as 0.25, was \"a half\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.ofPercent("50 %"))
                .withMessage("share must be a decimal such as 12.5, was \"50 %\"");
    }

    @Test
    void refusesMoreDecimalsThanAnybodyWrites() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Share.of(new BigDecimal("1E-101")))
                .withMessage("share must have at most 100 decimals, had 101");
        assertThat(Share.of(new BigDecimal("1E-100")).value()).isEqualByComparingTo("1E-100");
    }

    @Test
    void printsThePlainFraction() {
        assertThat(Share.of("0.2500")).hasToString("0.25");
        assertThat(Share.of("1E-10")).hasToString("0.0000000001");
    }
}
