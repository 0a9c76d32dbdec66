package org.salespipeline.benchmarks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
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
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.forecast.view.ViewBuilder;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/** How long it takes to see a pipeline of a million deals, from rows and from logs; prints the bytes per deal. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx6g")
public class ViewBenchmark {

    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .open("propose", 0.40)
            .open("negotiate", 0.70)
            .won("won")
            .lost("lost")
            .build();
    private static final List<StageId> STAGES =
            PROCESS.stages().stream().map(stage -> stage.id()).toList();
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 30);
    private static final long FIRST_SECOND =
            Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final int SPAN = 80_000_000;
    private static final int OWNERS = 200;
    private static final int REGIONS = 50;

    /** Deals as rows of a table. */
    @State(Scope.Benchmark)
    public static class Rows {

        /** How many deals. */
        @Param("1000000")
        public int deals;

        /** Whether rows come by ascending id. */
        @Param({"true", "false"})
        public boolean sorted;

        private String[] ids = {};
        private String[] owners = {};
        private String[] regions = {};
        private long[] created = {};
        private int[] draws = {};

        /** Makes the rows, and prints what a view of them holds. */
        @Setup
        public void prepare() {
            SplittableRandom random = new SplittableRandom(42);
            ids = new String[deals];
            created = new long[deals];
            draws = new int[deals];
            for (int row = 0; row < deals; row++) {
                ids[row] = id(sorted ? row : (int) ((row * 7_368_787L) % deals));
                created[row] = FIRST_SECOND + random.nextInt(SPAN);
                draws[row] = random.nextInt(Integer.MAX_VALUE);
            }
            owners = names("person-", OWNERS);
            regions = names("region-", REGIONS);
            print("from rows", builder().build());
        }

        private ViewBuilder builder() {
            ViewBuilder builder = ViewBuilder.at(TODAY, ZONE, PROCESS);
            for (int row = 0; row < deals; row++) {
                int draw = draws[row];
                int stage = draw % STAGES.size();
                ViewBuilder.Row deal = builder.deal(ids[row])
                        .stage(STAGES.get(stage))
                        .createdAtSecond(created[row])
                        .stageEnteredAtSecond(created[row] + draw % 1_000_000)
                        .amountMinor(draw % 50_000_000, "EUR")
                        .expectedCloseDay((int) TODAY.toEpochDay() + draw % 400)
                        .owner(owners[draw % OWNERS])
                        .dimension("region", regions[draw % REGIONS]);
                if (stage >= 3) {
                    deal.actualCloseDay((int) TODAY.toEpochDay() - draw % 400);
                }
                deal.add();
            }
            return builder;
        }
    }

    /** Deals as logs of ten facts, most of them recorded some minutes after they became valid. */
    @State(Scope.Benchmark)
    public static class Logs {

        /** How many deals. */
        @Param("1000000")
        public int deals;

        private List<OpportunityLog> logs = List.of();
        private PipelineHistory history = PipelineHistory.of(ZONE, logs);

        /** Makes the logs, and prints what a view of them holds. */
        @Setup
        public void prepare() {
            String[] owners = names("person-", OWNERS);
            logs = new ArrayList<>();
            for (int row = 0; row < deals; row++) {
                logs.add(log(row, owners));
            }
            history = PipelineHistory.of(ZONE, logs);
            print("from logs", history.asOf(TODAY));
        }

        private static OpportunityLog log(int row, String[] owners) {
            OpportunityId id = OpportunityId.of(id(row));
            ActorId actor = ActorId.of("crm");
            SplittableRandom random = new SplittableRandom(row);
            List<Fact<OpportunityEvent>> facts = new ArrayList<>();
            long second = FIRST_SECOND + random.nextInt(SPAN - 10_000_000);
            for (int change = 0; change < 10; change++) {
                Header header = new Header(id, Instant.ofEpochSecond(second), actor);
                Instant recordedAt = Instant.ofEpochSecond(second + random.nextInt(600));
                String owner = owners[random.nextInt(OWNERS)];
                facts.add(new Fact<>(event(header, change, random, owner), recordedAt, change));
                second += 600 + random.nextInt(900_000);
            }
            return OpportunityLog.of(PROCESS, facts);
        }

        private static OpportunityEvent event(Header header, int change, SplittableRandom random, String owner) {
            return switch (change) {
                case 0 -> new Created(header, PROCESS.id(), STAGES.get(0));
                case 1, 5, 7 -> new AmountSet(header, Money.ofMinor(CurrencyUnit.EUR, random.nextInt(50_000_000)));
                case 2, 6, 8 -> new ExpectedCloseSet(header, TODAY.plusDays(random.nextInt(400)));
                case 3 -> new OwnerSet(header, PersonId.of(owner));
                case 4 -> new StageEntered(header, STAGES.get(1));
                default ->
                    new Won(header, STAGES.get(3), LocalDate.of(2026, 6, 1).plusDays(random.nextInt(100)));
            };
        }
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "OPP-%08d", number);
    }

    private static String[] names(String prefix, int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = prefix + i;
        }
        return names;
    }

    private static void print(String what, PipelineView made) {
        PipelineView.Memory memory = made.memory();
        double perDeal = 1.0 / made.size();
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d deals, per deal: state %.1f bytes, facts %.1f bytes, names %.1f bytes%n%s%n",
                what,
                made.size(),
                memory.state() * perDeal,
                memory.facts() * perDeal,
                memory.names() * perDeal,
                made.toString().lines().findFirst().orElse(""));
    }

    /** Rows into a view, facts only. */
    @Benchmark
    public PipelineView fromRows(Rows rows) {
        return rows.builder().build();
    }

    /** Rows into a view, with the state of every deal. */
    @Benchmark
    public DealColumns fromRowsWithState(Rows rows) {
        return rows.builder().build().deals();
    }

    /** Rows into a view, with its fingerprint. */
    @Benchmark
    public Fingerprint fromRowsWithFingerprint(Rows rows) {
        return rows.builder().build().fingerprint();
    }

    /** Logs of ten facts each into a history, with the state of every deal. */
    @Benchmark
    public DealColumns fromLogs(Logs logs) {
        return PipelineHistory.of(ZONE, logs.logs).asOf(TODAY).deals();
    }

    /** The state of every deal a year ago, from a history of ten facts per deal. */
    @Benchmark
    public DealColumns stateOfEarlierView(Logs logs) {
        return logs.history.asOf(TODAY.minusYears(1)).deals();
    }

    /** The fingerprint of a history of ten facts per deal. */
    @Benchmark
    public Fingerprint fingerprintOfLogs(Logs logs) {
        return logs.history.asOf(TODAY).fingerprint();
    }
}
