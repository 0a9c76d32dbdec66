package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.StageKind;

/** Forecasts by a dimension of the host, which some views know and others do not. */
class HostDimensionLaws {

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<ForecastRequest> requests() {
        return ForecastArbitraries.requestsByHostDimension();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDimensionIsRefusedExactlyWhenThereAreDealsAndNoneKnowsIt(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
        Forecast.Builder builder = Forecast.builder(view, request).strategy("stage-weighted");
        String dimension = request.dimension().orElseThrow();
        boolean known = logs.stream()
                .flatMap(log -> log.facts().recordedBy(asOf).facts().stream())
                .anyMatch(fact -> fact.event() instanceof DimensionSet set
                        && set.dimension().equals(dimension));
        if (known || counting(logs, asOf).isEmpty()) {
            assertThat(builder.build().lines().stream()
                            .map(ForecastLine::segment)
                            .distinct())
                    .containsExactlyElementsOf(segments(logs, asOf, dimension));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageStartingWith("unknown dimension " + dimension + "; this view has [account, ");
        }
    }

    private static List<Opportunity> counting(List<OpportunityLog> logs, Instant asOf) {
        return logs.stream()
                .map(log -> log.asOf(asOf, asOf))
                .flatMap(Optional::stream)
                .filter(Opportunity::isCurrent)
                .filter(deal -> deal.currentStage().kind() == StageKind.OPEN
                        || deal.currentStage().kind().isWon())
                .filter(deal -> deal.amount()
                        .map(amount -> amount.getCurrencyUnit().equals(ForecastArbitraries.EUR))
                        .orElse(true))
                .toList();
    }

    private static SortedSet<String> segments(List<OpportunityLog> logs, Instant asOf, String dimension) {
        SortedSet<String> segments = new TreeSet<>();
        for (Opportunity deal : counting(logs, asOf)) {
            String value = deal.dimensions().get(dimension);
            boolean mistakable = value != null && value.matches("\"*\\(none\\)\"*");
            segments.add(value == null ? "(none)" : mistakable ? '"' + value + '"' : value);
        }
        return segments;
    }
}
