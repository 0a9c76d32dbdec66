package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.StageMachine.Step;

/** Searches ways through a machine breadth first: the fewest steps, then the order of declaration. */
final class WayFinder {

    private static final ActorId SUPPOSED = ActorId.of("supposed");

    private WayFinder() {}

    static Optional<List<Step>> wayTo(StageMachine machine, Opportunity deal, StageId target, Instant at) {
        SalesProcess process = machine.process();
        checkArgument(
                deal.process().equals(process),
                "%s: process must be equal to that of the machine, %s version %s, was %s version %s",
                deal.id(),
                process.id(),
                process.version(),
                deal.process().id(),
                deal.process().version());
        Move.requireDay(target, at);
        Optional<List<StageId>> stages = stagesTo(machine, deal.stage(), process.stage(target));
        return stages.map(way -> steps(machine, deal, way, at));
    }

    /** The stages to come to, the target last; empty when no way leads there. */
    private static Optional<List<StageId>> stagesTo(StageMachine machine, StageId start, Stage target) {
        Map<StageId, ImmutableList<StageId>> ways = new HashMap<>();
        Deque<StageId> reached = new ArrayDeque<>(List.of(start));
        ways.put(start, ImmutableList.of());
        while (!reached.isEmpty() && !ways.containsKey(target.id())) {
            StageId here = reached.remove();
            ImmutableList<StageId> way = ways.getOrDefault(here, ImmutableList.of());
            for (Stage next : machine.process().stages()) {
                StageId id = next.id();
                if (!ways.containsKey(id) && mayLieOnWay(next, target) && machine.permits(here, id)) {
                    ways.put(
                            id,
                            ImmutableList.<StageId>builder().addAll(way).add(id).build());
                    reached.add(id);
                }
            }
        }
        return Optional.ofNullable(ways.get(target.id()));
    }

    /** Nobody would lose a deal, or book a win, only to reopen it elsewhere. */
    private static boolean mayLieOnWay(Stage stage, Stage target) {
        return stage.id().equals(target.id())
                || stage.kind().isOpen()
                || (stage.kind().isWon() && target.kind() == StageKind.POST_SALES);
    }

    private static List<Step> steps(StageMachine machine, Opportunity deal, List<StageId> way, Instant at) {
        List<Step> steps = new ArrayList<>();
        Opportunity supposed = deal;
        for (StageId next : way) {
            steps.add(new Step(supposed.stage(), next, machine.missing(supposed, next, at)));
            Header header = new Header(deal.id(), at, SUPPOSED);
            supposed = supposed.after(new StageEntered(header, deal.process().version(), next));
        }
        return List.copyOf(steps);
    }
}
