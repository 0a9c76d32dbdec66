package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSortedSet;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Merged;
import org.salespipeline.event.OpportunityEvent.Recycled;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.OpportunityId;

/**
 * What somebody wants who takes a deal out of the pipeline other than by a win or a loss; it leaves the stage as it is.
 *
 * <pre>{@code
 * machine.attempt(deal, Removal.merge("OPP-8", "ada", now))
 * }</pre>
 *
 * @param into the deal that goes on; given exactly for a merge
 * @param actor who or what wants it
 * @param at when it happened in the world; the valid time of the event
 * @param roles of the actor, as far as the host tells; never blank
 */
public record Removal(Kind kind, Optional<OpportunityId> into, ActorId actor, Instant at, SortedSet<String> roles) {

    /** In which way a deal leaves. */
    public enum Kind {
        /** It is a part or a double of another one. */
        MERGE,
        /** It never should have been one. */
        DELETE,
        /** It goes back to be a lead. */
        RECYCLE
    }

    /** Refuses a merge into nothing, and anything else into something. */
    public Removal {
        requireNonNull(actor, "actor");
        requireNonNull(at, "at");
        checkArgument(
                (kind == Kind.MERGE) == into.isPresent(),
                "a removal must name the deal that goes on exactly when it is a merge, was %s into %s",
                kind,
                into.map(OpportunityId::value).orElse("nothing"));
        roles.forEach(role ->
                checkArgument(!role.isBlank(), "a removal must have no blank role, was \"%s\"; leave it out", role));
        roles = ImmutableSortedSet.copyOf(roles);
    }

    private Removal(Kind kind, Optional<OpportunityId> into, String actor, Instant at) {
        this(kind, into, ActorId.of(actor), at, ImmutableSortedSet.of());
    }

    /** The same removal by somebody who has these roles, and those told before. */
    public Removal as(String... more) {
        return new Removal(
                kind,
                into,
                actor,
                at,
                ImmutableSortedSet.<String>naturalOrder()
                        .addAll(roles)
                        .add(more)
                        .build());
    }

    /** The deal turned out to be a part or a double of another one, which goes on. */
    public static Removal merge(String into, String actor, Instant at) {
        return new Removal(Kind.MERGE, Optional.of(OpportunityId.of(into)), actor, at);
    }

    /** The deal is taken back as if it never had been one. */
    public static Removal delete(String actor, Instant at) {
        return new Removal(Kind.DELETE, Optional.empty(), actor, at);
    }

    /** The deal goes back to be a lead. */
    public static Removal recycle(String actor, Instant at) {
        return new Removal(Kind.RECYCLE, Optional.empty(), actor, at);
    }

    /** What happens to a deal when a machine accepts this. */
    public OpportunityEvent event(OpportunityId deal) {
        Header header = new Header(deal, at, actor);
        return switch (kind) {
            case MERGE -> new Merged(header, into.orElseThrow());
            case DELETE -> new Deleted(header);
            case RECYCLE -> new Recycled(header);
        };
    }
}
