package org.salespipeline.forecast.win;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic of the members against values that were computed with other tools, to 16 digits. */
class WinReferenceTest {

    /** Source of the values: a recursion in Python; the chances by week of one deal with these weekly hazards. */
    @Test
    void weeklyHazardsAddUpToTheChancesOfCompetingRisks() {
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
        double[] cumulativeWin = {.01, .0288, .063768, .11202384, .1844076, .2158945356};
        double[] cumulativeLoss = {.05, .097, .131968, .16413856, .185853688, .20474584936};
        for (int week = 0; week < 6; week++) {
            assertThat(curve.at(curve.win, 7 * (week + 1))).isEqualTo(cumulativeWin[week], within(1e-12));
            assertThat(curve.at(curve.lose, 7 * (week + 1))).isEqualTo(cumulativeLoss[week], within(1e-12));
        }
        assertThat(curve.at(curve.win, WinChances.EVER))
                .isEqualTo(.2158945356 + .57935961504 * .05 / .08, within(1e-12));
    }

    /** Source of the values: the description of the score; two fields and the stage. */
    @Test
    void theRivalScoresAsDescribed() {
        double chance = NaiveBayes.chance(
                20.1,
                30.1,
                List.of(
                        new NaiveBayes.Frequency(20.1, 15.1, 20.1, 30.1),
                        new NaiveBayes.Frequency(8.1, 5.1, 20.2, 30.2),
                        new NaiveBayes.Frequency(3.1, 9.1, 20.3, 30.3)));
        assertThat(chance).isEqualTo(.6164394102243415, within(1e-13));
    }

    @Test
    void aCellIsDrawnToTheLevelAbove() {
        assertThat(StageChain.shrunk(3, 80, .02)).isEqualTo(.03076923076923077, within(1e-15));
        assertThat(StageChain.shrunk(0, 12, .03)).isEqualTo(.024193548387096774, within(1e-15));
    }

    /** Source of the values: scipy on the same ten rows, with and without a ridge; unpenalised also R's glm, to 1e-9. */
    @Test
    void theLogitIsThatOfOtherTools() {
        double[][] x = {{-2, -1.5, -1, -.5, 0, .25, .5, 1, 1.5, 2}, {1, 0, 1, 0, 0, 1, 0, 1, 0, 1}};
        assertLogit(x, 1, .17935898120508187, .9023386362778286, .6883231318170577);
        assertLogit(x, .1, -.31352266055949124, 1.676053291673408, 2.468119100306826);
        assertLogit(x, 0, -.855745425720558, 2.8165475724322, 5.10561314359892);
    }

    private static void assertLogit(double[][] x, double ridge, double... expected) {
        byte[] y = {0, 0, 1, 0, 1, 1, 0, 1, 1, 1};
        double[] weights = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        LogitFit.Design design = new LogitFit.Design(new byte[2][10], x, new int[] {1, 1}, y, 10);
        LogitFit.Penalty penalty = new LogitFit.Penalty(new double[] {0, ridge, ridge}, new double[3]);
        double[] found = LogitFit.fit(design, weights, penalty, new double[1][3])[0];
        assertThat(found).containsExactly(expected, within(1e-6));
    }
}
