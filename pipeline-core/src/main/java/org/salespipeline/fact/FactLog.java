package org.salespipeline.fact;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What is known, and since when: facts in the order in which they were recorded, each with the time at which it became
 * true. Immutable; {@link #append} gives a new log and leaves this one as it was.
 *
 * <p>Recorded order is (recorded time, sequence). It never depends on valid times, so a back-dated correction stands
 * where it was learned, and {@link #asOf} gives what was known then.
 *
 * <p>Cost: logs that grew from each other share their storage. Appending to the newest of them takes constant time per
 * new fact, on average; appending to an older one copies it once. {@link #recordedBy} and {@link #asOf} search in
 * logarithmic time and copy nothing as long as facts were recorded in the order of their valid times; a back-dated
 * fact costs {@code asOf} one pass over the facts recorded so far.
 *
 * <p>Logs may be shared between threads, and appended to from several at once; each gets its own result.
 *
 * @param <E> what kind of event
 */
public final class FactLog<E extends TimedEvent> {

    private static final Comparator<Fact<?>> RECORDED_ORDER =
            Comparator.<Fact<?>, Instant>comparing(Fact::recordedAt).thenComparingLong(Fact::sequence);

    private static final FactLog<?> EMPTY = new FactLog<>(FactBuffer.of(List.of()), 0, 0, -1);

    private final FactBuffer<E> buffer;
    private final int size;

    /** How many facts from the first on stand in valid order too. */
    private final int inValidOrder;

    private final long highestSequence;

    private FactLog(FactBuffer<E> buffer, int size, int inValidOrder, long highestSequence) {
        this.buffer = buffer;
        this.size = size;
        this.inValidOrder = inValidOrder;
        this.highestSequence = highestSequence;
    }

    /** The log that knows nothing. */
    @SuppressWarnings("unchecked") // it holds no event of any kind
    public static <E extends TimedEvent> FactLog<E> empty() {
        return (FactLog<E>) EMPTY;
    }

    /**
     * The log of these facts, given in any order.
     *
     * @throws IllegalArgumentException if two facts have the same sequence
     */
    public static <E extends TimedEvent> FactLog<E> of(Collection<Fact<E>> facts) {
        if (facts.isEmpty()) {
            return empty();
        }
        List<Fact<E>> sorted = new ArrayList<>(facts);
        sorted.sort(RECORDED_ORDER);
        FactBuffer<E> buffer = FactBuffer.of(sorted);
        return new FactLog<>(buffer, sorted.size(), buffer.validOrderedUpTo(0, sorted.size()), highestSequence(sorted));
    }

    private static <E extends TimedEvent> long highestSequence(List<Fact<E>> facts) {
        long[] sequences = facts.stream().mapToLong(Fact::sequence).sorted().toArray();
        for (int i = 1; i < sequences.length; i++) {
            checkArgument(
                    sequences[i] != sequences[i - 1],
                    "sequence of a fact must be unique in its log, was %s twice",
                    sequences[i]);
        }
        return sequences[sequences.length - 1];
    }

    /**
     * This log and after it these events, learned together. Their sequences continue after the highest so far and
     * follow the order of the list, so of two that are valid at one instant the later in the list counts last.
     *
     * @param recordedAt not before the last fact of this log
     * @throws IllegalArgumentException if {@code recordedAt} is before the last fact
     * @throws IllegalStateException if sequence numbers beyond {@link Long#MAX_VALUE} would be needed
     */
    public FactLog<E> append(List<? extends E> events, Instant recordedAt) {
        requireNonNull(recordedAt, "recordedAt");
        if (size > 0) {
            Instant last = buffer.get(size - 1).recordedAt();
            checkArgument(
                    !recordedAt.isBefore(last),
                    "recordedAt must be on or after the last fact of the log (%s), was %s;"
                            + " a correction of the past has an early valid time, not an early recorded time",
                    last,
                    recordedAt);
        }
        return events.isEmpty() ? this : extended(facts(events, recordedAt));
    }

    private List<Fact<E>> facts(List<? extends E> events, Instant recordedAt) {
        List<Fact<E>> added = new ArrayList<>(events.size());
        long sequence = highestSequence;
        for (E event : events) {
            checkState(sequence < Long.MAX_VALUE, "a log must end with sequence %s, cannot append", Long.MAX_VALUE);
            sequence++;
            added.add(new Fact<>(event, recordedAt, sequence));
        }
        return added;
    }

    private FactLog<E> extended(List<Fact<E>> added) {
        // the loser of a race, and whoever appends to an older log, goes on with a copy
        FactBuffer<E> target = buffer.claim(size, added) ? buffer : buffer.copyOfFirst(size, added);
        int newSize = size + added.size();
        int ordered = inValidOrder == size ? target.validOrderedUpTo(size, newSize) : inValidOrder;
        return new FactLog<>(
                target, newSize, ordered, added.get(added.size() - 1).sequence());
    }

    /** Whether the two stand in one place of memory, so that the longer one came about without a copy. */
    boolean isStoredWith(FactLog<E> other) {
        return buffer == other.buffer;
    }

    /** All facts in recorded order; cannot be changed. */
    public List<Fact<E>> facts() {
        return buffer.firstFacts(size);
    }

    /** What was known at {@code recordedAt}: the facts recorded at or before it. */
    public FactLog<E> recordedBy(Instant recordedAt) {
        int known = known(recordedAt);
        if (known == size) {
            return this;
        }
        if (known == 0) {
            return empty();
        }
        return new FactLog<>(buffer, known, Math.min(known, inValidOrder), buffer.highestSequence(known));
    }

    /**
     * What was known at {@code recordedAt} about the time up to {@code validAt}: the facts recorded at or before the one
     * and valid at or before the other. Nothing recorded later can change the answer.
     *
     * @return in the order in which they count, by (valid time, recorded time, sequence); cannot be changed
     */
    public List<Fact<E>> asOf(Instant validAt, Instant recordedAt) {
        requireNonNull(validAt, "validAt");
        int known = known(recordedAt);
        if (known <= inValidOrder) {
            return buffer.firstFacts(buffer.validUpTo(validAt, known));
        }
        List<Fact<E>> selected = new ArrayList<>(known);
        for (int i = 0; i < known; i++) {
            if (!buffer.get(i).validAt().isAfter(validAt)) {
                selected.add(buffer.get(i));
            }
        }
        selected.sort(FactBuffer.VALID_ORDER);
        return Collections.unmodifiableList(selected);
    }

    private int known(Instant recordedAt) {
        requireNonNull(recordedAt, "recordedAt");
        return buffer.recordedUpTo(recordedAt, size);
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The number of facts. */
    public int size() {
        return size;
    }

    /** Logs with equal facts in the same order are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FactLog<?> log && size == log.size && facts().equals(log.facts());
    }

    @Override
    public int hashCode() {
        return facts().hashCode();
    }

    /** One fact per line, in recorded order. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Fact<E> fact : facts()) {
            text.append(fact.recordedAt()).append(" #").append(fact.sequence());
            text.append(' ').append(fact.event()).append('\n');
        }
        return text.toString();
    }
}
