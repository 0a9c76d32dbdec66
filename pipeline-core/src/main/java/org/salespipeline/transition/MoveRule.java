package org.salespipeline.transition;

import java.util.List;
import java.util.Set;
import org.salespipeline.criteria.Reason;
import org.salespipeline.opportunity.Opportunity;

/**
 * A policy of the host about moves, beside {@link MovePolicy} and the criteria: unlike a criterion it sees who moves the deal
 * where to, in which roles, and what is said about a loss.
 *
 * <pre>{@code
 * MoveRule onlyTheOwner = (deal, move) -> deal.owner().filter(owner -> !owner.value().equals(move.actor().value()))
 *     .map(owner -> List.of(Reason.of("owner", "only the owner may move a deal", "ask " + owner)))
 *     .orElse(List.of());
 * StageMachine machine = StageMachine.builder(process).build().withRule(onlyTheOwner);
 * }</pre>
 *
 * <p>It is asked once about each move, also about one that skips or comes back past other stages, of which it sees the target
 * alone; removals and migrations are no moves.
 *
 * <p>A pure function: equal questions get equal answers, from any thread, without a clock. {@code MoveRuleLaws} in the test
 * kit holds a rule to that.
 */
@FunctionalInterface
public interface MoveRule {

    /**
     * What speaks against a move.
     *
     * @param deal as it is before the move
     * @param move for {@link StageMachine#missing} one by an actor {@code nobody} without roles
     * @return each reason once, in an order of its own; empty when nothing does
     */
    List<Reason> objections(Opportunity deal, Move move);

    /**
     * The roles that the rule asks for, so that {@link StageMachine#roles()} names them too and {@link LogAudit} reports
     * nothing for want of one where it is not told who had which.
     *
     * @return none unless overridden
     */
    default Set<String> roles() {
        return Set.of();
    }
}
