package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
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
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.Figures.DealSize;
import org.salespipeline.forecast.measure.Figures.Inflow;
import org.salespipeline.forecast.measure.Figures.Velocity;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;

class VelocityLaws {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;
    private static final BigDecimal ROUNDING = new BigDecimal("1e-20");

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
                Arbitraries.just(List.of()),
                ForecastArbitraries.requests().map(ForecastRequest::periods),
                ForecastArbitraries.closingRequests().map(ForecastRequest::periods));
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void velocityGrowsWithTheAmounts(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods,
            @ForAll @IntRange(min = 2, max = 1000) int factor) {
        Measure<Velocity> measure = Measures.velocity().inCurrency(EUR).in(periods);
        Velocity one = measure.of(view(logs, at)).total();
        Velocity other = measure.of(view(Factors.times(logs, factor), at)).total();
        assertThat(other.realisedPerDay().subtract(one.realisedPerDay().multiply(BigDecimal.valueOf(factor))))
                .isBetween(ROUNDING.negate(), ROUNDING);
        assertThat(other.formulaPerDay().isPresent())
                .isEqualTo(one.formulaPerDay().isPresent());
        one.formulaPerDay()
                .ifPresent(perDay -> assertThat(other.formulaPerDay()
                                .orElseThrow()
                                .subtract(perDay.multiply(BigDecimal.valueOf(factor))))
                        .isBetween(ROUNDING.negate(), ROUNDING));
        assertThat(other.meanOpen()).isEqualTo(one.meanOpen());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatWasRealisedAddsUpOverSegments(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        MeasureTable<Velocity> table =
                Measures.velocity().inCurrency(EUR).by("owner").of(view(logs, at));
        BigDecimal sum = table.rows().stream()
                .map(row -> row.figures().realisedPerDay())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum.subtract(table.total().realisedPerDay())).isBetween(ROUNDING.negate(), ROUNDING);
        assertThat(table.rows().stream().mapToLong(row -> row.figures().open()).sum())
                .isEqualTo(table.total().open());
    }

    /** By a second way: the logs at the end of every day. */
    @Property(edgeCases = EdgeCasesMode.NONE, tries = 300)
    void openDealsAreThoseOfEachDay(
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
        for (Row<Velocity> row : Measures.velocity()
                .inCurrency(EUR)
                .in(periods)
                .of(view(settled, at))
                .rows()) {
            if (row.period().isEmpty() || !row.period().get().start().isBefore(today)) {
                continue;
            }
            FiscalPeriod period = row.period().get();
            LocalDate last = period.lastDay().isAfter(today) ? today : period.lastDay();
            long days = 0;
            for (LocalDate day = period.start(); !day.isAfter(last); day = day.plusDays(1)) {
                days += open(settled, day, at);
            }
            long length = last.toEpochDay() - period.start().toEpochDay() + 1;
            assertThat(row.figures().meanOpen()).isEqualTo((double) days / length);
            assertThat(row.figures().open()).isEqualTo(open(settled, last, at));
        }
    }

    private static long open(List<OpportunityLog> logs, LocalDate day, Instant at) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
        Instant valid = end.isAfter(at) ? at : end;
        return logs.stream()
                .flatMap(log -> log.asOf(valid, at).stream())
                .filter(deal -> deal.isCurrent() && deal.currentStage().kind().isInPipeline())
                .count();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void sizesAreThoseOfTheDealsOneByOne(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        DealSize size = Measures.dealSize().inCurrency(EUR).of(view(logs, at)).total();
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<Money> amounts = logs.stream()
                .map(log -> log.asOf(at, at).orElse(null))
                .filter(Objects::nonNull)
                .filter(deal -> deal.isCurrent() && deal.currentStage().kind().isWon())
                .filter(deal ->
                        deal.actualClose().filter(close -> close.isAfter(today)).isEmpty())
                .map(Opportunity::amount)
                .flatMap(Optional::stream)
                .filter(amount -> amount.getCurrencyUnit().equals(EUR))
                .sorted()
                .toList();
        assertThat(size.won() - size.withoutAmount()).isEqualTo(amounts.size());
        assertThat(size.total()).isEqualTo(amounts.stream().reduce(Money.zero(EUR), Money::plus));
        if (!amounts.isEmpty()) {
            assertThat(size.median()).contains(amounts.get((amounts.size() - 1) / 2));
            assertThat(size.largest()).contains(amounts.get(amounts.size() - 1));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyDealThatWasInThePipelineCameInOnce(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        MeasureTable<Inflow> inflow = Measures.inflow().inCurrency(EUR).of(view(logs, at));
        long everIn = logs.stream()
                .filter(log -> log.asOf(at, at)
                        .filter(deal -> deal.amount()
                                .map(amount -> amount.getCurrencyUnit().equals(EUR))
                                .orElse(true))
                        .isPresent())
                .filter(log -> log.facts().facts().stream().noneMatch(fact -> fact.event() instanceof Migrated))
                .filter(log -> log.facts().asOf(at, at).stream()
                        .map(Fact::validAt)
                        .flatMap(valid -> log.asOf(valid, at).stream())
                        .anyMatch(deal ->
                                deal.isCurrent() && deal.currentStage().kind().isInPipeline()))
                .count();
        // a stage that was left at the very moment of entering it is seen by no view
        assertThat(inflow.total().deals()).isGreaterThanOrEqualTo(everIn);
        assertThat(inflow.total().deals()).isLessThanOrEqualTo(view(logs, at).size());
    }
}
