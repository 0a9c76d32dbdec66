package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.testkit.StageMachineLaws.Rules;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;

/** The part of {@link StageMachineLaws} that is about threads. */
public interface SharedMachineLaws {

    /** A machine of the implementation under test, with these rules. */
    StageMachine machine(Rules rules);

    /** One machine, and whom to ask about. */
    record Desk(Rules rules, List<Opportunity> deals, List<Move> moves) {}

    /** Random rules with deals of their process. */
    @Provide
    default Arbitrary<Desk> desks() {
        return Situations.rules()
                .flatMap(rules -> Situations.deals(rules.process())
                        .list()
                        .ofSize(12)
                        .flatMap(deals -> Situations.moves(rules.process().stages(), 20, 48)
                                .list()
                                .ofSize(12)
                                .map(moves -> new Desk(rules, deals, moves))))
                .withoutEdgeCases();
    }

    /** Eight threads that start together, each with all questions in an order of its own, hear what one alone hears. */
    @Property(tries = 20)
    default void eightThreadsOnOneMachineHearWhatOneAloneHears(@ForAll("desks") Desk desk) throws Exception {
        int threads = 8;
        List<TransitionResult> alone = answers(machine(desk.rules()), desk, 0);
        StageMachine shared = machine(desk.rules());
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<TransitionResult>>> heard = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int offset = i * alone.size() / threads;
                heard.add(pool.submit(() -> {
                    start.await();
                    return answers(shared, desk, offset);
                }));
            }
            for (Future<List<TransitionResult>> answers : heard) {
                assertThat(answers.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** To each deal and each move, asked from one place in the list on and around, told from the first. */
    private static List<TransitionResult> answers(StageMachine machine, Desk desk, int offset) {
        int size = desk.deals().size() * desk.moves().size();
        List<TransitionResult> answers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int question = (offset + i) % size;
            Opportunity deal = desk.deals().get(question / desk.moves().size());
            answers.add(machine.attempt(
                    deal, desk.moves().get(question % desk.moves().size())));
        }
        Collections.rotate(answers, offset);
        return answers;
    }
}
