package org.salespipeline.forecast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PastPeriodsTest {

    private static final int[] DEALS = {40, 55, 48, 60, 52, 47, 66, 58};
    private static final int[] WINS = {10, 19, 11, 24, 13, 17, 26, 12};

    private static PastPeriods eight() {
        PastPeriods.Builder told = PastPeriods.builder();
        for (int i = 0; i < DEALS.length; i++) {
            told.add(.28, DEALS[i], WINS[i]).endPeriod();
        }
        return told.build();
    }

    /** The reference leaves the binomial coefficients in. */
    private static double coefficients() {
        double log = 0;
        for (int i = 0; i < DEALS.length; i++) {
            for (int k = 1; k <= WINS[i]; k++) {
                log += Math.log((double) (DEALS[i] - WINS[i] + k) / k);
            }
        }
        return log;
    }

    @Test
    void theLikelihoodIsThatOfAnotherProgramme() {
        PastPeriods past = eight();
        double more = coefficients();
        assertThat(past.logLikelihood(1e-6) + more).isCloseTo(-23.53822666692696, within(1e-9));
        assertThat(past.logLikelihood(.01) + more).isCloseTo(-22.941871675548757, within(1e-9));
        assertThat(past.logLikelihood(.03) + more).isCloseTo(-22.851105882816828, within(1e-9));
        assertThat(past.logLikelihood(.05) + more).isCloseTo(-23.182200581227512, within(1e-9));
        assertThat(past.logLikelihood(.1) + more).isCloseTo(-24.295045029214574, within(1e-9));
        double best = .02119784656340407;
        assertThat(past.logLikelihood(best) + more).isCloseTo(-22.798802976004758, within(1e-9));
        assertThat(past.logLikelihood(best - .002)).isLessThan(past.logLikelihood(best));
        assertThat(past.logLikelihood(best + .002)).isLessThan(past.logLikelihood(best));
    }

    @Test
    void withoutAPastTheBeliefIsThatFromBeforeIt() {
        assertThat(PastPeriods.builder().build().factor().meanCorrelation()).isBetween(.03, .06);
        assertThat(PastPeriods.builder().endPeriod().build().size()).isZero();
    }

    @Test
    void whatNeverMovesTogetherIsBelievedNotTo() {
        PastPeriods.Builder even = PastPeriods.builder();
        PastPeriods.Builder swinging = PastPeriods.builder();
        for (int i = 0; i < 12; i++) {
            even.add(.3, 1000, 300).endPeriod();
            swinging.add(.3, 1000, i % 2 == 0 ? 150 : 450).endPeriod();
        }
        assertThat(even.build().factor().meanCorrelation()).isLessThan(.003);
        assertThat(swinging.build().factor().meanCorrelation()).isGreaterThan(.1);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> PastPeriods.builder().add(1.5, true)).hasMessage("chance must be in [0, 1], was 1.5");
        assertThatThrownBy(() -> PastPeriods.builder().add(.5, 2, 3)).hasMessage("wins must be in [0, 2], was 3");
        assertThatThrownBy(() -> eight().logLikelihood(1)).hasMessage("correlation must be in [0, 1), was 1.0");
    }
}
