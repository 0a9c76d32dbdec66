package org.salespipeline.stage;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.salespipeline.quantity.Probability;

/**
 * The stages of a sale and the ways between them: a checked graph, as plain data.
 *
 * <pre>{@code
 * SalesProcess process = SalesProcess.builder("enterprise")
 *     .open("qualify", 0.10).open("propose", 0.40).open("negotiate", 0.70)
 *     .won("won").lost("lost").build();
 * }</pre>
 *
 * <p>The graph holds the ways <em>forward</em>. Unless {@linkplain Builder#move moves} are declared, each open stage leads
 * to the next one in the declared order and the last one to every won stage. In either case every open stage leads to
 * every stage of kind {@code LOST} and {@code OTHER_TERMINAL}. Going back, skipping and reopening are no part of the
 * graph; whoever moves deals decides whether they are allowed.
 *
 * <p>A process that exists is sound: every open stage reaches a won and a lost stage, and every stage can be reached from
 * the first. What is sound but doubtful is listed in {@link #findings()}. Two processes are equal when their ids, versions,
 * stages, ways and loss reasons are. Immutable, and cheap to ask: a look-up allocates nothing.
 */
public final class SalesProcess {

    private final ProcessId id;
    private final ImmutableList<Stage> stages;
    private final StageIndex index;
    private final StageGraph graph;
    private final ImmutableList<Set<StageId>> next;
    private final Stage first;
    private final ImmutableSortedSet<String> lossReasons;
    private final ImmutableList<ProcessFinding> findings;
    private final int version;
    /** Null for a process that was built alone. */
    private final @Nullable ProcessVersions family;

    private final int hash;

    private SalesProcess(Builder parts, StageIndex index, StageGraph graph, ImmutableList<ProcessFinding> findings) {
        this.id = parts.id;
        this.stages = parts.distinct();
        this.index = index;
        this.graph = graph;
        this.next = nextOf(stages, graph);
        this.first = stages.get(ProcessCheck.firstOpen(stages));
        this.lossReasons = ImmutableSortedSet.copyOf(parts.lossReasons);
        this.findings = findings;
        this.version = 1;
        this.family = null;
        this.hash = (id.hashCode() * 31 + stages.hashCode()) * 31 + graph.hashCode();
    }

    /** The same definition as a version of a family. */
    SalesProcess(SalesProcess definition, int version, ProcessVersions family) {
        this.id = definition.id;
        this.stages = definition.stages;
        this.index = definition.index;
        this.graph = definition.graph;
        this.next = definition.next;
        this.first = definition.first;
        this.lossReasons = definition.lossReasons;
        this.findings = definition.findings;
        this.version = version;
        this.family = family;
        this.hash = definition.hash;
    }

    private static ImmutableList<Set<StageId>> nextOf(List<Stage> stages, StageGraph graph) {
        ImmutableList.Builder<Set<StageId>> next = ImmutableList.builder();
        for (int from = 0; from < stages.size(); from++) {
            ImmutableSet.Builder<StageId> targets = ImmutableSet.builder();
            for (int to = 0; to < stages.size(); to++) {
                if (graph.leads(from, to)) {
                    targets.add(stages.get(to).id());
                }
            }
            next.add(targets.build());
        }
        return next.build();
    }

    /** Begins a process of which only the id is set. */
    public static Builder builder(String id) {
        return new Builder(ProcessId.of(id));
    }

    /** The key of this process. */
    public ProcessId id() {
        return id;
    }

    /** Which version of the process this is, from 1. */
    public int version() {
        return version;
    }

    /** All versions of this process; a process that was built alone is the only one. */
    public ProcessVersions versions() {
        return family == null ? ProcessVersions.of(this) : family;
    }

    /** The reasons that may be given for losing a deal, by their keys; empty when any may. */
    public SortedSet<String> lossReasons() {
        return lossReasons;
    }

    /** All stages in the declared order. The place in this list is the number that {@link #indexOf} gives. */
    public List<Stage> stages() {
        return stages;
    }

    /** The stage where a deal begins unless it is told otherwise: the first open one in the declared order. */
    public Stage first() {
        return first;
    }

    /** The stage with this id; an {@link IllegalArgumentException} that lists the stages when there is none. */
    public Stage stage(StageId stage) {
        return stages.get(knownIndexOf(stage));
    }

    /** The stage with this id, empty when there is none. */
    public Optional<Stage> find(StageId stage) {
        int position = indexOf(stage);
        return position < 0 ? Optional.empty() : Optional.of(stages.get(position));
    }

    /** The place of the stage in {@link #stages()}, from 0; -1 when the process has no such stage. */
    public int indexOf(StageId stage) {
        return index.positionOf(stage);
    }

    private int knownIndexOf(StageId stage) {
        int position = indexOf(stage);
        checkArgument(position >= 0, "unknown stage %s; process %s has %s", stage, id, new Ids(stages));
        return position;
    }

    /** Where one step forward leads from here, in the declared order; empty for a closed stage. */
    public Set<StageId> next(StageId from) {
        return next.get(knownIndexOf(from));
    }

    /** Whether one step forward leads from the one stage to the other. */
    public boolean allows(StageId from, StageId to) {
        return graph.leads(knownIndexOf(from), knownIndexOf(to));
    }

    /** Whether steps forward, one or more, lead from the one stage to the other. */
    public boolean reaches(StageId from, StageId to) {
        return graph.reaches(knownIndexOf(from), knownIndexOf(to));
    }

    /** What is sound but doubtful, or could say more; never an error. */
    public List<ProcessFinding> findings() {
        return findings;
    }

    /** Of the findings the warnings. */
    public List<ProcessFinding> warnings() {
        return findings.stream()
                .filter(finding -> finding.severity() == ProcessFinding.Severity.WARNING)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SalesProcess that
                        && hash == that.hash
                        && version == that.version
                        && id.equals(that.id)
                        && stages.equals(that.stages)
                        && graph.equals(that.graph)
                        && lossReasons.equals(that.lossReasons));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** One line for the id and one per stage, with its kind, its win probability and where it leads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(id.value());
        if (version > 1) {
            text.append(" version ").append(version);
        }
        for (int position = 0; position < stages.size(); position++) {
            Stage stage = stages.get(position);
            text.append("\n  ").append(stage.id()).append(" [").append(stage.kind());
            stage.winProbability().ifPresent(chance -> text.append(' ').append(chance));
            text.append(']');
            if (!next.get(position).isEmpty()) {
                text.append(" -> ");
                text.append(next.get(position).stream().map(StageId::value).collect(Collectors.joining(", ")));
            }
        }
        return text.toString();
    }

    /** Renders the ids of stages only when a message needs them. */
    private record Ids(List<Stage> stages) {
        @Override
        public String toString() {
            return stages.stream().map(stage -> stage.id().value()).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** A declared way from one stage to another. */
    record Way(StageId from, StageId to) {}

    /** Collects stages and moves; {@link #build} checks the whole. Not for use by several threads. */
    public static final class Builder {

        private final ProcessId id;
        private final List<Stage> stages = new ArrayList<>();
        private final List<Way> moves = new ArrayList<>();
        private final Set<String> lossReasons = new LinkedHashSet<>();

        private Builder(ProcessId id) {
            this.id = id;
        }

        /** Adds a stage of kind {@code OPEN} with the chance, in [0, 1], that a deal there is won in the end. */
        @CanIgnoreReturnValue
        public Builder open(String stage, double winProbability) {
            return stage(Stage.open(stage)
                    .winProbability(Probability.of(winProbability))
                    .build());
        }

        /** Adds a stage of kind {@code OPEN} without a win probability. */
        @CanIgnoreReturnValue
        public Builder open(String stage) {
            return stage(Stage.open(stage).build());
        }

        /** Adds a ready stage, which must be of kind {@code OPEN}. */
        @CanIgnoreReturnValue
        public Builder open(Stage stage) {
            checkArgument(
                    stage.kind() == StageKind.OPEN,
                    "process %s: stage %s must be of kind OPEN, was %s; use stage(..) for any kind",
                    id,
                    stage.id(),
                    stage.kind());
            return stage(stage);
        }

        /** Adds a stage of kind {@code PRE_PIPELINE}. */
        @CanIgnoreReturnValue
        public Builder prePipeline(String stage) {
            return stage(Stage.prePipeline(stage).build());
        }

        /** Adds a stage of kind {@code WON}. */
        @CanIgnoreReturnValue
        public Builder won(String stage) {
            return stage(Stage.won(stage).build());
        }

        /** Adds a stage of kind {@code LOST}. */
        @CanIgnoreReturnValue
        public Builder lost(String stage) {
            return stage(Stage.lost(stage).build());
        }

        /** Adds a stage of kind {@code OTHER_TERMINAL}. */
        @CanIgnoreReturnValue
        public Builder other(String stage) {
            return stage(Stage.other(stage).build());
        }

        /** Adds a stage of kind {@code POST_SALES}. */
        @CanIgnoreReturnValue
        public Builder postSales(String stage) {
            return stage(Stage.postSales(stage).build());
        }

        /** Adds a ready stage of any kind. */
        @CanIgnoreReturnValue
        public Builder stage(Stage stage) {
            stages.add(stage);
            return this;
        }

        /**
         * Declares a way forward.
         *
         * <p>The first one replaces the chain of open stages and the way from the last of them to the won ones; from then
         * on every way forward has to be declared. The ways to lost and other terminal stages stay. In the same manner the
         * first one that starts after the win replaces the chain of post-sales stages.
         *
         * @param from an open stage, or for a way after the win one of kind {@code WON} or {@code POST_SALES}
         * @param to any other stage
         */
        @CanIgnoreReturnValue
        public Builder move(String from, String to) {
            moves.add(new Way(StageId.of(from), StageId.of(to)));
            return this;
        }

        /** Names reasons that may be given for losing a deal, by their keys; without any, every reason may. */
        @CanIgnoreReturnValue
        public Builder lossReasons(String... reasons) {
            lossReasons.addAll(List.of(reasons));
            return this;
        }

        /** Everything that is wrong, doubtful or could say more, errors first; the process can be built without errors. */
        public List<ProcessFinding> findings() {
            ImmutableList<Stage> distinct = distinct();
            StageIndex index = new StageIndex(distinct);
            return findings(distinct, index, StageGraph.of(distinct, targets(index, distinct.size())));
        }

        private ImmutableList<ProcessFinding> findings(
                ImmutableList<Stage> distinct, StageIndex index, StageGraph graph) {
            return new ProcessCheck(distinct, index, graph).findings(stages, moves, lossReasons);
        }

        /** The process; an {@link IllegalArgumentException} that names every problem when it is not sound. */
        public SalesProcess build() {
            ImmutableList<Stage> distinct = distinct();
            StageIndex index = new StageIndex(distinct);
            StageGraph graph = StageGraph.of(distinct, targets(index, distinct.size()));
            ImmutableList<ProcessFinding> findings = findings(distinct, index, graph);
            ProcessCheck.requireSound(id, findings);
            return new SalesProcess(this, index, graph, findings);
        }

        /** Of stages with one id the first; the check names the id. */
        private ImmutableList<Stage> distinct() {
            Map<StageId, Stage> distinct = new LinkedHashMap<>();
            stages.forEach(stage -> distinct.putIfAbsent(stage.id(), stage));
            return ImmutableList.copyOf(distinct.values());
        }

        /** Leaves out what is no way; the check names it. */
        private BitSet[] targets(StageIndex index, int count) {
            BitSet[] targets = new BitSet[count];
            for (int position = 0; position < targets.length; position++) {
                targets[position] = new BitSet(count);
            }
            for (Way move : moves) {
                int from = index.positionOf(move.from());
                int to = index.positionOf(move.to());
                if (from >= 0 && to >= 0) {
                    targets[from].set(to);
                }
            }
            return targets;
        }
    }
}
