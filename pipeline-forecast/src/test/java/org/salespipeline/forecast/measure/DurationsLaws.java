package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.measure.Figures.CycleLength;
import org.salespipeline.forecast.measure.MeasureTable.Row;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.Measures.ReopenedTime;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.measure.StageFigures.TimeInStage;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;

class DurationsLaws {

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

    private static long day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
    }

    /** Days in each open stage by the states of the log between its facts, of all logs. */
    private static Map<List<String>, Long> daysOpen(List<OpportunityLog> logs, Instant at) {
        Map<List<String>, Long> days =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        for (OpportunityLog log : logs) {
            TreeSet<Instant> changes = new TreeSet<>();
            log.facts().recordedBy(at).facts().forEach(fact -> changes.add(fact.validAt()));
            changes.add(at);
            List<Instant> instants = changes.stream()
                    .filter(instant ->
                            !instant.isAfter(at) && log.asOf(instant, at).isPresent())
                    .toList();
            for (int i = 0; i + 1 < instants.size(); i++) {
                Opportunity deal = log.asOf(instants.get(i), at).orElseThrow();
                if (deal.isCurrent() && deal.currentStage().kind().isOpen()) {
                    List<String> stage =
                            List.of(deal.process().id().value(), deal.stage().value());
                    days.merge(stage, day(instants.get(i + 1)) - day(instants.get(i)), Long::sum);
                }
            }
        }
        return days;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void daysInStagesAddUpToTheTimeInWhichDealsWereOpen(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        long inStages = Measures.timeInStage().of(view(logs, at)).totals().stream()
                .mapToLong(row -> row.figures().totalDays())
                .sum();
        assertThat(inStages)
                .isEqualTo(daysOpen(logs, at).values().stream()
                        .mapToLong(days -> days)
                        .sum());
    }

    /** A migration renames the stage of what was before it, so that deals without one are compared. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void daysInEachStageAreWhatTheLogsSay(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        List<OpportunityLog> settled = logs.stream()
                .filter(log -> log.facts().facts().stream().noneMatch(fact -> fact.event() instanceof Migrated))
                .toList();
        Map<List<String>, Long> days = daysOpen(settled, at);
        for (Row<TimeInStage> row : Measures.timeInStage().of(view(settled, at)).totals()) {
            assertThat(row.figures().totalDays()).isEqualTo(days.getOrDefault(row.own(), 0L));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyVisitEndsInOneWayOrGoesOn(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll BackwardMoves backward,
            @ForAll Skips skips) {
        PipelineView view = view(logs, at);
        MeasureTable<TimeInStage> table = Measures.timeInStage(backward, skips).of(view);
        for (Row<TimeInStage> row : table.totals()) {
            TimeInStage stage = row.figures();
            assertThat(stage.stillThere()
                            + stage.movedForward()
                            + stage.won()
                            + stage.lost()
                            + stage.movedBack()
                            + stage.endedOtherwise())
                    .isEqualTo(stage.visits());
            assertThat(stage.skipped() == 0 || skips == Skips.ZERO_DURATION).isTrue();
        }
        if (backward == BackwardMoves.EVERY_VISIT || backward == BackwardMoves.LAST_VISIT) {
            assertThat(table.totals().stream()
                            .mapToLong(row -> row.figures().stillThere())
                            .sum())
                    .isEqualTo(IntStream.range(0, view.size())
                            .filter(row -> view.deals()
                                    .stages()
                                    .get(view.deals().stage(row))
                                    .isOpen())
                            .count());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void cyclesAreWhatTheDealsOneByOneGive(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at, @ForAll Cohort cohort) {
        List<Integer> wins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        List<Integer> watched = new ArrayList<>();
        List<OpportunityLog> plain = new ArrayList<>();
        for (OpportunityLog log : logs) {
            Optional<Opportunity> found = log.asOf(at, at);
            if (found.isEmpty() || !isPlain(found.get(), at)) {
                continue;
            }
            plain.add(log);
            Opportunity deal = found.get();
            boolean isOpen = deal.currentStage().kind().isOpen();
            long end = isOpen ? day(at) : deal.actualClose().orElseThrow().toEpochDay();
            int days = Math.toIntExact(end - day(deal.createdAt()));
            if (days < 0 || days > 36_525 || (isOpen && cohort == Cohort.CLOSED)) {
                continue;
            }
            (isOpen ? watched : ends).add(days);
            if (deal.currentStage().kind().isWon()) {
                wins.add(days);
            }
        }
        CycleLength cycle = Measures.cycleLength(cohort, ReopenedTime.INCLUDED)
                .of(view(plain, at))
                .total();
        assertThat(cycle.won()).isEqualTo(wins.size());
        assertThat(cycle.open()).isEqualTo(watched.size());
        assertThat(cycle.meanDaysToWin())
                .isEqualTo(wins.stream().mapToInt(days -> days).average());
        assertThat(cycle.medianDays()).isEqualTo(median(ends, watched));
    }

    /** Neither gone nor closed without a date or ahead of time. */
    private static boolean isPlain(Opportunity deal, Instant at) {
        return deal.isCurrent()
                && (deal.currentStage().kind().isOpen()
                        || deal.actualClose()
                                .filter(close -> close.toEpochDay() <= day(at))
                                .isPresent());
    }

    /** The product limit by its definition, in whole numbers. */
    private static OptionalInt median(List<Integer> ends, List<Integer> watched) {
        BigInteger staying = BigInteger.ONE;
        BigInteger all = BigInteger.ONE;
        for (int time : new TreeSet<>(ends)) {
            long atRisk = ends.stream().filter(end -> end >= time).count()
                    + watched.stream().filter(end -> end >= time).count();
            long ended = ends.stream().filter(end -> end == time).count();
            staying = staying.multiply(BigInteger.valueOf(atRisk - ended));
            all = all.multiply(BigInteger.valueOf(atRisk));
            if (staying.shiftLeft(1).compareTo(all) <= 0) {
                return OptionalInt.of(time);
            }
        }
        return OptionalInt.empty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void timeBeforeAReopeningNeverMakesACycleShorter(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant at) {
        CycleLength with = Measures.cycleLength(Cohort.CREATED, ReopenedTime.INCLUDED)
                .of(view(logs, at))
                .total();
        CycleLength without = Measures.cycleLength(Cohort.CREATED, ReopenedTime.EXCLUDED)
                .of(view(logs, at))
                .total();
        assertThat(with.deals()).isGreaterThanOrEqualTo(without.deals());
        if (with.won() == without.won() && with.won() > 0) {
            assertThat(with.meanDaysToWin().orElseThrow())
                    .isGreaterThanOrEqualTo(without.meanDaysToWin().orElseThrow());
        }
    }
}
