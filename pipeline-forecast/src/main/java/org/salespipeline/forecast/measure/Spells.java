package org.salespipeline.forecast.measure;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.salespipeline.forecast.statistics.EventCounts;

/**
 * Times to events, kept one by one while they are few: a cell of a large table then takes a line of memory for each, not an
 * array over all days. A commutative monoid, as {@link EventCounts} is.
 */
final class Spells {

    /** As many are no shorter than the counts of a year. */
    private static final int MOST = 1_024;

    private final int causes;
    private final int outcomes;
    private @Nullable EventCounts many;
    private int[] few = new int[8];
    private int size;

    Spells(int causes) {
        this.causes = causes;
        outcomes = causes + 1;
    }

    /** Counts one, see {@link EventCounts#add}; days up to {@link Population#LONGEST_DAYS}. */
    void add(int days, int outcome) {
        if (size == few.length) {
            if (size >= MOST) {
                settle();
            } else {
                few = Arrays.copyOf(few, 2 * size);
            }
        }
        few[size++] = days * outcomes + outcome;
    }

    /** Adds everything that the other one has added; it counts the same afterwards. */
    void merge(Spells other) {
        for (int i = 0; i < other.size; i++) {
            add(other.few[i] / outcomes, other.few[i] % outcomes);
        }
        if (other.many != null) {
            merge(other.many);
        }
    }

    /** Adds counts. */
    void merge(EventCounts other) {
        settle().merge(other);
    }

    /** All of them; not to be changed. */
    EventCounts counts() {
        return settle();
    }

    @CanIgnoreReturnValue
    private EventCounts settle() {
        EventCounts counts = many == null ? EventCounts.ofCauses(causes) : many;
        many = counts;
        // the longest first, so that the counts grow once
        for (int i = 1; i < size; i++) {
            if (few[i] > few[0]) {
                int longer = few[i];
                few[i] = few[0];
                few[0] = longer;
            }
        }
        for (int i = 0; i < size; i++) {
            counts.add(few[i] / outcomes, few[i] % outcomes);
        }
        size = 0;
        return counts;
    }
}
