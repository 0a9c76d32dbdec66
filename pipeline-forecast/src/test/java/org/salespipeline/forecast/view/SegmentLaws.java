package org.salespipeline.forecast.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.salespipeline.forecast.view.Pipelines.Logs;
import org.salespipeline.opportunity.AccountId;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.partner.PartnerRole;
import org.salespipeline.quantity.Probability;
import org.salespipeline.testkit.PipelineArbitraries;

/** What the columns say that is looked up among the facts, against the deals that the logs give one by one. */
@Domain(Pipelines.class)
@Domain(PipelineArbitraries.class)
@Domain(DomainContext.Global.class)
class SegmentLaws {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everySegmentIsThatOfTheDealInItsLog(@ForAll Logs logs, @ForAll Instant time) {
        DealColumns deals = logs.history().asOf(time).deals();
        List<Opportunity> expected = inTheLogs(logs, time);
        assertThat(deals.size()).isEqualTo(expected.size());
        List<String> dimensions = new ArrayList<>(SegmentReader.BUILT_IN);
        dimensions.addAll(deals.dimensions());
        for (String dimension : dimensions) {
            DealColumns.Segments segments = deals.segments(dimension);
            TreeSet<String> names = new TreeSet<>();
            for (int row = 0; row < deals.size(); row++) {
                Optional<String> value = value(expected.get(row), dimension);
                value.ifPresent(names::add);
                assertThat(segments.name(segments.code(row)))
                        .as("%s of %s", dimension, expected.get(row).id())
                        .isEqualTo(value);
            }
            assertThat(segments.names()).containsExactlyElementsOf(names);
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void dealsAreFoundAgainInAnyOtherView(@ForAll Logs logs, @ForAll Instant time, @ForAll Instant other) {
        DealColumns deals = logs.history().asOf(time).deals();
        DealColumns earlier = logs.history().asOf(other).deals();
        DealColumns ofAnother = PipelineHistory.of(
                        logs.zone(), logs.logs().stream().skip(1).toList())
                .asOf(other)
                .deals();
        for (DealColumns there : List.of(earlier, ofAnother)) {
            int[] rows = deals.rowsIn(there);
            for (int row = 0; row < deals.size(); row++) {
                int found = -1;
                for (int i = 0; i < there.size(); i++) {
                    found = there.id(i).equals(deals.id(row)) ? i : found;
                }
                assertThat(rows[row]).isEqualTo(found);
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDimensionThatADealHasIsKnown(@ForAll Logs logs, @ForAll Instant time) {
        DealColumns deals = logs.history().asOf(time).deals();
        for (Opportunity deal : inTheLogs(logs, time)) {
            assertThat(deal.dimensions().keySet()).allMatch(deals::hasDimension);
        }
        assertThat(deals.hasDimension("owner")).isTrue();
        assertThat(deals.hasDimension("regoin")).isFalse();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyCalledChanceIsThatOfTheDealInItsLog(@ForAll Logs logs, @ForAll Instant time) {
        DealColumns deals = logs.history().asOf(time).deals();
        List<Opportunity> expected = inTheLogs(logs, time);
        for (int row = 0; row < deals.size(); row++) {
            Optional<Double> called = expected.get(row).calledProbability().map(Probability::value);
            assertThat(deals.hasCalledProbability(row)).isEqualTo(called.isPresent());
            assertThat(deals.calledProbability(row)).isEqualTo(called.orElse(Double.NaN));
        }
    }

    /** By ascending id, as rows are. */
    private static List<Opportunity> inTheLogs(Logs logs, Instant time) {
        TreeMap<String, Opportunity> deals = new TreeMap<>();
        logs.logs()
                .forEach(log -> log.asOf(time, time)
                        .ifPresent(deal -> deals.put(deal.id().value(), deal)));
        return List.copyOf(deals.values());
    }

    private static Optional<String> value(Opportunity deal, String dimension) {
        return switch (dimension) {
            case "owner" -> deal.owner().map(PersonId::value);
            case "account" -> deal.account().map(AccountId::value);
            case "source" -> deal.source();
            case "kind" -> deal.businessKind().map(Enum::name);
            case "lost for" -> deal.lossReason().map(LossReason::value);
            case "lost to" -> deal.competitor();
            case "process" -> Optional.of(deal.process().id().value());
            case "stage" -> Optional.of(deal.stage().value());
            case "category" -> Optional.of(deal.category().name());
            case "partner" -> onlySource(deal);
            default -> Optional.ofNullable(deal.dimensions().get(dimension));
        };
    }

    private static Optional<String> onlySource(Opportunity deal) {
        List<String> sources = deal.partners().stream()
                .filter(link -> link.role() == PartnerRole.SOURCED)
                .map(link -> link.partner().value())
                .toList();
        return sources.size() == 1 ? Optional.of(sources.get(0)) : Optional.empty();
    }
}
