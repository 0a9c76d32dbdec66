package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** Any machine, and around it one thing that a host adds. */
abstract class ExtendedMachine implements StageMachine {

    final StageMachine machine;

    private ExtendedMachine(StageMachine machine) {
        this.machine = machine;
    }

    @Override
    public SalesProcess process() {
        return machine.process();
    }

    @Override
    public TransitionResult attempt(Opportunity deal, Removal removal) {
        return machine.attempt(deal, removal);
    }

    @Override
    public TransitionResult migrate(Opportunity deal, ActorId actor, Instant at) {
        return machine.migrate(deal, actor, at);
    }

    @Override
    public List<Reason> missing(Opportunity deal, StageId target, Instant at) {
        return machine.missing(deal, target, at);
    }

    @Override
    public List<Check> checklist(Opportunity deal, StageId target, Instant at) {
        return machine.checklist(deal, target, at);
    }

    @Override
    public Set<String> roles() {
        return machine.roles();
    }

    @Override
    public boolean permits(StageId from, StageId to) {
        return machine.permits(from, to);
    }

    /** Objects to moves that the machine would let pass. */
    static final class WithRule extends ExtendedMachine {

        private final MoveRule rule;

        WithRule(StageMachine machine, MoveRule rule) {
            super(machine);
            this.rule = requireNonNull(rule, "rule");
        }

        @Override
        public TransitionResult attempt(Opportunity deal, Move move) {
            TransitionResult result = machine.attempt(deal, move);
            List<Reason> objections = objections(deal, move);
            if (objections.isEmpty()) {
                return result;
            }
            List<Reason> before = result instanceof Refused refused ? refused.reasons() : List.of();
            return new Refused(joined(before, objections));
        }

        @Override
        public List<Reason> missing(Opportunity deal, StageId target, Instant at) {
            List<Reason> missing = machine.missing(deal, target, at);
            return joined(missing, objections(deal, Move.byNobody(target, at)));
        }

        @Override
        public Set<String> roles() {
            return ImmutableSortedSet.<String>naturalOrder()
                    .addAll(machine.roles())
                    .addAll(rule.roles())
                    .build();
        }

        private List<Reason> objections(Opportunity deal, Move move) {
            try {
                return requireNonNull(rule.objections(deal, move), "no list of objections");
            } catch (RuntimeException fault) {
                throw new IllegalStateException(
                        "rule " + rule + " failed on " + deal.id() + " to " + move.target() + ": " + fault, fault);
            }
        }

        private static List<Reason> joined(List<Reason> first, List<Reason> second) {
            return ImmutableSet.<Reason>builder()
                    .addAll(first)
                    .addAll(second)
                    .build()
                    .asList();
        }
    }

    /** Appends to what an accepted move to a stage brings about. */
    static final class WithEffect extends ExtendedMachine {

        private final StageId stage;
        private final MoveEffect effect;

        WithEffect(StageMachine machine, StageId stage, MoveEffect effect) {
            super(machine);
            this.stage = machine.process().stage(stage).id();
            this.effect = requireNonNull(effect, "effect");
        }

        @Override
        public TransitionResult attempt(Opportunity deal, Move move) {
            TransitionResult result = machine.attempt(deal, move);
            if (!move.target().equals(stage) || !(result instanceof Accepted accepted)) {
                return result;
            }
            List<OpportunityEvent> more = events(deal.after(accepted.events()), move);
            more.forEach(event -> requireFits(event, deal, move));
            return new Accepted(ImmutableList.<OpportunityEvent>builder()
                    .addAll(accepted.events())
                    .addAll(more)
                    .build());
        }

        private List<OpportunityEvent> events(Opportunity moved, Move move) {
            try {
                return requireNonNull(effect.events(moved, move), "no list of events");
            } catch (RuntimeException fault) {
                throw new IllegalStateException(
                        "effect of stage " + stage + " failed on " + moved.id() + ": " + fault, fault);
            }
        }

        private void requireFits(OpportunityEvent event, Opportunity deal, Move move) {
            checkState(
                    event.opportunity().equals(deal.id()) && event.validAt().equals(move.at()),
                    "effect of stage %s: event must be about %s at %s, was %s",
                    stage,
                    deal.id(),
                    move.at(),
                    event);
            checkState(
                    StageChange.of(event) == null && !(event instanceof Created),
                    "effect of stage %s on %s: event must not change the stage nor create or remove the deal, was %s",
                    stage,
                    deal.id(),
                    event);
        }
    }
}
