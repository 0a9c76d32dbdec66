package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.Figures.Comparison;
import org.salespipeline.forecast.measure.Figures.WinRate;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageKind;

class ComparisonLaws {

    private static final CurrencyUnit EUR = CurrencyUnit.EUR;

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.logs(), ForecastArbitraries.closings());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.moments(), ForecastArbitraries.closingMoments());
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void winsAreThoseOfTheWinRate(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        List<Row<Comparison>> compared = Measures.winLoss()
                .inCurrency(EUR)
                .by("owner")
                .of(view(logs, at))
                .rows();
        List<Row<WinRate>> rates =
                Measures.winRate(Cohort.CLOSED).inCurrency(EUR).by("owner").of(view(logs, at)).rows().stream()
                        .filter(row -> row.figures().decided() > 0)
                        .toList();
        assertThat(compared).hasSameSizeAs(rates);
        for (int i = 0; i < rates.size(); i++) {
            Comparison one = compared.get(i).figures();
            assertThat(one.share()).isEqualTo(rates.get(i).figures().byCount());
            assertThat(one.amount()).isEqualTo(rates.get(i).figures().wonAmount());
            one.falseDiscoveryRate()
                    .ifPresent(rate -> assertThat(rate).isBetween(one.pValue().orElseThrow(), 1.0));
        }
    }

    /** By a second way: the lost deals of the logs one by one. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void reasonsAndCompetitorsAreThoseOfTheLogs(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<Opportunity> lost = logs.stream()
                .flatMap(log -> log.asOf(at, at).stream())
                .filter(deal -> deal.isCurrent() && deal.currentStage().kind() == StageKind.LOST)
                .filter(deal -> deal.amount()
                        .map(amount -> amount.getCurrencyUnit().equals(EUR))
                        .orElse(true))
                .filter(deal -> deal.actualClose().filter(today::isBefore).isEmpty())
                .toList();
        assertShares(
                Measures.lossReasons(),
                view(logs, at),
                lost,
                deal -> deal.lossReason().map(LossReason::value));
        assertShares(Measures.lossesToCompetitors(), view(logs, at), lost, Opportunity::competitor);
    }

    private static void assertShares(
            Measure<Comparison> measure,
            PipelineView view,
            List<Opportunity> lost,
            Function<Opportunity, Optional<String>> own) {
        List<Row<Comparison>> totals = measure.inCurrency(EUR).of(view).totals();
        for (Row<Comparison> row : totals) {
            assertThat(row.figures().of()).isEqualTo(lost.size());
            assertThat(row.figures().deals())
                    .isEqualTo(lost.stream()
                            .filter(deal -> own.apply(deal)
                                    .orElse("(none)")
                                    .equals(row.own().get(0)))
                            .count());
        }
        assertThat(totals.stream().mapToLong(row -> row.figures().deals()).sum())
                .isEqualTo(lost.size());
    }
}
