package org.salespipeline.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.testkit.StageMachineLaws.Guard;
import org.salespipeline.testkit.StageMachineLaws.Rules;
import org.salespipeline.testkit.StageMachineLaws.Situation;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MovePolicy;
import org.salespipeline.transition.StageMachine;

/**
 * The answer to one question, worked out from the table in the documentation of {@link StageMachine}, by brute force and
 * with nothing compiled beforehand: what a machine is held against.
 */
final class MachineModel {

    /** The rows of the table, each with the id of the reason that the machine itself gives when it refuses. */
    private enum Row {
        STEP("", Optional.empty()),
        SKIP("skip", Optional.of(MovePolicy.SKIP)),
        BACKWARD("backward", Optional.of(MovePolicy.BACKWARD)),
        LOSE("lose", Optional.of(MovePolicy.LOSE_FROM_ANYWHERE)),
        END_OTHERWISE("disqualify", Optional.of(MovePolicy.DISQUALIFY)),
        REOPEN_WON("reopen-won", Optional.of(MovePolicy.REOPEN_WON)),
        REOPEN_LOST("reopen-lost", Optional.of(MovePolicy.REOPEN_LOST)),
        REVIVE("revive-further", Optional.of(MovePolicy.REVIVE)),
        SAME_STAGE("same-stage", Optional.empty()),
        CLOSED_TO_CLOSED("closed", Optional.empty()),
        PAST_THE_WIN("not-won", Optional.empty());

        final String objection;
        final Optional<MovePolicy> policy;

        Row(String objection, Optional<MovePolicy> policy) {
            this.objection = objection;
            this.policy = policy;
        }
    }

    private final Rules rules;
    private final Opportunity deal;
    private final Move move;
    private final Stage from;
    private final Stage to;
    private final Row row;

    MachineModel(Situation asked) {
        this.rules = asked.rules();
        this.deal = asked.deal();
        this.move = asked.move();
        this.from = rules.process().stage(deal.stage());
        this.to = rules.process().stage(move.target());
        this.row = row();
    }

    boolean accepts() {
        return objections().isEmpty() && lacking().isEmpty();
    }

    private Row row() {
        boolean toOpen = to.kind() == StageKind.OPEN || to.kind() == StageKind.PRE_PIPELINE;
        boolean isGone =
                deal.isDeleted() || deal.isRecycled() || deal.mergedInto().isPresent();
        if (isGone && toOpen && rules.allowed().contains(MovePolicy.REVIVE)) {
            return Row.REVIVE;
        }
        if (from.id().equals(to.id())) {
            return Row.SAME_STAGE;
        }
        if (from.kind() == StageKind.WON || from.kind() == StageKind.POST_SALES) {
            if (to.kind() == StageKind.POST_SALES) {
                return onward();
            }
            return toOpen ? Row.REOPEN_WON : Row.CLOSED_TO_CLOSED;
        }
        if (from.kind() == StageKind.LOST || from.kind() == StageKind.OTHER_TERMINAL) {
            return toOpen ? Row.REOPEN_LOST : Row.CLOSED_TO_CLOSED;
        }
        if (to.kind() == StageKind.POST_SALES) {
            return Row.PAST_THE_WIN;
        }
        if (to.kind() == StageKind.LOST) {
            return Row.LOSE;
        }
        if (to.kind() == StageKind.OTHER_TERMINAL) {
            return Row.END_OTHERWISE;
        }
        return onward();
    }

    private Row onward() {
        if (rules.process().next(from.id()).contains(to.id())) {
            return Row.STEP;
        }
        return to.kind() == StageKind.WON || liesForward() ? Row.SKIP : Row.BACKWARD;
    }

    /** Everywhere but where the deal may have come from; where it may do both, the order of declaration tells. */
    private boolean liesForward() {
        if (!reachedFrom(to.id()).contains(from.id())) {
            return true;
        }
        List<Stage> declared = rules.process().stages();
        return reachedFrom(from.id()).contains(to.id()) && declared.indexOf(from) < declared.indexOf(to);
    }

    private Set<StageId> reachedFrom(StageId start) {
        SalesProcess process = rules.process();
        Set<StageId> reached = new HashSet<>(process.next(start));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (StageId via : List.copyOf(reached)) {
                grew |= reached.addAll(process.next(via));
            }
        }
        return reached;
    }

    /** What the machine itself has against the move, by the ids of its reasons, in order: the deal first, then the move. */
    List<String> objections() {
        List<String> objections = objectionsTo(deal, move.at());
        if (row == Row.REVIVE) {
            objections.removeAll(List.of("deleted", "recycled", "merged"));
        }
        for (StageId stage : entered()) {
            String role = rules.more().movers().get(stage);
            if (role != null && !move.roles().contains(role)) {
                objections.add("role");
            }
        }
        if (allowed() && lacksRole(rules, policy(), move.roles())) {
            objections.add("role");
        }
        boolean reopensToo = row == Row.REVIVE && isGivenUp();
        if (allowed() && reopensToo && lacksRole(rules, Optional.of(MovePolicy.REOPEN_LOST), move.roles())) {
            objections.add("role");
        }
        if (!allowed()) {
            objections.add(reopensToo ? Row.REOPEN_LOST.objection : row.objection);
        } else if ((row == Row.LOSE && move.lossReason().isEmpty()) || !isKnownReason()) {
            objections.add("loss-reason");
        }
        return objections;
    }

    /** What the move makes use of: skipping freely is for those who may, if others may skip at all. */
    private Optional<MovePolicy> policy() {
        if (row == Row.SKIP) {
            boolean isFree = rules.allowed().contains(MovePolicy.SKIP)
                    && (!rules.allowed().contains(MovePolicy.SKIP_WITH_CRITERIA)
                            || !lacksRole(rules, Optional.of(MovePolicy.SKIP), move.roles()));
            return Optional.of(isFree ? MovePolicy.SKIP : MovePolicy.SKIP_WITH_CRITERIA);
        }
        boolean isLastStep = row == Row.LOSE
                && rules.process().next(from.id()).stream()
                        .anyMatch(next -> rules.process().stage(next).kind() == StageKind.WON);
        return isLastStep ? Optional.empty() : row.policy;
    }

    static boolean lacksRole(Rules rules, Optional<MovePolicy> policy, Set<String> roles) {
        return policy.filter(rules.allowed()::contains)
                .map(rules.more().users()::get)
                .filter(role -> !roles.contains(role))
                .isPresent();
    }

    /** What speaks against doing anything with a deal at a time. */
    static List<String> objectionsTo(Opportunity deal, Instant at) {
        List<String> objections = new ArrayList<>();
        if (deal.isDeleted()) {
            objections.add("deleted");
        }
        if (deal.isRecycled()) {
            objections.add("recycled");
        }
        if (deal.mergedInto().isPresent()) {
            objections.add("merged");
        }
        if (at.compareTo(deal.stageEnteredAt()) < 0) {
            objections.add("dated-before-stage");
        } else if (deal.migratedAt().filter(at::isBefore).isPresent()) {
            objections.add("dated-before-migration");
        } else if (deal.removedAt().filter(at::isBefore).isPresent()) {
            objections.add("dated-before-removal");
        }
        return objections;
    }

    private boolean isKnownReason() {
        Set<String> known = rules.process().lossReasons();
        return known.isEmpty()
                || move.lossReason().isEmpty()
                || known.contains(move.lossReason().get().value());
    }

    private boolean allowed() {
        return switch (row) {
            case STEP -> true;
            case REVIVE ->
                isGivenUp()
                        ? rules.allowed().contains(MovePolicy.REOPEN_LOST)
                        : !isOpen(from) || from.id().equals(to.id()) || onward() == Row.BACKWARD;
            case LOSE ->
                rules.allowed().contains(MovePolicy.LOSE_FROM_ANYWHERE)
                        || rules.process().next(from.id()).stream()
                                .anyMatch(next -> rules.process().stage(next).kind() == StageKind.WON);
            case SKIP ->
                rules.allowed().contains(MovePolicy.SKIP) || rules.allowed().contains(MovePolicy.SKIP_WITH_CRITERIA);
            case BACKWARD ->
                rules.allowed().contains(MovePolicy.BACKWARD)
                        && (rules.more().backwardTo().isEmpty()
                                || rules.more().backwardTo().contains(to.id()));
            case END_OTHERWISE, REOPEN_WON, REOPEN_LOST -> rules.allowed().contains(row.policy.orElseThrow());
            case SAME_STAGE, CLOSED_TO_CLOSED, PAST_THE_WIN -> false;
        };
    }

    /** What the criteria have against the move: exit before entry, each in the order of declaration, nothing twice. */
    List<Reason> lacking() {
        Map<Criterion<Opportunity>, Boolean> asked = new LinkedHashMap<>();
        Optional<StageId> start = start();
        if (start.isPresent()) {
            askStepByStep(start.get(), asked);
        } else {
            if (row == Row.STEP || row == Row.SKIP) {
                ask(true, from.id(), to.id(), asked);
            }
            if (row != Row.SAME_STAGE && row != Row.CLOSED_TO_CLOSED && row != Row.PAST_THE_WIN) {
                ask(false, to.id(), to.id(), asked);
            }
        }
        Set<Reason> lacking = new LinkedHashSet<>();
        asked.forEach((criterion, blocks) -> {
            Verdict verdict = criterion.evaluate(deal, move.at());
            lacking.addAll(verdict.isUnknown() && !blocks ? List.of() : verdict.reasons());
        });
        return List.copyOf(lacking);
    }

    /** Where a deal begins that is asked step by step. */
    private Optional<StageId> start() {
        boolean asksBetween =
                policy().filter(MovePolicy.SKIP_WITH_CRITERIA::equals).isPresent();
        if (asksBetween && reachedFrom(from.id()).contains(to.id())) {
            return Optional.of(from.id());
        }
        boolean skipsForAll = rules.allowed().contains(MovePolicy.SKIP)
                && !rules.more().users().containsKey(MovePolicy.SKIP);
        boolean returns = row == Row.REOPEN_LOST
                || row == Row.REOPEN_WON
                || (row == Row.REVIVE && (!isOpen(from) || onward() == Row.BACKWARD));
        StageId first = rules.process().stages().get(0).id();
        boolean leads = !first.equals(to.id()) && reachedFrom(first).contains(to.id());
        return leads && (asksBetween || (returns && !skipsForAll)) ? Optional.of(first) : Optional.empty();
    }

    /** The stages that the deal comes to, each of which may take a role. */
    private List<StageId> entered() {
        List<StageId> stages = new ArrayList<>(
                start().map(begin -> shortestWay(begin, to.id())).orElse(List.of()));
        stages.add(to.id());
        return stages;
    }

    private boolean isGivenUp() {
        return from.kind() == StageKind.LOST || from.kind() == StageKind.OTHER_TERMINAL;
    }

    private static boolean isOpen(Stage stage) {
        return stage.kind() == StageKind.OPEN || stage.kind() == StageKind.PRE_PIPELINE;
    }

    /** As if the deal went one step after the other. */
    private void askStepByStep(StageId start, Map<Criterion<Opportunity>, Boolean> asked) {
        List<StageId> stops = new ArrayList<>(shortestWay(start, to.id()));
        stops.add(to.id());
        StageId here = start;
        for (StageId next : stops) {
            ask(true, here, next, asked);
            ask(false, next, next, asked);
            here = next;
        }
    }

    /** What it takes to leave a stage or to come to it, on a step to a stage; what is unknown blocks where that one says so. */
    private void ask(boolean exit, StageId stage, StageId step, Map<Criterion<Opportunity>, Boolean> asked) {
        boolean blocks = rules.unknownBlocks() || rules.more().unknownBlocksTo().contains(step);
        if (!exit) {
            rules.process()
                    .stage(stage)
                    .winEvidence()
                    .map(Criteria::confirmed)
                    .ifPresent(evidence -> asked.merge(evidence, blocks, Boolean::logicalOr));
        }
        for (Guard guard : rules.guards()) {
            if (guard.exit() == exit && guard.stage().equals(stage)) {
                guard.criterion().parts().forEach(part -> asked.merge(part, blocks, Boolean::logicalOr));
            }
        }
    }

    /** Tries all ways by length, and of one length in the declared order; without the two ends. */
    private List<StageId> shortestWay(StageId start, StageId end) {
        List<List<StageId>> ways = List.of(List.of(start));
        for (int length = 0; length < rules.process().stages().size(); length++) {
            List<List<StageId>> longer = new ArrayList<>();
            Set<StageId> seen = new HashSet<>();
            for (List<StageId> way : ways) {
                for (StageId next : rules.process().next(way.get(way.size() - 1))) {
                    if (next.equals(end)) {
                        return way.subList(1, way.size());
                    }
                    if (!way.contains(next) && seen.add(next)) {
                        List<StageId> further = new ArrayList<>(way);
                        further.add(next);
                        longer.add(further);
                    }
                }
            }
            ways = longer;
        }
        return List.of();
    }

    /** What happens when the move is accepted. */
    OpportunityEvent event() {
        Header header = new Header(deal.id(), move.at(), move.actor());
        int version = rules.process().version();
        return switch (row) {
            case REOPEN_WON ->
                new OpportunityEvent.Reopened(
                        header, version, to.id(), rules.more().winReversal());
            case REOPEN_LOST -> new OpportunityEvent.Reopened(header, version, to.id(), Optional.empty());
            case LOSE, END_OTHERWISE ->
                new OpportunityEvent.Lost(
                        header,
                        version,
                        to.id(),
                        Optional.of(day()),
                        move.lossReason(),
                        move.competitor(),
                        move.comment());
            case REVIVE ->
                isOpen(from)
                        ? new OpportunityEvent.StageEntered(header, version, to.id())
                        : new OpportunityEvent.Reopened(
                                header,
                                version,
                                to.id(),
                                isGivenUp() ? Optional.empty() : rules.more().winReversal());
            case STEP, SKIP, BACKWARD ->
                to.kind() == StageKind.WON
                        ? new OpportunityEvent.Won(header, version, to.id(), Optional.of(day()))
                        : new OpportunityEvent.StageEntered(header, version, to.id());
            case SAME_STAGE, CLOSED_TO_CLOSED, PAST_THE_WIN ->
                throw new IllegalStateException(row + " is never accepted");
        };
    }

    /** The day on which the deal is closed afterwards. */
    Optional<LocalDate> closedOn() {
        return switch (to.kind()) {
            case WON, LOST, OTHER_TERMINAL -> Optional.of(day());
            case OPEN, PRE_PIPELINE -> Optional.empty();
            case POST_SALES -> deal.actualClose();
        };
    }

    private LocalDate day() {
        return move.at().atZone(rules.zone()).toLocalDate();
    }
}
