package org.salespipeline.forecast.view;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.opportunity.Evidence;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.testkit.PipelineArbitraries;

/** Random pipelines of several deals and processes, and a print-out of everything that a view lets one see. */
final class Pipelines extends DomainContextBase {

    /** Logs of different deals, dirty ones, whose processes have different ids. */
    record Logs(List<OpportunityLog> logs, ZoneId zone) {
        PipelineHistory history() {
            return PipelineHistory.of(zone, logs);
        }
    }

    /** Deals with different ids, whose processes have different ids. */
    record Deals(List<Opportunity> deals, ZoneId zone) {
        SalesProcess[] processes() {
            return deals.stream()
                    .map(Opportunity::process)
                    .distinct()
                    .sorted(Comparator.comparing(SalesProcess::id).reversed())
                    .toArray(SalesProcess[]::new);
        }
    }

    @Provide
    Arbitrary<Logs> anyLogs() {
        return Combinators.combine(members(PipelineArbitraries::logsOf), zones())
                .as(Logs::new);
    }

    @Provide
    Arbitrary<Deals> anyDeals() {
        return Combinators.combine(
                        members((process, id) ->
                                PipelineArbitraries.opportunitiesIn(process).map(deal -> named(deal, id))),
                        zones())
                .as(Deals::new);
    }

    private static Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")
                .map(ZoneId::of);
    }

    /** Makes one member of a pipeline. */
    private interface Maker<T> {
        Arbitrary<T> make(SalesProcess process, OpportunityId id);
    }

    private static <T> Arbitrary<List<T>> members(Maker<T> maker) {
        Arbitrary<List<SalesProcess>> processes =
                PipelineArbitraries.processes().list().ofMinSize(1).ofMaxSize(3).uniqueElements(SalesProcess::id);
        Arbitrary<List<OpportunityId>> ids =
                PipelineArbitraries.ids().list().ofMaxSize(6).uniqueElements();
        return Combinators.combine(processes, ids).flatAs((all, chosen) -> {
            List<Arbitrary<T>> made = new ArrayList<>();
            for (int i = 0; i < chosen.size(); i++) {
                made.add(maker.make(all.get(i % all.size()), chosen.get(i)));
            }
            return Combinators.combine(made).as(list -> list);
        });
    }

    /** The same deal under another id. */
    private static Opportunity named(Opportunity deal, OpportunityId id) {
        Opportunity.Builder copy = copy(deal, id).dossier(deal.dossier());
        deal.evidence().values().forEach(copy::evidence);
        deal.lossComment().ifPresent(copy::lossComment);
        return copy.build();
    }

    /** The deal without what columns do not hold. */
    static Opportunity heldByColumns(Opportunity deal) {
        Opportunity.Builder copy = copy(deal, deal.id());
        for (Evidence known : deal.evidence().values()) {
            copy.evidence(Evidence.of(known.name(), known.confirmedAt(), known.confirmedBy()));
        }
        return copy.build();
    }

    private static Opportunity.Builder copy(Opportunity deal, OpportunityId id) {
        Opportunity.Builder copy = Opportunity.open(id, deal.process(), deal.createdAt())
                .stage(deal.stage())
                .stageEnteredAt(deal.stageEnteredAt());
        deal.amount().ifPresent(copy::amount);
        deal.expectedClose().ifPresent(copy::expectedClose);
        deal.actualClose().ifPresent(copy::actualClose);
        deal.name().ifPresent(copy::name);
        deal.account().ifPresent(copy::account);
        deal.owner().ifPresent(copy::owner);
        deal.source().ifPresent(copy::source);
        deal.businessKind().ifPresent(copy::businessKind);
        deal.calledCategory().ifPresent(copy::calledCategory);
        deal.calledProbability().ifPresent(copy::calledProbability);
        deal.dimensions().forEach(copy::dimension);
        deal.partners().forEach(link -> copy.partner(link.partner(), link.role()));
        deal.lossReason().ifPresent(copy::lossReason);
        deal.competitor().ifPresent(copy::competitor);
        deal.mergedInto().ifPresent(copy::mergedInto);
        if (deal.isDeleted()) {
            copy.deleted();
        }
        if (deal.isRecycled()) {
            copy.recycled();
        }
        return copy;
    }

    /** Every answer of every accessor of a view. */
    static List<String> everythingSeen(PipelineView view) {
        List<String> seen = new ArrayList<>();
        seen.add(view.asOf() + " " + view.asOfDate() + " " + view.zone() + " " + view.size());
        seen.add(view.toString());
        seen.add(view.fingerprint() + " " + view.hashCode() + " " + view.memory() + " " + view.memoryBytes());
        seen.add(view.processes().toString());
        DealColumns deals = view.deals();
        seen.add(deals.stages() + " " + deals.currencies() + " " + deals.dimensions());
        Map<String, DealColumns.Segments> segments = new TreeMap<>();
        SegmentReader.BUILT_IN.forEach(name -> segments.put(name, deals.segments(name)));
        deals.dimensions().forEach(name -> segments.put(name, deals.segments(name)));
        segments.forEach((name, codes) -> seen.add(name + " " + codes.names() + " " + codes.size()));
        for (int row = 0; row < deals.size(); row++) {
            List<Object> cells = new ArrayList<>(List.of(deals.id(row), deals.deal(row), deals.stage(row)));
            cells.addAll(List.of(deals.hasAmount(row), deals.amountMinor(row), deals.currency(row)));
            cells.addAll(List.of(deals.closeDay(row), deals.createdDay(row), deals.stageEnteredDay(row)));
            cells.add(deals.calledProbability(row));
            for (DealColumns.Segments codes : segments.values()) {
                cells.add(codes.code(row));
            }
            seen.add(cells.toString());
        }
        return seen;
    }
}
