package org.salespipeline.organisation;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a {@link Person} for good.
 *
 * @param value the key of the system of record, for example {@code ada}; never blank
 */
public record PersonId(String value) implements Comparable<PersonId> {

    /** Refuses a blank value. */
    public PersonId {
        checkArgument(!value.isBlank(), "person id must not be blank, was \"%s\"", value);
    }

    /** The id with this value. */
    public static PersonId of(String value) {
        return new PersonId(value);
    }

    /** By value, character by character. */
    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
