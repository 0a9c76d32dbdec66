package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;

/**
 * The rules of a machine while they are collected, by stage; {@link Way#table} compiles them by move. A conjunction is kept
 * as its parts: asked as one it would hide what is unknown behind what is unmet.
 */
final class RuleBook {

    final SalesProcess process;
    private final SetMultimap<StageId, Criterion<? super Opportunity>> exit = LinkedHashMultimap.create();
    private final SetMultimap<StageId, Criterion<? super Opportunity>> entry = LinkedHashMultimap.create();
    private final SetMultimap<StageId, String> movers = LinkedHashMultimap.create();
    private final SetMultimap<MovePolicy, String> users = LinkedHashMultimap.create();
    private final Set<StageId> backwardTo = new LinkedHashSet<>();
    private final Set<StageId> unknownBlocksTo = new LinkedHashSet<>();
    private final Set<MovePolicy> allowed = EnumSet.of(MovePolicy.LOSE_FROM_ANYWHERE, MovePolicy.DISQUALIFY);
    boolean unknownBlocks;
    Optional<WinReversal> winReversal = Optional.empty();
    ZoneId zone = ZoneOffset.UTC;

    RuleBook(SalesProcess process) {
        this.process = requireNonNull(process);
    }

    void exitWhen(StageId stage, Criterion<? super Opportunity> criterion) {
        Stage known = process.stage(stage);
        checkArgument(
                known.kind().isOpen() || known.kind().isWon(),
                "exit criterion %s: stage must be open or won, was %s of kind %s; use enterWhen on the stage to reopen in",
                criterion.id(),
                stage,
                known.kind());
        exit.putAll(stage, criterion.parts());
    }

    void enterWhen(StageId stage, Criterion<? super Opportunity> criterion) {
        entry.putAll(process.stage(stage).id(), criterion.parts());
    }

    void mayMoveTo(StageId stage, String role) {
        checkArgument(!role.isBlank(), "stage %s: role must not be blank, was \"%s\"", stage, role);
        movers.put(process.stage(stage).id(), role);
    }

    void backwardTo(StageId stage) {
        Stage known = process.stage(stage);
        checkArgument(
                known.kind().isOpen() || known.kind() == StageKind.POST_SALES,
                "stage %s: deals go back to open or post-sales stages, was of kind %s",
                stage,
                known.kind());
        allowed.add(MovePolicy.BACKWARD);
        backwardTo.add(known.id());
    }

    void unknownBlocksTo(StageId stage) {
        unknownBlocksTo.add(process.stage(stage).id());
    }

    void allow(MovePolicy policy) {
        allowed.add(policy);
        users.removeAll(policy);
    }

    void mayUse(MovePolicy policy, String role) {
        checkArgument(!role.isBlank(), "policy %s: role must not be blank, was \"%s\"", policy, role);
        allowed.add(policy);
        users.put(policy, role);
    }

    void refuse(MovePolicy policy) {
        allowed.remove(policy);
        users.removeAll(policy);
    }

    boolean allows(MovePolicy policy) {
        return allowed.contains(policy);
    }

    /** Whether a deal may go this way, as far as policies decide. */
    boolean allows(MoveKind kind, StageId from, StageId to) {
        return switch (kind) {
            case STEP -> true;
            case SKIP -> allows(MovePolicy.SKIP) || allows(MovePolicy.SKIP_WITH_CRITERIA);
            case BACK -> allows(MovePolicy.BACKWARD) && (backwardTo.isEmpty() || backwardTo.contains(to));
            case LOSE -> allows(MovePolicy.LOSE_FROM_ANYWHERE) || winsInOneStep(from);
            case END_OTHERWISE, REOPEN_LOST, REOPEN_WON -> allows(kind.policy().orElseThrow());
            case REVIVE -> allows(MovePolicy.REVIVE) && mayReopen(from) && !goesFurther(from, to);
            case PAST_THE_WIN, STAY, CLOSED_TO_CLOSED -> false;
        };
    }

    /** Who takes back a deal that had been given up reopens it, too. */
    boolean mayReopen(StageId from) {
        return !endsWithoutSale(process.stage(from)) || allows(MovePolicy.REOPEN_LOST);
    }

    private boolean goesFurther(StageId from, StageId to) {
        return process.stage(from).kind().isOpen()
                && !from.equals(to)
                && MoveKind.of(process, process.stage(from), process.stage(to)) != MoveKind.BACK;
    }

    private boolean winsInOneStep(StageId from) {
        return process.next(from).stream().anyMatch(to -> process.stage(to).kind() == StageKind.WON);
    }

    /** Every role that is named anywhere. */
    ImmutableSortedSet<String> roles() {
        return ImmutableSortedSet.<String>naturalOrder()
                .addAll(movers.values())
                .addAll(users.values())
                .build();
    }

    /** Who may use a policy; empty for everybody. */
    ImmutableSortedSet<String> usersOf(MovePolicy policy) {
        return ImmutableSortedSet.copyOf(users.get(policy));
    }

    /** Whether some may skip without the criteria of the stages between, and others with them. */
    boolean skipsForSome() {
        return allows(MovePolicy.SKIP)
                && allows(MovePolicy.SKIP_WITH_CRITERIA)
                && !usersOf(MovePolicy.SKIP).isEmpty();
    }

    /** The policy without which the move would be refused to most; empty when it takes none. */
    Optional<MovePolicy> policyOf(MoveKind kind, StageId from) {
        return switch (kind) {
            case SKIP ->
                Optional.of(
                        allows(MovePolicy.SKIP) && !skipsForSome() ? MovePolicy.SKIP : MovePolicy.SKIP_WITH_CRITERIA);
            case LOSE -> kind.policy().filter(policy -> !winsInOneStep(from));
            default -> kind.policy();
        };
    }

    /** Every policy that the move makes use of, if it takes one. */
    List<MovePolicy> policiesOf(MoveKind kind, StageId from, Optional<MovePolicy> policy) {
        boolean reopensToo = kind == MoveKind.REVIVE && endsWithoutSale(process.stage(from));
        return reopensToo
                ? List.of(MovePolicy.REVIVE, MovePolicy.REOPEN_LOST)
                : policy.map(List::of).orElse(List.of());
    }

    /** The stages that a move comes to, the target last: those between too where they are asked. */
    List<StageId> entered(MoveKind kind, StageId from, StageId to, Optional<MovePolicy> policy) {
        List<StageId> stops = stops(kind, from, to, policy);
        return stops.size() > 1 ? stops.subList(1, stops.size()) : List.of(to);
    }

    /** Where deals may go back to; empty for anywhere. */
    Set<StageId> backwardTo() {
        return backwardTo;
    }

    /** Who may bring a deal to a stage; empty for everybody. */
    ImmutableSortedSet<String> moversTo(StageId stage) {
        return ImmutableSortedSet.copyOf(movers.get(stage));
    }

    boolean unknownBlocksTo(Stage stage) {
        return unknownBlocks || unknownBlocksTo.contains(stage.id());
    }

    /** What is asked to leave a stage forward. */
    Set<Criterion<? super Opportunity>> exit(Stage stage) {
        return exit.get(stage.id());
    }

    /** What is asked to come to a stage, the evidence of a win first. */
    Set<Criterion<? super Opportunity>> entry(Stage stage) {
        Set<Criterion<? super Opportunity>> criteria = new LinkedHashSet<>();
        stage.winEvidence().ifPresent(evidence -> criteria.add(Criteria.confirmed(evidence)));
        criteria.addAll(entry.get(stage.id()));
        return criteria;
    }

    /**
     * What a move has to meet, exit before entry, equal criteria once; each with whether it stops the move while it is unknown,
     * which the stage says that a single step would lead to.
     */
    Map<Criterion<? super Opportunity>, Boolean> criteria(MoveKind kind, StageId from, StageId to) {
        return criteria(kind, from, to, policyOf(kind, from));
    }

    /** What a move has to meet under a policy. */
    Map<Criterion<? super Opportunity>, Boolean> criteria(
            MoveKind kind, StageId from, StageId to, Optional<MovePolicy> policy) {
        Map<Criterion<? super Opportunity>, Boolean> criteria = new LinkedHashMap<>();
        List<StageId> stops = stops(kind, from, to, policy);
        for (int i = 0; i < stops.size(); i++) {
            Stage stop = process.stage(stops.get(i));
            boolean isBegin = i == 0 && stops.size() > 1;
            if (!isBegin) {
                boolean blocks = unknownBlocksTo(stop);
                if (i > 0) {
                    exit.get(stops.get(i - 1)).forEach(asked -> criteria.merge(asked, blocks, Boolean::logicalOr));
                }
                entry(stop).forEach(asked -> criteria.merge(asked, blocks, Boolean::logicalOr));
            }
        }
        return criteria;
    }

    /**
     * The stages whose criteria a move asks, as single steps would: to leave each but the last, to come to each but the first.
     * One alone is only come to. Who may not skip does not get past a stage by closing the deal and taking it back either, nor by
     * way of another branch.
     */
    private List<StageId> stops(MoveKind kind, StageId from, StageId to, Optional<MovePolicy> policy) {
        boolean asksBetween =
                policy.filter(MovePolicy.SKIP_WITH_CRITERIA::equals).isPresent();
        return switch (kind) {
            case STEP -> List.of(from, to);
            case SKIP -> asksBetween ? fromThereOrTheBeginning(from, to) : List.of(from, to);
            case REOPEN_LOST, REOPEN_WON -> fromTheBeginning(to);
            case REVIVE -> from.equals(to) || goesFurther(from, to) ? List.of(to) : fromTheBeginning(to);
            default -> kind.isPossible() ? List.of(to) : List.of();
        };
    }

    private List<StageId> fromTheBeginning(StageId to) {
        boolean everybodySkips =
                allows(MovePolicy.SKIP) && usersOf(MovePolicy.SKIP).isEmpty();
        return everybodySkips ? List.of(to) : shortest(process.first().id(), to);
    }

    private List<StageId> fromThereOrTheBeginning(StageId from, StageId to) {
        List<StageId> way = shortest(from, to);
        way = way.size() > 1 ? way : shortest(process.first().id(), to);
        return way.size() > 1 ? way : List.of(from, to);
    }

    private static boolean endsWithoutSale(Stage stage) {
        return stage.kind() == StageKind.LOST || stage.kind() == StageKind.OTHER_TERMINAL;
    }

    /**
     * The stages of the shortest way forward, of several the one first in the declared order, with both ends; the last alone
     * where no way leads.
     */
    private List<StageId> shortest(StageId from, StageId to) {
        Map<StageId, StageId> cameFrom = new HashMap<>();
        Deque<StageId> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            StageId here = open.remove();
            for (StageId next : process.next(here)) {
                if (cameFrom.putIfAbsent(next, here) == null) {
                    open.add(next);
                }
            }
        }
        Deque<StageId> way = new ArrayDeque<>(List.of(to));
        while (!way.getFirst().equals(from) && cameFrom.containsKey(way.getFirst())) {
            way.addFirst(cameFrom.get(way.getFirst()));
        }
        return List.copyOf(way);
    }
}
