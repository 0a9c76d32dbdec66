package org.salespipeline.activity;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a person on the side of the customer for good.
 *
 * @param value the key of the system of record, for example {@code C-17}; never blank
 */
public record ContactId(String value) implements Comparable<ContactId> {

    /** Refuses a blank value. */
    public ContactId {
        checkArgument(!value.isBlank(), "contact id must not be blank, was \"%s\"", value);
    }

    /** The id with this value. */
    public static ContactId of(String value) {
        return new ContactId(value);
    }

    /** By value, character by character. */
    @Override
    public int compareTo(ContactId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
