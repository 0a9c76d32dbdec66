package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Somebody's word that something about a deal is so, for example that the budget is confirmed.
 *
 * @param name what is confirmed, for example {@code budget}; a deal has one piece of evidence per name; never blank
 * @param confirmedAt when it was confirmed in the world; may lie before the creation of the deal
 * @param confirmedBy whose word it is, as the host names people or systems; never blank
 */
public record Evidence(String name, Instant confirmedAt, String confirmedBy) {

    /** Refuses blank texts. */
    public Evidence {
        requireNonNull(confirmedAt, "confirmedAt");
        checkArgument(!name.isBlank(), "evidence: name must not be blank, was \"%s\"", name);
        checkArgument(
                !confirmedBy.isBlank(), "evidence %s: confirmedBy must not be blank, was \"%s\"", name, confirmedBy);
    }

    /** The evidence with these parts. */
    public static Evidence of(String name, Instant confirmedAt, String confirmedBy) {
        return new Evidence(name, confirmedAt, confirmedBy);
    }
}
