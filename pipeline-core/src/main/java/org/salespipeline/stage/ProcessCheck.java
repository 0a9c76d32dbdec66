package org.salespipeline.stage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ProcessWarning.Kind;

/** Tells whether a process is sound, and what about a sound one is doubtful. */
final class ProcessCheck {

    private final List<Stage> stages;
    private final StageIndex index;
    private final StageGraph graph;
    private final ImmutableSet.Builder<String> problems = ImmutableSet.builder();

    ProcessCheck(List<Stage> stages, StageIndex index, StageGraph graph) {
        this.stages = stages;
        this.index = index;
        this.graph = graph;
    }

    /** Where a deal begins; -1 when no stage is open. */
    static int firstOpen(List<Stage> stages) {
        for (int position = 0; position < stages.size(); position++) {
            if (stages.get(position).kind().isOpen()) {
                return position;
            }
        }
        return -1;
    }

    void requireSound(ProcessId id, List<Stage> declared, List<SalesProcess.Way> moves) {
        addDuplicates(declared);
        addMissingKinds();
        addBadMoves(moves);
        addDeadEnds();
        addUnreachable();
        ImmutableList<String> found = problems.build().asList();
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("process " + id + " is not sound: " + String.join("; ", found));
        }
    }

    private void addDuplicates(List<Stage> declared) {
        Set<StageId> seen = new HashSet<>();
        for (Stage stage : declared) {
            if (!seen.add(stage.id())) {
                problems.add("stage " + stage.id() + " is declared more than once");
            }
        }
    }

    private void addMissingKinds() {
        if (lacks(StageKind.OPEN)) {
            problems.add("it has no open stage, add one with open(..)");
        }
        if (lacks(StageKind.WON)) {
            problems.add("it has no won stage, add one with won(..)");
        }
        if (lacks(StageKind.LOST)) {
            problems.add("it has no lost stage, add one with lost(..)");
        }
    }

    private boolean lacks(StageKind kind) {
        return stages.stream().noneMatch(stage -> stage.kind() == kind);
    }

    private void addBadMoves(List<SalesProcess.Way> moves) {
        for (SalesProcess.Way move : moves) {
            String name = "move " + move.from() + " to " + move.to();
            int from = index.positionOf(move.from());
            if (from < 0) {
                problems.add(name + " starts at an unknown stage");
            } else if (stages.get(from).kind().isClosed()) {
                problems.add(name + " starts at a closed stage, reopening is no way forward");
            }
            if (index.positionOf(move.to()) < 0) {
                problems.add(name + " ends at an unknown stage");
            }
            if (move.from().equals(move.to())) {
                problems.add(name + " leads nowhere");
            }
        }
    }

    /** A missing kind is one problem already, not one per stage. */
    private void addDeadEnds() {
        for (StageKind end : List.of(StageKind.WON, StageKind.LOST)) {
            for (int position = 0; position < stages.size() && !lacks(end); position++) {
                Stage stage = stages.get(position);
                if (stage.kind().isOpen() && !graph.reaches(position, stages, end)) {
                    String kind = end == StageKind.WON ? "won" : "lost";
                    problems.add("open stage " + stage.id() + " cannot reach a " + kind + " stage, declare a move");
                }
            }
        }
    }

    private void addUnreachable() {
        int first = firstOpen(stages);
        for (int position = 0; position < stages.size() && first >= 0; position++) {
            if (position != first && !graph.reaches(first, position)) {
                problems.add("stage " + stages.get(position).id() + " cannot be reached from "
                        + stages.get(first).id() + ", declare a move");
            }
        }
    }

    static ImmutableList<ProcessWarning> warnings(List<Stage> stages) {
        ImmutableList.Builder<ProcessWarning> warnings = ImmutableList.builder();
        Probability highest = Probability.of(0);
        for (Stage stage : stages) {
            if (!stage.kind().isInPipeline()) {
                continue;
            }
            Probability chance = stage.winProbability().orElse(highest);
            if (stage.winProbability().isEmpty()) {
                warnings.add(warning(
                        Kind.NO_WIN_PROBABILITY,
                        stage,
                        "has no win probability, so a forecast by stages leaves its deals out; set winProbability"));
            }
            if (chance.compareTo(highest) < 0) {
                warnings.add(warning(
                        Kind.FALLING_WIN_PROBABILITY,
                        stage,
                        "has win probability " + chance + ", below the " + highest
                                + " of a stage before it; correct one of the two or change the order"));
            }
            if (stage.stagnantAfterDays().isEmpty()) {
                warnings.add(warning(
                        Kind.NO_STAGNATION_LIMIT,
                        stage,
                        "has no stagnation limit, so its deals never count as stagnant; set stagnantAfterDays"));
            }
            highest = chance.compareTo(highest) > 0 ? chance : highest;
        }
        return warnings.build();
    }

    private static ProcessWarning warning(Kind kind, Stage stage, String what) {
        return new ProcessWarning(kind, stage.id(), "stage " + stage.id() + " " + what);
    }
}
