package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.Figures.Pushes;
import org.salespipeline.forecast.measure.Figures.Slip;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;

class PushAndSlipLaws {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    @Provide
    Arbitrary<List<FiscalPeriod>> periods() {
        return Arbitraries.oneOf(
                ForecastArbitraries.requests().map(ForecastRequest::periods),
                Arbitraries.just(
                        FiscalCalendar.calendarYear().periods(LocalDate.of(2026, 1, 1), Granularity.MONTH, 3)));
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    /** By a second way: the population as the logs gave it on the eve, and each deal at the end. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whoWasDatedIsWonLostSlippedOrEndedOtherwise(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods) {
        List<OpportunityLog> settled = logs.stream()
                .filter(log -> log.facts().facts().stream().noneMatch(fact -> fact.event() instanceof Migrated))
                .filter(log -> log.asOf(at, at)
                        .filter(deal -> inEuros(deal.amount()).isPresent()
                                || deal.amount().isEmpty())
                        .isPresent())
                .toList();
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        for (Row<Slip> row : Measures.slip()
                .inCurrency(EUR)
                .in(periods)
                .of(view(settled, at))
                .rows()) {
            FiscalPeriod period = row.period().orElseThrow();
            Instant eve =
                    period.start().atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
            Instant end = period.end().atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
            Instant seen = end.isAfter(at) ? at : end;
            long dated = 0;
            long won = 0;
            long undecided = 0;
            Money amount = Money.zero(EUR);
            for (OpportunityLog log : settled) {
                Optional<Opportunity> then = log.asOf(eve, eve);
                if (eve.isAfter(at)
                        || then.filter(deal -> isDatedIn(deal, period)).isEmpty()) {
                    continue;
                }
                dated++;
                amount = amount.plus(inEuros(then.get().amount()).orElse(Money.zero(EUR)));
                Optional<Opportunity> now = log.asOf(seen, at).filter(Opportunity::isCurrent);
                won += now.filter(deal -> deal.currentStage().kind().isWon()).isPresent() ? 1 : 0;
                undecided +=
                        now.filter(deal -> deal.currentStage().kind().isOpen()).isPresent() ? 1 : 0;
            }
            Slip slip = row.figures();
            assertThat(slip.dated()).isEqualTo(dated);
            assertThat(slip.won() + slip.lost() + slip.slipped() + slip.other() + slip.open())
                    .isEqualTo(slip.dated());
            assertThat(slip.won()).isEqualTo(won);
            assertThat(slip.slipped() + slip.open()).isEqualTo(undecided);
            assertThat(slip.open() == 0 || !today.isAfter(period.lastDay())).isTrue();
            assertThat(slip.silent()).isLessThanOrEqualTo(slip.slipped());
            assertThat(slip.wonAmount()
                            .plus(slip.lostAmount())
                            .plus(slip.slippedAmount())
                            .plus(slip.otherAmount())
                            .plus(slip.openAmount()))
                    .isEqualTo(amount);
        }
    }

    private static Optional<Money> inEuros(Optional<Money> amount) {
        return amount.filter(found -> found.getCurrencyUnit().equals(EUR));
    }

    private static boolean isDatedIn(Opportunity deal, FiscalPeriod period) {
        return deal.isCurrent()
                && deal.currentStage().kind().isInPipeline()
                && deal.expectedClose().filter(period::contains).isPresent();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void pushesOfPeriodsInARowAddUp(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        PipelineView view = view(logs, at);
        Pushes all = Measures.pushes().of(view).total();
        // every day of the logs, before and after them too
        List<FiscalPeriod> years =
                FiscalCalendar.calendarYear().periods(LocalDate.of(2025, 1, 1), Granularity.MONTH, 30);
        Pushes parts = Measures.pushes().in(years).of(view).total();
        assertThat(parts.pushes()).isEqualTo(all.pushes());
        assertThat(parts.pullIns()).isEqualTo(all.pullIns());
        assertThat(parts.dayPushes()).isEqualTo(all.dayPushes());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void coarserPeriodsSeeNoMorePushes(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        PipelineView view = view(logs, at);
        long before = Long.MAX_VALUE;
        for (Granularity granularity : Granularity.values()) {
            Pushes pushes = Measures.pushes(FiscalCalendar.calendarYear(), granularity)
                    .of(view)
                    .total();
            assertThat(pushes.pushes()).isLessThanOrEqualTo(before).isLessThanOrEqualTo(pushes.dayPushes());
            assertThat(pushes.pushedDeals()).isLessThanOrEqualTo(pushes.deals());
            before = pushes.pushes();
        }
    }
}
