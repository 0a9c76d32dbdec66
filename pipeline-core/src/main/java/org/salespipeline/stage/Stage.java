package org.salespipeline.stage;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;
import org.salespipeline.quantity.Probability;

/**
 * A step of a sales process, as plain data.
 *
 * <pre>{@code
 * Stage.open("propose").name("Proposal sent").winProbability(0.40).stagnantAfterDays(30).build()
 * }</pre>
 */
@Value.Immutable
public abstract sealed class Stage permits ImmutableStage {

    Stage() {}

    /** The key of this stage, unique within its process. */
    public abstract StageId id();

    /** What people call the stage; the id unless it was set. Never blank. */
    @Value.Default
    public String name() {
        return id().value();
    }

    /** Whether a deal here is open, and if not, how it ended. */
    public abstract StageKind kind();

    /** The chance that a deal in this stage is won in the end. Open stages only; unknown unless it was set. */
    public abstract Optional<Probability> winProbability();

    /**
     * The category of a deal here for which nobody has called another one.
     *
     * <p>Unless it was set: {@code PIPELINE} for an open stage, {@code CLOSED} for a won one or one after it, else
     * {@code OMITTED}. {@code CLOSED} belongs to these only.
     */
    @Value.Default
    public ForecastCategory category() {
        return switch (kind()) {
            case OPEN -> ForecastCategory.PIPELINE;
            case WON, POST_SALES -> ForecastCategory.CLOSED;
            case PRE_PIPELINE, LOST, OTHER_TERMINAL -> ForecastCategory.OMITTED;
        };
    }

    /** Calendar days after which a deal that is still here counts as stagnant, above 0. Open stages only. */
    public abstract OptionalInt stagnantAfterDays();

    /** The role that answers for deals here, as the host names its roles; never blank. */
    public abstract Optional<String> ownerRole();

    /**
     * The evidence without which no deal is won here, for example {@code agreement}; never blank. Stages of kind {@code WON}
     * only.
     */
    public abstract Optional<String> winEvidence();

    /** Refuses what no stage can be; called while building. */
    @Value.Check
    void check() {
        checkArgument(!name().isBlank(), "stage %s: name must not be blank, was \"%s\"", id(), name());
        checkArgument(
                kind().isOpen() || winProbability().isEmpty(),
                "stage %s: a closed stage must have no win probability, was %s",
                id(),
                winProbability().orElse(null));
        checkArgument(
                kind().isOpen() || stagnantAfterDays().isEmpty(),
                "stage %s: a closed stage must have no stagnation limit, was %s days",
                id(),
                stagnantAfterDays().orElse(0));
        checkArgument(
                stagnantAfterDays().orElse(1) > 0,
                "stage %s: stagnantAfterDays must be above 0, was %s; leave it out for no limit",
                id(),
                stagnantAfterDays().orElse(0));
        checkArgument(
                kind().isWon() || category() != ForecastCategory.CLOSED,
                "stage %s: category CLOSED must be of a WON stage, was of kind %s",
                id(),
                kind());
        checkArgument(
                ownerRole().isEmpty() || !ownerRole().get().isBlank(),
                "stage %s: ownerRole must not be blank, was \"%s\"; leave it out when nobody in particular answers for it",
                id(),
                ownerRole().orElse(""));
        checkArgument(
                kind() == StageKind.WON || winEvidence().isEmpty(),
                "stage %s: winEvidence must be of a WON stage, was of kind %s",
                id(),
                kind());
        checkArgument(
                winEvidence().isEmpty() || !winEvidence().get().isBlank(),
                "stage %s: winEvidence must not be blank, was \"%s\"; leave it out when none is asked",
                id(),
                winEvidence().orElse(""));
    }

    /** Begins a stage of which nothing is set; id and kind are needed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins a stage of kind {@link StageKind#OPEN}. */
    public static Builder open(String id) {
        return ofKind(StageKind.OPEN, id);
    }

    /** Begins a stage of kind {@link StageKind#PRE_PIPELINE}. */
    public static Builder prePipeline(String id) {
        return ofKind(StageKind.PRE_PIPELINE, id);
    }

    /** Begins a stage of kind {@link StageKind#WON}. */
    public static Builder won(String id) {
        return ofKind(StageKind.WON, id);
    }

    /** Begins a stage of kind {@link StageKind#LOST}. */
    public static Builder lost(String id) {
        return ofKind(StageKind.LOST, id);
    }

    /** Begins a stage of kind {@link StageKind#OTHER_TERMINAL}. */
    public static Builder other(String id) {
        return ofKind(StageKind.OTHER_TERMINAL, id);
    }

    /** Begins a stage of kind {@link StageKind#POST_SALES}. */
    public static Builder postSales(String id) {
        return ofKind(StageKind.POST_SALES, id);
    }

    private static Builder ofKind(StageKind kind, String id) {
        return builder().id(id).kind(kind);
    }

    /** Collects the parts of a stage; {@code build()} checks them. */
    public static final class Builder extends ImmutableStage.Builder {
        Builder() {}

        /** Sets the id from its text. */
        @CanIgnoreReturnValue
        public Builder id(String id) {
            return id(StageId.of(id));
        }

        /** Sets the win probability from a fraction in [0, 1]; 0.35 is 35 %. */
        @CanIgnoreReturnValue
        public Builder winProbability(double fraction) {
            return winProbability(Probability.of(fraction));
        }
    }
}
