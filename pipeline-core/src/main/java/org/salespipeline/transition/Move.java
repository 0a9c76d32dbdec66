package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.immutables.value.Value;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.stage.StageId;

/**
 * What somebody wants to do with a deal: bring it to a stage, and what they have to say about it.
 *
 * <pre>{@code
 * Move.to(StageId.of("lost"), ada, now).because(LossReason.PRICE)
 * }</pre>
 */
@Value.Immutable
public abstract sealed class Move permits ImmutableMove {

    private static final Instant FIRST =
            LocalDate.MIN.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant LAST =
            LocalDate.MAX.atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);

    Move() {}

    /** Where to. */
    @Value.Parameter
    public abstract StageId target();

    /** Who or what wants it. */
    @Value.Parameter
    public abstract ActorId actor();

    /**
     * When it happened in the world; the valid time of the events. Any instant but the first and the last of a thousand
     * million years, where not every zone has a day.
     */
    @Value.Parameter
    public abstract Instant at();

    /** Why the deal is given up; needed to lose one. */
    public abstract Optional<LossReason> lossReason();

    @Value.Check
    void check() {
        requireDay(target(), at());
    }

    /** Refuses an instant whose day cannot be told in some zone: the day of a close is taken in the zone of a machine. */
    static void requireDay(StageId target, Instant at) {
        checkArgument(
                hasDay(at),
                "move to %s: time must be from %s to %s, so that it has a day in every zone, was %s",
                target,
                FIRST,
                LAST,
                at);
    }

    /** Whether there can be a move at this instant. */
    static boolean hasDay(Instant at) {
        return !at.isBefore(FIRST) && !at.isAfter(LAST);
    }

    /** A move about which nothing more is said. */
    public static Move to(StageId target, ActorId actor, Instant at) {
        return ImmutableMove.of(target, actor, at);
    }

    /** A move about which nothing more is said, stage and actor by their keys. */
    public static Move to(String target, String actor, Instant at) {
        return to(StageId.of(target), ActorId.of(actor), at);
    }

    /** The same move with the reason why the deal is given up. */
    public final Move because(LossReason reason) {
        checkArgument(
                lossReason().isEmpty() || lossReason().get().equals(reason),
                "move to %s: must have one loss reason, was %s and %s",
                target(),
                lossReason().orElse(reason),
                reason);
        return ((ImmutableMove) this).withLossReason(reason);
    }
}
