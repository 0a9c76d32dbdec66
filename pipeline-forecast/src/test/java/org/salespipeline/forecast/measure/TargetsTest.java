package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.TargetFigures.Coverage;
import org.salespipeline.forecast.measure.TargetFigures.Pacing;
import org.salespipeline.forecast.view.PipelineView;

class TargetsTest {

    private static final FiscalPeriod MARCH =
            FiscalCalendar.calendarYear().periodOf(LocalDate.of(2026, 3, 1), Granularity.MONTH);
    private static final FiscalPeriod APRIL = FiscalCalendar.calendarYear().next(MARCH);
    private static final Money QUOTA = Money.parse("EUR 1000.00");

    private static PipelineView view(String day) {
        return Stories.view(
                day,
                Stories.log("A", "01-01 qualify", "01-01 EUR 200.00", "01-01 owner ada", "03-05 won"),
                Stories.log(
                        "B",
                        "01-01 qualify",
                        "01-01 EUR 500.00",
                        "01-01 owner ada",
                        "01-01 close 2026-03-10",
                        "01-02 propose"),
                Stories.log("C", "01-01 qualify", "01-01 EUR 400.00", "01-01 owner bob", "01-01 close 2026-03-31"),
                Stories.log("D", "01-01 negotiate", "01-01 EUR 100.00", "01-01 owner bob", "01-01 close 2026-04-15"),
                Stories.log("E", "01-01 qualify", "01-01 EUR 60.00", "01-01 owner bob"),
                Stories.log("F", "01-01 propose", "01-01 close 2026-03-31"));
    }

    @Test
    void coverageComesInThreeForms() {
        Coverage march = Measures.coverage(Quotas.none().with(MARCH, QUOTA))
                .in(MARCH)
                .of(view("2026-03-12"))
                .total();
        assertThat(march.closed()).isEqualTo(Money.parse("EUR 200.00"));
        assertThat(march.gap()).contains(Money.parse("EUR 800.00"));
        assertThat(march.attainment()).hasValue(0.2);
        assertThat(march.openDeals()).isEqualTo(2);
        assertThat(march.withoutAmount()).isEqualTo(1);
        assertThat(march.open()).isEqualTo(Money.parse("EUR 400.00"));
        assertThat(march.weighted()).isEqualTo(Money.parse("EUR 40.00"));
        assertThat(march.overdue()).isEqualTo(Money.parse("EUR 500.00"));
        assertThat(march.pipeline()).isEqualTo(Money.parse("EUR 1060.00"));
        assertThat(march.pipelineByQuota()).hasValue(1.06);
        assertThat(march.openByGap()).hasValue(0.5);
        assertThat(march.weightedByGap().orElseThrow()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void anAttainedQuotaHasNoCoverageAndAMissingOrEmptyOneNoAttainment() {
        Coverage attained = Measures.coverage(Quotas.none().with(MARCH, Money.parse("EUR 200.00")))
                .in(MARCH)
                .of(view("2026-03-12"))
                .total();
        assertThat(attained.isAttained()).isTrue();
        assertThat(attained.attainment()).hasValue(1);
        assertThat(attained.openByGap()).isEmpty();
        Coverage empty = Measures.coverage(Quotas.none().with(MARCH, Money.parse("EUR 0.00")))
                .in(MARCH)
                .of(view("2026-03-12"))
                .total();
        assertThat(empty.attainment()).isEmpty();
        assertThat(empty.pipelineByQuota()).isEmpty();
        Coverage missing = Measures.coverage(Quotas.none())
                .in(MARCH)
                .of(view("2026-03-12"))
                .total();
        assertThat(missing.gap()).isEmpty();
        assertThat(missing.isAttained()).isFalse();
    }

    @Test
    void everybodyWithAQuotaIsToldOfAndTheTotalIsThatOfTheTeam() {
        Quotas quotas = Quotas.none()
                .with(MARCH, Money.parse("EUR 300.00"), "ada")
                .with(MARCH, Money.parse("EUR 900.00"), "cleo");
        MeasureTable<Coverage> table =
                Measures.coverage(quotas).by("owner").in(MARCH).of(view("2026-03-12"));
        assertThat(table.rows())
                .extracting(row -> row.segments().get(0))
                .containsExactly("ada", "bob", "cleo", MeasureTable.NO_VALUE);
        assertThat(table.rows().get(2).figures().attainment()).hasValue(0);
        assertThat(table.rows().get(1).figures().quota()).isEmpty();
        assertThat(table.total().quota()).contains(Money.parse("EUR 1200.00"));
        assertThat(Measures.coverage(quotas.with(MARCH, QUOTA))
                        .by("owner")
                        .in(MARCH)
                        .of(view("2026-03-12"))
                        .total()
                        .quota())
                .contains(QUOTA);
    }

    @Test
    void theWholePipelineCountsOnceInSeveralPeriods() {
        MeasureTable<Coverage> table = Measures.coverage(
                        Quotas.none().with(MARCH, QUOTA).with(APRIL, QUOTA))
                .in(MARCH, APRIL)
                .of(view("2026-03-12"));
        assertThat(table.rows()).extracting(row -> row.figures().pipeline()).containsOnly(Money.parse("EUR 1060.00"));
        assertThat(table.total().pipeline()).isEqualTo(Money.parse("EUR 1060.00"));
        assertThat(table.total().pipelineByQuota()).hasValue(0.53);
        assertThat(table.total().open()).isEqualTo(Money.parse("EUR 500.00"));
        assertThat(Measures.coverage(Quotas.none().with(MARCH, QUOTA))
                        .in(MARCH, APRIL)
                        .of(view("2026-03-12"))
                        .total()
                        .quota())
                .isEmpty();
    }

    @Test
    void refusesQuotasThatNoRowCouldHave() {
        Quotas byOwner = Quotas.none().with(MARCH, QUOTA, "ada");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.coverage(byOwner).in(MARCH).of(view("2026-03-12")))
                .withMessage("a quota must name a segment for each dimension [], was for [ada]; ask by its dimensions, "
                        + "or name none for all together");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.coverage(byOwner).of(view("2026-03-12")))
                .withMessage(
                        "coverage and attainment must be asked over periods, was asked over none; name them with in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byOwner.with(MARCH, Money.parse("USD 1.00")))
                .withMessage("quotas must be in one currency, was USD 1.00 beside EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byOwner.with(MARCH, Money.parse("EUR -1.00")))
                .withMessage("quota of 2026-M03 must be 0 or more, was EUR -1.00");
    }

    /**
     * On 15 April, 15 of 30 days have passed: after 16 days of March 100 of 400 were closed, after 14 of February 300 of 400.
     * At these points 400 were dated in March, of which 300 were won in it, and 100 in February, all won.
     */
    @Test
    void pacingComparesWithPastPeriodsAtTheSamePoint() {
        PipelineView view = Stories.view(
                "2026-04-15",
                Stories.log("A", "01-01 qualify", "01-01 EUR 300.00", "02-14 won"),
                Stories.log("B", "01-01 qualify", "01-01 EUR 100.00", "01-01 close 2026-02-20", "02-20 won"),
                Stories.log("C", "01-01 qualify", "01-01 EUR 100.00", "03-16 won"),
                Stories.log("D", "01-01 qualify", "01-01 EUR 300.00", "01-01 close 2026-03-31", "03-17 won"),
                Stories.log("E", "01-01 qualify", "01-01 EUR 100.00", "01-01 close 2026-03-31", "03-30 lost"),
                Stories.log("F", "01-01 qualify", "01-01 EUR 120.00", "04-02 won"));
        Pacing april = Measures.pacing(2).in(APRIL).of(view).total();
        assertThat(april.closed()).isEqualTo(Money.parse("EUR 120.00"));
        assertThat(april.elapsed()).isEqualTo(0.5);
        assertThat(april.pastPeriods()).isEqualTo(2);
        assertThat(april.shareByThen()).hasValue(0.5);
        assertThat(april.runRate().orElseThrow()).isEqualByComparingTo("240");
        assertThat(april.shares().orElseThrow().low()).isCloseTo(0.25 + 0.025 * 0.5, within(1e-12));
        assertThat(april.runRates().orElseThrow().low()).isCloseTo(120 / (0.75 - 0.025 * 0.5), within(1e-9));
        assertThat(april.wonOfDated()).hasValue(0.8);
        assertThat(april.neededCoverage()).hasValue(1.25);
        assertThat(april.createdAndClosed()).hasValue(0);
    }

    @Test
    void whatWasCreatedAfterThePointIsCreatedAndClosed() {
        PipelineView view = Stories.view(
                "2026-04-15",
                Stories.log("A", "01-01 qualify", "01-01 EUR 300.00", "03-14 won"),
                Stories.log("B", "03-17 qualify", "03-17 EUR 100.00", "03-30 won"));
        Pacing april = Measures.pacing(1).in(APRIL).of(view).total();
        assertThat(april.createdAndClosed()).hasValue(0.25);
        assertThat(april.wonOfDated()).isEmpty();
        // of two months in a row only one has a pace
        Pacing both = Measures.pacing(1).in(MARCH, APRIL).of(view).total();
        assertThat(both.closed()).isEqualTo(Money.parse("EUR 400.00"));
        assertThat(both.shareByThen()).isEmpty();
        assertThat(both.elapsed()).isEqualTo(46.0 / 61);
    }
}
