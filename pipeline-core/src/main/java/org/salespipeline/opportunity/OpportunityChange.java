package org.salespipeline.opportunity;

/**
 * What turns one state of a deal into the next.
 *
 * <p>The events of the package {@code event} are the changes there are. The interface stands here so that a deal can be
 * changed by an event without knowing events; it is not meant to be implemented by a host, because a change that is no
 * event cannot be stored or replayed. For that reason it is not marked as a functional interface either.
 */
public interface OpportunityChange {

    /** Writes the change into the deal that is being revised. */
    void applyTo(Revision revision);
}
