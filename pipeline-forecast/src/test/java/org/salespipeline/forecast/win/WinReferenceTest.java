package org.salespipeline.forecast.win;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.forecast.win.NaiveBayes.Frequency;

/** Worked values, computed elsewhere. */
class WinReferenceTest {

    @Test
    void hazardsOfSixWeeksBecomeChances() {
        double[] win = {.01, .02, .04, .06, .1, .05};
        double[] lose = {.05, .05, .04, .04, .03, .03};
        double[] logOdds = new double[12];
        for (int week = 0; week < 6; week++) {
            double open = 1 - win[week] - lose[week];
            logOdds[week] = StrictMath.log(win[week] / open);
            logOdds[6 + week] = StrictMath.log(lose[week] / open);
        }
        HazardChances.Curve curve = new HazardChances.Curve(6);
        curve.fill(logOdds);
        double[] won = {.01, .0288, .063768, .11202384, .1844076, .2158945356};
        double[] lost = {.05, .097, .131968, .16413856, .185853688, .20474584936};
        for (int week = 0; week < 6; week++) {
            assertThat(curve.at(curve.win, 7 * (week + 1))).isCloseTo(won[week], within(1e-14));
            assertThat(curve.at(curve.lose, 7 * (week + 1))).isCloseTo(lost[week], within(1e-14));
        }
        // after the last week its hazards stay: of 8 % that close per week, 5 are won
        assertThat(curve.at(curve.win, WinChances.EVER)).isCloseTo(.2158945356 + .57935961504 * 5 / 8, within(1e-13));
        assertThat(curve.at(curve.win, 4)).isCloseTo(.01 * 4 / 7, within(1e-14));
    }

    @Test
    void naiveBayesSaysWhatItsFormulaSays() {
        List<Frequency> fields = List.of(
                new Frequency(20.1, 15.1, 20.1, 30.1),
                new Frequency(8.1, 5.1, 20.2, 30.2),
                new Frequency(3.1, 9.1, 20.3, 30.3));
        assertThat(NaiveBayes.chance(20.1, 30.1, fields)).isCloseTo(.6164394102243415, within(1e-14));
    }

    @Test
    void aCellIsDrawnToTheLevelAbove() {
        assertThat(StageChain.shrunk(3, 80, .02)).isCloseTo(.03076923076923077, within(1e-16));
        assertThat(StageChain.shrunk(0, 12, .03)).isCloseTo(.024193548387096774, within(1e-16));
    }

    @Test
    void theLogitHasTheCoefficientsOfOtherProgrammes() {
        assertCoefficients(0, 1e-8, -.855745425720558, 2.8165475724322, 5.10561314359892);
        assertCoefficients(1, 1e-9, .17935898120508187, .9023386362778286, .6883231318170577);
        assertCoefficients(.1, 1e-9, -.31352266055949124, 1.676053291673408, 2.468119100306826);
    }

    private static void assertCoefficients(double ridge, double tolerance, double... wanted) {
        double[][] x = {
            {-2, -1.5, -1, -.5, 0, .25, .5, 1, 1.5, 2},
            {1, 0, 1, 0, 0, 1, 0, 1, 0, 1}
        };
        byte[] y = {0, 0, 1, 0, 1, 1, 0, 1, 1, 1};
        LogitFit.Design design = new LogitFit.Design(new byte[2][10], x, new int[] {1, 1}, y, 10);
        double[] weights = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        LogitFit.Penalty penalty = new LogitFit.Penalty(new double[] {0, ridge, ridge}, new double[3]);
        double[] found = LogitFit.fit(design, weights, penalty, new double[1][3])[0];
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], within(tolerance));
        }
    }
}
