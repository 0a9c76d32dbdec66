package org.salespipeline.forecast.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProportionTest {

    @Test
    void wilsonAgreesWithTheReference() {
        // k = 7 of 20 at z = 1.959963984540054; Python 3.11, statsmodels 0.13.5, 2026-11-22
        Interval interval = new Proportion(7, 20).wilson(0.95);
        assertThat(interval.low()).isCloseTo(0.18119182410108206, within(1e-14));
        assertThat(interval.high()).isCloseTo(0.5671457233147638, within(1e-14));
    }

    @Test
    void exactAgreesWithTheReference() {
        List<double[]> rows = ReferenceTable.read("clopper-pearson.csv");
        assertThat(rows).hasSize(12);
        for (double[] row : rows) {
            Interval interval = new Proportion((long) row[0], (long) row[1]).exact(0.95);
            assertThat(interval.low()).isCloseTo(row[2], within(1e-12 * row[2]));
            assertThat(interval.high()).isCloseTo(row[3], within(1e-12 * row[3]));
        }
    }

    @Test
    void knowsNothingWithoutTrials() {
        assertThat(new Proportion(0, 0).wilson(0.9)).isEqualTo(new Interval(0, 1));
        assertThat(new Proportion(0, 0).exact(0.9)).isEqualTo(new Interval(0, 1));
        assertThat(new Proportion(0, 0).observed()).isNaN();
    }

    @Test
    void refusesImpossibleCountsAndConfidences() {
        assertThatThrownBy(() -> new Proportion(4, 3)).hasMessage("hits must be from 0 to trials (3), was 4");
        assertThatThrownBy(() -> new Proportion(-1, 3)).hasMessage("hits must be from 0 to trials (3), was -1");
        assertThatThrownBy(() -> new Proportion(1, 3).wilson(95))
                .hasMessage("confidence must be between 0 and 1, was 95.0; 95 % is written 0.95");
        assertThatThrownBy(() -> new Proportion(1, 3).exact(1))
                .hasMessage("confidence must be between 0 and 1, was 1.0");
        assertThatThrownBy(() -> new Proportion(1, 3).chanceOfAtLeast(1.5))
                .hasMessage("chance must be in [0, 1], was 1.5");
        assertThatThrownBy(() -> new Interval(2, 1))
                .hasMessage("low end of an interval must be at most the high end, was 2.0 to 1.0");
    }

    @Test
    void addsTrialsUp() {
        assertThat(new Proportion(1, 3).plus(new Proportion(2, 4))).isEqualTo(new Proportion(3, 7));
    }

    /** The lady who tastes tea, 34/70, and an example of scipy 1.11, fisher_exact([[1, 9], [11, 3]]). */
    @Test
    void fishersExactTestOfADifference() {
        assertThat(new Proportion(3, 4).pValueOfDifference(new Proportion(1, 4)))
                .isCloseTo(34.0 / 70, within(1e-12));
        assertThat(new Proportion(1, 10).pValueOfDifference(new Proportion(11, 14)))
                .isCloseTo(0.0027594561852200836, within(1e-12));
        assertThat(new Proportion(0, 0).pValueOfDifference(new Proportion(1, 3)))
                .isEqualTo(1);
        assertThat(new Proportion(0, 100_000).pValueOfDifference(new Proportion(100_000, 100_000)))
                .isZero();
    }
}
