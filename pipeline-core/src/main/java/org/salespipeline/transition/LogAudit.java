package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/**
 * Finds in a history that came from elsewhere what a machine would have refused. It refuses nothing itself: however dirty
 * the history, the answer is a list. Only a criterion that throws, which is a fault of the rules, ends it.
 *
 * <pre>{@code
 * LogAudit.of(machine).audit(log).forEach(System.out::println);
 * // OPP-7 at 2026-01-06T09:00:00Z, fact 2: qualify to propose: budget is not confirmed; record evidence "budget"
 * }</pre>
 *
 * <p>The history is taken as it is known at its end, its facts in the order in which they count: by valid time, recorded
 * time and sequence. The machine is asked for each change of stage, each migration and each removal as if it were
 * attempted then, by its actor, with what was recorded about a loss, and with the deal as it was just before. What was
 * refused counts as happened all the same, so that one violation does not make others of the facts after it. Of what kind
 * the recorded event is does not matter: a deal that entered a won stage is judged as one that was won.
 *
 * <p>{@link Reason#criterion()} of a reason is that of the machine, or one of these:
 *
 * <ul>
 *   <li>{@code not-created}: no creation is recorded, so there is no deal to ask about.
 *   <li>{@code other-version}: the fact is about a version of the process for which there is no machine.
 *   <li>{@code not-migrated}: the stage is of another version than the deal followed.
 *   <li>{@code migrated-stage}: the deal was migrated to another stage than the maps between the versions say.
 *   <li>{@code no-day}: the time is so far out that it has no day in every zone; see {@link Move#at()}.
 * </ul>
 *
 * <p>The creation of a deal is not judged, in whatever stage it is. Immutable; may be shared between threads.
 */
public final class LogAudit {

    private static final String ROLE = "role";
    private static final Reason NOT_CREATED =
            Reason.of("not-created", "no creation of the deal is recorded", "append a Created event");

    private final ProcessId process;
    private final SortedMap<Integer, StageMachine> machines;

    private final Optional<Function<? super ActorId, Set<String>>> rolesOf;

    private LogAudit(
            ProcessId process,
            SortedMap<Integer, StageMachine> machines,
            Optional<Function<? super ActorId, Set<String>>> rolesOf) {
        this.process = process;
        this.machines = machines;
        this.rolesOf = rolesOf;
    }

    /**
     * An audit by the rules of this machine; with others, by those of each version of one process.
     *
     * @param more machines of other versions of the same process
     * @throws IllegalArgumentException when two machines are of one version, or of different processes
     */
    public static LogAudit of(StageMachine machine, StageMachine... more) {
        ProcessId process = machine.process().id();
        SortedMap<Integer, StageMachine> machines = new TreeMap<>();
        machines.put(machine.process().version(), machine);
        for (StageMachine other : more) {
            SalesProcess its = other.process();
            checkArgument(
                    its.id().equals(process),
                    "machines of one audit must be of one process, were of %s and %s",
                    process,
                    its.id());
            checkArgument(
                    machines.putIfAbsent(its.version(), other) == null,
                    "machines of one audit must be of different versions, were two of version %s of process %s",
                    its.version(),
                    process);
        }
        return new LogAudit(process, machines, Optional.empty());
    }

    /**
     * The same audit, which asks who had which roles. A log does not tell: unless this is given, an audit reports nothing for
     * want of a {@code role}.
     *
     * @param rolesOf the roles that an actor has for {@link Move#as}; a pure function
     */
    public LogAudit withRoles(Function<? super ActorId, Set<String>> rolesOf) {
        return new LogAudit(process, machines, Optional.of(rolesOf));
    }

    /**
     * What the machines would have refused.
     *
     * @return in the order in which the facts count; empty when all is legal
     * @throws IllegalArgumentException when the log is of another process, or has another definition of a version than its
     *     machine
     * @throws IllegalStateException when a criterion fails, with its id
     */
    public List<Violation> audit(OpportunityLog log) {
        requireOwn(log);
        List<Violation> violations = new ArrayList<>();
        Optional<Opportunity> created = creation(log);
        @Nullable Opportunity deal = created.orElse(null);
        for (Fact<OpportunityEvent> fact : log.facts().asOf(Instant.MAX, Instant.MAX)) {
            OpportunityEvent event = fact.event();
            if (event instanceof Created) {
                continue;
            }
            StageChange change = StageChange.of(event);
            if (change != null) {
                SalesProcess followed = deal == null ? log.process() : deal.process();
                int version = change.ofEvent().orElse(followed.version());
                List<Reason> reasons = deal == null ? List.of(NOT_CREATED) : refusal(deal, change, version);
                if (!reasons.isEmpty()) {
                    Optional<StageId> from = Optional.ofNullable(deal).map(Opportunity::stage);
                    violations.add(new Violation(fact, from, change.target(), version, reasons));
                }
            }
            if (deal != null) {
                deal = deal.after(event);
            }
        }
        return List.copyOf(violations);
    }

    private void requireOwn(OpportunityLog log) {
        checkArgument(
                log.process().id().equals(process),
                "log of %s must be of the process of the audit, %s, was of %s",
                log.id().map(OpportunityId::value).orElse("no opportunity"),
                process,
                log.process().id());
        for (SalesProcess version : log.process().versions().all()) {
            StageMachine machine = machines.get(version.version());
            checkArgument(
                    machine == null || machine.process().equals(version),
                    "log of %s has another definition of version %s of process %s than the machine;"
                            + " make both from one ProcessVersions",
                    log.id().map(OpportunityId::value).orElse("no opportunity"),
                    version.version(),
                    process);
        }
    }

    /** The deal when it began: what the creation that counts says, and nothing that came after it. */
    private static Optional<Opportunity> creation(OpportunityLog log) {
        List<Fact<OpportunityEvent>> creations = log.facts().facts().stream()
                .filter(fact -> fact.event() instanceof Created)
                .toList();
        return creations.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        OpportunityLog.of(log.process(), creations.subList(creations.size() - 1, creations.size()))
                                .latest());
    }

    private List<Reason> refusal(Opportunity deal, StageChange change, int version) {
        StageMachine machine = machines.get(version);
        if (machine == null) {
            return List.of(Reason.of(
                    "other-version",
                    "there is no machine for version " + version + " of process " + process,
                    "give the audit one"));
        }
        if (rolesOf.isPresent()) {
            return change.refusal(
                    deal, machine, rolesOf.get().apply(change.event().actor()));
        }
        return change.refusal(deal, machine, Set.of()).stream()
                .filter(reason -> !reason.criterion().equals(ROLE))
                .toList();
    }

    /**
     * A fact that the machine would have refused.
     *
     * @param fact what was recorded, with its sequence and when
     * @param from the stage in which the deal was; empty when it was never created
     * @param to where it came to; empty when it was merged, deleted or recycled
     * @param version of the process that has the stage; of a deal that left, the one it followed
     * @param reasons why it would have been refused; never empty
     */
    public record Violation(
            Fact<OpportunityEvent> fact,
            Optional<StageId> from,
            Optional<StageId> to,
            int version,
            List<Reason> reasons) {

        /** Refuses an empty list of reasons. */
        public Violation {
            requireNonNull(fact, "fact");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            checkArgument(!reasons.isEmpty(), "a violation must name a reason, was []");
            reasons = List.copyOf(reasons);
        }

        /** When it happened in the world. */
        public Instant at() {
            return fact.validAt();
        }

        /** One line: which deal, when, which fact, from where to where, and why not. */
        @Override
        public String toString() {
            StringBuilder line = new StringBuilder();
            line.append(fact.event().opportunity()).append(" at ").append(at());
            line.append(", fact ").append(fact.sequence()).append(": ");
            line.append(from.map(StageId::value).orElse("nowhere")).append(" to ");
            line.append(to.map(StageId::value)
                    .orElse("no stage (" + fact.event().getClass().getSimpleName() + ")"));
            String separator = ": ";
            for (Reason reason : reasons) {
                line.append(separator).append(reason);
                separator = "; also ";
            }
            return line.toString();
        }
    }
}
