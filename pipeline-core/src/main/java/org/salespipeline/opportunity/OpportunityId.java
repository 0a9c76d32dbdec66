package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names an {@link Opportunity} for its whole life.
 *
 * @param value the key of the system of record, for example {@code OPP-1042}; never blank
 */
public record OpportunityId(String value) implements Comparable<OpportunityId> {

    /** Refuses a blank id. */
    public OpportunityId {
        checkArgument(!value.isBlank(), "opportunity id must not be blank, was \"%s\"", value);
    }

    /** The id with this key. */
    public static OpportunityId of(String value) {
        return new OpportunityId(value);
    }

    /** Orders by the characters of the key. */
    @Override
    public int compareTo(OpportunityId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
