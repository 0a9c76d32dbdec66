package org.salespipeline.stage;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a {@link Stage} within its process.
 *
 * @param value the key that events and mappings use, for example {@code negotiate}; never blank
 */
public record StageId(String value) implements Comparable<StageId> {

    /** Refuses a blank id. */
    public StageId {
        checkArgument(!value.isBlank(), "stage id must not be blank, was \"%s\"", value);
    }

    /** The id with this key. */
    public static StageId of(String value) {
        return new StageId(value);
    }

    /** Orders by the characters of the key, which is not the order of the process. */
    @Override
    public int compareTo(StageId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
