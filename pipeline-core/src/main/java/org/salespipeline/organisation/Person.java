package org.salespipeline.organisation;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * Somebody who owns deals, sells or manages.
 *
 * @param id never changes
 * @param name as people read it; never blank, may change and need not be unique
 */
public record Person(PersonId id, String name) {

    /** Refuses a blank name. */
    public Person {
        requireNonNull(id, "id");
        checkArgument(!name.isBlank(), "person %s: name must not be blank, was \"%s\"", id, name);
    }

    /** The person with this id and name. */
    public static Person of(String id, String name) {
        return new Person(PersonId.of(id), name);
    }
}
