package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.TargetFigures.Coverage;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

/** Every deal with a date is in exactly one period of each granularity. */
class PeriodMembershipLaws {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.logs(), ForecastArbitraries.closings());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.moments(), ForecastArbitraries.closingMoments());
    }

    /** Periods without a gap over all days on which a deal is closed, or expected to be. */
    private static List<FiscalPeriod> periods(DealColumns deals, Granularity granularity, LocalDate today) {
        long first = today.toEpochDay();
        long last = first;
        for (int row = 0; row < deals.size(); row++) {
            if (deals.closeDay(row) != DealColumns.NO_DAY) {
                first = Math.min(first, deals.closeDay(row));
                last = Math.max(last, deals.closeDay(row));
            }
        }
        FiscalCalendar calendar = FiscalCalendar.calendarYear();
        List<FiscalPeriod> periods = new ArrayList<>();
        periods.add(calendar.periodOf(LocalDate.ofEpochDay(first), granularity));
        while (!periods.get(periods.size() - 1).contains(LocalDate.ofEpochDay(last))) {
            periods.add(calendar.next(periods.get(periods.size() - 1)));
        }
        return periods;
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
    void sumsOverPeriodsWithOverdueAndUnscheduledAreAllThereIs(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at, @ForAll Granularity granularity) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
        List<FiscalPeriod> periods = periods(view.deals(), granularity, view.asOfDate());
        Money dated = Money.zero(EUR);
        Money won = Money.zero(EUR);
        MeasureTable<Coverage> table =
                Measures.coverage(Quotas.none()).inCurrency(EUR).in(periods).of(view);
        for (Row<Coverage> row : table.rows()) {
            dated = dated.plus(row.figures().open()).plus(row.figures().overdue());
            won = won.plus(row.figures().closed());
        }
        assertThat(dated.plus(unscheduled(view.deals())))
                .isEqualTo(table.total().pipeline());
        assertThat(won).isEqualTo(table.total().closed());
        long wins = Measures.bookings(WinReversal.RESTATE).inCurrency(EUR).in(periods).of(view).rows().stream()
                .mapToLong(row -> row.figures().wins())
                .sum();
        assertThat(wins + winsWithoutADate(view.deals()))
                .isEqualTo(Measures.bookings(WinReversal.RESTATE)
                        .inCurrency(EUR)
                        .of(view)
                        .total()
                        .wins());
    }

    private static boolean isInEuros(DealColumns deals, int row) {
        return !deals.hasAmount(row)
                || deals.currencies().get(deals.currency(row)).equals(EUR);
    }

    private static Money unscheduled(DealColumns deals) {
        Money sum = Money.zero(EUR);
        for (int row = 0; row < deals.size(); row++) {
            boolean isOpen = deals.stages().get(deals.stage(row)).isInPipeline();
            if (isOpen && deals.closeDay(row) == DealColumns.NO_DAY && isInEuros(deals, row)) {
                sum = sum.plus(Money.ofMinor(EUR, deals.amountMinor(row)));
            }
        }
        return sum;
    }

    private static long winsWithoutADate(DealColumns deals) {
        long wins = 0;
        for (int row = 0; row < deals.size(); row++) {
            boolean isWon = deals.stages().get(deals.stage(row)).isWon();
            wins += isWon && deals.closeDay(row) == DealColumns.NO_DAY && isInEuros(deals, row) ? 1 : 0;
        }
        return wins;
    }
}
