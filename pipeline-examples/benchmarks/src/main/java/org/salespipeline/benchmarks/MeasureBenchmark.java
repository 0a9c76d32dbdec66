package org.salespipeline.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.bridge.PipelineBridge;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.measure.Figures;
import org.salespipeline.forecast.measure.Measure;
import org.salespipeline.forecast.measure.MeasureTable;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

/**
 * Measures by three dimensions and four quarters of a million deals with ten facts each, and the bridge between two of the
 * quarters' ends, beside the same numbers in SQL of an analytical database in the memory of the same JVM. The set-up refuses
 * to go on unless both sides give the same numbers, and prints how long each measure took on each side, median of five. The
 * driver is no dependency; put it on the class path:
 *
 * <pre>
 * java -cp pipeline-examples/benchmarks/target/benchmarks.jar:duckdb_jdbc.jar org.openjdk.jmh.Main MeasureBenchmark
 * </pre>
 *
 * Compare medians ({@code p0.50}). The library tells of intervals, shrinkage and open deals besides, and of each deal of each
 * leg; the database has months and next stages worked out beforehand.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class MeasureBenchmark {

    private static final int ROUNDS = 5;
    private static final LocalDate FROM = LocalDate.of(2025, 9, 30);
    private static final List<FiscalPeriod> QUARTERS =
            FiscalCalendar.calendarYear().periods(LocalDate.of(2025, 1, 1), Granularity.QUARTER, 4);
    private static final List<MeasureQuestion<?>> QUESTIONS = List.copyOf(asked());
    private static final String BRIDGE = "SELECT cause, count(*), CAST(sum(amount) AS BIGINT) FROM (SELECT "
            + "CASE WHEN b.stage IS NULL THEN 0 WHEN a.stage = 3 THEN 1 WHEN a.stage = 4 THEN 2 "
            + "WHEN a.amount > b.amount THEN 3 WHEN a.amount < b.amount THEN 4 END AS cause, "
            + "CASE WHEN a.stage < 3 THEN a.amount - coalesce(b.amount, 0) ELSE -b.amount END AS amount "
            + "FROM later a LEFT JOIN (SELECT * FROM earlier WHERE stage < 3) b USING (deal) "
            + "LEFT JOIN earlier e USING (deal) "
            + "WHERE b.stage IS NOT NULL OR (e.deal IS NULL AND a.stage < 3)) WHERE cause IS NOT NULL GROUP BY cause";

    /** How many deals. */
    @Param("1000000")
    public int deals;

    /** How many threads each side may use. */
    @Param({"1", "2"})
    public int threads;

    private PipelineHistory[] histories;
    private PipelineView[] views;
    private PipelineView[] earlier;
    private MeasureDatabase database;
    private ExecutorService executor;

    /** For JMH. */
    public MeasureBenchmark() {}

    private static List<MeasureQuestion<?>> asked() {
        List<MeasureQuestion<?>> questions = new ArrayList<>();
        MeasureQuestion.all().forEach(question -> questions.add(question.in(QUARTERS)));
        return questions;
    }

    /** Makes deals, tables of them, and sees whether both sides agree. */
    @Setup
    public void make() throws SQLException, IOException {
        executor = Executors.newFixedThreadPool(2);
        histories = new PipelineHistory[threads];
        views = new PipelineView[threads];
        earlier = new PipelineView[threads];
        for (int part = 0; part < threads; part++) {
            histories[part] = PipelineHistory.of(ZoneOffset.UTC, new MeasureDeals(part, threads, deals));
            views[part] = histories[part].asOf(MeasureDeals.TODAY);
            earlier[part] = histories[part].asOf(FROM);
        }
        PipelineView all = threads == 1
                ? views[0]
                : PipelineHistory.of(ZoneOffset.UTC, new MeasureDeals(0, 1, deals))
                        .asOf(MeasureDeals.TODAY);
        database = new MeasureDatabase(all, QUARTERS);
        database.execute("CREATE TABLE earlier AS " + state(FROM));
        database.execute("CREATE TABLE later AS " + state(MeasureDeals.TODAY));
        database.execute("SET threads = " + threads);
        for (MeasureQuestion<?> question : QUESTIONS) {
            check(question, all);
        }
        checkBridge();
        print(
                "bridge",
                () -> bridge(part -> PipelineBridge.between(earlier[part], views[part])),
                () -> database.ask(BRIDGE, 1));
    }

    /** Lets threads and database go. */
    @TearDown
    public void close() throws SQLException {
        executor.shutdown();
        database.close();
    }

    private static String state(LocalDate day) {
        long last = day.toEpochDay();
        return "SELECT deal, stage, amount FROM (SELECT deal, arg_max(stage, seq) AS stage FROM steps WHERE day <= "
                + last
                + " GROUP BY deal) JOIN (SELECT deal, arg_max(minor, seq) AS amount FROM amounts WHERE day <= " + last
                + " GROUP BY deal) USING (deal)";
    }

    private <T> List<T> inParts(IntFunction<T> work) {
        if (threads == 1) {
            return List.of(work.apply(0));
        }
        List<CompletableFuture<T>> parts = IntStream.range(0, threads)
                .mapToObj(part -> CompletableFuture.supplyAsync(() -> work.apply(part), executor))
                .toList();
        return parts.stream().map(CompletableFuture::join).toList();
    }

    private <F extends Figures> MeasureTable<F> table(MeasureQuestion<F> question) {
        List<Measure.Part<F>> parts = inParts(part -> question.measure().partOf(views[part]));
        parts.stream().skip(1).forEach(parts.get(0)::merge);
        return parts.get(0).table();
    }

    private PipelineBridge bridge(IntFunction<PipelineBridge> part) {
        return inParts(part).stream().reduce(PipelineBridge::merge).orElseThrow();
    }

    private <F extends Figures> void check(MeasureQuestion<F> question, PipelineView all) throws SQLException {
        MeasureTable<F> table = table(question);
        Map<List<Long>, List<Long>> ours = new TreeMap<>(MeasureDatabase::compare);
        for (MeasureTable.Row<F> row : table.rows()) {
            FiscalPeriod quarter = row.period().orElseThrow();
            List<Long> keys = new ArrayList<>(List.of((long) QUARTERS.indexOf(quarter)));
            row.segments().forEach(segment -> keys.add(MeasureDatabase.number(segment)));
            row.own().stream().skip(1).forEach(stage -> keys.add((long) MeasureDeals.STAGES.indexOf(stage)));
            long days = quarter.end().toEpochDay() - quarter.start().toEpochDay();
            ours.put(keys, question.told().of(row.figures(), days));
        }
        int keys = 4 + question.ownKeys();
        Map<List<Long>, List<Long>> theirs = database.ask(question.sql(), keys);
        ours.values().removeIf(MeasureBenchmark::isEmpty);
        theirs.values().removeIf(MeasureBenchmark::isEmpty);
        require(ours.equals(theirs), question.name() + ": library and database differ: " + difference(ours, theirs));
        require(table.equals(question.measure().of(all)), question.name() + ": parts and whole differ");
        print(question.name(), () -> table(question), () -> database.ask(question.sql(), keys));
    }

    private static boolean isEmpty(List<Long> numbers) {
        return numbers.stream().allMatch(number -> number <= 0);
    }

    private static String difference(Map<List<Long>, List<Long>> ours, Map<List<Long>, List<Long>> theirs) {
        return ours.size() + " and " + theirs.size() + " rows, first "
                + ours.entrySet().stream()
                        .filter(row -> !row.getValue().equals(theirs.get(row.getKey())))
                        .findFirst()
                        .map(row -> row + " and " + theirs.get(row.getKey()));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private void checkBridge() throws SQLException {
        Line line = bridge(part -> PipelineBridge.between(earlier[part], views[part]))
                .lines()
                .get(0);
        Map<List<Long>, List<Long>> ours = new TreeMap<>(MeasureDatabase::compare);
        List<PipelineBridge.Cause> causes = List.of(
                PipelineBridge.Cause.NEW,
                PipelineBridge.Cause.WON,
                PipelineBridge.Cause.LOST,
                PipelineBridge.Cause.INCREASED,
                PipelineBridge.Cause.DECREASED);
        line.legs()
                .forEach(leg -> ours.put(
                        List.of((long) causes.indexOf(leg.cause())),
                        List.of((long) leg.deals().size(), leg.amount().getAmountMinorLong())));
        Map<List<Long>, List<Long>> theirs = database.ask(BRIDGE, 1);
        require(ours.equals(theirs), "bridge: library and database differ: " + ours + " and " + theirs);
    }

    @FunctionalInterface
    private interface Work {
        Object done() throws SQLException;
    }

    private void print(String name, Work ours, Work theirs) throws SQLException {
        System.out.printf(
                Locale.ROOT,
                "%n%s, %d threads: library %.1f ms, database %.1f ms",
                name,
                threads,
                medianMillis(ours),
                medianMillis(theirs));
    }

    private static double medianMillis(Work work) throws SQLException {
        double[] millis = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            require(!work.done().equals(""), "work must have a result");
            millis[Math.max(round, 0)] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis[ROUNDS / 2];
    }

    /** All measures. */
    @Benchmark
    public void measuresOfLibrary(Blackhole hole) {
        QUESTIONS.forEach(question -> hole.consume(table(question)));
    }

    /** The same numbers in SQL. */
    @Benchmark
    public void measuresOfDatabase(Blackhole hole) throws SQLException {
        for (MeasureQuestion<?> question : QUESTIONS) {
            hole.consume(database.ask(question.sql(), 4 + question.ownKeys()));
        }
    }

    /** The bridge of two views, with the deals of each leg. */
    @Benchmark
    public PipelineBridge bridgeOfLibrary() {
        return bridge(part -> PipelineBridge.between(earlier[part], views[part]));
    }

    /** The sums of the same legs of two tables of states. */
    @Benchmark
    public Object bridgeOfDatabase() throws SQLException {
        return database.ask(BRIDGE, 1);
    }

    /** The bridge from a history of facts, states at both moments included. */
    @Benchmark
    public PipelineBridge bridgeOfHistoryOfLibrary() {
        return bridge(
                part -> PipelineBridge.between(histories[part].asOf(FROM), histories[part].asOf(MeasureDeals.TODAY)));
    }

    /** The same from tables of changes. */
    @Benchmark
    public Object bridgeOfHistoryOfDatabase() throws SQLException {
        return database.ask(
                "WITH earlier AS (" + state(FROM) + "), later AS (" + state(MeasureDeals.TODAY) + ") " + BRIDGE, 1);
    }

    /** The path-based bridge of the last week, step by step. */
    @Benchmark
    public PipelineBridge lastWeekStepByStep() {
        Instant begin =
                MeasureDeals.TODAY.minusDays(7).atStartOfDay(ZoneOffset.UTC).toInstant();
        PipelineBridge.Question question = PipelineBridge.Question.builder().build();
        return bridge(part -> PipelineBridge.along(views[part], begin, question));
    }
}
