package org.salespipeline.organisation;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a {@link Team} for good.
 *
 * @param value the key of the system of record, for example {@code emea-north}; never blank
 */
public record TeamId(String value) implements Comparable<TeamId> {

    /** Refuses a blank value. */
    public TeamId {
        checkArgument(!value.isBlank(), "team id must not be blank, was \"%s\"", value);
    }

    /** The id with this value. */
    public static TeamId of(String value) {
        return new TeamId(value);
    }

    /** By value, character by character. */
    @Override
    public int compareTo(TeamId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
