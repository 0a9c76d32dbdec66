package org.salespipeline.stage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ProcessFinding.Kind;
import org.salespipeline.stage.ProcessFinding.Severity;

/** Finds what keeps a process from being sound, and what about a sound one is doubtful. */
final class ProcessCheck {

    private final List<Stage> stages;
    private final StageIndex index;
    private final StageGraph graph;
    private final ImmutableSet.Builder<ProcessFinding> findings = ImmutableSet.builder();

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

    /** All findings, errors first, in the order of the stages. */
    ImmutableList<ProcessFinding> findings(
            List<Stage> declared, List<SalesProcess.Way> moves, Collection<String> lossReasons) {
        addDuplicates(declared);
        addMissingKinds();
        addBadMoves(moves);
        addDeadEnds();
        addUnreachable();
        if (lossReasons.stream().anyMatch(String::isBlank)) {
            add(Kind.BLANK_LOSS_REASON, null, "a loss reason is blank, name it or leave it out");
        }
        addDoubts();
        return findings.build().asList();
    }

    static void requireSound(ProcessId id, List<ProcessFinding> findings) {
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(ProcessFinding::message)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("process " + id + " is not sound: " + String.join("; ", errors));
        }
    }

    private void add(Kind kind, @Nullable StageId stage, String message) {
        findings.add(new ProcessFinding(kind, Optional.ofNullable(stage), message));
    }

    private void addDuplicates(List<Stage> declared) {
        Set<StageId> seen = new HashSet<>();
        for (Stage stage : declared) {
            if (!seen.add(stage.id())) {
                add(Kind.DUPLICATE_STAGE, stage.id(), "stage " + stage.id() + " is declared more than once");
            }
        }
    }

    private void addMissingKinds() {
        if (lacks(StageKind.OPEN)) {
            add(Kind.MISSING_STAGE, null, "it has no open stage, add one with open(..)");
        }
        if (lacks(StageKind.WON)) {
            add(Kind.MISSING_STAGE, null, "it has no won stage, add one with won(..)");
        }
        if (lacks(StageKind.LOST)) {
            add(Kind.MISSING_STAGE, null, "it has no lost stage, add one with lost(..)");
        }
    }

    private boolean lacks(StageKind kind) {
        return stages.stream().noneMatch(stage -> stage.kind() == kind);
    }

    private void addBadMoves(List<SalesProcess.Way> moves) {
        for (SalesProcess.Way move : moves) {
            String name = "move " + move.from() + " to " + move.to();
            int from = index.positionOf(move.from());
            int to = index.positionOf(move.to());
            boolean afterWin = to >= 0 && stages.get(to).kind() == StageKind.POST_SALES;
            if (from < 0) {
                add(Kind.BAD_MOVE, move.from(), name + " starts at an unknown stage");
            } else if (afterWin && !stages.get(from).kind().isWon()) {
                add(
                        Kind.BAD_MOVE,
                        move.from(),
                        name + " leads past the win, let it start at a won or post-sales stage");
            } else if (!afterWin && stages.get(from).kind().isClosed()) {
                add(Kind.BAD_MOVE, move.from(), name + " starts at a closed stage, reopening is no way forward");
            }
            if (to < 0) {
                add(Kind.BAD_MOVE, move.to(), name + " ends at an unknown stage");
            }
            if (move.from().equals(move.to())) {
                add(Kind.BAD_MOVE, move.from(), name + " leads nowhere");
            }
        }
    }

    /** A missing kind is one problem already, not one per stage. */
    private void addDeadEnds() {
        for (StageKind end : List.of(StageKind.WON, StageKind.LOST)) {
            for (int position = 0; position < stages.size() && !lacks(end); position++) {
                Stage stage = stages.get(position);
                if (stage.kind().isOpen() && !graph.reaches(position, stages, end)) {
                    boolean wins = end == StageKind.WON;
                    add(
                            wins ? Kind.NO_WAY_TO_WIN : Kind.NO_WAY_TO_LOSE,
                            stage.id(),
                            "open stage " + stage.id() + " cannot reach a " + (wins ? "won" : "lost")
                                    + " stage, declare a move");
                }
            }
        }
    }

    private void addUnreachable() {
        int first = firstOpen(stages);
        for (int position = 0; position < stages.size() && first >= 0; position++) {
            if (position != first && !graph.reaches(first, position)) {
                StageId stage = stages.get(position).id();
                String from = " cannot be reached from " + stages.get(first).id() + ", declare a move";
                add(Kind.UNREACHABLE_STAGE, stage, "stage " + stage + from);
            }
        }
    }

    private void addDoubts() {
        Probability highest = Probability.of(0);
        for (Stage stage : stages) {
            if (stage.kind().isOpen() && stage.ownerRole().isEmpty()) {
                addDoubt(
                        Kind.NO_OWNER_ROLE, stage, "has no owner role, so nobody in particular answers; set ownerRole");
            }
            if (!stage.kind().isInPipeline()) {
                continue;
            }
            Probability chance = stage.winProbability().orElse(highest);
            if (stage.winProbability().isEmpty()) {
                addDoubt(
                        Kind.NO_WIN_PROBABILITY,
                        stage,
                        "has no win probability, so a forecast by stages leaves its deals out; set winProbability");
            }
            if (chance.compareTo(highest) < 0) {
                addDoubt(
                        Kind.FALLING_WIN_PROBABILITY,
                        stage,
                        "has win probability " + chance + ", below the " + highest
                                + " of a stage before it; correct one of the two or change the order");
            }
            if (stage.stagnantAfterDays().isEmpty()) {
                addDoubt(
                        Kind.NO_STAGNATION_LIMIT,
                        stage,
                        "has no stagnation limit, so its deals never count as stagnant; set stagnantAfterDays");
            }
            highest = chance.compareTo(highest) > 0 ? chance : highest;
        }
    }

    private void addDoubt(Kind kind, Stage stage, String what) {
        add(kind, stage.id(), "stage " + stage.id() + " " + what);
    }
}
