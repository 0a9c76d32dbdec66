package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.measure.Measures.BackwardMoves;
import org.salespipeline.forecast.measure.Measures.Cohort;
import org.salespipeline.forecast.measure.Measures.Skips;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.StageId;

/** What every measure owes, whatever it measures. */
class MeasureLaws {

    private static final List<FiscalPeriod> MONTHS =
            FiscalCalendar.calendarYear().periods(LocalDate.of(2026, 1, 1), Granularity.MONTH, 3);

    private static final Quotas QUOTAS = Quotas.none()
            .with(MONTHS.get(0), Money.of(CurrencyUnit.EUR, 10_000))
            .with(MONTHS.get(1), Money.of(CurrencyUnit.EUR, 20_000))
            .with(MONTHS.get(2), Money.of(CurrencyUnit.EUR, 5_000));

    /** Measures that are asked over periods only. */
    private static final List<Measure<?>> OVER_PERIODS =
            List.of(Measures.slip(), Measures.coverage(QUOTAS), Measures.pacing(3));

    /** One of each kind. */
    static List<Measure<?>> all() {
        return List.of(
                Measures.winRate(Cohort.CLOSED),
                Measures.winRate(Cohort.CREATED),
                Measures.timeInStage(),
                Measures.timeInStage(BackwardMoves.LAST_VISIT, Skips.ZERO_DURATION),
                Measures.cycleLength(Cohort.CLOSED),
                Measures.cycleLength(Cohort.CREATED),
                Measures.conversion(),
                Measures.conversion(BackwardMoves.EVERY_VISIT, Skips.STRICT),
                Measures.flow(),
                Measures.dealSize(),
                Measures.inflow(),
                Measures.velocity(),
                Measures.pushes(),
                Measures.slip(),
                Measures.winLoss(),
                Measures.lossReasons(),
                Measures.lossesToCompetitors(),
                Measures.winRate(Cohort.CREATED, StageId.of("propose")),
                Measures.conversionByHorizon(0, 7, 30),
                Measures.bookings(WinReversal.REVERSE_NOW),
                Measures.bookings(WinReversal.RESTATE),
                Measures.coverage(QUOTAS),
                Measures.pacing(3),
                Measures.stageScorecard(),
                Measures.bottlenecks(8));
    }

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.logs(), ForecastArbitraries.closings());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.moments(), ForecastArbitraries.closingMoments());
    }

    /** In euros, by periods or not, by dimensions or not. */
    @Provide
    Arbitrary<Measure<?>> measures() {
        Arbitrary<List<FiscalPeriod>> periods = Arbitraries.oneOf(
                Arbitraries.just(List.of()),
                ForecastArbitraries.requests().map(ForecastRequest::periods),
                ForecastArbitraries.closingRequests().map(ForecastRequest::periods));
        Arbitrary<List<String>> dimensions = Arbitraries.of("owner", "stage", "source", "kind")
                .list()
                .ofMaxSize(2)
                .uniqueElements();
        return Combinators.combine(Arbitraries.of(all()), periods, dimensions)
                .as((measure, windows, names) -> measure.inCurrency(CurrencyUnit.EUR)
                        .in(OVER_PERIODS.contains(measure) && windows.isEmpty() ? MONTHS : windows)
                        .by(names.toArray(String[]::new)));
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 500)
    void anySplitOfTheDealsGivesTheSameTable(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("measures") Measure<?> measure,
            @ForAll @IntRange(min = 1, max = 4) int parts,
            @ForAll long seed) {
        assertSplit(measure, logs, at, new Random(seed), parts);
    }

    private static <F extends Figures> void assertSplit(
            Measure<F> measure, List<OpportunityLog> logs, Instant at, Random random, int parts) {
        List<List<OpportunityLog>> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(new ArrayList<>());
        }
        logs.forEach(log -> split.get(random.nextInt(parts)).add(log));
        List<Measure.Part<F>> tallies = new ArrayList<>();
        split.forEach(some -> tallies.add(measure.partOf(view(some, at))));
        while (tallies.size() > 1) {
            Measure.Part<F> one = tallies.remove(random.nextInt(tallies.size()));
            tallies.get(random.nextInt(tallies.size())).merge(measure.partOf(one.toBytes()));
        }
        MeasureTable<F> whole = measure.of(view(logs, at));
        assertThat(tallies.get(0).toBytes())
                .isEqualTo(measure.partOf(view(logs, at)).toBytes());
        assertThat(measure.ofInParallel(view(logs, at))).isEqualTo(whole);
        assertThat(tallies.get(0).table()).isEqualTo(whole).hasToString(whole.toString());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void totalsAreThoseOfTheQuestionThatSplitsNothing(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("measures") Measure<?> measure) {
        PipelineView view = view(logs, at);
        assertThat(measure.by().of(view).totals()).isEqualTo(measure.of(view).totals());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsRecordedLaterChangesNothing(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("measures") Measure<?> measure) {
        List<OpportunityLog> known = logs.stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(at).facts()))
                .toList();
        assertThat((Object) measure.of(view(known, at))).isEqualTo(measure.of(view(logs, at)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyTablePrintsALineForEachRow(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("measures") Measure<?> measure) {
        MeasureTable<?> table = measure.of(view(logs, at));
        assertThat(table.toString()).startsWith(measure.title() + ", as of " + table.asOfDate());
        assertThat(table.toString().lines().count())
                .isGreaterThanOrEqualTo(table.rows().size());
        for (MeasureTable.Row<?> row : table.rows()) {
            assertThat(row.keys(table)).hasSameSizeAs(table.keys());
            assertThat(row.figures().cells())
                    .extracting(Figures.Cell::name)
                    .isEqualTo(table.totals().get(0).figures().cells().stream()
                            .map(Figures.Cell::name)
                            .toList());
            row.figures().cells().stream()
                    .flatMap(cell -> cell.interval().stream())
                    .forEach(interval -> assertThat(interval.low()).isLessThanOrEqualTo(interval.high()));
        }
    }
}
