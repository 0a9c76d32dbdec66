package org.salespipeline.fact;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names who or what did something: a person, an integration, an import.
 *
 * @param value the key in the host's system, for example {@code ada} or {@code crm-import}; never blank
 */
public record ActorId(String value) implements Comparable<ActorId> {

    /** Refuses a blank value. */
    public ActorId {
        checkArgument(!value.isBlank(), "actor id must not be blank, was \"%s\"", value);
    }

    /** The id with this value. */
    public static ActorId of(String value) {
        return new ActorId(value);
    }

    /** By value, character by character. */
    @Override
    public int compareTo(ActorId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
