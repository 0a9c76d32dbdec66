package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;

class MeasuresTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 9, 30);
    private static final FiscalPeriod QUARTER = FiscalCalendar.calendarYear().periodOf(TODAY, Granularity.QUARTER);
    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .won("won")
            .lost("lost")
            .other("disqualified")
            .build();

    private static Opportunity closed(String id, String stage, String owner, String amount, String day) {
        return Opportunity.open(id, PROCESS, Instant.parse("2026-06-01T08:00:00Z"))
                .stage(stage)
                .owner(owner)
                .amount(amount)
                .actualClose(day)
                .build();
    }

    private static PipelineView view() {
        return PipelineView.ofDeals(
                List.of(
                        closed("A", "won", "ada", "EUR 300.00", "2026-07-01"),
                        closed("B", "won", "ada", "EUR 100.00", "2026-08-31"),
                        closed("C", "lost", "ada", "EUR 100.00", "2026-09-30"),
                        closed("D", "lost", "bob", "EUR 500.00", "2026-07-15"),
                        closed("E", "disqualified", "bob", "EUR 999.00", "2026-07-15"),
                        closed("F", "won", "bob", "EUR 70.00", "2026-06-30"),
                        closed("G", "won", "bob", "EUR 80.00", "2026-10-01"),
                        Opportunity.open("H", PROCESS, Instant.parse("2026-07-01T08:00:00Z"))
                                .owner("bob")
                                .build()),
                TODAY);
    }

    @Test
    void winRateOfAClosedCohortByCountAndByAmount() {
        MeasureTable<WinRate> rates =
                Measures.winRate(Cohort.CLOSED).by("owner").in(QUARTER).of(view());
        WinRate total = rates.total();
        assertThat(total.won()).isEqualTo(2);
        assertThat(total.lost()).isEqualTo(2);
        assertThat(total.other()).isEqualTo(1);
        assertThat(total.wonAmount()).isEqualTo(Money.parse("EUR 400.00"));
        assertThat(total.byCount().orElseThrow().value()).isEqualTo(0.5);
        assertThat(total.byAmount().orElseThrow().value()).isEqualTo(0.4);
        assertThat(rates.rows()).extracting(row -> row.segments().get(0)).containsExactly("ada", "bob");
        assertThat(rates.missing()).containsExactly("left out: 1 deal closed after 2026-09-30");
    }

    @Test
    void winRateOfACreatedCohortCountsWhatIsStillOpen() {
        WinRate july = Measures.winRate(Cohort.CREATED).in(QUARTER).of(view()).total();
        assertThat(july.open()).isEqualTo(1);
        assertThat(july.deals()).isEqualTo(1);
        assertThat(july.byCount()).isEmpty();
    }

    /** Two groups are too few to learn from, so that 20 deals stand behind the common rate of 1/2. */
    @Test
    void aSmallGroupIsDrawnTowardsTheOthers() {
        WinRate ada = Measures.winRate(Cohort.CLOSED)
                .by("owner")
                .in(QUARTER)
                .of(view())
                .rows()
                .get(0)
                .figures();
        assertThat(ada.byCount().orElseThrow().value()).isEqualTo(2.0 / 3);
        assertThat(ada.shrunk().orElseThrow().weight()).isCloseTo(3.0 / 23, within(1e-12));
        assertThat(ada.shrunk().orElseThrow().value()).isBetween(0.5, 2.0 / 3);
    }

    /** The 3 of 10 of the reference values for Wilson's interval. */
    @Test
    void countsComeWithTheIntervalOfWilson() {
        List<Opportunity> deals = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            deals.add(closed("D" + i, i < 3 ? "won" : "lost", "ada", "EUR 7.00", "2026-07-15"));
        }
        WinRate rate = Measures.winRate(Cohort.CLOSED)
                .of(PipelineView.ofDeals(deals, TODAY))
                .total();
        assertThat(rate.byCount().orElseThrow().interval().low()).isCloseTo(0.10779126740630099, within(1e-12));
        assertThat(rate.byCount().orElseThrow().interval().high()).isCloseTo(0.6032218525388546, within(1e-12));
        // equal amounts tell as much as counts
        assertThat(rate.byAmount().orElseThrow().interval().low()).isCloseTo(0.10779126740630099, within(1e-12));
    }

    @Test
    void printsATable() {
        assertThat(Measures.winRate(Cohort.CLOSED).by("owner").in(QUARTER).of(view()))
                .hasToString("""
                        win rate, closed cohort, as of 2026-09-30, amounts in EUR

                        period   owner  won  lost  open  other    win rate by count               shrunk  own weight  won amount  lost amount   win rate by amount
                        2026-Q3  ada      2     1     0      0  66.7 % [20.8, 93.9]  51.1 % [31.2, 70.8]      13.0 %      400.00       100.00  80.0 % [24.3, 98.0]
                        2026-Q3  bob      0     1     0      1    0.0 % [0.0, 79.3]  46.5 % [26.2, 67.4]       4.8 %        0.00       500.00    0.0 % [0.0, 79.3]

                        total             2     2     0      1  50.0 % [15.0, 85.0]                    -           -      400.00       600.00   40.0 % [8.0, 83.6]

                        left out: 1 deal closed after 2026-09-30
                        """);
    }

    @Test
    void refusesWhatNoAnswerIsFor() {
        List<Opportunity> mixed = List.of(
                closed("A", "won", "ada", "EUR 300.00", "2026-07-01"),
                closed("B", "won", "ada", "JPY 100", "2026-07-01"));
        PipelineView view = PipelineView.ofDeals(mixed, TODAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.winRate(Cohort.CLOSED).of(view))
                .withMessage(
                        "a measure of amounts must be in one currency, the view holds [EUR, JPY]; name one with inCurrency");
        assertThat(Measures.winRate(Cohort.CLOSED)
                        .inCurrency(CurrencyUnit.JPY)
                        .of(view)
                        .missing())
                .containsExactly("left out: 1 deal with amounts in EUR");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.winRate(Cohort.CLOSED).withConfidence(95))
                .withMessage("confidence must be between 0 and 1, was 95.0; 95 % is written 0.95");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measures.winRate(Cohort.CLOSED).in(QUARTER, QUARTER))
                .withMessage("periods of a measure must be in time order without overlap, was 2026-Q3 after 2026-Q3");
    }
}
