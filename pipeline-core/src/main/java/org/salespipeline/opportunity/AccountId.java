package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Names the customer, or the one who may become it.
 *
 * @param value the key of the system of record, for example {@code ACME}; never blank
 */
public record AccountId(String value) implements Comparable<AccountId> {

    /** Refuses a blank id. */
    public AccountId {
        checkArgument(!value.isBlank(), "account id must not be blank, was \"%s\"", value);
    }

    /** The id with this key. */
    public static AccountId of(String value) {
        return new AccountId(value);
    }

    /** Orders by the characters of the key. */
    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    /** The bare value, so that messages read well. */
    @Override
    public String toString() {
        return value;
    }
}
