package org.salespipeline.stateless;

import com.github.oxo42.stateless4j.StateMachineConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.Move;
import org.salespipeline.transition.MovePolicy;
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

    /**
     * A criterion at a stage.
     *
     * @param exit asked when leaving the stage forward; else when coming to it
     */
    public record Rule(boolean exit, StageId stage, Criterion<? super Opportunity> criterion) {}

    /**
     * What else the rules say.
     *
     * @param allowed sorts of moves that are refused otherwise
     * @param unknownBlocks whether a criterion that is unknown refuses a move
     * @param zone in which the day of a close is taken
     */
    public record Options(Set<MovePolicy> allowed, boolean unknownBlocks, ZoneId zone) {}

    /** A trigger of the table. */
    private record Step(Sort sort, StageId target) {}

    private final SalesProcess process;
    private final List<Rule> rules;
    private final Options options;
    private final StateMachineConfig<StageId, Step> table = new StateMachineConfig<>();

    /**
     * Fills the table.
     *
     * @param rules asked in this order
     */
    public StatelessMachine(SalesProcess process, List<Rule> rules, Options options) {
        this.process = process;
        this.rules = List.copyOf(rules);
        this.options = options;
        for (Stage from : process.stages()) {
            for (Stage to : process.stages()) {
                Sort sort = Sort.of(process, from, to);
                if (sort.isPossible()) {
                    boolean allowed =
                            sort.policy().map(options.allowed()::contains).orElse(true);
                    table.configure(from.id()).permitIf(new Step(sort, to.id()), to.id(), () -> allowed);
                }
            }
        }
    }

    @Override
    public SalesProcess process() {
        return process;
    }

    @Override
    public TransitionResult attempt(Opportunity deal, Move move) {
        Stage to = target(deal, move.target());
        if (move.lossReason().isPresent() && !Sort.endsWithoutSale(to.kind())) {
            throw new IllegalArgumentException(deal.id() + ": a move to stage " + to.id()
                    + " must have no loss reason, was " + move.lossReason().get());
        }
        Step step = new Step(Sort.of(process, deal.currentStage(), to), to.id());
        var machine = new com.github.oxo42.stateless4j.StateMachine<>(deal.stage(), table);
        Set<Reason> lacking = new LinkedHashSet<>(objectionsToDeal(deal, move.at()));
        if (!machine.canFire(step)) {
            lacking.add(Reason.of(
                    step.sort().objection, "moving from " + deal.stage() + " to " + to.id() + " is not allowed"));
        } else if (to.kind() == StageKind.LOST && move.lossReason().isEmpty()) {
            lacking.add(Reason.of("loss-reason", "loss reason is not given", "say why with Move.because"));
        }
        if (step.sort().isForward()) {
            addUnmet(true, deal.stage(), deal, move.at(), lacking);
        }
        if (step.sort().isPossible()) {
            addUnmet(false, to.id(), deal, move.at(), lacking);
        }
        if (!lacking.isEmpty()) {
            return new Refused(List.copyOf(lacking));
        }
        machine.fire(step);
        return new Accepted(List.of(event(deal, process.stage(machine.getState()), step.sort(), move)));
    }

    @Override
    public List<Reason> missing(Opportunity deal, StageId target, Instant at) {
        // the deal's own id stands for the actor, whom nothing here depends on
        Move move = Move.to(target.value(), deal.id().value(), at);
        return attempt(deal, move) instanceof Refused refused ? refused.reasons() : List.of();
    }

    private Stage target(Opportunity deal, StageId target) {
        if (!deal.process().equals(process)) {
            throw new IllegalArgumentException(deal.id() + ": process must be " + process.id() + " version "
                    + process.version() + ", was " + deal.process().id() + " version "
                    + deal.process().version());
        }
        return process.find(target)
                .orElseThrow(() -> new IllegalArgumentException(deal.id() + ": unknown stage " + target));
    }

    private static List<Reason> objectionsToDeal(Opportunity deal, Instant at) {
        List<Reason> objections = new ArrayList<>();
        if (deal.isDeleted()) {
            objections.add(Reason.of("deleted", "deal was deleted"));
        }
        if (deal.isRecycled()) {
            objections.add(Reason.of("recycled", "deal went back to be a lead"));
        }
        deal.mergedInto()
                .ifPresent(survivor -> objections.add(Reason.of("merged", "deal was merged into " + survivor)));
        if (at.isBefore(deal.stageEnteredAt())) {
            objections.add(Reason.of(
                    "dated-before-stage", "move must not be before " + deal.stageEnteredAt() + ", was " + at));
        }
        return objections;
    }

    private void addUnmet(boolean exit, StageId stage, Opportunity deal, Instant at, Set<Reason> lacking) {
        for (Rule rule : rules) {
            if (rule.exit() == exit && rule.stage().equals(stage)) {
                for (Criterion<? super Opportunity> part : rule.criterion().parts()) {
                    Verdict verdict = part.evaluate(deal, at);
                    if (!verdict.isUnknown() || options.unknownBlocks()) {
                        lacking.addAll(verdict.reasons());
                    }
                }
            }
        }
    }

    private OpportunityEvent event(Opportunity deal, Stage to, Sort sort, Move move) {
        Header header = new Header(deal.id(), move.at(), move.actor());
        int version = process.version();
        LocalDate day = LocalDate.ofInstant(move.at(), options.zone());
        if (to.kind() == StageKind.WON) {
            return new OpportunityEvent.Won(header, version, to.id(), Optional.of(day));
        }
        if (Sort.endsWithoutSale(to.kind())) {
            Optional<LossReason> why = move.lossReason();
            return new OpportunityEvent.Lost(
                    header, version, to.id(), Optional.of(day), why, Optional.empty(), Optional.empty());
        }
        return sort.reopens()
                ? new OpportunityEvent.Reopened(header, version, to.id(), Optional.empty())
                : new OpportunityEvent.StageEntered(header, version, to.id());
    }
}
