package org.salespipeline.stage;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One sales process as it was defined over time: its versions, when each came into force, and how the stages of each map to
 * those of the next.
 *
 * <pre>{@code
 * ProcessVersions enterprise = ProcessVersions.of(first)
 *     .then(Instant.parse("2027-01-01T00:00:00Z"), second, StageMap.sameNames().with("propose", "prove"));
 * SalesProcess inForce = enterprise.at(now);
 * }</pre>
 *
 * <p>A deal follows the version that it entered its stage in, until it is migrated. A map never changes how a deal ended:
 * open stages map to open ones, won to won, lost to lost, other terminal to other terminal; stages before the pipeline count
 * as open and stages after the win as won.
 *
 * <p>The processes that {@link #version} and the like return know this family: {@link SalesProcess#versions()}. Immutable.
 * Equal when all versions, times and maps are.
 */
public final class ProcessVersions {

    private final ImmutableList<SalesProcess> versions;
    /** When versions 2 and later came into force. */
    private final ImmutableList<Instant> starts;
    /** Of each version but the last the places of its stages in the next. */
    private final ImmutableList<ImmutableList<Integer>> maps;

    private ProcessVersions(List<SalesProcess> definitions, List<Instant> starts, List<ImmutableList<Integer>> maps) {
        ImmutableList.Builder<SalesProcess> known = ImmutableList.builder();
        for (int i = 0; i < definitions.size(); i++) {
            known.add(new SalesProcess(definitions.get(i), i + 1, this));
        }
        this.versions = known.build();
        this.starts = ImmutableList.copyOf(starts);
        this.maps = ImmutableList.copyOf(maps);
    }

    /** The family whose only version is this one. */
    public static ProcessVersions of(SalesProcess first) {
        requireNonNull(first, "first");
        return new ProcessVersions(List.of(first), List.of(), List.of());
    }

    /**
     * This family and after it another version.
     *
     * @param from when the next version comes into force, after the last one did
     * @param next a process of the same id; which version it was before does not matter
     * @param map where deals in each stage of the last version go
     * @throws IllegalArgumentException when the id is another one, the time is not later, or the map misses a stage, names
     *     an unknown one, or changes how a deal ended; the message names every such stage
     */
    public ProcessVersions then(Instant from, SalesProcess next, StageMap map) {
        SalesProcess last = latest();
        checkArgument(
                next.id().equals(last.id()),
                "process %s: the next version must have the same id, was %s",
                last.id(),
                next.id());
        checkArgument(
                starts.isEmpty() || starts.get(starts.size() - 1).isBefore(from),
                "process %s: version %s must come into force after version %s did (%s), was %s",
                last.id(),
                versions.size() + 1,
                versions.size(),
                starts.isEmpty() ? "" : starts.get(starts.size() - 1),
                from);
        List<SalesProcess> definitions = new ArrayList<>(versions);
        definitions.add(next);
        List<Instant> times = new ArrayList<>(starts);
        times.add(from);
        List<ImmutableList<Integer>> ways = new ArrayList<>(maps);
        ways.add(map.resolve(last, next));
        return new ProcessVersions(definitions, times, ways);
    }

    /** The key that all versions share. */
    public ProcessId id() {
        return versions.get(0).id();
    }

    /** Version 1. */
    public SalesProcess first() {
        return versions.get(0);
    }

    /** The version that came into force last. */
    public SalesProcess latest() {
        return versions.get(versions.size() - 1);
    }

    /** All versions, the first one first. */
    public List<SalesProcess> all() {
        return versions;
    }

    /** The version with this number; an {@link IllegalArgumentException} when there is none. */
    public SalesProcess version(int number) {
        checkArgument(
                number >= 1 && number <= versions.size(),
                "process %s: unknown version %s, known are 1 to %s",
                id(),
                number,
                versions.size());
        return versions.get(number - 1);
    }

    /** When a version came into force; empty for version 1, which always was. */
    public Optional<Instant> inForceFrom(int number) {
        int place = version(number).version() - 1;
        return place == 0 ? Optional.empty() : Optional.of(starts.get(place - 1));
    }

    /** The version in force at a moment: the last one that came into force at or before it. */
    public SalesProcess at(Instant moment) {
        int place = 0;
        while (place < starts.size() && !starts.get(place).isAfter(moment)) {
            place++;
        }
        return versions.get(place);
    }

    /**
     * Where a stage of one version lies in a later one, through all maps between them.
     *
     * @throws IllegalArgumentException when a version or the stage is unknown, or {@code to} is before {@code from}
     */
    public StageId map(StageId stage, int from, int to) {
        checkArgument(
                version(from).version() <= version(to).version(),
                "process %s: stages map to later versions, from %s to %s goes back",
                id(),
                from,
                to);
        int position = version(from).stages().indexOf(version(from).stage(stage));
        for (int version = from; version < to; version++) {
            position = maps.get(version - 1).get(position);
        }
        return version(to).stages().get(position).id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessVersions that
                && versions.equals(that.versions)
                && starts.equals(that.starts)
                && maps.equals(that.maps);
    }

    @Override
    public int hashCode() {
        return versions.hashCode() * 31 + starts.hashCode();
    }

    /** One line per version: its number, since when it is in force, and its stages. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(id().value());
        for (SalesProcess version : versions) {
            text.append("\n  ").append(version.version());
            inForceFrom(version.version())
                    .ifPresent(from -> text.append(" from ").append(from));
            text.append(": ").append(version.stages().stream().map(Stage::id).toList());
        }
        return text.toString();
    }

    /** Where the stages of one version go in the next: to the stage of the same id, unless something else is said. */
    public static final class StageMap {

        private static final StageMap SAME_NAMES = new StageMap(ImmutableSortedMap.of());

        private final ImmutableSortedMap<StageId, StageId> renamed;

        private StageMap(ImmutableSortedMap<StageId, StageId> renamed) {
            this.renamed = renamed;
        }

        /** Every stage goes to the one of the same id. */
        public static StageMap sameNames() {
            return SAME_NAMES;
        }

        /** This map, in which a stage goes elsewhere; what was said about it before is replaced. */
        public StageMap with(String stage, String next) {
            Map<StageId, StageId> more = new TreeMap<>(renamed);
            more.put(StageId.of(stage), StageId.of(next));
            return new StageMap(ImmutableSortedMap.copyOf(more));
        }

        private ImmutableList<Integer> resolve(SalesProcess last, SalesProcess next) {
            List<String> problems = new ArrayList<>();
            for (StageId named : renamed.keySet()) {
                if (last.indexOf(named) < 0) {
                    problems.add("the last version has no stage " + named);
                }
            }
            ImmutableList.Builder<Integer> positions = ImmutableList.builder();
            for (Stage stage : last.stages()) {
                StageId target = renamed.getOrDefault(stage.id(), stage.id());
                Optional<Stage> found = next.find(target);
                if (found.isEmpty()) {
                    String told = renamed.containsKey(stage.id())
                            ? "the next version has no stage " + target
                            : "say with(..)";
                    problems.add("stage " + stage.id() + " goes nowhere, " + told);
                } else if (outcome(found.get().kind()) != outcome(stage.kind())) {
                    problems.add("stage " + stage.id() + " of kind " + stage.kind() + " must not become " + target
                            + " of kind " + found.get().kind() + ", a migration changes no outcome");
                } else {
                    positions.add(next.indexOf(target));
                }
            }
            checkArgument(
                    problems.isEmpty(),
                    "process %s: the map to the next version is not sound: %s",
                    last.id(),
                    String.join("; ", problems));
            return positions.build();
        }

        private static StageKind outcome(StageKind kind) {
            return switch (kind) {
                case PRE_PIPELINE, OPEN -> StageKind.OPEN;
                case WON, POST_SALES -> StageKind.WON;
                case LOST, OTHER_TERMINAL -> kind;
            };
        }

        /** What is said beside the same names, for a person. */
        @Override
        public String toString() {
            return renamed.isEmpty() ? "same names" : "same names but " + renamed;
        }
    }
}
