package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** Refuses what no event can say, and events that cannot be about a deal, before any state is known. */
final class EventCheck {

    private EventCheck() {}

    static void requireVersion(int version) {
        checkArgument(version >= 1, "version of a process must be 1 or more, was %s", version);
    }

    static void requireText(String what, Optional<String> text) {
        checkArgument(
                text.isEmpty() || !text.get().isBlank(),
                "%s must not be blank, was \"%s\"; leave it out when it is unknown",
                what,
                text.orElse(""));
    }

    static void requireFits(OpportunityEvent event, OpportunityId deal, SalesProcess process) {
        checkArgument(
                event.opportunity().equals(deal),
                "%s: event must be of the same opportunity, was of %s",
                deal,
                event.opportunity());
        if (event instanceof StageEntered entered) {
            StageKind unused = kindOf(event, entered.version(), entered.stage(), process);
        } else if (event instanceof Migrated migrated) {
            StageKind unused = kindOf(event, migrated.version(), migrated.stage(), process);
        } else if (event instanceof Won won) {
            StageKind kind = kindOf(event, won.version(), won.stage(), process);
            require(kind == StageKind.WON, event, "won in a stage of kind WON", won.stage(), kind);
        } else if (event instanceof Lost lost) {
            StageKind kind = kindOf(event, lost.version(), lost.stage(), process);
            boolean endsWithoutSale = kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL;
            require(endsWithoutSale, event, "lost in a stage of kind LOST or OTHER_TERMINAL", lost.stage(), kind);
        } else if (event instanceof Reopened reopened) {
            StageKind kind = kindOf(event, reopened.version(), reopened.stage(), process);
            require(kind.isOpen(), event, "reopened in an open stage", reopened.stage(), kind);
        } else if (event instanceof Created created) {
            requireCreation(created, process);
        }
    }

    private static void requireCreation(Created created, SalesProcess process) {
        checkArgument(
                created.process().equals(process.id()),
                "%s: must be created in process %s, was %s; a log holds one process",
                created.opportunity(),
                process.id(),
                created.process());
        StageKind unused = kindOf(created, created.version(), created.stage(), process);
    }

    private static void require(boolean fits, OpportunityEvent event, String rule, StageId stage, StageKind kind) {
        checkArgument(fits, "%s: must be %s, was in %s of kind %s", event.opportunity(), rule, stage, kind);
    }

    private static StageKind kindOf(OpportunityEvent event, int version, StageId stage, SalesProcess process) {
        try {
            return inVersion(version, process).stage(stage).kind();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(event.opportunity() + ": " + unknown.getMessage(), unknown);
        }
    }

    /** The version of a process; itself without a detour, since that is the common case. */
    static SalesProcess inVersion(int version, SalesProcess process) {
        return version == process.version() ? process : process.versions().version(version);
    }
}
