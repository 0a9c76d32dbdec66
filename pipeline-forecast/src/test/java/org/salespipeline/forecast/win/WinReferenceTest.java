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

    /** Source of the values: the absorbing chain N = (I − Q)⁻¹, B = NR and six powers of Q; what is below 1e-12 is not followed. */
    @Test
    void aChainOfStagesIsFollowedToItsEnds() {
        double[][] moves = {{.7, .18, 0, 0}, {.02, .66, .2, 0}, {0, .03, .62, .22}, {0, 0, .04, .6}};
        double[][] ends = {{0, .12}, {0, .12}, {.01, .12}, {.22, .14}};
        double[][] rates = new double[8][6];
        for (int cell = 0; cell < 8; cell++) {
            int stage = cell / 2;
            for (int to = 0; to < 4; to++) {
                rates[cell][2 + to] = to == stage ? 0 : moves[stage][to];
            }
            System.arraycopy(ends[stage], 0, rates[cell], 0, 2);
        }
        StageChain chain = new StageChain(Feature.ofNumber("weeks in stage", new float[0]), 4, rates);
        double[] winInSix = {.01660310208, .08636450784, .270128379936, .540532101184};
        double[] openAfterSix = {.4479781047039999, .384490362944, .24248693244799993, .09141910214399998};
        double[] winEver = {.14108271108558298, .23513785180930505, .3856260769672602, .588562607696726};
        for (int stage = 0; stage < 4; stage++) {
            double[] six = ended(chain.ahead(6)[chain.cell(stage, 1)]);
            assertThat(six[0]).isEqualTo(winInSix[stage], within(1e-12));
            assertThat(1 - six[0] - six[1]).isEqualTo(openAfterSix[stage], within(1e-12));
            assertThat(ended(chain.ahead(200)[chain.cell(stage, 1)])[0]).isEqualTo(winEver[stage], within(1e-9));
        }
    }

    /** The chances to be won and lost by the last week. */
    private static double[] ended(double[] hazards) {
        int weeks = hazards.length / 2;
        double open = 1;
        double[] ended = new double[2];
        for (int week = 0; week < weeks; week++) {
            ended[0] += open * hazards[week];
            ended[1] += open * hazards[weeks + week];
            open *= 1 - hazards[week] - hazards[weeks + week];
        }
        return ended;
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
