package org.salespipeline.transition;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Booleans;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/** All that the rules say about going from one stage to another, compiled when the machine is built. */
final class Way {

    final StageId target;
    final StageKind targetKind;
    final boolean reopens;
    /** Why no deal may go this way, whatever its state. */
    final @Nullable Reason barred;

    /** The roles that it takes: one of those of each gate. */
    final ImmutableList<Gate> gates;

    /** Who may skip without being asked, of a way that does. */
    final ImmutableSortedSet<String> skippers;
    /** The same way for its users alone, under a policy that asks less; null when there is none. */
    final @Nullable Way easier;

    /** Whether it is for deals that count no more. */
    final boolean revives;

    /** Whether nothing but the state of the deal and the criteria can stand in the way. */
    final boolean isFree;

    /** What becomes of the revenue of a win that is taken back. */
    final Optional<WinReversal> reversal;

    final Criterion<? super Opportunity>[] criteria;
    /** Which of the criteria stop the move while they are unknown. */
    final boolean[] unknownBlocks;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to make an array of a generic type
    private Way(RuleBook rules, MoveKind kind, Stage from, Stage to, Optional<MovePolicy> policy) {
        Map<Criterion<? super Opportunity>, Boolean> asked = rules.criteria(kind, from.id(), to.id(), policy);
        this.target = to.id();
        this.targetKind = to.kind();
        this.revives = kind == MoveKind.REVIVE;
        this.reopens = kind == MoveKind.REOPEN_LOST
                || kind == MoveKind.REOPEN_WON
                || (kind == MoveKind.REVIVE && from.kind().isClosed());
        this.barred = barred(rules, kind, from.id(), to.id());
        this.gates = gates(rules, kind, from.id(), to.id(), policy);
        boolean givesUp = targetKind == StageKind.LOST || targetKind == StageKind.OTHER_TERMINAL;
        this.isFree = barred == null && gates.isEmpty() && !givesUp;
        this.reversal = reopens && from.kind().isWon() ? rules.winReversal : Optional.empty();
        this.criteria = (Criterion<? super Opportunity>[]) asked.keySet().toArray(new Criterion[0]);
        this.unknownBlocks = Booleans.toArray(asked.values());
        boolean isEasierForSome = kind == MoveKind.SKIP
                && rules.skipsForSome()
                && policy.filter(MovePolicy.SKIP::equals).isEmpty();
        this.skippers = rules.usersOf(MovePolicy.SKIP);
        this.easier = isEasierForSome ? new Way(rules, kind, from, to, Optional.of(MovePolicy.SKIP)) : null;
    }

    private ImmutableList<Gate> gates(
            RuleBook rules, MoveKind kind, StageId from, StageId to, Optional<MovePolicy> policy) {
        ImmutableList.Builder<Gate> found = ImmutableList.builder();
        for (StageId stage : rules.entered(kind, from, to, policy)) {
            ImmutableSortedSet<String> movers = rules.moversTo(stage);
            if (!movers.isEmpty()) {
                found.add(new Gate(movers, notByYou(movers, stage)));
            }
        }
        for (MovePolicy used : barred == null ? rules.policiesOf(kind, from, policy) : List.<MovePolicy>of()) {
            ImmutableSortedSet<String> users = rules.usersOf(used);
            if (!users.isEmpty()) {
                found.add(new Gate(users, notForYou(users, used)));
            }
        }
        return found.build();
    }

    /**
     * Where a role is asked.
     *
     * @param roles any of which will do
     * @param notForYou what is said to others
     */
    record Gate(ImmutableSortedSet<String> roles, Reason notForYou) {

        boolean letsThrough(Set<String> given) {
            return !Collections.disjoint(roles, given);
        }
    }

    private static Way of(RuleBook rules, MoveKind kind, Stage from, Stage to) {
        return new Way(rules, kind, from, to, rules.policyOf(kind, from.id()));
    }

    /** This way, or the easier one for those who may go it. */
    Way forThose(Set<String> roles) {
        return easier != null && !Collections.disjoint(easier.skippers, roles) ? easier : this;
    }

    /** Every way, that from stage i to stage j at i times the number of stages plus j. */
    static Way[] table(RuleBook rules) {
        List<Stage> stages = rules.process.stages();
        int size = stages.size();
        Way[] table = new Way[size * size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                Stage here = stages.get(from);
                Stage there = stages.get(to);
                table[from * size + to] = Way.of(rules, MoveKind.of(rules.process, here, there), here, there);
            }
        }
        return table;
    }

    /** The ways back for deals that count no more, as in the {@link #table}; null where there is none. */
    static @Nullable Way[] back(RuleBook rules) {
        List<Stage> stages = rules.process.stages();
        int size = stages.size();
        @Nullable Way[] back = new Way[size * size];
        for (int i = 0; i < back.length; i++) {
            Stage stage = stages.get(i % size);
            if (rules.allows(MovePolicy.REVIVE) && stage.kind().isOpen()) {
                back[i] = Way.of(rules, MoveKind.REVIVE, stages.get(i / size), stage);
            }
        }
        return back;
    }

    private static @Nullable Reason barred(RuleBook rules, MoveKind kind, StageId from, StageId to) {
        if (rules.allows(kind, from, to)) {
            return null;
        }
        Optional<MovePolicy> policy = kind.policy();
        String move = "moving from " + from + " to " + to;
        String allow = policy.map(needed -> "allow MovePolicy." + needed).orElse("");
        return switch (kind) {
            case SKIP -> Reason.of("skip", move + " skips stages", stepsTo(rules.process, from, to) + allow);
            case BACK ->
                Reason.of(
                        "backward",
                        move + " goes back",
                        rules.backwardTo().isEmpty() ? allow : "go back to one of " + rules.backwardTo());
            case LOSE -> Reason.of("lose", move + " gives up before the last stage", "go on first, or " + allow);
            case END_OTHERWISE -> Reason.of("disqualify", move + " ends the deal outside win and loss", allow);
            case REOPEN_LOST -> Reason.of("reopen-lost", move + " reopens a deal that was given up", allow);
            case REOPEN_WON -> Reason.of("reopen-won", move + " takes back a win", allow);
            case PAST_THE_WIN -> Reason.of("not-won", move + " leads past the win", "win the deal first");
            case STAY -> Reason.of("same-stage", "deal is already in " + to, "choose another stage");
            case CLOSED_TO_CLOSED -> Reason.of("closed", move + " changes how a deal ended", "reopen it first");
            case REVIVE ->
                rules.mayReopen(from)
                        ? Reason.of(
                                "revive-further",
                                move + " goes further than the deal was",
                                "revive it there, then go on")
                        : Reason.of(
                                "reopen-lost",
                                move + " reopens a deal that was given up",
                                "allow MovePolicy." + MovePolicy.REOPEN_LOST);
            case STEP -> throw new IllegalStateException(move + " needs no policy");
        };
    }

    private static Reason notByYou(Set<String> movers, StageId to) {
        String who = String.join(" or ", movers);
        return Reason.of(
                "role",
                "only " + who + " may move a deal to " + to,
                "ask somebody who has the role, or name it with Move.as");
    }

    /** What is said to those who must not use a policy. */
    static Reason notForYou(Set<String> users, MovePolicy policy) {
        String who = String.join(" or ", users);
        return Reason.of(
                "role",
                "only " + who + " may use MovePolicy." + policy,
                "ask somebody who has the role, or name it with as(..)");
    }

    /** The next steps that lead to the target, where there are any. */
    private static String stepsTo(SalesProcess process, StageId from, StageId to) {
        String steps = process.next(from).stream()
                .filter(step -> process.reaches(step, to))
                .map(StageId::value)
                .collect(Collectors.joining(" or "));
        return steps.isEmpty() ? "" : "go to " + steps + " first, or ";
    }
}
