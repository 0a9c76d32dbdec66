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
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/**
 * Finds in a history that came from elsewhere what a machine would have refused. It refuses nothing itself: however dirty
 * the history, the answer is a list.
 *
 * <pre>{@code
 * LogAudit.of(machine).audit(log).forEach(System.out::println);
 * // OPP-7 at 2026-01-06T09:00:00Z, fact 2: qualify to propose: budget is not confirmed; record evidence "budget"
 * }</pre>
 *
 * <p>The history is taken as it is known at its end, its facts in the order in which they count: by valid time, recorded
 * time and sequence; {@link #asKnownThen} takes it as it grew. The machine is asked for each change of stage, each migration
 * and each removal as if it were attempted then, by its actor, with what was recorded about a loss, and with the deal as it
 * was just before. What was refused counts as happened all the same, so that one violation does not make others of the facts
 * after it. Of what kind the recorded event is does not matter, but for {@link #exactly}: a deal that entered a won stage is
 * judged as one that was won.
 *
 * <p>{@link Reason#criterion()} of a reason is that of the machine, or one of these:
 *
 * <ul>
 *   <li>{@code not-created}: no creation is recorded, so there is no deal to ask about.
 *   <li>{@code created-elsewhere}: the creation was corrected to another stage or version than was recorded first.
 *   <li>{@code created-closed}: the deal began in a stage that is not open.
 *   <li>{@code not-in-force}: the deal began in a version of the process that was not in force, or not any more.
 *   <li>{@code other-version}: the fact is about a version of the process for which there is no machine.
 *   <li>{@code not-migrated}: the stage is of another version than the deal followed.
 *   <li>{@code migrated-stage}: the deal was migrated to another stage than the maps between the versions say.
 *   <li>{@code no-day}: the time is so far out that it has no day in every zone; see {@link Move#at()}.
 *   <li>{@code claimed-role}: somebody waived or approved in a role that they had not; see {@link #withRoles}.
 *   <li>{@code other-event}: the machine brings about another event; see {@link #exactly}.
 *   <li>{@code failed}: a criterion or a rule threw, which is a fault of the rules.
 * </ul>
 *
 * <p>Immutable; may be shared between threads.
 */
public final class LogAudit {

    private static final String ROLE = "role";
    private static final Reason NOT_CREATED =
            Reason.of("not-created", "no creation of the deal is recorded", "append a Created event");
    private static final Reason CREATED_ELSEWHERE = Reason.of(
            "created-elsewhere",
            "a deal that has moved must stay in the stage and the version in which it began, whatever is corrected",
            "correct it again, and move the deal instead");

    private static final Reason CREATED_AGAIN =
            Reason.of("created-again", "deal was there already, created before", "leave the second creation out");

    private final ProcessId process;
    private final SortedMap<Integer, StageMachine> machines;
    private final Manner manner;

    /** How it is done; each method that gives the same audit with a difference changes one of these. */
    private record Manner(
            Optional<Function<? super ActorId, Set<String>>> rolesOf,
            boolean asKnownThen,
            boolean exactly,
            Instant recordedAfter) {}

    private LogAudit(ProcessId process, SortedMap<Integer, StageMachine> machines, Manner manner) {
        this.process = process;
        this.machines = machines;
        this.manner = manner;
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
        return new LogAudit(process, machines, new Manner(Optional.empty(), false, false, Instant.MIN));
    }

    /**
     * The same audit, which asks who had which roles. A log does not tell: unless this is given, an audit takes everybody to have
     * every role of {@link StageMachine#roles}, reports nothing for want of a {@code role}, and takes those who waive and approve
     * at their word.
     *
     * @param rolesOf the roles that an actor has for {@link Move#as}; a pure function
     */
    public LogAudit withRoles(Function<? super ActorId, Set<String>> rolesOf) {
        return new LogAudit(
                process,
                machines,
                new Manner(Optional.of(rolesOf), manner.asKnownThen, manner.exactly, manner.recordedAfter));
    }

    /**
     * The same audit, which judges each fact by what had been recorded before it, as {@link
     * StageMachine#attempt(OpportunityLog, Move)} was asked then: what became known only later makes no move illegal that was
     * legal by all that was known. Its violations are in the order in which the facts were recorded. The time grows with the
     * square of the number of facts of a deal.
     */
    public LogAudit asKnownThen() {
        return new LogAudit(process, machines, new Manner(manner.rolesOf, true, manner.exactly, manner.recordedAfter));
    }

    /** The same audit, which also reports an event other than the one that the machine brings about, such as another day of a close. */
    public LogAudit exactly() {
        return new LogAudit(
                process, machines, new Manner(manner.rolesOf, manner.asKnownThen, true, manner.recordedAfter));
    }

    /** The same audit, which judges only what was recorded after an instant, for histories that began elsewhere. */
    public LogAudit recordedAfter(Instant instant) {
        return new LogAudit(process, machines, new Manner(manner.rolesOf, manner.asKnownThen, manner.exactly, instant));
    }

    /**
     * What the machines would have refused.
     *
     * @return in the order in which the facts count; empty when all is legal
     * @throws IllegalArgumentException when the log is of another process, or has another definition of a version than its
     *     machine
     */
    public List<Violation> audit(OpportunityLog log) {
        requireOwn(log);
        return manner.asKnownThen ? auditAsItGrew(log) : auditInHindsight(log);
    }

    private List<Violation> auditInHindsight(OpportunityLog log) {
        List<Violation> violations = new ArrayList<>();
        List<Fact<OpportunityEvent>> creations = creations(log);
        @Nullable
        Opportunity deal = creations.isEmpty()
                ? null
                : OpportunityLog.of(log.process(), creations.subList(creations.size() - 1, creations.size()))
                        .latest();
        for (Fact<OpportunityEvent> fact : log.facts().asOf(Instant.MAX, Instant.MAX)) {
            if (creations.indexOf(fact) == creations.size() - 1 || !(fact.event() instanceof Created)) {
                judge(fact, deal, log, violations);
            }
            if (deal != null && !(fact.event() instanceof Created)) {
                deal = deal.after(fact.event());
            }
        }
        return List.copyOf(violations);
    }

    private List<Violation> auditAsItGrew(OpportunityLog log) {
        List<Violation> violations = new ArrayList<>();
        List<Fact<OpportunityEvent>> facts = log.facts().facts();
        boolean isCreated = false;
        for (int i = 0; i < facts.size(); i++) {
            Fact<OpportunityEvent> fact = facts.get(i);
            boolean isAsked = isCreated
                    && (StageChange.of(fact.event()) != null
                            || claim(fact.event()).isPresent());
            @Nullable
            Opportunity deal = isAsked
                    ? DealState.asOf(OpportunityLog.of(log.process(), facts.subList(0, i)), fact.validAt())
                    : null;
            judge(fact, deal, log, violations);
            isCreated |= fact.event() instanceof Created;
        }
        return List.copyOf(violations);
    }

    /** @param deal as it was before the fact; null when it was not there, or the fact asks nothing of it */
    private void judge(
            Fact<OpportunityEvent> fact, @Nullable Opportunity deal, OpportunityLog log, List<Violation> violations) {
        if (!fact.recordedAt().isAfter(manner.recordedAfter)) {
            return;
        }
        OpportunityEvent event = fact.event();
        SalesProcess followed = deal == null ? log.process() : deal.process();
        Optional<StageId> from = Optional.ofNullable(deal).map(Opportunity::stage);
        @Nullable StageChange change = StageChange.of(event);
        if (change != null) {
            int version = change.ofEvent().orElse(followed.version());
            List<Reason> reasons = deal == null ? List.of(NOT_CREATED) : refusal(deal, change, version);
            add(violations, new Judged(fact, from, change.target(), version), reasons);
        } else if (event instanceof Created created) {
            Judged judged = new Judged(fact, Optional.empty(), Optional.of(created.stage()), created.version());
            add(violations, judged, objectionsToCreation(fact, created, log));
        } else {
            add(violations, new Judged(fact, from, Optional.empty(), followed.version()), claimedRole(event));
        }
    }

    /** A violation that has no reasons yet. */
    private record Judged(Fact<OpportunityEvent> fact, Optional<StageId> from, Optional<StageId> to, int version) {}

    private static void add(List<Violation> violations, Judged judged, List<Reason> reasons) {
        if (!reasons.isEmpty()) {
            violations.add(new Violation(judged.fact, judged.from, judged.to, judged.version, reasons));
        }
    }

    /** What speaks against a creation that is not the first. */
    private static Optional<Reason> correction(Fact<OpportunityEvent> fact, Created created, OpportunityLog log) {
        Fact<OpportunityEvent> first = creations(log).get(0);
        Created before = (Created) first.event();
        if (fact.equals(first)) {
            return Optional.empty();
        }
        if (created.validAt().isAfter(before.validAt())) {
            return Optional.of(CREATED_AGAIN.withFound(before.validAt()));
        }
        boolean isElsewhere = !created.stage().equals(before.stage()) || created.version() != before.version();
        boolean movedMeanwhile = log.facts().facts().stream()
                .takeWhile(earlier -> !earlier.equals(fact))
                .anyMatch(earlier -> StageChange.of(earlier.event()) != null);
        return isElsewhere && movedMeanwhile
                ? Optional.of(CREATED_ELSEWHERE.withFound(created.stage() + " of version " + created.version()))
                : Optional.empty();
    }

    private static List<Reason> objectionsToCreation(Fact<OpportunityEvent> fact, Created created, OpportunityLog log) {
        List<Reason> reasons = new ArrayList<>();
        correction(fact, created, log).ifPresent(reasons::add);
        ProcessVersions versions = log.process().versions();
        Stage stage = versions.version(created.version()).stage(created.stage());
        if (!stage.kind().isOpen()) {
            reasons.add(
                    Reason.of("created-closed", "a deal must begin in an open stage", "create it there, then move it")
                            .withFound(stage.id()));
        }
        boolean isTooEarly = versions.inForceFrom(created.version())
                .filter(created.validAt()::isBefore)
                .isPresent();
        boolean isTooLate = created.version() < versions.all().size()
                && versions.inForceFrom(created.version() + 1)
                        .filter(next -> !created.validAt().isBefore(next))
                        .isPresent();
        if (isTooEarly || isTooLate) {
            String rule = "version " + created.version() + " is not in force " + (isTooEarly ? "yet" : "any more");
            reasons.add(Reason.of("not-in-force", rule, "create the deal in the version that is")
                    .withFound(created.validAt()));
        }
        return reasons;
    }

    /** The role in which somebody waived or approved. */
    private static Optional<String> claim(OpportunityEvent event) {
        return event instanceof CriterionWaived waived
                ? Optional.of(waived.role())
                : event instanceof ApprovalGranted granted ? Optional.of(granted.role()) : Optional.empty();
    }

    private List<Reason> claimedRole(OpportunityEvent event) {
        Optional<String> claimed = claim(event);
        if (claimed.isEmpty() || manner.rolesOf.isEmpty()) {
            return List.of();
        }
        Set<String> roles = manner.rolesOf.get().apply(event.actor());
        if (roles.contains(claimed.get())) {
            return List.of();
        }
        String rule = event.actor() + " must have the role " + claimed.get() + " to waive or approve in it";
        return List.of(Reason.of("claimed-role", rule, "have it done by somebody who has")
                .withFound(roles));
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

    /** What was said about how the deal began, in the order in which it was told: the last of it counts. */
    private static List<Fact<OpportunityEvent>> creations(OpportunityLog log) {
        return log.facts().facts().stream()
                .filter(fact -> fact.event() instanceof Created)
                .toList();
    }

    private List<Reason> refusal(Opportunity deal, StageChange change, int version) {
        StageMachine machine = machines.get(version);
        if (machine == null) {
            return List.of(Reason.of(
                    "other-version",
                    "there is no machine for version " + version + " of process " + process,
                    "give the audit one"));
        }
        ActorId actor = change.event().actor();
        Set<String> roles = manner.rolesOf.map(of -> of.apply(actor)).orElse(machine.roles());
        try {
            return change.refusal(deal, machine, roles, manner.exactly).stream()
                    .filter(reason ->
                            manner.rolesOf.isPresent() || !reason.criterion().equals(ROLE))
                    .toList();
        } catch (IllegalStateException fault) {
            // it says which criterion or rule of the host failed, on which deal and how
            return List.of(Reason.of("failed", String.valueOf(fault.getMessage()), "mend the rule"));
        }
    }

    /**
     * A fact that the machine would have refused.
     *
     * @param fact what was recorded, with its sequence and when
     * @param from the stage in which the deal was; empty when it was not created, or the fact is its creation
     * @param to where it came to; empty when it was merged, deleted or recycled, or the fact is not about a stage
     * @param version of the process that has the stage; where there is none, that which the deal followed
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
