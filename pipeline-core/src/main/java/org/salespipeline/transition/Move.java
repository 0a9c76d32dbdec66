package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedSet;
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

    private static final ActorId NOBODY = ActorId.of("nobody");

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

    /** Who got the order instead; never blank. Only of a move that gives the deal up. */
    public abstract Optional<String> competitor();

    /** How the deal was lost, in words; never blank. Only of a move that gives the deal up. */
    public abstract Optional<String> comment();

    /** The roles of the actor, as far as the host tells; never blank. */
    @Value.NaturalOrder
    public abstract SortedSet<String> roles();

    @Value.Check
    void check() {
        requireDay(target(), at());
        if (competitor().isPresent() || comment().isPresent() || !roles().isEmpty()) {
            requireTexts();
        }
    }

    /** Apart, so that a plain move does not leave the method that makes it and need not be allocated. */
    private void requireTexts() {
        competitor().ifPresent(text -> requireText("competitor", text));
        comment().ifPresent(text -> requireText("comment", text));
        roles().forEach(role -> requireText("role", role));
    }

    private void requireText(String what, String text) {
        checkArgument(
                !text.isBlank(), "move to %s: %s must not be blank, was \"%s\"; leave it out", target(), what, text);
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

    /** The move that is asked about when nobody attempts it. */
    static Move byNobody(StageId target, Instant at) {
        return to(target, NOBODY, at);
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

    /** The same move with the one who got the order instead. */
    public final Move toCompetitor(String competitor) {
        return ((ImmutableMove) this).withCompetitor(competitor);
    }

    /** The same move with words on how the deal was lost. */
    public final Move saying(String comment) {
        return ((ImmutableMove) this).withComment(comment);
    }

    /** The same move by somebody who has these roles, and those told before. */
    public final Move as(String... roles) {
        return ImmutableMove.builder().from(this).addRoles(roles).build();
    }
}
