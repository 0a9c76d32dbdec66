package org.salespipeline.partner;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names a {@link Partner} for good.
 *
 * @param value the key of the system of record, for example {@code PRT-88}; never blank
 */
public record PartnerId(String value) implements Comparable<PartnerId> {

    /** Refuses a blank value. */
    public PartnerId {
        checkArgument(!value.isBlank(), "partner id must not be blank, was \"%s\"", value);
    }

    /** The id with this value. */
    public static PartnerId of(String value) {
        return new PartnerId(value);
    }

    /** By value, character by character. */
    @Override
    public int compareTo(PartnerId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
