package org.salespipeline.stage;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a {@link SalesProcess}. A changed process keeps its id and gets another version ({@link ProcessVersions}), so that
 * old deals still say which rules they knew.
 *
 * @param value the key that events carry, for example {@code enterprise}; never blank
 */
public record ProcessId(String value) implements Comparable<ProcessId> {

    /** Refuses a blank id. */
    public ProcessId {
        checkArgument(!value.isBlank(), "process id must not be blank, was \"%s\"", value);
    }

    /** The id with this key. */
    public static ProcessId of(String value) {
        return new ProcessId(value);
    }

    /** Orders by the characters of the key. */
    @Override
    public int compareTo(ProcessId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
