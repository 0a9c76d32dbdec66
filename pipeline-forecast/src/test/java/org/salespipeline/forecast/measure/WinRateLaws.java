package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.Figures.Estimate;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.StageFigures.Conversion;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

class WinRateLaws {

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

    private static boolean isOfEuros(Opportunity deal) {
        return deal.amount().map(amount -> amount.getCurrencyUnit().equals(EUR)).orElse(true);
    }

    private static boolean isWon(Opportunity deal) {
        return deal.isCurrent() && deal.currentStage().kind().isWon();
    }

    private static boolean isLost(Opportunity deal) {
        return deal.isCurrent() && deal.currentStage().kind() == StageKind.LOST;
    }

    private static long count(List<Opportunity> deals, Predicate<Opportunity> test) {
        return deals.stream().filter(test).count();
    }

    private static Money sum(List<Opportunity> deals, Predicate<Opportunity> test) {
        return deals.stream()
                .filter(test)
                .flatMap(deal -> deal.amount().stream())
                .reduce(Money.zero(EUR), Money::plus);
    }

    /** By a second way: the deals as their logs give them, one by one. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRowIsWhatItsDealsOneByOneGive(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("periods") List<FiscalPeriod> periods,
            @ForAll Cohort cohort) {
        MeasureTable<WinRate> table =
                Measures.winRate(cohort).inCurrency(EUR).in(periods).by("owner").of(view(logs, at));
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Function<Opportunity, Optional<LocalDate>> day = cohort == Cohort.CREATED
                ? deal -> Optional.of(LocalDate.ofInstant(deal.createdAt(), ZoneOffset.UTC))
                : deal -> deal.actualClose().filter(close -> !close.isAfter(today));
        List<Opportunity> deals = logs.stream()
                .flatMap(log -> log.asOf(at, at).stream())
                .filter(WinRateLaws::isOfEuros)
                .filter(deal -> cohort == Cohort.CREATED
                        || (deal.isCurrent() && deal.currentStage().kind().isClosed()))
                .toList();
        long shown = 0;
        for (Row<WinRate> row : table.rows()) {
            FiscalPeriod period = row.period().orElseThrow();
            List<Opportunity> here = deals.stream()
                    .filter(deal -> day.apply(deal).filter(period::contains).isPresent())
                    .filter(deal -> deal.owner()
                            .map(PersonId::value)
                            .orElse("(none)")
                            .equals(row.segments().get(0)))
                    .toList();
            WinRate rate = row.figures();
            assertThat(rate.won()).isEqualTo(count(here, WinRateLaws::isWon));
            assertThat(rate.lost()).isEqualTo(count(here, WinRateLaws::isLost));
            assertThat(rate.open())
                    .isEqualTo(count(
                            here,
                            deal -> deal.isCurrent()
                                    && deal.currentStage().kind().isOpen()));
            assertThat(rate.deals()).isEqualTo(here.size());
            assertThat(rate.wonAmount()).isEqualTo(sum(here, WinRateLaws::isWon));
            assertThat(rate.lostAmount()).isEqualTo(sum(here, WinRateLaws::isLost));
            shown += rate.deals();
        }
        assertThat(table.total().deals()).isEqualTo(shown);
        assertThat(shown)
                .isEqualTo(deals.stream()
                        .filter(deal -> day.apply(deal)
                                .filter(close -> periods.stream().anyMatch(period -> period.contains(close)))
                                .isPresent())
                        .count());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void ratesLieInTheirIntervalsAndShrinkTowardsTheOthers(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        MeasureTable<WinRate> table =
                Measures.winRate(Cohort.CLOSED).inCurrency(EUR).by("owner").of(view(logs, at));
        for (Row<WinRate> row : table.rows()) {
            WinRate rate = row.figures();
            assertThat(rate.byCount().isPresent()).isEqualTo(rate.decided() > 0);
            rate.byCount().ifPresent(WinRateLaws::assertInside);
            rate.byAmount().ifPresent(WinRateLaws::assertInside);
            rate.shrunk().ifPresent(shrunk -> {
                assertThat(shrunk.weight()).isBetween(0.0, 1.0);
                assertThat(shrunk.value()).isBetween(0.0, 1.0);
            });
        }
        assertThat(table.total().shrunk()).isEmpty();
    }

    /** By a second way: of those who ever entered the stage, the conversion to the win tells the same. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whoCameToAStageIsWonLostOpenOrEndedOtherwise(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        PipelineView view = view(logs, at);
        List<Row<Conversion>> toWin = Measures.conversion().inCurrency(EUR).of(view).totals().stream()
                .filter(row -> row.own().get(2).equals("won"))
                .toList();
        for (String stage :
                toWin.stream().map(row -> row.own().get(1)).distinct().toList()) {
            WinRate rate = Measures.winRate(Cohort.CREATED, StageId.of(stage))
                    .inCurrency(EUR)
                    .of(view)
                    .total();
            List<Conversion> here = toWin.stream()
                    .filter(row -> row.own().get(1).equals(stage))
                    .map(Row::figures)
                    .toList();
            assertThat(rate.deals())
                    .isEqualTo(here.stream().mapToLong(Conversion::entered).sum());
            assertThat(rate.won())
                    .isEqualTo(here.stream().mapToLong(Conversion::reached).sum());
            assertThat(rate.lost())
                    .isEqualTo(here.stream().mapToLong(Conversion::lost).sum());
            assertThat(rate.open())
                    .isEqualTo(here.stream().mapToLong(Conversion::open).sum());
            WinRate closed = Measures.winRate(Cohort.CLOSED, StageId.of(stage))
                    .inCurrency(EUR)
                    .of(view)
                    .total();
            assertThat(closed.decided()).isLessThanOrEqualTo(rate.decided());
        }
    }

    private static void assertInside(Estimate estimate) {
        assertThat(estimate.interval().contains(estimate.value())).isTrue();
        assertThat(estimate.interval().low()).isBetween(0.0, 1.0);
        assertThat(estimate.interval().high()).isBetween(0.0, 1.0);
    }
}
