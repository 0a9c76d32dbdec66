package org.salespipeline.stateless;

import com.github.oxo42.stateless4j.StateMachineConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MovePolicy;
import org.salespipeline.transition.Removal;
import org.salespipeline.transition.StageMachine;
import org.salespipeline.transition.TransitionResult;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/**
 * A stage machine whose table of moves is a state machine of stateless4j: its states are the stages, its triggers the moves,
 * named by their sort and target. Whether the table lets a deal go is stateless4j's part; a guard there says no without a
 * reason, so the criteria are asked here.
 *
 * <p>The table is filled once and then only read. A machine of stateless4j holds the state of one thing: each attempt
 * makes one for its deal, and forgets it.
 */
public final class StatelessMachine implements StageMachine {

    /** A trigger of the table. */
    private record Step(Sort sort, StageId target) {}

    private static final ActorId NOBODY = ActorId.of("nobody");

    private final HouseRules rules;
    private final SalesProcess process;
    private final StateMachineConfig<StageId, Step> table = new StateMachineConfig<>();

    /** Fills the table. */
    public StatelessMachine(HouseRules rules) {
        this.rules = rules;
        this.process = rules.process();
        for (Stage from : process.stages()) {
            for (Stage to : process.stages()) {
                Sort sort = Sort.of(process, from, to);
                if (sort.isPossible()) {
                    boolean allowed = rules.allow(sort, from.id(), to.id());
                    table.configure(from.id()).permitIf(new Step(sort, to.id()), to.id(), () -> allowed);
                }
                if (to.kind().isOpen()) {
                    permitRevival(from, to);
                }
            }
        }
    }

    private void permitRevival(Stage from, Stage to) {
        Step step = new Step(Sort.REVIVE, to.id());
        boolean allowed = rules.allow(Sort.REVIVE, from.id(), to.id());
        if (from.equals(to)) {
            table.configure(from.id()).permitReentryIf(step, () -> allowed);
        } else {
            table.configure(from.id()).permitIf(step, to.id(), () -> allowed);
        }
    }

    private Step step(Opportunity deal, Stage to) {
        boolean revives =
                !deal.isCurrent() && to.kind().isOpen() && rules.allowed().contains(MovePolicy.REVIVE);
        return new Step(revives ? Sort.REVIVE : Sort.of(process, deal.currentStage(), to), to.id());
    }

    @Override
    public SalesProcess process() {
        return process;
    }

    @Override
    public Set<String> roles() {
        Set<String> roles = new TreeSet<>(rules.exceptions().movers().values());
        roles.addAll(rules.exceptions().users().values());
        return roles;
    }

    @Override
    public boolean permits(StageId from, StageId to) {
        Step step = new Step(Sort.of(process, process.stage(from), process.stage(to)), to);
        return new com.github.oxo42.stateless4j.StateMachine<>(from, table).canFire(step);
    }

    @Override
    public TransitionResult attempt(Opportunity deal, Move move) {
        Stage to = target(deal, move);
        Step step = step(deal, to);
        var machine = new com.github.oxo42.stateless4j.StateMachine<>(deal.stage(), table);
        Set<Reason> lacking = new LinkedHashSet<>();
        if (step.sort() != Sort.REVIVE) {
            lacking.addAll(objectionsToFate(deal));
        }
        lacking.addAll(objectionsToTime(deal, move.at()));
        for (StageId stage : rules.steps(step.sort(), deal.stage(), to.id(), move.roles())) {
            String role = rules.exceptions().movers().get(stage);
            if (role != null && !move.roles().contains(role)) {
                lacking.add(Reason.of("role", "only " + role + " may move a deal to " + stage, "ask one"));
            }
        }
        boolean canFire = machine.canFire(step);
        rules.policies(step.sort(), deal.stage(), move.roles()).stream()
                .filter(policy -> canFire && !rules.mayUse(policy, move.roles()))
                .forEach(policy -> lacking.add(roleFor(policy)));
        if (!canFire) {
            boolean mayReopen = step.sort() != Sort.REVIVE || rules.mayReopen(deal.stage());
            lacking.add(Reason.of(
                    mayReopen ? step.sort().objection : Sort.REOPEN_LOST.objection,
                    "moving from " + deal.stage() + " to " + to.id() + " is not allowed"));
        } else if (lacksLossReason(to, move)) {
            String known = "say why with Move.because, one of " + process.lossReasons();
            lacking.add(Reason.of("loss-reason", "loss reason must be one that the process has", known));
        }
        rules.criteria(step.sort(), deal.stage(), to, move.roles()).forEach((criterion, unknownBlocks) -> {
            Verdict verdict = verdict(criterion, deal, move.at());
            if (!verdict.isUnknown() || unknownBlocks) {
                lacking.addAll(verdict.reasons());
            }
        });
        if (!lacking.isEmpty()) {
            return new Refused(List.copyOf(lacking));
        }
        machine.fire(step);
        return new Accepted(List.of(event(deal, process.stage(machine.getState()), step.sort(), move)));
    }

    @Override
    public TransitionResult attempt(Opportunity deal, Removal removal) {
        requireProcess(deal);
        List<Reason> lacking = objectionsToDeal(deal, removal.at());
        String kind = removal.kind().name();
        if (!rules.mayUse(MovePolicy.valueOf(kind), removal.roles())) {
            lacking.add(roleFor(MovePolicy.valueOf(kind)));
        }
        boolean takesBack = removal.kind() != Removal.Kind.RECYCLE
                && deal.isCurrent()
                && deal.currentStage().kind().isWon();
        if (takesBack && !rules.mayUse(MovePolicy.REOPEN_WON, removal.roles())) {
            lacking.add(roleFor(MovePolicy.REOPEN_WON));
        }
        if (!rules.allowed().contains(MovePolicy.valueOf(kind))) {
            lacking.add(Reason.of(kind.toLowerCase(Locale.ROOT), "it is not allowed", "allow MovePolicy." + kind));
        }
        boolean takesWinsBack = rules.allowed().contains(MovePolicy.REOPEN_WON);
        if (takesBack && !takesWinsBack) {
            lacking.add(Reason.of("won", "deal is won", "reopen it first"));
        }
        boolean decided = !deal.currentStage().kind().isOpen();
        if (removal.kind() == Removal.Kind.RECYCLE && deal.isCurrent() && decided) {
            lacking.add(Reason.of("closed", "deal is decided", "reopen it first"));
        }
        if (!lacking.isEmpty()) {
            return new Refused(lacking);
        }
        return new Accepted(List.of(removal.event(deal.id())));
    }

    @Override
    public TransitionResult migrate(Opportunity deal, ActorId actor, Instant at) {
        requireProcessId(deal);
        List<Reason> lacking = objectionsToDeal(deal, at);
        int followed = deal.process().version();
        if (followed >= process.version()) {
            lacking.add(Reason.of("version", "deal follows version " + followed + " already"));
        } else {
            requireFamily(deal);
            deal.process()
                    .versions()
                    .inForceFrom(process.version())
                    .filter(at::isBefore)
                    .ifPresent(from -> lacking.add(
                            Reason.of("not-in-force", "version is in force from " + from + " on, was " + at)));
            if (Sort.endsWithoutSale(deal.currentStage().kind())) {
                lacking.add(Reason.of("closed", "deal was given up, in stage " + deal.stage()));
            }
        }
        if (!lacking.isEmpty()) {
            return new Refused(lacking);
        }
        StageId stage = deal.process().versions().map(deal.stage(), followed, process.version());
        Header header = new Header(deal.id(), at, actor);
        return new Accepted(List.of(new OpportunityEvent.Migrated(header, process.version(), stage)));
    }

    @Override
    public List<Reason> missing(Opportunity deal, StageId target, Instant at) {
        return attempt(deal, Move.to(target, NOBODY, at)) instanceof Refused refused ? refused.reasons() : List.of();
    }

    @Override
    public List<Check> checklist(Opportunity deal, StageId target, Instant at) {
        Stage to = target(deal, Move.to(target, NOBODY, at));
        Sort sort = step(deal, to).sort();
        return rules.criteria(sort, deal.stage(), to, Set.of()).keySet().stream()
                .map(criterion -> new Check(criterion, verdict(criterion, deal, at)))
                .collect(Collectors.toUnmodifiableList());
    }

    private static Reason roleFor(MovePolicy policy) {
        return Reason.of("role", "only some may use " + policy, "ask one");
    }

    private void requireFamily(Opportunity deal) {
        List<SalesProcess> known = deal.process().versions().all();
        int version = process.version();
        if (known.size() < version || !known.get(version - 1).equals(process)) {
            throw new IllegalArgumentException(
                    deal.id() + ": its process must know version " + version + " as the machine does");
        }
    }

    private void requireProcessId(Opportunity deal) {
        if (!deal.process().id().equals(process.id())) {
            throw new IllegalArgumentException(deal.id() + ": process must be " + process.id() + ", was "
                    + deal.process().id());
        }
    }

    private void requireProcess(Opportunity deal) {
        requireProcessId(deal);
        if (!deal.process().equals(process)) {
            throw new IllegalArgumentException(deal.id() + ": process must be of version " + process.version()
                    + ", was of " + deal.process().version());
        }
    }

    private Stage target(Opportunity deal, Move move) {
        requireProcess(deal);
        Stage to = process.find(move.target())
                .orElseThrow(() -> new IllegalArgumentException(deal.id() + ": unknown stage " + move.target()));
        boolean tellsOfALoss = move.lossReason().isPresent()
                || move.competitor().isPresent()
                || move.comment().isPresent();
        if (tellsOfALoss && !Sort.endsWithoutSale(to.kind())) {
            throw new IllegalArgumentException(
                    deal.id() + ": a move to stage " + to.id() + " must not tell of a loss, was " + move);
        }
        return to;
    }

    private boolean lacksLossReason(Stage to, Move move) {
        Set<String> known = process.lossReasons();
        return move.lossReason()
                .map(reason -> !known.isEmpty() && !known.contains(reason.value()))
                .orElse(to.kind() == StageKind.LOST);
    }

    private static List<Reason> objectionsToDeal(Opportunity deal, Instant at) {
        List<Reason> objections = objectionsToFate(deal);
        objections.addAll(objectionsToTime(deal, at));
        return objections;
    }

    private static List<Reason> objectionsToFate(Opportunity deal) {
        List<Reason> objections = new ArrayList<>();
        if (deal.isDeleted()) {
            objections.add(Reason.of("deleted", "deal was deleted"));
        }
        if (deal.isRecycled()) {
            objections.add(Reason.of("recycled", "deal went back to be a lead"));
        }
        deal.mergedInto()
                .ifPresent(survivor -> objections.add(Reason.of("merged", "deal was merged into " + survivor)));
        return objections;
    }

    private static List<Reason> objectionsToTime(Opportunity deal, Instant at) {
        if (!at.isBefore(deal.settledAt())) {
            return List.of();
        }
        String which = at.isBefore(deal.stageEnteredAt())
                ? "stage"
                : deal.migratedAt().filter(at::isBefore).isPresent() ? "migration" : "removal";
        return List.of(Reason.of("dated-before-" + which, "move must not be before it, was " + at));
    }

    private static Verdict verdict(Criterion<? super Opportunity> criterion, Opportunity deal, Instant at) {
        try {
            return criterion.evaluate(deal, at);
        } catch (RuntimeException fault) {
            throw new IllegalStateException("criterion " + criterion.id() + " failed on " + deal.id(), fault);
        }
    }

    private OpportunityEvent event(Opportunity deal, Stage to, Sort sort, Move move) {
        Header header = new Header(deal.id(), move.at(), move.actor());
        int version = process.version();
        Optional<LocalDate> day = Optional.of(LocalDate.ofInstant(move.at(), rules.zone()));
        if (to.kind() == StageKind.WON) {
            return new OpportunityEvent.Won(header, version, to.id(), day);
        }
        if (Sort.endsWithoutSale(to.kind())) {
            return new OpportunityEvent.Lost(
                    header, version, to.id(), day, move.lossReason(), move.competitor(), move.comment());
        }
        if (!sort.reopens(deal.currentStage())) {
            return new OpportunityEvent.StageEntered(header, version, to.id());
        }
        Optional<WinReversal> reversal =
                deal.currentStage().kind().isWon() ? rules.exceptions().winReversal() : Optional.empty();
        return new OpportunityEvent.Reopened(header, version, to.id(), reversal);
    }
}
