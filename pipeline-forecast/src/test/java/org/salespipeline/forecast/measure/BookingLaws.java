package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.Figures.Bookings;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

class BookingLaws {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.logs(), ForecastArbitraries.closings());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.moments(), ForecastArbitraries.closingMoments());
    }

    private static Bookings bookings(PipelineView view, WinReversal policy) {
        return Measures.bookings(policy).inCurrency(EUR).of(view).total();
    }

    /** Deals that are said to be closed on a day to come are booked by nobody yet, and so are out of this law. */
    private static boolean isClosedByNow(OpportunityLog log, Instant at) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, List.of(log)).asOf(at);
        DealChanges changes = view.changes();
        for (int step = 0; step < changes.steps(); step++) {
            if (changes.closeDay(step) > view.asOfDate().toEpochDay()) {
                return false;
            }
        }
        return true;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void overAllTimeBothPoliciesComeToTheSame(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        List<OpportunityLog> closed =
                logs.stream().filter(log -> isClosedByNow(log, at)).toList();
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, closed).asOf(at);
        Bookings posted = bookings(view, WinReversal.REVERSE_NOW);
        Bookings standing = bookings(view, WinReversal.RESTATE);
        assertThat(posted.net()).isEqualTo(standing.net()).isEqualTo(standing.booked());
        assertThat(posted.wins() - posted.reversals()).isEqualTo(standing.wins());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatStandsIsWhatTheWinRateCounts(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
        Bookings standing = bookings(view, WinReversal.RESTATE);
        WinRate rate = Measures.winRate(Cohort.CLOSED).inCurrency(EUR).of(view).total();
        assertThat(standing.wins()).isEqualTo(rate.won());
        assertThat(standing.net()).isEqualTo(rate.wonAmount());
    }
}
