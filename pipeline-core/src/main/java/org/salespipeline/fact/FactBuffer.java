package org.salespipeline.fact;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Storage that several logs of one ancestry share. Slots are written once, front to back; a log reads only the slots
 * that were written before it was made, so it never sees what another log adds behind them.
 */
final class FactBuffer<E extends TimedEvent> {

    static final Comparator<Fact<?>> VALID_ORDER = Comparator.<Fact<?>, Instant>comparing(Fact::validAt)
            .thenComparing(Fact::recordedAt)
            .thenComparingLong(Fact::sequence);

    private static final int SMALLEST_GROWTH = 4;

    private final Fact<E>[] slots;
    private int used;

    private FactBuffer(Fact<E>[] slots, int used) {
        this.slots = slots;
        this.used = used;
    }

    /** Exactly these facts, without room for more. */
    static <E extends TimedEvent> FactBuffer<E> of(List<Fact<E>> facts) {
        return new FactBuffer<>(facts.toArray(emptySlots(0)), facts.size());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type can be made in no other way
    private static <E extends TimedEvent> Fact<E>[] emptySlots(int capacity) {
        return (Fact<E>[]) new Fact[capacity];
    }

    /** Writes {@code added} behind slot {@code from}, unless that place is taken or too small. */
    synchronized boolean claim(int from, List<Fact<E>> added) {
        if (used != from || added.size() > slots.length - from) {
            return false;
        }
        for (Fact<E> fact : added) {
            slots[used++] = fact;
        }
        return true;
    }

    /** A larger buffer that holds the first {@code count} facts and then {@code added}. */
    FactBuffer<E> copyOfFirst(int count, List<Fact<E>> added) {
        int growth = Math.max(added.size(), Math.max(count, SMALLEST_GROWTH));
        Fact<E>[] copy = emptySlots(Math.addExact(count, growth));
        System.arraycopy(slots, 0, copy, 0, count);
        int next = count;
        for (Fact<E> fact : added) {
            copy[next++] = fact;
        }
        return new FactBuffer<>(copy, next);
    }

    Fact<E> get(int index) {
        return slots[index];
    }

    /** The first {@code count} facts as a list that cannot be changed; nothing is copied. */
    List<Fact<E>> firstFacts(int count) {
        return Collections.unmodifiableList(Arrays.asList(slots).subList(0, count));
    }

    /** How many of the first {@code size} facts, which stand in recorded order, were recorded by then. */
    int recordedUpTo(Instant recordedAt, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slots[middle].recordedAt().isAfter(recordedAt)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many of the first {@code size} facts, which stand in valid order, were valid by then. */
    int validUpTo(Instant validAt, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slots[middle].validAt().isAfter(validAt)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many leading facts of {@code size} stand in valid order, given that the first {@code from} do. */
    int validOrderedUpTo(int from, int size) {
        int ordered = Math.max(from, 1);
        while (ordered < size && VALID_ORDER.compare(slots[ordered - 1], slots[ordered]) < 0) {
            ordered++;
        }
        return Math.min(ordered, size);
    }

    /** The highest sequence among the first {@code size} facts, of which there is at least one. */
    long highestSequence(int size) {
        long highest = 0;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, slots[i].sequence());
        }
        return highest;
    }
}
