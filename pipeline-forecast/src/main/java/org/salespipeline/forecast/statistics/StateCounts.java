package org.salespipeline.forecast.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many moved from which state to which other one at which time: what the estimator of Aalen and Johansen needs to know
 * where there are more states than one to come from. With one such state, {@link EventCounts} is the shorter way.
 *
 * <p>States are numbered from 0 and time is whole steps of the caller's unit. Whoever is counted is watched from its first
 * time on: from 0, that time included, or from a later one, that time not included; and at risk in the state where it is up
 * to its last time, that time included. Of several moves at one time only the last one counts.
 *
 * <p>A commutative monoid: any partition over any tree of {@link #merge merges} gives the same counts, the same {@link
 * #toBytes bytes}, the same chances to the last bit. An accumulator of its own per thread; not for use by several at once.
 */
public final class StateCounts {

    private static final byte VERSION = 1;
    private static final int MAX_STATES = 64;

    private final int states;
    /** By time, from state and to state; those who are last seen in a state are in its own place. */
    private long[] moves;

    /** Those who came later than at 0, by time and state. */
    private long[] late;

    /** Those who were there at 0, by state. */
    private final long[] initial;

    /** One more than the last time at which anything is counted. */
    private int times;

    private StateCounts(int states) {
        this.states = states;
        initial = new long[states];
        moves = new long[16 * states * states];
        late = new long[16 * states];
    }

    /**
     * Counts of nobody yet.
     *
     * @param states how many there are, 2 to 64
     */
    public static StateCounts ofStates(int states) {
        checkArgument(states >= 2 && states <= MAX_STATES, "states must be from 2 to 64, was %s", states);
        return new StateCounts(states);
    }

    /** Number of states. */
    public int states() {
        return states;
    }

    /**
     * Counts one by its way: in {@code path[i]} since {@code since[i]}, last seen at {@code until}.
     *
     * @param since 0 or more, never falling
     * @param path at least one state; as many as {@code since}
     * @param until not before the last of {@code since}, at most {@link EventCounts#MAX_TIME}
     */
    public void add(int[] since, int[] path, int until) {
        requireWay(since, path, until);
        if (since[0] == 0) {
            initial[path[0]]++;
        } else {
            reach(since[0]);
            late[since[0] * states + path[0]]++;
        }
        int state = path[0];
        for (int i = 1; i < path.length; i++) {
            boolean isLastOfTime = i + 1 == path.length || since[i + 1] > since[i];
            if (isLastOfTime && path[i] != state) {
                reach(since[i]);
                moves[place(since[i], state, path[i])]++;
                state = path[i];
            }
        }
        reach(until);
        moves[place(until, state, state)]++;
    }

    private void requireWay(int[] since, int[] path, int until) {
        checkArgument(
                path.length > 0 && path.length == since.length,
                "a way must have a time for each of its states and one at least, was %s and %s",
                since.length,
                path.length);
        for (int i = 0; i < path.length; i++) {
            checkArgument(path[i] >= 0 && path[i] < states, "state must be from 0 to %s, was %s", states - 1, path[i]);
            checkArgument(
                    since[i] >= (i == 0 ? 0 : since[i - 1]), "times must not fall, was %s", Arrays.toString(since));
        }
        // who came late is at risk after its first time only
        int first = since[0] > 0 ? since[0] + 1 : 0;
        checkArgument(path.length == 1 || since[1] >= first, "a move must be after the first time, was %s", since[0]);
        int last = since[since.length - 1];
        checkArgument(
                until >= last && until <= EventCounts.MAX_TIME,
                "last time must be from %s to %s, was %s",
                last,
                EventCounts.MAX_TIME,
                until);
    }

    private int place(int time, int from, int to) {
        return (time * states + from) * states + to;
    }

    private void reach(int time) {
        int needed = Math.multiplyExact((time + 1) * states, states);
        if (needed > moves.length) {
            moves = Arrays.copyOf(moves, Math.max(needed, 2 * moves.length));
            late = Arrays.copyOf(late, moves.length / states);
        }
        times = Math.max(times, time + 1);
    }

    /** Counts everybody whom the other one has counted; the other one stays as it is. */
    public void merge(StateCounts other) {
        checkArgument(
                states == other.states, "counts to merge must have the same states, %s, was %s", states, other.states);
        if (other.times > 0) {
            reach(other.times - 1);
        }
        for (int i = 0; i < states; i++) {
            initial[i] += other.initial[i];
        }
        for (int i = 0; i < other.times * states; i++) {
            late[i] += other.late[i];
        }
        for (int i = 0; i < other.times * states * states; i++) {
            moves[i] += other.moves[i];
        }
    }

    /**
     * The chance to be in each state by time, for one who is in a given state at 0: the estimator of Aalen and Johansen.
     *
     * <pre>
     *   p(t) = e · Π (I + ΔA)      ΔA_hj = moves from h to j ÷ at risk in h, over times up to t;  e the unit row of the start
     *   Cov p' = Qᵀ · Cov p · Q + Σ over h of p_h² · (diag q_h − q_h q_hᵀ) ÷ n_h      Q = I + ΔA with rows q_h
     * </pre>
     *
     * <p>The moves from a state at a time are taken as multinomial given those at risk there, as Greenwood has it: when
     * everybody is watched to the end the chances are shares, with the variance of shares p(1 − p)/n. The states must tell all
     * that the next move depends on for the chances to hold from other states than the first; the shares of all who started
     * there hold anyway.
     *
     * <p>Source: O. O. Aalen, S. Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on
     * censored observations, <i>Scandinavian Journal of Statistics</i> 5(3):141–150; P. K. Andersen, Ø. Borgan, R. D. Gill, N.
     * Keiding (1993), <i>Statistical Models Based on Counting Processes</i>, IV.4; S. Datta, G. A. Satten (2001), Validity of
     * the Aalen–Johansen estimators of stage occupation probabilities, <i>Statistics &amp; Probability Letters</i>
     * 55(4):403–411.
     *
     * @param from the state at 0
     */
    public Occupation aalenJohansen(int from) {
        checkArgument(from >= 0 && from < states, "state must be from 0 to %s, was %s", states - 1, from);
        double[][] chances = new double[times][];
        double[][] variances = new double[times][];
        StateProduct product = new StateProduct(states, from);
        long[] atRisk = initial.clone();
        for (int time = 0; time < times; time++) {
            product.step(moves, place(time, 0, 0), atRisk);
            chances[time] = product.chances();
            variances[time] = product.variances();
            for (int state = 0; state < states; state++) {
                atRisk[state] += late[time * states + state];
                for (int to = 0; to < states; to++) {
                    long moved = moves[place(time, state, to)];
                    atRisk[state] -= moved;
                    atRisk[to] += to == state ? 0 : moved;
                }
            }
        }
        return new Occupation(from, chances, variances);
    }

    /** The chances to be in each state, by time. Immutable. */
    public static final class Occupation {

        private final int from;
        private final double[][] chances;
        private final double[][] variances;

        Occupation(int from, double[][] chances, double[][] variances) {
            this.from = from;
            this.chances = chances;
            this.variances = variances;
        }

        /** The last time about which anything is known; -1 if there is none. */
        public int lastTime() {
            return chances.length - 1;
        }

        /** The chance to be in a state at a time; from the last time on that of the last time. The chances add up to 1. */
        public double at(int state, int time) {
            int last = Math.min(time, lastTime());
            return last < 0 ? (state == from ? 1 : 0) : chances[last][state];
        }

        /** Variance of {@link #at}. */
        public double varianceAt(int state, int time) {
            int last = Math.min(time, lastTime());
            return last < 0 ? 0 : variances[last][state];
        }
    }

    /** The counts as bytes: version 1, the number of states, then initial, late and moves, dense, each number big-endian. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(2 + Integer.BYTES + Long.BYTES * states * (1 + times * (1 + states)));
        buffer.put(VERSION).put((byte) states).putInt(times);
        put(buffer, initial, states);
        put(buffer, late, times * states);
        put(buffer, moves, times * states * states);
        return buffer.array();
    }

    private static void put(ByteBuffer buffer, long[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            buffer.putLong(numbers[i]);
        }
    }

    /**
     * The counts that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if they are of another version or not counts
     */
    public static StateCounts ofBytes(byte[] bytes) {
        checkArgument(bytes.length >= 6, "bytes of counts must be at least 6, was %s", bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        checkArgument(version == VERSION, "version of counts must be %s, was %s", VERSION, version);
        StateCounts counts = ofStates(buffer.get());
        int times = buffer.getInt();
        long numbers = counts.states * (1 + (long) times * (1 + counts.states));
        checkArgument(
                times >= 0 && buffer.remaining() == Long.BYTES * numbers,
                "bytes of counts of %s times must be %s more, was %s",
                times,
                Long.BYTES * numbers,
                buffer.remaining());
        if (times > 0) {
            counts.reach(times - 1);
        }
        take(buffer, counts.initial, counts.states);
        take(buffer, counts.late, times * counts.states);
        take(buffer, counts.moves, times * counts.states * counts.states);
        return counts;
    }

    private static void take(ByteBuffer buffer, long[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            numbers[i] = buffer.getLong();
            checkArgument(numbers[i] >= 0, "counts must be 0 or more, was %s", numbers[i]);
        }
    }

    /** Equal counts are equal, whatever they were merged from. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateCounts that
                && states == that.states
                && times == that.times
                && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    /** How many states and times. */
    @Override
    public String toString() {
        return states + " states, last time " + (times - 1);
    }
}
