package org.salespipeline.benchmarks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.PipelineCube;
import org.salespipeline.forecast.strategy.ForecastStrategies;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.view.ViewBuilder;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/**
 * Stage-weighted forecast of many deals by month and 50 segments, beside what one would write by hand for exactly this
 * question, and beside reading the same columns once.
 *
 * <pre>
 * java -jar pipeline-examples/benchmarks/target/benchmarks.jar RollUpBenchmark -prof gc
 * </pre>
 *
 * Compare within one run: {@code libraryForecast} with {@code handWrittenByDay}, which reads the same columns, and with
 * {@code handWrittenByMonth}, which has the months worked out beforehand. On a machine that does other work too, add
 * {@code -bm sample} and compare the smallest values and the medians.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx8g")
public class RollUpBenchmark {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final int MONTHS = 24;
    private static final int SEGMENTS = 50;
    private static final int FIRST_DAY = (int) TODAY.toEpochDay();
    private static final int DAYS = (int) (TODAY.plusMonths(MONTHS).toEpochDay() - FIRST_DAY);
    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("s0", 0.05)
            .open("s1", 0.10)
            .open("s2", 0.25)
            .open("s3", 0.50)
            .open("s4", 0.80)
            .won("won")
            .lost("lost")
            .build();
    private static final int STAGES = 7;
    private static final ForecastRequest REQUEST = ForecastRequest.of(
                    FiscalCalendar.calendarYear().periods(TODAY, Granularity.MONTH, MONTHS))
            .withDimension("owner");

    /** For JMH. */
    public RollUpBenchmark() {}

    /** The deals as the arrays that one would keep for this one question. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Columns {

        /** How many deals. */
        @Param("10000000")
        public int deals;

        long[] cents;
        int[] closeDay;
        byte[] month;
        byte[] segment;
        byte[] stage;
        byte[] monthOfDay;

        /** For JMH. */
        public Columns() {}

        /** Draws the deals: skewed amounts, days over two years, seven stages. */
        @Setup
        public void draw() {
            cents = new long[deals];
            closeDay = new int[deals];
            month = new byte[deals];
            segment = new byte[deals];
            stage = new byte[deals];
            monthOfDay = new byte[DAYS];
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = TODAY.plusDays(day);
                monthOfDay[day] = (byte) ((date.getYear() - TODAY.getYear()) * 12 + date.getMonthValue() - 1);
            }
            SplittableRandom random = new SplittableRandom(20260101);
            for (int i = 0; i < deals; i++) {
                double skew = random.nextDouble();
                cents[i] = 10_000 + (long) (skew * skew * skew * 20_000_000);
                int day = random.nextInt(DAYS);
                closeDay[i] = FIRST_DAY + day;
                month[i] = monthOfDay[day];
                segment[i] = (byte) random.nextInt(SEGMENTS);
                stage[i] = (byte) random.nextInt(STAGES);
            }
        }
    }

    /** The same deals as a view. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class View {

        PipelineView view;

        /** For JMH. */
        public View() {}

        /** Fills the view row by row, and groups it once, as a host that keeps a view does. */
        @Setup
        public void build(Columns columns) {
            ViewBuilder builder = ViewBuilder.at(TODAY, ZoneOffset.UTC, PROCESS);
            Instant created = Instant.parse("2025-06-01T00:00:00Z");
            List<StageId> stages =
                    PROCESS.stages().stream().map(stage -> stage.id()).toList();
            String[] owners = new String[SEGMENTS];
            for (int i = 0; i < SEGMENTS; i++) {
                owners[i] = "rep-" + i;
            }
            for (int i = 0; i < columns.deals; i++) {
                ViewBuilder.Row row = builder.deal("D" + (100_000_000 + i))
                        .createdAt(created)
                        .stage(stages.get(columns.stage[i]))
                        .owner(owners[columns.segment[i]])
                        .amountMinor(columns.cents[i], "EUR");
                if (columns.stage[i] < STAGES - 2) {
                    row.expectedCloseDay(columns.closeDay[i]);
                } else {
                    row.actualCloseDay(columns.closeDay[i]);
                }
                row.add();
            }
            view = builder.build();
            var unused = view.deals().segments("owner"); // found once and kept by the view
        }
    }

    /** A cube that was kept. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Kept {

        PipelineCube cube;
        Map<StageId, Probability> chances =
                Map.of(StageId.of("s1"), Probability.of(0.12), StageId.of("s3"), Probability.of(0.47));

        /** For JMH. */
        public Kept() {}

        /** Adds up the view once. */
        @Setup
        public void keep(View state) {
            cube = PipelineCube.of(state.view, REQUEST);
        }
    }

    /** The forecast with all its lines. */
    @Benchmark
    public List<ForecastLine> libraryForecast(View state) {
        return ForecastStrategies.stageWeighted().forecast(state.view, REQUEST).lines();
    }

    /** Other chances for the cube that was kept: all expected amounts, exact and rounded. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public Forecast reforecastKeptCube(Kept kept) {
        return kept.cube.forecast(kept.chances);
    }

    /** By hand, from the same columns as the library: eight bytes of amount, four of the day, one each of the codes. */
    @Benchmark
    public long[] handWrittenByDay(Columns columns) {
        long[] cells = new long[MONTHS * SEGMENTS * STAGES];
        byte[] monthOfDay = columns.monthOfDay;
        for (int i = 0; i < columns.deals; i++) {
            int month = monthOfDay[columns.closeDay[i] - FIRST_DAY];
            cells[(month * SEGMENTS + columns.segment[i]) * STAGES + columns.stage[i]] += columns.cents[i];
        }
        return cells;
    }

    /** By hand, with a byte for the month that was worked out before. */
    @Benchmark
    public long[] handWrittenByMonth(Columns columns) {
        long[] cells = new long[MONTHS * SEGMENTS * STAGES];
        for (int i = 0; i < columns.deals; i++) {
            cells[(columns.month[i] * SEGMENTS + columns.segment[i]) * STAGES + columns.stage[i]] += columns.cents[i];
        }
        return cells;
    }

    /** Reads the columns of {@code handWrittenByDay} once and adds everything into one number. */
    @Benchmark
    public long readHotColumnsOnce(Columns columns) {
        long sum = 0;
        for (int i = 0; i < columns.deals; i++) {
            sum += columns.cents[i] + columns.closeDay[i] + columns.segment[i] + columns.stage[i];
        }
        return sum;
    }
}
