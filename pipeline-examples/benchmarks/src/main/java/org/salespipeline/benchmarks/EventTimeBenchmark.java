package org.salespipeline.benchmarks;

import java.util.Arrays;
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
import org.openjdk.jmh.infra.Blackhole;
import org.salespipeline.forecast.statistics.EventCounts;
import org.salespipeline.forecast.statistics.EventCurve;

/**
 * Times to win or loss of many deals in 250 strata, from plain columns to the curves of every stratum and of all of them
 * pooled, with variances, on one core.
 *
 * <pre>
 * java -jar pipeline-examples/benchmarks/target/benchmarks.jar EventTimeBenchmark
 * </pre>
 *
 * {@code counting} alone is what the deals cost; what the curves cost on top does not depend on their number.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class EventTimeBenchmark {

    private static final int STRATA = 250;
    private static final int LONGEST = 730;

    /** For JMH. */
    public EventTimeBenchmark() {}

    /** Deals as columns, in no order. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
    public static class Deals {

        /** How many deals. */
        @Param("1000000")
        public int deals;

        private short[] stratum;
        private int[] days;
        private byte[] outcome;

        /** For JMH. */
        public Deals() {}

        /** Makes deals of which a third is still open. */
        @Setup
        public void make() {
            SplittableRandom random = new SplittableRandom(5);
            stratum = new short[deals];
            days = new int[deals];
            outcome = new byte[deals];
            for (int i = 0; i < deals; i++) {
                stratum[i] = (short) random.nextInt(STRATA);
                days[i] = (int) Math.min(LONGEST, -120 * Math.log(random.nextDouble(1e-9, 1)));
                outcome[i] = (byte) random.nextInt(3);
            }
        }

        EventCounts[] count() {
            EventCounts[] counts = new EventCounts[STRATA];
            Arrays.setAll(counts, s -> EventCounts.ofCauses(2));
            for (int i = 0; i < deals; i++) {
                counts[stratum[i]].add(days[i], outcome[i]);
            }
            return counts;
        }
    }

    private static EventCounts pooled(EventCounts[] counts) {
        EventCounts pooled = EventCounts.ofCauses(2);
        for (EventCounts stratum : counts) {
            pooled.merge(stratum);
        }
        return pooled;
    }

    /** The counts of every stratum. */
    @Benchmark
    public EventCounts[] counting(Deals deals) {
        return deals.count();
    }

    /** Counts, then Kaplan-Meier of every stratum and pooled. */
    @Benchmark
    public EventCurve kaplanMeier(Deals deals, Blackhole hole) {
        EventCounts[] counts = deals.count();
        for (EventCounts stratum : counts) {
            hole.consume(stratum.kaplanMeier());
        }
        return pooled(counts).kaplanMeier();
    }

    /** Counts, then Aalen-Johansen of every stratum and pooled. */
    @Benchmark
    public EventCounts.Chances aalenJohansen(Deals deals, Blackhole hole) {
        EventCounts[] counts = deals.count();
        for (EventCounts stratum : counts) {
            hole.consume(stratum.aalenJohansen());
        }
        return pooled(counts).aalenJohansen();
    }
}
