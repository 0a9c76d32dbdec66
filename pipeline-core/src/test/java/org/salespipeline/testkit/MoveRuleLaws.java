package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.criteria.Reason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MoveRule;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Refused;

/**
 * What every {@link MoveRule} owes the machines that it joins; implement it once per rule.
 *
 * <pre>{@code
 * class OnlyTheOwnerMovesLaws implements MoveRuleLaws {
 *     public MoveRule rule() {
 *         return OurRules.onlyTheOwnerMoves();
 *     }
 *     public StageMachine machine() {
 *         return StageMachine.builder(ourProcess).build();
 *     }
 * }
 * }</pre>
 */
public interface MoveRuleLaws {

    /** The rule under test. */
    MoveRule rule();

    /** A machine of the process for which the rule is meant, without it. */
    StageMachine machine();

    /** A deal, and what somebody tries with it. */
    record Attempt(Opportunity deal, Move move) {}

    /** Random deals of the machine's process, and random moves. */
    @Provide
    default Arbitrary<Attempt> attempts() {
        return Combinators.combine(
                        Situations.deals(machine().process()),
                        Situations.moves(machine().process().stages(), 20, 48))
                .as(Attempt::new)
                .withoutEdgeCases();
    }

    /** Purity: asked again, and by other threads at once, it says the same. */
    @Property
    default void theSameQuestionGetsTheSameObjections(@ForAll("attempts") Attempt asked) {
        List<Reason> objections = rule().objections(asked.deal(), asked.move());
        List<CompletableFuture<List<Reason>>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> rule().objections(asked.deal(), asked.move())));
        }
        assertThat(rule().objections(asked.deal(), asked.move())).isEqualTo(objections);
        assertThat(answers).allMatch(answer -> answer.join().equals(objections));
    }

    /** Nothing twice, and each in words. */
    @Property
    default void objectionsAreReasonsInWords(@ForAll("attempts") Attempt asked) {
        List<Reason> objections = rule().objections(asked.deal(), asked.move());
        assertThat(objections).doesNotHaveDuplicates();
        assertThat(objections)
                .allMatch(reason ->
                        !reason.criterion().isBlank() && !reason.rule().isBlank());
    }

    /** With the rule a machine refuses what it refused, for the same reasons first, and what the rule objects to. */
    @Property
    default void theRuleOnlyEverTakesAway(@ForAll("attempts") Attempt asked) {
        TransitionResult without = machine().attempt(asked.deal(), asked.move());
        TransitionResult with = machine().withRule(rule()).attempt(asked.deal(), asked.move());
        Set<Reason> expected = new LinkedHashSet<>(without instanceof Refused refused ? refused.reasons() : List.of());
        expected.addAll(rule().objections(asked.deal(), asked.move()));
        assertThat(with instanceof Refused refused ? refused.reasons() : List.of())
                .isEqualTo(List.copyOf(expected));
        if (with.isAccepted()) {
            assertThat(with).isEqualTo(without);
        }
    }
}
