package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.Conversion;
import org.salespipeline.forecast.measure.StageFigures.ConversionByHorizon;
import org.salespipeline.forecast.measure.StageFigures.Flow;
import org.salespipeline.forecast.measure.StageFigures.Horizon;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.Stage;

class ConversionLaws {

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
    void whoEnteredReachedOrIsOpenOrEnded(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll BackwardMoves backward,
            @ForAll Skips skips) {
        for (Row<Conversion> row :
                Measures.conversion(backward, skips).of(view(logs, at)).totals()) {
            Conversion found = row.figures();
            assertThat(found.reached() + found.open() + found.lost() + found.other())
                    .isEqualTo(found.entered());
            if (found.open() == 0) {
                assertThat(found.chance().orElseThrow().value())
                        .isCloseTo(found.rate().orElseThrow().value(), within(1e-12));
            } else {
                assertThat(found.chance().orElseThrow().value())
                        .isGreaterThanOrEqualTo(found.rate().orElseThrow().value() - 1e-12);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aLaterTargetIsNeverReachedMoreOften(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        List<OpportunityLog> logsOfOne = ofOneVersion(logs);
        String from = "";
        long before = Long.MAX_VALUE;
        for (Row<Conversion> row : Measures.conversion(BackwardMoves.FURTHEST_REACHED, Skips.IMPUTED_PASS)
                .of(view(logsOfOne, at))
                .totals()) {
            String own = row.own().get(0) + " " + row.own().get(1);
            before = own.equals(from) ? before : Long.MAX_VALUE;
            from = own;
            assertThat(row.figures().reached()).isLessThanOrEqualTo(before);
            assertThat(row.figures().entered())
                    .isGreaterThanOrEqualTo(row.figures().reached());
            before = row.figures().reached();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void chancesByHorizonAddUpToOneAndEndAtTheChanceOfAllTime(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        int[] days = {0, 3, 10, 36_525};
        List<Row<ConversionByHorizon>> rows =
                Measures.conversionByHorizon(days).of(view(logs, at)).totals();
        List<Row<Conversion>> all = Measures.conversion().of(view(logs, at)).totals();
        assertThat(rows).hasSameSizeAs(all);
        for (int i = 0; i < rows.size(); i++) {
            Conversion ever = all.get(i).figures();
            assertThat(rows.get(i).own()).isEqualTo(all.get(i).own());
            assertThat(rows.get(i).figures().entered()).isEqualTo(ever.entered());
            double before = 0;
            for (Horizon horizon : rows.get(i).figures().horizons()) {
                if (horizon.there().isEmpty()) {
                    assertThat(ever.open()).isPositive();
                    continue;
                }
                double there = horizon.there().orElseThrow().value();
                assertThat(there).isGreaterThanOrEqualTo(before);
                assertThat(there
                                + horizon.lost().orElseThrow().value()
                                + horizon.other().orElseThrow().value()
                                + horizon.open().orElseThrow().value())
                        .isCloseTo(1, within(1e-12));
                assertThat(there)
                        .isLessThanOrEqualTo(ever.chance().orElseThrow().value() + 1e-12);
                before = there;
            }
            Horizon last = rows.get(i).figures().horizons().get(days.length - 1);
            last.there()
                    .ifPresent(there -> assertThat(there.value())
                            .isCloseTo(ever.chance().orElseThrow().value(), within(1e-12)));
        }
    }

    /** Not every version has every target, and a migration renames what was before it. */
    private static List<OpportunityLog> ofOneVersion(List<OpportunityLog> logs) {
        return logs.stream()
                .filter(log -> log.process().versions().all().size() == 1)
                .filter(log -> log.facts().facts().stream().noneMatch(fact -> fact.event() instanceof Migrated))
                .toList();
    }

    /** By a second way: the states of each log, one after another. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void countsAreWhatTheLogsSay(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at, @ForAll boolean strict) {
        Map<List<String>, long[]> counted =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        List<OpportunityLog> logsOfOne = ofOneVersion(logs);
        for (OpportunityLog log : logsOfOne) {
            log.asOf(at, at).ifPresent(now -> {
                List<Integer> path = path(log, at);
                List<Stage> stages = now.process().stages();
                for (int from = 0; from < stages.size(); from++) {
                    if (stages.get(from).kind().isOpen()) {
                        count(counted, now, path, from, strict);
                    }
                }
            });
        }
        BackwardMoves backward = strict ? BackwardMoves.FIRST_ENTRY : BackwardMoves.FURTHEST_REACHED;
        Map<List<String>, long[]> found =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        Measures.conversion(backward, strict ? Skips.STRICT : Skips.IMPUTED_PASS)
                .of(view(logsOfOne, at))
                .totals()
                .forEach(row -> found.put(
                        row.own(),
                        new long[] {row.figures().entered(), row.figures().reached()}));
        assertThat(found.keySet()).isEqualTo(counted.keySet());
        found.forEach((own, counts) -> assertThat(counts).isEqualTo(counted.get(own)));
    }

    private static final int WON = 1_000;

    /** Adds one deal to the pairs that begin in a stage; the declared order is that of the stages. */
    private static void count(
            Map<List<String>, long[]> counted, Opportunity now, List<Integer> path, int from, boolean strict) {
        int entry = -1;
        for (int i = path.size() - 1; i >= 0; i--) {
            entry = (strict ? path.get(i) == from : path.get(i) >= from) ? i : entry;
        }
        if (entry < 0) {
            return;
        }
        List<Stage> stages = now.process().stages();
        boolean isWon = now.isCurrent() && now.currentStage().kind().isWon();
        for (int to = from + 1; to <= stages.size(); to++) {
            int target = to;
            if (to < stages.size() && !stages.get(to).kind().isOpen()) {
                continue;
            }
            boolean isReached = to == stages.size()
                    ? isWon
                    : path.subList(entry, path.size()).stream()
                            .anyMatch(place -> strict ? place == target : place >= target);
            long[] counts = counted.computeIfAbsent(
                    List.of(
                            now.process().id().value(),
                            stages.get(from).id().value(),
                            to == stages.size() ? "won" : stages.get(to).id().value()),
                    unused -> new long[2]);
            counts[0]++;
            counts[1] += isReached ? 1 : 0;
        }
    }

    /** Places of open stages, and wins, in the order of the events. */
    private static List<Integer> path(OpportunityLog log, Instant at) {
        List<Integer> path = new ArrayList<>();
        Created created = log.facts().recordedBy(at).facts().stream()
                .map(Fact::event)
                .filter(Created.class::isInstance)
                .map(Created.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
        Opportunity deal = Opportunity.open(
                        created.opportunity(), log.process().versions().version(created.version()), created.validAt())
                .stage(created.stage())
                .build();
        path.add(place(deal));
        for (Fact<OpportunityEvent> fact : log.facts().asOf(at, at)) {
            if (!(fact.event() instanceof Created)) {
                Opportunity before = deal;
                deal = deal.after(fact.event());
                if (!deal.stageEnteredAt().equals(before.stageEnteredAt())
                        || !deal.stage().equals(before.stage())
                        || (deal.isCurrent() && !before.isCurrent())) {
                    path.add(place(deal));
                }
            }
        }
        return path;
    }

    private static int place(Opportunity deal) {
        if (deal.isCurrent() && deal.currentStage().kind().isWon()) {
            return WON;
        }
        return deal.isCurrent() && deal.currentStage().kind().isOpen()
                ? deal.process().indexOf(deal.stage())
                : -1;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theFlowOfAllTimeIsThatOfAllVisits(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        List<Row<Flow>> flow = Measures.flow().of(view(logs, at)).totals();
        List<Row<TimeInStage>> visits =
                Measures.timeInStage().of(view(logs, at)).totals();
        assertThat(flow).hasSameSizeAs(visits);
        for (int i = 0; i < flow.size(); i++) {
            Flow one = flow.get(i).figures();
            TimeInStage other = visits.get(i).figures();
            assertThat(flow.get(i).own()).isEqualTo(visits.get(i).own());
            assertThat(List.of(one.present(), one.movedForward(), one.won(), one.lost(), one.movedBack()))
                    .isEqualTo(List.of(
                            other.visits(), other.movedForward(), other.won(), other.lost(), other.movedBack()));
        }
    }
}
