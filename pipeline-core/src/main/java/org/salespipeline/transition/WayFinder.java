package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.StageMachine.Step;

/** Searches ways through a machine breadth first: the fewest steps, then the order of declaration. */
final class WayFinder {

    /** What is said of a deal that cannot be brought back. */
    private static final Set<String> GONE = Set.of("deleted", "recycled", "merged", "revive-further", "reopen-lost");

    private WayFinder() {}

    static Optional<List<Step>> wayTo(StageMachine machine, Opportunity deal, Move move) {
        SalesProcess process = machine.process();
        checkArgument(
                deal.process().equals(process),
                "%s: process must be equal to that of the machine, %s version %s, was %s version %s",
                deal.id(),
                process.id(),
                process.version(),
                deal.process().id(),
                deal.process().version());
        Map<StageId, ImmutableList<StageId>> begun = begun(machine, deal, move);
        Optional<List<StageId>> stages = stagesTo(machine, begun, process.stage(move.target()));
        return stages.map(way -> steps(machine, deal, way, move));
    }

    /** Where the search begins: where the deal is, or where it can be brought back to. */
    private static Map<StageId, ImmutableList<StageId>> begun(StageMachine machine, Opportunity deal, Move move) {
        if (deal.isCurrent()) {
            return Map.of(deal.stage(), ImmutableList.of());
        }
        Map<StageId, ImmutableList<StageId>> begun = new LinkedHashMap<>();
        for (Stage stage : machine.process().stages()) {
            if (stage.kind().isOpen()
                    && machine.attempt(deal, onTheWay(stage.id(), move)).reasons().stream()
                            .noneMatch(reason -> GONE.contains(reason.criterion()))) {
                begun.put(stage.id(), ImmutableList.of(stage.id()));
            }
        }
        return begun;
    }

    /** The stages to come to, the target last; empty when no way leads there. */
    private static Optional<List<StageId>> stagesTo(
            StageMachine machine, Map<StageId, ImmutableList<StageId>> begun, Stage target) {
        Map<StageId, ImmutableList<StageId>> ways = new HashMap<>(begun);
        Deque<StageId> reached = new ArrayDeque<>(begun.keySet());
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

    private static Move onTheWay(StageId next, Move move) {
        return next.equals(move.target())
                ? move
                : Move.to(next, move.actor(), move.at()).as(move.roles().toArray(new String[0]));
    }

    private static List<Step> steps(StageMachine machine, Opportunity deal, List<StageId> way, Move move) {
        List<Step> steps = new ArrayList<>();
        Opportunity supposed = deal;
        for (StageId next : way) {
            TransitionResult result = machine.attempt(supposed, onTheWay(next, move));
            steps.add(new Step(supposed.stage(), next, result.reasons()));
            Header header = new Header(deal.id(), move.at(), move.actor());
            supposed = supposed.after(new StageEntered(header, deal.process().version(), next));
        }
        return List.copyOf(steps);
    }
}
