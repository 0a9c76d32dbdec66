package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageId;

/** The chance of each stage of a cube, by its position. */
final class StageChances {

    private final List<StageSlot> stages;
    private final @Nullable Probability[] chances;
    private final Set<StageId> given;

    private StageChances(List<StageSlot> stages, @Nullable Probability[] chances, Set<StageId> given) {
        this.stages = stages;
        this.chances = chances;
        this.given = given;
    }

    static StageChances of(List<StageSlot> stages, Map<StageId, Probability> overrides) {
        @Nullable Probability[] chances = new Probability[stages.size()];
        for (int i = 0; i < chances.length; i++) {
            StageSlot slot = stages.get(i);
            Probability override = overrides.get(slot.stage());
            checkArgument(override == null || !slot.won(), "stage %s is won; only open stages have a chance", slot);
            chances[i] = override != null ? override : slot.chance().orElse(null);
        }
        return new StageChances(stages, chances, ImmutableSet.copyOf(overrides.keySet()));
    }

    Optional<Probability> chance(int stage) {
        return Optional.ofNullable(chances[stage]);
    }

    /** Whether the caller gave the chance; otherwise it is the one of the process. */
    boolean isGiven(int stage) {
        return given.contains(stages.get(stage).stage());
    }

    /** The names of the stages whose chance the caller gave. */
    List<String> given() {
        return IntStream.range(0, chances.length)
                .filter(this::isGiven)
                .mapToObj(stage -> stages.get(stage).toString())
                .toList();
    }

    List<StageSlot> stages() {
        return stages;
    }

    /** Positions of the open stages that have a chance. */
    int[] used() {
        return IntStream.range(0, chances.length)
                .filter(i -> chances[i] != null && !stages.get(i).won())
                .toArray();
    }

    /** In 1/2^40; 0 for stages without a chance. */
    long[] fixed() {
        long[] fixed = new long[chances.length];
        for (int i = 0; i < fixed.length; i++) {
            Probability chance = chances[i];
            fixed[i] = chance == null ? 0 : chance.toFixed();
        }
        return fixed;
    }
}
