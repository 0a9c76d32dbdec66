package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.Optional;
import org.salespipeline.stage.StageKind;

/** Refuses what no deal can be. What is merely odd, such as a negative amount, is let through. */
final class DealCheck {

    private DealCheck() {}

    static void check(Opportunity deal) {
        checkStage(deal);
        checkArgument(
                !deal.stageEnteredAt().isBefore(deal.createdAt()),
                "%s: stageEnteredAt must be on or after createdAt (%s), was %s; leave it out to count from the creation",
                deal.id(),
                deal.createdAt(),
                deal.stageEnteredAt());
        checkArgument(
                deal.migratedAt().filter(deal.stageEnteredAt()::isAfter).isEmpty(),
                "%s: migratedAt must be on or after stageEnteredAt (%s), was %s; leave it out when it was before",
                deal.id(),
                deal.stageEnteredAt(),
                deal.migratedAt().orElse(null));
        checkEnd(deal);
        checkRemoval(deal);
        deal.name().ifPresent(name -> requireText(deal.id(), "name", name));
        deal.competitor().ifPresent(rival -> requireText(deal.id(), "competitor", rival));
        deal.lossComment().ifPresent(words -> requireText(deal.id(), "lossComment", words));
        deal.source().ifPresent(source -> requireText(deal.id(), "source", source));
        deal.dimensions().forEach((dimension, value) -> {
            requireText(deal.id(), "name of a dimension", dimension);
            requireText(deal.id(), "dimension " + dimension, value);
        });
    }

    private static void checkStage(Opportunity deal) {
        StageKind kind = kindOf(deal);
        checkArgument(
                kind.isClosed() || deal.actualClose().isEmpty(),
                "%s: actualClose must be absent in the open stage %s, was %s; a date to come is an expectedClose",
                deal.id(),
                deal.stage(),
                deal.actualClose().orElse(null));
        checkArgument(
                endsWithoutSale(kind) || deal.lossReason().isEmpty(),
                "%s: lossReason must be absent in stage %s of kind %s, was %s; choose a lost stage or leave it out",
                deal.id(),
                deal.stage(),
                kind,
                deal.lossReason().orElse(null));
        checkArgument(
                endsWithoutSale(kind)
                        || (deal.competitor().isEmpty() && deal.lossComment().isEmpty()),
                "%s: competitor and lossComment must be absent in stage %s of kind %s, was %s %s; choose a lost stage",
                deal.id(),
                deal.stage(),
                kind,
                deal.competitor().orElse(""),
                deal.lossComment().orElse(""));
    }

    private static StageKind kindOf(Opportunity deal) {
        try {
            return deal.currentStage().kind();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(deal.id() + ": " + unknown.getMessage(), unknown);
        }
    }

    private static void checkEnd(Opportunity deal) {
        Optional<OpportunityId> survivor = deal.mergedInto();
        checkArgument(
                survivor.isEmpty() || !survivor.get().equals(deal.id()),
                "%s: mergedInto must be another opportunity, was the same",
                deal.id());
        checkArgument(
                survivor.isEmpty() || !deal.isDeleted(),
                "%s: a deal must not be both deleted and merged, was merged into %s; keep what happened last",
                deal.id(),
                survivor.orElse(null));
        checkArgument(
                !deal.isRecycled() || (survivor.isEmpty() && !deal.isDeleted()),
                "%s: a recycled deal must not be deleted or merged, was %s; keep what happened last",
                deal.id(),
                deal.isDeleted() ? "deleted" : "merged into " + survivor.orElse(null));
    }

    private static void checkRemoval(Opportunity deal) {
        if (deal.removedAt().isEmpty()) {
            return;
        }
        Instant removedAt = deal.removedAt().get();
        checkArgument(
                !deal.isCurrent(),
                "%s: removedAt must be absent of a deal that is neither merged nor deleted nor recycled, was %s",
                deal.id(),
                removedAt);
        checkArgument(
                !removedAt.isBefore(deal.stageEnteredAt()),
                "%s: removedAt must be on or after stageEnteredAt (%s), was %s; leave it out when it is not known",
                deal.id(),
                deal.stageEnteredAt(),
                removedAt);
    }

    static boolean endsWithoutSale(StageKind kind) {
        return kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL;
    }

    @CanIgnoreReturnValue
    static String requireText(OpportunityId deal, String field, String text) {
        checkArgument(
                !text.isBlank(),
                "%s: %s must not be blank, was \"%s\"; leave it out when it is unknown",
                deal,
                field,
                text);
        return text;
    }
}
