package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.StageFigures.Scorecard;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;

class ScorecardLaws {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.logs(), ForecastArbitraries.closings());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.moments(), ForecastArbitraries.closingMoments());
    }

    @Provide
    Arbitrary<List<FiscalPeriod>> periods() {
        return Arbitraries.oneOf(
                ForecastArbitraries.requests().map(ForecastRequest::periods),
                ForecastArbitraries.closingRequests().map(ForecastRequest::periods));
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void staysAreThoseOfTimeInStage(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        PipelineView view = view(logs, at);
        List<Row<TimeInStage>> stays =
                Measures.timeInStage().inCurrency(EUR).of(view).rows();
        List<Row<Scorecard>> cards =
                Measures.stageScorecard().inCurrency(EUR).of(view).rows();
        assertThat(cards).hasSameSizeAs(stays);
        for (int i = 0; i < cards.size(); i++) {
            Scorecard card = cards.get(i).figures();
            TimeInStage stay = stays.get(i).figures();
            assertThat(cards.get(i).own()).isEqualTo(stays.get(i).own());
            assertThat(card.entered()).isEqualTo(stay.visits());
            assertThat(card.present()).isEqualTo(stay.stillThere());
            assertThat(card.movedBack()).isEqualTo(stay.movedBack());
            assertThat(card.medianDays()).isEqualTo(stay.medianDays());
            assertThat(card.medianInterval()).isEqualTo(stay.medianInterval());
        }
    }

    /** By a second way: the logs at the end of every period. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whoIsThereStandsThereInTheLogs(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods) {
        List<OpportunityLog> settled = logs.stream()
                .filter(log -> log.facts().facts().stream().noneMatch(fact -> fact.event() instanceof Migrated))
                .filter(log -> log.asOf(at, at)
                        .filter(deal -> deal.amount()
                                .map(amount -> amount.getCurrencyUnit().equals(EUR))
                                .orElse(true))
                        .isPresent())
                .toList();
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        MeasureTable<Scorecard> table =
                Measures.stageScorecard().inCurrency(EUR).in(periods).of(view(settled, at));
        for (FiscalPeriod period : periods) {
            Instant end = period.end().atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
            Instant seen = end.isAfter(at) ? at : end;
            long open = period.start().isAfter(today)
                    ? 0
                    : settled.stream()
                            .flatMap(log -> log.asOf(seen, at).stream())
                            .filter(Opportunity::isCurrent)
                            .filter(deal -> deal.currentStage().kind().isOpen())
                            .count();
            long present = table.rows().stream()
                    .filter(row -> row.period().orElseThrow().equals(period))
                    .mapToLong(row -> row.figures().present())
                    .sum();
            assertThat(present).isEqualTo(open);
        }
    }
}
