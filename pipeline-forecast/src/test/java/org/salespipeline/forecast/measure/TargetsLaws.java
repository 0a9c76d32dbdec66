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
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.TargetFigures.Coverage;
import org.salespipeline.forecast.measure.TargetFigures.Pacing;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;

class TargetsLaws {

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

    private static Quotas quotas(List<FiscalPeriod> periods, long minor) {
        Quotas quotas = Quotas.none();
        for (FiscalPeriod period : periods) {
            quotas = quotas.with(period, Money.ofMinor(EUR, minor));
        }
        return quotas;
    }

    /** By a second way: the deals one by one. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void coverageIsThatOfTheDealsOneByOne(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods,
            @ForAll @IntRange(min = 0, max = 5_000_000) int quota) {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        for (Row<Coverage> row : Measures.coverage(quotas(periods, quota))
                .in(periods)
                .of(view(logs, at))
                .rows()) {
            FiscalPeriod period = row.period().orElseThrow();
            Money closed = Money.zero(EUR);
            Money open = Money.zero(EUR);
            Money pipeline = Money.zero(EUR);
            for (OpportunityLog log : logs) {
                Optional<Opportunity> deal = log.asOf(at, at).filter(Opportunity::isCurrent);
                Optional<Money> amount = deal.flatMap(Opportunity::amount)
                        .filter(found -> found.getCurrencyUnit().equals(EUR));
                if (amount.isEmpty()) {
                    continue;
                }
                if (deal.get().currentStage().kind().isWon()
                        && deal.get()
                                .actualClose()
                                .filter(day -> period.contains(day) && !day.isAfter(today))
                                .isPresent()) {
                    closed = closed.plus(amount.get());
                }
                if (deal.get().currentStage().kind().isInPipeline()) {
                    pipeline = pipeline.plus(amount.get());
                    open = deal.get()
                                    .expectedClose()
                                    .filter(day -> period.contains(day) && !day.isBefore(today))
                                    .isPresent()
                            ? open.plus(amount.get())
                            : open;
                }
            }
            Coverage coverage = row.figures();
            assertThat(coverage.closed()).isEqualTo(closed);
            assertThat(coverage.open()).isEqualTo(open);
            assertThat(coverage.pipeline()).isEqualTo(pipeline);
            assertThat(coverage.gap().orElseThrow().plus(closed)).isEqualTo(Money.ofMinor(EUR, quota));
            assertThat(coverage.isAttained()).isEqualTo(coverage.gap().get().isNegativeOrZero());
            assertThat(coverage.attainment().isPresent()).isEqualTo(quota > 0);
            assertThat(coverage.openByGap().isPresent())
                    .isEqualTo(coverage.gap().get().isPositive());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anotherUnitOfMoneyChangesNoRatio(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods,
            @ForAll @IntRange(min = 0, max = 5_000_000) int quota,
            @ForAll @IntRange(min = 2, max = 1000) int factor) {
        PipelineView view = view(logs, at);
        PipelineView larger = view(Factors.times(logs, factor), at);
        List<Row<Coverage>> rows =
                Measures.coverage(quotas(periods, quota)).in(periods).of(view).rows();
        List<Row<Coverage>> others = Measures.coverage(quotas(periods, (long) quota * factor))
                .in(periods)
                .of(larger)
                .rows();
        for (int i = 0; i < rows.size(); i++) {
            Coverage one = rows.get(i).figures();
            Coverage other = others.get(i).figures();
            assertThat(other.attainment()).isEqualTo(one.attainment());
            assertThat(other.pipelineByQuota()).isEqualTo(one.pipelineByQuota());
            assertThat(other.openByGap()).isEqualTo(one.openByGap());
            assertThat(other.weightedByGap()).isEqualTo(one.weightedByGap());
        }
        List<Row<Pacing>> paces =
                Measures.pacing(3).inCurrency(EUR).in(periods).of(view).rows();
        List<Row<Pacing>> otherPaces =
                Measures.pacing(3).inCurrency(EUR).in(periods).of(larger).rows();
        for (int i = 0; i < paces.size(); i++) {
            assertThat(otherPaces.get(i).figures().shares())
                    .isEqualTo(paces.get(i).figures().shares());
            assertThat(otherPaces.get(i).figures().wonOfDated())
                    .isEqualTo(paces.get(i).figures().wonOfDated());
        }
    }

    /** By a second way: each past period as its own logs tell of it. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPastPeriodIsSeenAsItWasAtTheSamePoint(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods) {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<OpportunityLog> inEuros = logs.stream()
                .filter(log -> log.asOf(at, at)
                        .filter(deal -> deal.amount()
                                .map(amount -> amount.getCurrencyUnit().equals(EUR))
                                .orElse(true))
                        .isPresent())
                .toList();
        for (Row<Pacing> row : Measures.pacing(1)
                .inCurrency(EUR)
                .in(periods)
                .of(view(inEuros, at))
                .rows()) {
            FiscalPeriod period = row.period().orElseThrow();
            if (period.start().isAfter(today)) {
                assertThat(row.figures().shareByThen()).isEmpty();
                continue;
            }
            FiscalPeriod past = period.calendar().previous(period);
            long days = length(period);
            long passed = Math.min(days, today.toEpochDay() - period.start().toEpochDay() + 1);
            long cut = (passed * length(past) + days - 1) / days;
            LocalDate point = past.start().plusDays(cut - 1);
            long all = 0;
            long byThen = 0;
            long dated = 0;
            long wonOfDated = 0;
            for (OpportunityLog log : inEuros) {
                Opportunity now = log.asOf(at, at).orElseThrow();
                boolean isWon = now.isCurrent()
                        && now.currentStage().kind().isWon()
                        && now.actualClose().filter(past::contains).isPresent();
                long amount = isWon ? minor(now) : 0;
                all += amount;
                byThen += isWon && !now.actualClose().orElseThrow().isAfter(point) ? amount : 0;
                Instant end = point.plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusNanos(1);
                Optional<Opportunity> then = log.asOf(end, end)
                        .filter(deal -> deal.isCurrent()
                                && deal.currentStage().kind().isInPipeline()
                                && deal.expectedClose()
                                        .filter(day -> past.contains(day) && !day.isBefore(point))
                                        .isPresent());
                dated += then.map(TargetsLaws::minor).orElse(0L);
                wonOfDated += isWon ? then.map(TargetsLaws::minor).orElse(0L) : 0;
            }
            Pacing pacing = row.figures();
            assertThat(pacing.pastPeriods()).isEqualTo(all > 0 && byThen >= 0 ? 1 : 0);
            assertThat(pacing.shareByThen().orElse(-1)).isEqualTo(all > 0 && byThen >= 0 ? (double) byThen / all : -1);
            assertThat(pacing.wonOfDated().orElse(-1)).isEqualTo(dated > 0 ? (double) wonOfDated / dated : -1);
            assertThat(pacing.runRate().isPresent())
                    .isEqualTo(pacing.shareByThen().orElse(0) > 0);
        }
    }

    private static long length(FiscalPeriod period) {
        return period.end().toEpochDay() - period.start().toEpochDay();
    }

    private static long minor(Opportunity deal) {
        return deal.amount()
                .filter(amount -> amount.getCurrencyUnit().equals(EUR))
                .map(Money::getAmountMinorLong)
                .orElse(0L);
    }
}
