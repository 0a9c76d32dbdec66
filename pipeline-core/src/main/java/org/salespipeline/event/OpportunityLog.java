package org.salespipeline.event;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.fact.FactLog;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;

/**
 * All that is known about one deal, and since when.
 *
 * <pre>{@code
 * OpportunityLog log = OpportunityLog.of(process)
 *     .append(List.of(new Created(header, process.id(), StageId.of("qualify"))), recordedAt);
 * Optional<Opportunity> then = log.asOf(validAt, recordedAt);
 * }</pre>
 *
 * <p>What the deal was at time v, as known at time r, is found from the facts recorded at or before r, and from no other:
 *
 * <ol>
 *   <li>The creation is the {@link Created} that was recorded last, so that a creation can be corrected to an earlier time
 *       as well as to a later one. Without one, or when it is valid after v, there was no deal.
 *   <li>All other known facts valid at or before v count on top of it in the order of (valid time, recorded time,
 *       sequence), the later over the earlier. A fact that is valid before the creation counts as if it happened at the creation.
 * </ol>
 *
 * <p>Immutable; may be shared between threads. Two logs are equal when their processes and facts are.
 */
public final class OpportunityLog {

    private final SalesProcess process;
    private final FactLog<OpportunityEvent> facts;

    private OpportunityLog(SalesProcess process, FactLog<OpportunityEvent> facts) {
        this.process = process;
        this.facts = facts;
    }

    /** The log that knows nothing yet; the first event says which deal it is about. */
    public static OpportunityLog of(SalesProcess process) {
        return new OpportunityLog(requireNonNull(process, "process"), FactLog.empty());
    }

    /**
     * The log of facts that were stored before, given in any order.
     *
     * @throws IllegalArgumentException when facts are of several deals or have the same sequence, or name a process or a
     *     stage that this process does not know
     */
    public static OpportunityLog of(SalesProcess process, Collection<Fact<OpportunityEvent>> facts) {
        OpportunityLog empty = of(process);
        List<OpportunityEvent> events = facts.stream().map(Fact::event).toList();
        for (OpportunityEvent event : events) {
            checkArgument(
                    event.opportunity().equals(events.get(0).opportunity()),
                    "facts of one log must be of one opportunity, were of %s and %s; OpportunityLog.ofEach takes those of many",
                    events.get(0).opportunity(),
                    event.opportunity());
        }
        empty.requireFitting(events);
        return new OpportunityLog(process, FactLog.of(facts));
    }

    /**
     * The logs of all deals in one table of facts, given in any order; by the ids of the deals, ascending.
     *
     * <p>The sequence counts within one deal: deal and sequence together are the key of such a table.
     *
     * @throws IllegalArgumentException as {@link #of(SalesProcess, Collection)} for the facts of each deal
     */
    public static List<OpportunityLog> ofEach(SalesProcess process, Collection<Fact<OpportunityEvent>> facts) {
        SortedMap<OpportunityId, List<Fact<OpportunityEvent>>> byDeal = new TreeMap<>();
        for (Fact<OpportunityEvent> fact : facts) {
            byDeal.computeIfAbsent(fact.event().opportunity(), deal -> new ArrayList<>())
                    .add(fact);
        }
        return byDeal.values().stream().map(ofOne -> of(process, ofOne)).toList();
    }

    /**
     * The log that begins with a deal as it stands, for hosts that have a table of deals and no history.
     *
     * <p>Everything is recorded at {@code recordedAt}. What a table does not tell is assumed: what is not about stages or
     * evidence holds from the creation of the deal on, and a deal that entered its stage after its creation, or is closed,
     * was in the first stage before; one that was merged, deleted or recycled at no known time was so at the last time that is
     * known. The {@link #latest()} of the log equals the deal, but for that time.
     *
     * <p>Such a log tells of no stages between: an audit may call them skipped,
     * unless it judges only what was recorded after.
     *
     * @param actor who or what read the table
     */
    public static OpportunityLog opening(Opportunity deal, ActorId actor, Instant recordedAt) {
        return of(deal.process()).append(new Opening(deal, actor).events(), recordedAt);
    }

    /**
     * This log and after it these events, learned together. Of events that are valid at the same instant, the later in the
     * list counts on top.
     *
     * @param recordedAt when we learned of them, not before the last fact of this log
     * @throws IllegalArgumentException when an event is of another deal, or names a process or a stage that the process of
     *     this log does not know, or when {@code recordedAt} goes back
     */
    public OpportunityLog append(List<? extends OpportunityEvent> events, Instant recordedAt) {
        requireFitting(events);
        return new OpportunityLog(process, facts.append(events, recordedAt));
    }

    private void requireFitting(List<? extends OpportunityEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        OpportunityId deal = id().orElse(events.get(0).opportunity());
        for (OpportunityEvent event : events) {
            EventCheck.requireFits(event, deal, process);
        }
    }

    /** The deal at {@code validAt}, as known at {@code recordedAt}; empty when it did not exist or was not known. */
    public Optional<Opportunity> asOf(Instant validAt, Instant recordedAt) {
        Created creation = creation(recordedAt);
        if (creation == null || creation.validAt().isAfter(validAt)) {
            return Optional.empty();
        }
        List<OpportunityEvent> changes = new ArrayList<>();
        for (Fact<OpportunityEvent> fact : facts.asOf(validAt, recordedAt)) {
            if (!(fact.event() instanceof Created)) {
                changes.add(fact.event());
            }
        }
        return Optional.of(begin(creation).after(changes));
    }

    private @Nullable Created creation(Instant recordedAt) {
        List<Fact<OpportunityEvent>> known = facts.recordedBy(recordedAt).facts();
        for (int i = known.size() - 1; i >= 0; i--) {
            if (known.get(i).event() instanceof Created created) {
                return created;
            }
        }
        return null;
    }

    private Opportunity begin(Created creation) {
        SalesProcess followed = EventCheck.inVersion(creation.version(), process);
        Opportunity.Builder deal = Opportunity.open(creation.opportunity(), followed, creation.validAt())
                .stage(creation.stage());
        Profile profile = creation.profile();
        profile.name().ifPresent(deal::name);
        profile.account().ifPresent(deal::account);
        profile.source().ifPresent(deal::source);
        profile.businessKind().ifPresent(deal::businessKind);
        return deal.build();
    }

    /**
     * The deal after everything that is recorded, whenever it is valid; what lies in the future counts too.
     *
     * @throws IllegalStateException when no creation is recorded
     */
    public Opportunity latest() {
        Optional<Opportunity> deal = asOf(Instant.MAX, Instant.MAX);
        checkState(
                deal.isPresent(),
                "log of %s has no deal yet: it must hold a creation, was %s facts; append a Created event",
                id().map(OpportunityId::value).orElse("no opportunity"),
                facts.size());
        return deal.get();
    }

    /** Which deal this log is about; empty as long as nothing is recorded. */
    public Optional<OpportunityId> id() {
        return facts.isEmpty()
                ? Optional.empty()
                : Optional.of(facts.facts().get(0).event().opportunity());
    }

    /** The facts in the order in which they were recorded, ready to be stored. */
    public FactLog<OpportunityEvent> facts() {
        return facts;
    }

    /** The process that the deal goes through, in the version that this log was made with; the events name any of its versions. */
    public SalesProcess process() {
        return process;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof OpportunityLog that && process.equals(that.process) && facts.equals(that.facts));
    }

    @Override
    public int hashCode() {
        return process.hashCode() * 31 + facts.hashCode();
    }

    /** One line per fact, in the order in which they were recorded. */
    @Override
    public String toString() {
        return facts.toString();
    }
}
