package org.salespipeline.stateless;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.salespipeline.transition.MovePolicy;

/**
 * What the house wants: all that a {@link StatelessMachine} is made from.
 *
 * @param guards asked in this order
 * @param allowed sorts of moves and removals that are refused otherwise
 * @param zone in which the day of a close is taken
 */
public record HouseRules(
        SalesProcess process, List<Guard> guards, Set<MovePolicy> allowed, ZoneId zone, Exceptions exceptions) {

    /**
     * A criterion at a stage.
     *
     * @param exit asked when leaving the stage forward; else when coming to it
     */
    public record Guard(boolean exit, StageId stage, Criterion<? super Opportunity> criterion) {}

    /**
     * What holds for some stages only.
     *
     * @param backwardTo where deals may go back to; empty for anywhere
     * @param unknownBlocksTo the stages to which a criterion that is unknown refuses a move
     * @param movers the role that it takes to bring a deal to a stage
     * @param winReversal what becomes of the revenue of a win that is taken back
     * @param users the role that it takes to use a policy, if it is allowed
     */
    public record Exceptions(
            Set<StageId> backwardTo,
            Set<StageId> unknownBlocksTo,
            Map<StageId, String> movers,
            Optional<WinReversal> winReversal,
            Map<MovePolicy, String> users) {}

    /** The policies that a move of this sort by somebody in these roles makes use of. */
    List<MovePolicy> policies(Sort sort, StageId from, Set<String> roles) {
        boolean reopensToo =
                sort == Sort.REVIVE && Sort.endsWithoutSale(process.stage(from).kind());
        return reopensToo
                ? List.of(MovePolicy.REVIVE, MovePolicy.REOPEN_LOST)
                : policy(sort, from, roles).map(List::of).orElse(List.of());
    }

    private Optional<MovePolicy> policy(Sort sort, StageId from, Set<String> roles) {
        if (sort == Sort.SKIP) {
            boolean isFree = allowed.contains(MovePolicy.SKIP)
                    && (!allowed.contains(MovePolicy.SKIP_WITH_CRITERIA) || mayUse(MovePolicy.SKIP, roles));
            return Optional.of(isFree ? MovePolicy.SKIP : MovePolicy.SKIP_WITH_CRITERIA);
        }
        return sort == Sort.LOSE && winsInOneStep(from) ? Optional.empty() : sort.policy();
    }

    /** Whether somebody in these roles may use a policy, if it is allowed. */
    boolean mayUse(MovePolicy policy, Set<String> roles) {
        String role = allowed.contains(policy) ? exceptions.users().get(policy) : null;
        return role == null || roles.contains(role);
    }

    boolean allow(Sort sort, StageId from, StageId to) {
        return switch (sort) {
            case STEP -> true;
            case SKIP -> allowed.contains(MovePolicy.SKIP) || allowed.contains(MovePolicy.SKIP_WITH_CRITERIA);
            case BACKWARD ->
                allowed.contains(MovePolicy.BACKWARD)
                        && (exceptions.backwardTo().isEmpty()
                                || exceptions.backwardTo().contains(to));
            case LOSE -> allowed.contains(MovePolicy.LOSE_FROM_ANYWHERE) || winsInOneStep(from);
            case REVIVE -> allowed.contains(MovePolicy.REVIVE) && mayReopen(from) && !goesFurther(from, to);
            case END_OTHERWISE, REOPEN_WON, REOPEN_LOST ->
                sort.policy().map(allowed::contains).orElse(false);
            case SAME_STAGE, CLOSED, NOT_WON -> false;
        };
    }

    /** Whether a deal that was given up may come back at all. */
    boolean mayReopen(StageId from) {
        return !Sort.endsWithoutSale(process.stage(from).kind()) || allowed.contains(MovePolicy.REOPEN_LOST);
    }

    private boolean goesFurther(StageId from, StageId to) {
        Sort sort = Sort.of(process, process.stage(from), process.stage(to));
        return process.stage(from).kind().isOpen() && sort != Sort.BACKWARD && sort != Sort.SAME_STAGE;
    }

    private boolean winsInOneStep(StageId from) {
        return process.next(from).stream().anyMatch(next -> process.stage(next).kind() == StageKind.WON);
    }

    /** What a move has to meet, in the order in which it is asked; each with whether it refuses the move while it is unknown. */
    Map<Criterion<? super Opportunity>, Boolean> criteria(Sort sort, StageId from, Stage to, Set<String> roles) {
        Map<Criterion<? super Opportunity>, Boolean> criteria = new LinkedHashMap<>();
        StageId begin = beginning(sort, from, to.id(), roles);
        StageId here = begin;
        for (StageId next : sort.isPossible() ? steps(sort, from, to.id(), roles) : List.<StageId>of()) {
            if (sort.isForward() || !begin.equals(from)) {
                addGuards(true, here, next, criteria);
            }
            addGuards(false, next, next, criteria);
            here = next;
        }
        return criteria;
    }

    /** The stages that are come to, the target last; those that are left out only where they are asked as well. */
    List<StageId> steps(Sort sort, StageId from, StageId to, Set<String> roles) {
        StageId begin = beginning(sort, from, to, roles);
        List<StageId> steps = new ArrayList<>();
        if (!begin.equals(from)
                || policy(sort, from, roles)
                        .filter(MovePolicy.SKIP_WITH_CRITERIA::equals)
                        .isPresent()) {
            steps.addAll(shortestWay(begin, to));
        }
        steps.add(to);
        return steps;
    }

    /** Where the steps begin: where the deal is, or with the process where a deal comes back or from another branch. */
    private StageId beginning(Sort sort, StageId from, StageId to, Set<String> roles) {
        StageId first = process.first().id();
        boolean leads = !first.equals(to) && process.reaches(first, to);
        boolean everybodySkips =
                allowed.contains(MovePolicy.SKIP) && !exceptions.users().containsKey(MovePolicy.SKIP);
        boolean isElsewhere = sort == Sort.REVIVE && !from.equals(to) && !goesFurther(from, to);
        boolean comesBack = (isElsewhere || sort.reopens(process.stage(from))) && !everybodySkips;
        boolean changesBranch = sort == Sort.SKIP
                && policy(sort, from, roles)
                        .filter(MovePolicy.SKIP_WITH_CRITERIA::equals)
                        .isPresent()
                && !process.reaches(from, to);
        return leads && (comesBack || changesBranch) ? first : from;
    }

    /** What it takes to leave a stage or to come to it, on a step to the next one. */
    private void addGuards(
            boolean exit, StageId stage, StageId next, Map<Criterion<? super Opportunity>, Boolean> criteria) {
        boolean unknownBlocks = exceptions.unknownBlocksTo().contains(next);
        if (!exit) {
            process.stage(stage)
                    .winEvidence()
                    .ifPresent(evidence ->
                            criteria.merge(Criteria.confirmed(evidence), unknownBlocks, Boolean::logicalOr));
        }
        for (Guard guard : guards) {
            if (guard.exit() == exit && guard.stage().equals(stage)) {
                guard.criterion().parts().forEach(part -> criteria.merge(part, unknownBlocks, Boolean::logicalOr));
            }
        }
    }

    /** Without its two ends; of several the one that comes first in the declared order, none when there is no way. */
    private List<StageId> shortestWay(StageId from, StageId to) {
        List<List<StageId>> ways = new ArrayList<>(List.of(List.of(from)));
        List<StageId> seen = new ArrayList<>(List.of(from));
        for (int i = 0; i < ways.size(); i++) {
            List<StageId> way = ways.get(i);
            for (StageId next : process.next(way.get(way.size() - 1))) {
                if (next.equals(to)) {
                    return way.subList(1, way.size());
                }
                if (!seen.contains(next)) {
                    seen.add(next);
                    List<StageId> longer = new ArrayList<>(way);
                    longer.add(next);
                    ways.add(longer);
                }
            }
        }
        return List.of();
    }
}
