package org.salespipeline.organisation;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * A group of people who sell together.
 *
 * @param id never changes
 * @param name as people read it; never blank, may change and need not be unique
 */
public record Team(TeamId id, String name) {

    /** Refuses a blank name. */
    public Team {
        requireNonNull(id, "id");
        checkArgument(!name.isBlank(), "team %s: name must not be blank, was \"%s\"", id, name);
    }

    /** The team with this id and name. */
    public static Team of(String id, String name) {
        return new Team(TeamId.of(id), name);
    }
}
