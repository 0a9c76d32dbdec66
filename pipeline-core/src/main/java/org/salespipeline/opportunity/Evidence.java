package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's word that something about a deal is so, for example that the budget is confirmed.
 *
 * @param name what is confirmed, for example {@code budget}; a deal has one piece of evidence per name; never blank
 * @param confirmedAt when it was confirmed in the world; may lie before the creation of the deal
 * @param confirmedBy whose word it is, as the host names people or systems; never blank
 * @param expiresAt from when on it holds no more; empty when it holds until it is withdrawn
 */
public record Evidence(String name, Instant confirmedAt, String confirmedBy, Optional<Instant> expiresAt) {

    /** Refuses blank texts. */
    public Evidence {
        requireNonNull(confirmedAt, "confirmedAt");
        checkArgument(!name.isBlank(), "evidence: name must not be blank, was \"%s\"", name);
        checkArgument(
                !confirmedBy.isBlank(), "evidence %s: confirmedBy must not be blank, was \"%s\"", name, confirmedBy);
        requireNonNull(expiresAt, "expiresAt");
    }

    /** Evidence that holds until it is withdrawn. */
    public Evidence(String name, Instant confirmedAt, String confirmedBy) {
        this(name, confirmedAt, confirmedBy, Optional.empty());
    }

    /** Evidence that holds until it is withdrawn. */
    public static Evidence of(String name, Instant confirmedAt, String confirmedBy) {
        return new Evidence(name, confirmedAt, confirmedBy);
    }

    /** The same, holding up to this moment and no longer. */
    public Evidence expiringAt(Instant end) {
        return new Evidence(name, confirmedAt, confirmedBy, Optional.of(end));
    }

    /** Whether it was confirmed by then and has not expired. */
    public boolean holdsAt(Instant at) {
        return !confirmedAt.isAfter(at) && !isExpiredAt(at);
    }

    /** Whether it holds no more. */
    public boolean isExpiredAt(Instant at) {
        return expiresAt.isPresent() && !at.isBefore(expiresAt.get());
    }

    /** What was confirmed, by whom and when, and until when it holds. */
    @Override
    public String toString() {
        return name + " confirmed by " + confirmedBy + " at " + confirmedAt
                + expiresAt.map(end -> ", holds until " + end).orElse("");
    }
}
