package org.salespipeline.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.DimensionSet;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.imports.EventRow.Said;
import org.salespipeline.imports.EventRule.Effect;
import org.salespipeline.imports.Rules.Recorded;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/**
 * Writes the facts of one case after the other.
 *
 * <p>The order within an event is fixed: the creation if it is the first, what the table of deals says, where the event
 * leads, then its amount, expected close, owner and dimensions by name.
 */
final class CaseLog {

    private final SalesProcess process;
    private final boolean hasRecordedTimes;
    private final ZoneId zone;
    private final ActorId tableActor;
    private final Optional<Instant> tableRecorded;

    private final List<Fact<OpportunityEvent>> facts = new ArrayList<>();
    private final Map<String, String> dimensions = new LinkedHashMap<>();
    private String id = "";
    private Optional<DealDraft> deal = Optional.empty();
    private Optional<Instant> created = Optional.empty();
    private Optional<Money> amount = Optional.empty();
    private Optional<LocalDate> expectedClose = Optional.empty();
    private Optional<PersonId> owner = Optional.empty();

    CaseLog(EventPlan plan, Optional<Moment> export) {
        MappingPlan log = plan.log();
        process = log.process();
        zone = log.zone();
        hasRecordedTimes = plan.hasRecordedTimes();
        tableActor = ActorId.of(log.actor());
        tableRecorded = log.rules().recorded() == Recorded.AT_EXPORT
                ? export.map(moment -> moment.end(log.zone()))
                : Optional.empty();
    }

    void begin(String newId, Optional<DealDraft> newDeal) {
        id = newId;
        deal = newDeal;
        facts.clear();
        dimensions.clear();
        created = Optional.empty();
        amount = Optional.empty();
        expectedClose = Optional.empty();
        owner = Optional.empty();
    }

    OpportunityLog end() {
        return OpportunityLog.of(process, facts);
    }

    private void add(OpportunityEvent event, Instant recordedAt) {
        facts.add(new Fact<>(event, recordedAt, facts.size()));
    }

    /**
     * Adds the facts of an event.
     *
     * @param effect what it does after all
     * @param isReopened whether it leads out of a closed stage
     */
    void take(EventRow row, Effect effect, boolean isReopened) {
        Header header = new Header(OpportunityId.of(id), row.at(), row.actor());
        boolean isFirst = created.isEmpty();
        boolean isFolded = isFirst && !hasRecordedTimes && effect == Effect.STAGE;
        if (isFirst || row.at().isBefore(created.get())) {
            StageId start = isFolded
                    ? row.rule().stage().orElseThrow()
                    : process.first().id();
            add(new Created(header, process.id(), start, profile()), row.recordedAt());
            created = Optional.of(row.at());
        }
        if (isFirst) {
            deal.ifPresent(draft -> addTable(draft, row));
        }
        if (!isFolded) {
            addEffect(row, effect, isReopened, header);
        }
        if (row.said() != null) {
            addSaid(row.said(), header, row.recordedAt());
        }
    }

    private Profile profile() {
        return deal.map(draft -> draft.profile).orElse(Profile.unknown());
    }

    private void addTable(DealDraft draft, EventRow row) {
        Header header = new Header(OpportunityId.of(id), row.at(), tableActor);
        addSaid(
                new Said(draft.amount, draft.expectedClose, draft.owner, draft.dimensions),
                header,
                tableRecorded.orElse(row.recordedAt()));
    }

    private void addEffect(EventRow row, Effect effect, boolean isReopened, Header header) {
        if (effect == Effect.KEEP) {
            return;
        }
        StageId stage = row.rule().stage().orElseThrow();
        Optional<LocalDate> day = Optional.of(row.at().atZone(zone).toLocalDate());
        OpportunityEvent event = switch (effect) {
            case WON -> new Won(header, stage, day);
            case LOST -> new Lost(header, stage, day, row.rule().reason().map(LossReason::of));
            default -> isReopened ? new Reopened(header, stage) : new StageEntered(header, stage);
        };
        add(event, row.recordedAt());
    }

    /** Without recorded times, what is said again makes no fact; with them it may be news to those who look back. */
    private void addSaid(Said said, Header header, Instant recordedAt) {
        if (isNews(said.amount(), amount)) {
            add(new AmountSet(header, said.amount()), recordedAt);
            amount = said.amount();
        }
        if (isNews(said.expectedClose(), expectedClose)) {
            add(new ExpectedCloseSet(header, said.expectedClose()), recordedAt);
            expectedClose = said.expectedClose();
        }
        if (isNews(said.owner(), owner)) {
            add(new OwnerSet(header, said.owner()), recordedAt);
            owner = said.owner();
        }
        said.dimensions().forEach((name, value) -> {
            String before = dimensions.put(name, value);
            if (hasRecordedTimes || !value.equals(before)) {
                add(new DimensionSet(header, name, value), recordedAt);
            }
        });
    }

    private boolean isNews(Optional<?> said, Optional<?> before) {
        return said.isPresent() && (hasRecordedTimes || !said.equals(before));
    }
}
