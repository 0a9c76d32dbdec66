package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many left at which time after their start, by which event or still open: all that the estimators of time to event
 * need to know.
 *
 * <p>Time is whole steps of the caller's unit (days, business hours) since the start. Whoever is counted was watched until
 * the time of an event, one of the causes 1, 2, …, or until the last time at which nothing had happened yet, outcome
 * {@link #STILL_OPEN}. An open one is at risk up to its time, that time included. Who was not watched from the start on is
 * at risk only after {@link #addLate entry}.
 *
 * <p>A commutative monoid: any partition of the deals over any tree of {@link #merge merges} gives the same counts, the same
 * {@link #toBytes bytes}, the same curves to the last bit. Merging strata pools them. An accumulator of its own per thread;
 * not for use by several at once.
 */
public final class EventCounts {

    /** Outcome of those to whom nothing had happened yet when they were last seen. */
    public static final int STILL_OPEN = 0;

    /** The longest time that can be counted; beyond it a coarser unit is needed. */
    public static final int MAX_TIME = (1 << 20) - 1;

    private static final int MAX_CAUSES = 100;
    private static final byte VERSION = 1;

    /** Which variance an estimate of competing causes comes with. */
    public enum Variance {
        /**
         * The number of each event at a time is multinomial given those at risk. Without open ends it is the variance of a
         * share, p(1 − p)/n; the one of the R package survival.
         */
        GREENWOOD,
        /**
         * The numbers are independent and hypergeometric, as counting processes have it: a little larger; the one of the R
         * package cmprsk.
         */
        AALEN
    }

    private final int causes;

    /** Those who left, at time · (causes + 1) + outcome; longer than in use. */
    private long[] exits;

    /** Those who came late, at their entry; empty if nobody did. */
    private long[] entries = {};

    /** One more than the last time at which somebody left. */
    private int times;

    private long total;
    private long totalLate;

    private EventCounts(int causes) {
        this.causes = causes;
        this.exits = new long[64 * (causes + 1)];
    }

    /**
     * Counts of nobody yet.
     *
     * @param causes number of events that compete, 1 to 100: 2 for won and lost
     */
    public static EventCounts ofCauses(int causes) {
        checkArgument(causes >= 1 && causes <= MAX_CAUSES, "causes must be from 1 to 100, was %s", causes);
        return new EventCounts(causes);
    }

    /** Number of events that compete. */
    public int causes() {
        return causes;
    }

    /** How many were counted. */
    public long total() {
        return total;
    }

    /**
     * Counts one who was watched from the start.
     *
     * @param time 0 to {@link #MAX_TIME}
     * @param outcome {@link #STILL_OPEN} or a cause, 1 to {@link #causes}
     */
    public void add(int time, int outcome) {
        int slot = slot(time, outcome); // may replace the array
        exits[slot]++;
        total++;
    }

    /**
     * Counts one who was watched only after {@code entry}: it is at risk after the entry, up to its time.
     *
     * @param entry 0 or more, below {@code time}
     */
    public void addLate(int entry, int time, int outcome) {
        checkArgument(entry >= 0 && entry < time, "entry must be from 0 to before time (%s), was %s", time, entry);
        add(time, outcome);
        if (entry >= entries.length) {
            entries = Arrays.copyOf(entries, Math.max(64, Math.max(2 * entries.length, entry + 1)));
        }
        entries[entry]++;
        totalLate++;
    }

    private int slot(int time, int outcome) {
        if (outcome < 0 || outcome > causes) {
            throw new IllegalArgumentException(
                    "outcome must be 0 (still open) or a cause from 1 to " + causes + ", was " + outcome);
        }
        if (time < 0 || time > MAX_TIME) {
            throw new IllegalArgumentException("time must be from 0 to " + MAX_TIME + ", was " + time
                    + (time < 0 ? "" : "; count in a coarser unit"));
        }
        if (time >= times) {
            reach(time + 1);
        }
        return time * (causes + 1) + outcome;
    }

    private void reach(int newTimes) {
        int needed = newTimes * (causes + 1);
        if (needed > exits.length) {
            exits = Arrays.copyOf(exits, Math.max(needed, 2 * exits.length));
        }
        times = newTimes;
    }

    /** Counts everybody whom the other one has counted; the other one stays as it is. */
    public void merge(EventCounts other) {
        checkArgument(
                causes == other.causes, "counts to merge must have the same causes, %s, was %s", causes, other.causes);
        total = Math.addExact(total, other.total);
        totalLate += other.totalLate;
        if (other.times > times) {
            reach(other.times);
        }
        for (int i = other.times * (causes + 1) - 1; i >= 0; i--) {
            exits[i] += other.exits[i];
        }
        if (other.entries.length > entries.length) {
            entries = Arrays.copyOf(entries, other.entries.length);
        }
        for (int i = other.entries.length - 1; i >= 0; i--) {
            entries[i] += other.entries[i];
        }
    }

    /** How many left at a time with an outcome. */
    public long left(int time, int outcome) {
        checkArgument(outcome >= 0 && outcome <= causes, "outcome must be from 0 to %s, was %s", causes, outcome);
        return time < 0 || time >= times ? 0 : exits[time * (causes + 1) + outcome];
    }

    /** How many had not left before a time and were watched then. */
    public long atRisk(int time) {
        long atRisk = total - totalLate;
        for (int t = 0; t < Math.min(time, times); t++) {
            atRisk += change(t);
        }
        return atRisk;
    }

    /** By how much those at risk change after a time. */
    long change(int time) {
        return lateAt(time) - (time < times ? leftAt(time) : 0);
    }

    private long lateAt(int time) {
        return time < entries.length ? entries[time] : 0;
    }

    private long leftAt(int time) {
        long left = 0;
        for (int i = time * (causes + 1); i < (time + 1) * (causes + 1); i++) {
            left += exits[i];
        }
        return left;
    }

    /**
     * The chance that nothing has happened yet, whatever the cause: the estimator of Kaplan and Meier, with Greenwood's
     * variance.
     *
     * <pre>
     *   S(t) = Π (1 − d/n)     Var S(t) = S(t)² Σ d / (n(n − d))     over times up to t
     * </pre>
     *
     * <p>d events among n at risk at a time. Once S is 0 its variance is 0.
     *
     * <p>Source: E. L. Kaplan, P. Meier (1958), Nonparametric estimation from incomplete observations, <i>JASA</i>
     * 53(282):457–481, <a href="https://doi.org/10.1080/01621459.1958.10501452">doi</a>; M. Greenwood (1926).
     */
    public EventCurve kaplanMeier() {
        return Curves.of(this).kaplanMeier();
    }

    /**
     * The cumulative hazard of all causes together: the estimator of Nelson and Aalen.
     *
     * <pre>
     *   H(t) = Σ d/n     Var H(t) = Σ d/n²     over times up to t
     * </pre>
     *
     * <p>Source: O. O. Aalen (1978), Nonparametric inference for a family of counting processes, <i>Annals of Statistics</i>
     * 6(4):701–726, <a href="https://doi.org/10.1214/aos/1176344247">doi</a>.
     */
    public EventCurve nelsonAalen() {
        return Curves.of(this).nelsonAalen(0);
    }

    /** The cumulative hazard of one cause, those who left by another one counted as watched until then. */
    public EventCurve nelsonAalen(int cause) {
        requireCause(cause);
        return Curves.of(this).nelsonAalen(cause);
    }

    /** The chances of each cause by time, with the variance {@link Variance#GREENWOOD}. */
    public Chances aalenJohansen() {
        return aalenJohansen(Variance.GREENWOOD);
    }

    /**
     * The chances of each cause by time, where one cause prevents the others: the estimator of Aalen and Johansen.
     *
     * <pre>
     *   F_k(t) = Σ S(before) · d_k/n     S(t) = Π (1 − d/n)     over times up to t;  S + F_1 + F_2 + … = 1
     * </pre>
     *
     * <p>The variances follow the product step by step: with h_k = d_k/n, h = d/n and the noise of the h at this time,
     *
     * <pre>
     *   Var S'       = (1 − h)² Var S + S² Var h
     *   Cov(S', F')  = (1 − h)(Cov(S, F) + h_k Var S) − S² Cov(h, h_k)
     *   Var F'       = Var F + 2 h_k Cov(S, F) + h_k² Var S + S² Var h_k
     * </pre>
     *
     * <p>Source: O. O. Aalen, S. Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on
     * censored observations, <i>Scandinavian Journal of Statistics</i> 5(3):141–150; P. K. Andersen, Ø. Borgan, R. D. Gill, N.
     * Keiding (1993), <i>Statistical Models Based on Counting Processes</i>, IV.4, for the recursion.
     */
    public Chances aalenJohansen(Variance variance) {
        return Curves.of(this).aalenJohansen(variance);
    }

    /**
     * What becomes of those who started, by time: by each cause, or still open.
     *
     * <p>The chances of a time add up to 1, up to rounding.
     */
    public static final class Chances {

        private final EventCurve open;
        private final EventCurve[] byCause;

        Chances(EventCurve open, EventCurve[] byCause) {
            this.open = open;
            this.byCause = byCause;
        }

        /** The chance that nothing has happened yet; the curve of {@link EventCounts#kaplanMeier}. */
        public EventCurve open() {
            return open;
        }

        /** The chance that a cause has happened, cause 1 being the first. */
        public EventCurve of(int cause) {
            checkArgument(
                    cause >= 1 && cause <= byCause.length, "cause must be from 1 to %s, was %s", byCause.length, cause);
            return byCause[cause - 1];
        }
    }

    /**
     * Compares the hazard of a cause here with that of others: the log-rank test.
     *
     * <pre>
     *   expected = Σ n₁ d/n     variance = Σ n₁ n₂ d (n − d) / (n² (n − 1))     over times, n = n₁ + n₂, d = d₁ + d₂
     * </pre>
     *
     * <p>Source: N. Mantel (1966), Evaluation of survival data and two new rank order statistics arising in its
     * consideration, <i>Cancer Chemotherapy Reports</i> 50(3):163–170.
     *
     * @param cause 1 to {@link #causes}; those who left by another one were watched until then
     */
    public LogRank logRank(EventCounts others, int cause) {
        requireCause(cause);
        checkArgument(
                causes == others.causes,
                "counts to compare must have the same causes, %s, was %s",
                causes,
                others.causes);
        return Curves.logRank(this, others, cause);
    }

    /**
     * Outcome of a log-rank test.
     *
     * @param observed events here
     * @param expected events that would be here if the hazard were the common one
     * @param variance of observed minus expected, 0 if nothing can be told
     */
    public record LogRank(long observed, double expected, double variance) {

        /** (observed − expected) / √variance, about standard normal if the hazards are equal; 0 if nothing can be told. */
        public double z() {
            return variance > 0 ? (observed - expected) / Math.sqrt(variance) : 0;
        }

        /** Chance of a difference at least this large to either side if the hazards are equal. */
        public double pValue() {
            return Math.min(1, 2 * Normal.cdf(-Math.abs(z())));
        }

        /** Chance of so few events or fewer if the hazards are equal: small where things move slower than elsewhere. */
        public double pValueSlower() {
            return Normal.cdf(z());
        }
    }

    private void requireCause(int cause) {
        checkArgument(cause >= 1 && cause <= causes, "cause must be from 1 to %s, was %s", causes, cause);
    }

    int times() {
        return times;
    }

    /** Goes through the times at which somebody left, with those at risk. */
    void walk(Step step) {
        long atRisk = total - totalLate;
        for (int time = 0; time < times; time++) {
            long left = leftAt(time);
            if (left > 0) {
                step.at(time, atRisk, left);
            }
            atRisk += lateAt(time) - left;
        }
    }

    /** What happens at a time at which somebody left. */
    @FunctionalInterface
    interface Step {
        void at(int time, long atRisk, long left);
    }

    /**
     * The counts as bytes: version 1, the number of causes, then for each time at which somebody came or left the time, those
     * who came late and those who left by outcome; all numbers big-endian. Equal counts have equal bytes.
     */
    public byte[] toBytes() {
        int rows = 0;
        int last = Math.max(times, entries.length);
        for (int time = 0; time < last; time++) {
            rows += isEmpty(time) ? 0 : 1;
        }
        ByteBuffer buffer = ByteBuffer.allocate(2 + rows * rowBytes(causes));
        buffer.put(VERSION).put((byte) causes);
        for (int time = 0; time < last; time++) {
            if (!isEmpty(time)) {
                buffer.putInt(time).putLong(lateAt(time));
                for (int outcome = 0; outcome <= causes; outcome++) {
                    buffer.putLong(left(time, outcome));
                }
            }
        }
        return buffer.array();
    }

    private static int rowBytes(int causes) {
        return Integer.BYTES + Long.BYTES * (causes + 2);
    }

    private boolean isEmpty(int time) {
        return lateAt(time) == 0 && (time >= times || leftAt(time) == 0);
    }

    /**
     * The counts that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if they are of another version or not counts
     */
    public static EventCounts ofBytes(byte[] bytes) {
        checkArgument(bytes.length >= 2, "bytes of counts must be at least 2, was %s", bytes.length);
        checkArgument(bytes[0] == VERSION, "version of counts must be %s, was %s", VERSION, bytes[0]);
        EventCounts counts = ofCauses(bytes[1]);
        int rest = (bytes.length - 2) % rowBytes(counts.causes);
        checkArgument(rest == 0, "bytes of counts must be whole rows, was %s bytes too many", rest);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(2);
        for (int before = -1; buffer.hasRemaining(); ) {
            before = counts.readRow(buffer, before);
        }
        long atRisk = counts.total - counts.totalLate;
        for (int time = 0; time < counts.times; time++) {
            checkArgument(atRisk >= counts.leftAt(time), "more left than were at risk at time %s", time);
            atRisk += counts.change(time);
        }
        checkArgument(atRisk >= 0, "more came late than left after that");
        return counts;
    }

    private int readRow(ByteBuffer buffer, int before) {
        int time = buffer.getInt();
        checkArgument(time > before, "times must ascend, was %s after %s", time, before);
        long late = buffer.getLong();
        checkArgument(late >= 0 && time <= MAX_TIME, "counts at time %s must be 0 or more, was %s", time, late);
        if (late > 0) {
            entries = Arrays.copyOf(entries, Math.max(time + 1, 2 * entries.length));
            entries[time] = late;
            totalLate = Math.addExact(totalLate, late);
        }
        for (int outcome = 0; outcome <= causes; outcome++) {
            long left = buffer.getLong();
            checkArgument(left >= 0, "counts at time %s must be 0 or more, was %s", time, left);
            if (left > 0) {
                int slot = slot(time, outcome); // may replace the array
                exits[slot] = left;
                total = Math.addExact(total, left);
            }
        }
        return time;
    }

    /** Equal counts are equal, whatever they were merged from. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventCounts that
                && causes == that.causes
                && total == that.total
                && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    /** How many were counted, until when. */
    @Override
    public String toString() {
        return total + " counted, " + causes + " causes, last time " + (times - 1);
    }
}
