package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.Opportunity;

class PipelineSummaryLaws {

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyDealThatCountsIsInTheLineOfItsStage(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        PipelineSummary summary =
                PipelineSummary.of(PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf));
        List<Opportunity> deals = logs.stream()
                .map(log -> log.asOf(asOf, asOf))
                .flatMap(Optional::stream)
                .filter(deal -> deal.isCurrent())
                .toList();
        assertThat(summary.stages().stream()
                        .mapToLong(PipelineSummary.StageLine::deals)
                        .sum())
                .isEqualTo(deals.size());
        for (PipelineSummary.StageLine line : summary.stages()) {
            List<Opportunity> here = deals.stream()
                    .filter(deal -> deal.process().id().equals(line.process())
                            && deal.process().version() == line.version()
                            && deal.stage().equals(line.stage().id()))
                    .toList();
            assertThat(line.deals()).isEqualTo(here.size());
            for (Money amount : line.amounts()) {
                BigDecimal sum = here.stream()
                        .flatMap(deal -> deal.amount().stream())
                        .filter(found -> found.getCurrencyUnit().equals(amount.getCurrencyUnit()))
                        .map(Money::getAmount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(amount.getAmount()).isEqualByComparingTo(sum);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfDealsIsIrrelevant(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf, @ForAll long seed) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, new Random(seed));
        PipelineSummary summary =
                PipelineSummary.of(PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf));
        PipelineSummary other =
                PipelineSummary.of(PipelineHistory.of(ZoneOffset.UTC, shuffled).asOf(asOf));
        assertThat(other).isEqualTo(summary).hasToString(summary.toString());
    }
}
