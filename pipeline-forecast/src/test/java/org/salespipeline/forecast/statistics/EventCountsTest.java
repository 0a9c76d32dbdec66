package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EventCountsTest {

    /** The tables print 15 digits. */
    private static final Offset<Double> DIGITS = within(1e-12);

    private static EventCounts deals() {
        EventCounts counts = EventCounts.ofCauses(2);
        for (double[] deal : ReferenceTable.read("survival-deals.csv")) {
            counts.add((int) deal[0], (int) deal[1]);
        }
        return counts;
    }

    @Test
    void kaplanMeierAgreesWithAnIndependentTool() {
        EventCurve curve = deals().kaplanMeier();
        int row = 0;
        for (double[] expected : ReferenceTable.read("kaplan-meier.csv")) {
            assertThat(curve.time(row)).isEqualTo((int) expected[0]);
            assertThat(curve.atRisk(row)).isEqualTo((long) expected[1]);
            assertThat(curve.events(row)).isEqualTo((long) expected[2]);
            assertThat(curve.value(row)).isCloseTo(expected[3], DIGITS);
            assertThat(Math.sqrt(curve.variance(row))).isCloseTo(expected[4], DIGITS);
            row++;
        }
        assertThat(curve.size()).isEqualTo(row).isEqualTo(16);
    }

    /** 9/10 · 7/9 · 5/7 is one half, and in doubles a little more. */
    @Test
    void halfAreGoneWhereHalfAreGoneWhateverRoundingSays() {
        EventCounts counts = EventCounts.ofCauses(1);
        for (int time : new int[] {0, 1, 1, 2, 2, 9, 9, 9, 9, 9}) {
            counts.add(time, 1);
        }
        assertThat(counts.kaplanMeier().at(2)).isGreaterThan(0.5);
        assertThat(counts.kaplanMeier().quantile(0.5)).hasValue(2);
        assertThat(counts.aalenJohansen().of(1).quantile(0.5)).hasValue(2);
    }

    @Test
    void aalenJohansenAgreesWithAnIndependentTool() {
        EventCounts.Chances chances = deals().aalenJohansen();
        int row = 0;
        for (double[] expected : ReferenceTable.read("aalen-johansen.csv")) {
            assertThat(chances.of(1).value(row)).isCloseTo(expected[1], DIGITS);
            assertThat(chances.of(2).value(row)).isCloseTo(expected[2], DIGITS);
            assertThat(chances.open().value(row)).isCloseTo(expected[3], DIGITS);
            assertThat(Math.sqrt(chances.of(1).variance(row))).isCloseTo(expected[4], DIGITS);
            row++;
        }
        assertThat(row).isEqualTo(16);
    }

    @Test
    void varianceOfAalenAgreesWithAnIndependentTool() {
        EventCounts.Chances chances = deals().aalenJohansen(EventCounts.Variance.AALEN);
        for (double[] expected : ReferenceTable.read("cuminc.csv")) {
            int time = (int) expected[0];
            assertThat(chances.of(1).at(time)).isCloseTo(expected[1], DIGITS);
            assertThat(chances.of(2).at(time)).isCloseTo(expected[2], DIGITS);
            assertThat(Math.sqrt(chances.of(1).varianceAt(time))).isCloseTo(expected[3], DIGITS);
        }
    }

    @Test
    void nelsonAalenAddsUpWhatHappenedAmongThoseAtRisk() {
        EventCounts counts = EventCounts.ofCauses(2);
        counts.add(1, 1);
        counts.add(1, EventCounts.STILL_OPEN);
        counts.add(4, 2);
        counts.add(5, EventCounts.STILL_OPEN);
        assertThat(counts.nelsonAalen().at(4)).isEqualTo(1 / 4.0 + 1 / 2.0);
        assertThat(counts.nelsonAalen().varianceAt(4)).isEqualTo(1 / 16.0 + 1 / 4.0);
        assertThat(counts.nelsonAalen(1).at(4)).isEqualTo(0.25);
        assertThat(counts.nelsonAalen(2).at(5)).isEqualTo(0.5);
    }

    @Test
    void whoCameLateIsAtRiskOnlyAfterEntry() {
        EventCounts counts = EventCounts.ofCauses(1);
        counts.add(2, 1);
        counts.addLate(2, 5, 1);
        counts.addLate(1, 9, EventCounts.STILL_OPEN);
        assertThat(counts.atRisk(0)).isEqualTo(1);
        assertThat(counts.atRisk(1)).isEqualTo(1);
        assertThat(counts.atRisk(2)).isEqualTo(2);
        assertThat(counts.atRisk(3)).isEqualTo(2);
        assertThat(counts.atRisk(6)).isEqualTo(1);
        assertThat(counts.atRisk(10)).isZero();
        assertThat(counts.kaplanMeier().at(2)).isEqualTo(0.5);
        assertThat(counts.kaplanMeier().at(5)).isEqualTo(0.25);
    }

    @Test
    void roundingMakesNoVarianceNegative() {
        EventCounts counts = EventCounts.ofCauses(3);
        counts.addLate(0, 1, 3);
        counts.addLate(0, 2, EventCounts.STILL_OPEN);
        counts.addLate(0, 2, EventCounts.STILL_OPEN);
        counts.addLate(0, 2, 3);
        counts.addLate(0, 3, 3);
        for (EventCounts.Variance variance : EventCounts.Variance.values()) {
            EventCurve curve = counts.aalenJohansen(variance).of(3);
            assertThat(curve.varianceAt(3)).isNotNegative();
            assertThat(curve.intervalAt(3, 0.9).high()).isEqualTo(1);
        }
        // certain in the end
        assertThat(counts.aalenJohansen().of(3).varianceAt(3)).isCloseTo(0, DIGITS);
    }

    @Test
    void eventsAtTheStartCount() {
        EventCounts counts = EventCounts.ofCauses(1);
        counts.add(0, 1);
        counts.add(3, 1);
        assertThat(counts.kaplanMeier().at(0)).isEqualTo(0.5);
        assertThat(counts.kaplanMeier().at(-1)).isEqualTo(1);
        assertThat(counts.kaplanMeier().lastTime()).isEqualTo(3);
    }

    @Test
    void quantileIsTheFirstTimeThatReachesTheChance() {
        EventCurve open = deals().kaplanMeier();
        assertThat(open.quantile(0.05)).isEqualTo(OptionalInt.of(2));
        assertThat(open.quantile(0.5)).isEqualTo(OptionalInt.of(12));
        assertThat(open.quantile(0.95)).isEmpty();
        assertThat(deals().aalenJohansen().of(1).quantile(0.2)).isEqualTo(OptionalInt.of(10));
    }

    @Test
    void restrictedMeanIsTheAreaUnderTheCurve() {
        EventCounts counts = EventCounts.ofCauses(1);
        for (int time : new int[] {2, 4, 4, 10}) {
            counts.add(time, 1);
        }
        EventCurve curve = counts.kaplanMeier();
        assertThat(curve.areaTo(10)).isEqualTo(5);
        assertThat(curve.areaTo(6)).isEqualTo((2 + 4 + 4 + 6) / 4.0);
        assertThat(curve.areaTo(0)).isZero();
        // without open ends: the variance of a mean, Σ (x − mean)² / n²
        assertThat(curve.restrictedMeanVariance(10)).isCloseTo((9 + 1 + 1 + 25) / 16.0, DIGITS);
        assertThat(curve.restrictedMeanVariance(6)).isCloseTo((4 + 0 + 0 + 4) / 16.0, DIGITS);
    }

    @Test
    void intervalKeepsWidthWhereTheCurveHasNone() {
        EventCounts counts = EventCounts.ofCauses(1);
        counts.add(5, EventCounts.STILL_OPEN);
        counts.add(9, EventCounts.STILL_OPEN);
        EventCurve curve = counts.kaplanMeier();
        assertThat(curve.intervalAt(5, 0.9)).isEqualTo(new Proportion(2, 2).exact(0.9));
        assertThat(curve.intervalAt(4, 0.9)).isEqualTo(new Interval(0, 1));
        assertThat(counts.nelsonAalen().intervalAt(5, 0.9).high()).isCloseTo(-Math.log(0.05) / 2, DIGITS);
        assertThat(counts.aalenJohansen().of(1).intervalAt(9, 0.9).high()).isCloseTo(0.95, DIGITS);
    }

    @Test
    void logRankComparesWithTheCommonHazard() {
        EventCounts slow = EventCounts.ofCauses(1);
        EventCounts fast = EventCounts.ofCauses(1);
        for (int i = 1; i <= 3; i++) {
            fast.add(i, 1);
            slow.add(10 * i, 1);
        }
        EventCounts.LogRank test = slow.logRank(fast, 1);
        assertThat(test.observed()).isEqualTo(3);
        // while fast ones leave 3, 3, 3 of 6, 5, 4 are slow; afterwards all are
        assertThat(test.expected()).isCloseTo(3 / 6.0 + 3 / 5.0 + 3 / 4.0 + 3, DIGITS);
        assertThat(test.variance()).isCloseTo(0.25 + 0.24 + 0.1875, DIGITS);
        assertThat(test.pValueSlower()).isLessThan(0.02);
        assertThat(fast.logRank(slow, 1).z()).isCloseTo(-test.z(), DIGITS);
        assertThat(EventCounts.ofCauses(1).logRank(fast, 1).pValue()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeCounted() {
        EventCounts counts = EventCounts.ofCauses(2);
        assertThatThrownBy(() -> counts.add(3, 3))
                .hasMessage("outcome must be 0 (still open) or a cause from 1 to 2, was 3");
        assertThatThrownBy(() -> counts.add(-1, 1)).hasMessage("time must be from 0 to 1048575, was -1");
        assertThatThrownBy(() -> counts.add(1 << 20, 1))
                .hasMessage("time must be from 0 to 1048575, was 1048576; count in a coarser unit");
        assertThatThrownBy(() -> counts.addLate(3, 3, 1)).hasMessage("entry must be from 0 to before time (3), was 3");
        assertThatThrownBy(() -> counts.merge(EventCounts.ofCauses(1)))
                .hasMessage("counts to merge must have the same causes, 2, was 1");
        assertThatThrownBy(() -> counts.aalenJohansen().of(3)).hasMessage("cause must be from 1 to 2, was 3");
        assertThatThrownBy(() -> EventCounts.ofCauses(0)).hasMessage("causes must be from 1 to 100, was 0");
        assertThatThrownBy(() -> counts.nelsonAalen().quantile(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("quantile needs a curve of chances, was HAZARD");
        assertThat(counts.total()).isZero();
    }

    @Test
    void refusesBytesThatAreNoCounts() {
        assertThatThrownBy(() -> EventCounts.ofBytes(new byte[] {2, 1}))
                .hasMessage("version of counts must be 1, was 2");
        assertThatThrownBy(() -> EventCounts.ofBytes(new byte[] {1, 1, 0}))
                .hasMessage("bytes of counts must be whole rows, was 1 bytes too many");
        byte[] lateOnly = new byte[2 + 4 + 3 * 8];
        lateOnly[0] = 1;
        lateOnly[1] = 1;
        lateOnly[13] = 1;
        assertThatThrownBy(() -> EventCounts.ofBytes(lateOnly)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsItselfAsATable() {
        EventCounts counts = EventCounts.ofCauses(1);
        counts.add(7, 1);
        counts.add(8, EventCounts.STILL_OPEN);
        assertThat(counts).hasToString("2 counted, 1 causes, last time 8");
        assertThat(counts.kaplanMeier().toString().lines())
                .containsExactly(
                        "survival",
                        "    time   at risk   events     value     error",
                        "       7         2        1    0.5000    0.3536",
                        "       8         1        0    0.5000    0.3536");
    }
}
