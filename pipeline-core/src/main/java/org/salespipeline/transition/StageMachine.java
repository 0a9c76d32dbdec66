package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/**
 * The one door through which a deal changes its stage. It knows the process and which criteria guard its stages, judges a
 * move, and gives the events that would make it happen; it changes nothing itself.
 *
 * <pre>{@code
 * StageMachine machine = StageMachine.builder(process)
 *     .exitWhen("qualify", Criteria.amountKnown(), Criteria.confirmed("budget")).build();
 *
 * TransitionResult result = machine.attempt(deal, StageId.of("propose"), ada, now);
 * if (result instanceof Refused refused) {
 *     refused.reasons().forEach(System.out::println);    // budget is not confirmed; record evidence "budget"
 * }
 * }</pre>
 *
 * <p>Which rules a move has to pass:
 *
 * <pre>
 *   from     to                              policy              exit criteria   entry criteria
 *   open     open or won, one step forward   -                   asked           asked
 *   open     open or won, further forward    SKIP                asked           asked
 *   open     open, back                      BACKWARD            -               asked
 *   open     lost, with a loss reason        LOSE_FROM_ANYWHERE  -               asked
 *   open     other terminal                  DISQUALIFY          -               asked
 *   won      open                            REOPEN_WON          step by step    asked
 *   lost     open (other terminal as well)   REOPEN_LOST         step by step    asked
 *   won      after the win, one step         -                   asked           asked
 *   won      after the win, further forward  SKIP                asked           asked
 *   won      after the win, back             BACKWARD            -               asked
 *   gone     open, where it was              REVIVE              -               asked
 *   gone     open, before where it was       REVIVE              step by step    step by step
 *   any      the same stage                  never
 *   closed   another closed stage            never: reopen it first, or win it to get past the win
 * </pre>
 *
 * <i>Step by step</i>: what single steps from the first stage of the process to the target would ask, as under
 * SKIP_WITH_CRITERIA, roles too, so that nobody gets past a stage by closing a deal and reopening it further on; where
 * everybody may SKIP, only the entry criteria. A deal that had been closed before it was gone comes back like one that is
 * reopened, and takes REOPEN_LOST besides if it had been given up.
 *
 * <p>A stage after the win counts as won. A stage lies back where ways lead from it to that of the deal and
 * none return, in a circle where it is declared before; all others lie forward. {@link MovePolicy} says more about each policy. The win evidence of a stage is the first of
 * its entry criteria. A deal that was merged, deleted or recycled does not move but by REVIVE, and no move is dated before the
 * deal entered its stage or was taken out. A criterion that is unknown lets pass, unless {@link Builder#unknownBlocks()} says otherwise, for all or for the stage to
 * which a single step would lead that asks it. Where
 * {@link Builder#mayMoveTo roles} were named for a stage, or for {@link Builder#mayUse the policy} that a move takes, the
 * actor has to have one of them. A loss reason has to be one of
 * {@link SalesProcess#lossReasons()}, where the process names any.
 *
 * <p>Rules and effects of a host join any machine: {@link #withRule} and {@link #withEffect}.
 *
 * <p>An accepted move is one event, at the time of the move and by its actor: {@code Won}, or {@code Lost} for another
 * terminal stage too, with the day of the move in the zone of the machine; {@code Reopened} from a closed stage to an open
 * one; else {@code StageEntered}. A refusal names everything that stands in the way, each reason once: first what is wrong
 * with the deal, then with the move, then what the exit criteria lack, then the entry criteria, each in the order in which
 * they were declared; an {@code allOf} is asked part by part. {@link Reason#criterion()} of the reasons of the machine itself
 * is one of these, in this order: {@code deleted}, {@code recycled}, {@code merged}, {@code dated-before-stage},
 * {@code dated-before-migration} or {@code dated-before-removal}; {@code role}; and {@code skip}, {@code backward}, {@code lose}, {@code disqualify}, {@code reopen-won}, {@code reopen-lost} for
 * want of a policy, {@code revive-further}, {@code not-won}, {@code same-stage}, {@code closed}, or {@code loss-reason}.
 *
 * <p>Implementations are pure and immutable: the same question gets an equal answer, from any thread, without a clock. A
 * mistake of the caller is an {@link IllegalArgumentException}: a stage that the process does not have, a deal of another
 * process or version, a loss reason where nothing is given up, a time at which no {@link Move#at() move} can be. A criterion
 * that throws is an {@link IllegalStateException} naming it.
 * {@code StageMachineLaws} in the test kit checks another implementation. Other methods may join this interface in a minor
 * release, with a default.
 */
public interface StageMachine {

    /** The process whose stages this machine guards. */
    SalesProcess process();

    /**
     * Judges a move.
     *
     * @param deal as it was at the time of the move: for one that is dated back, ask {@link #attempt(OpportunityLog, Move)}
     * @return the events that make it happen, or every reason why it may not
     */
    TransitionResult attempt(Opportunity deal, Move move);

    /** Judges a move about which nothing is said but where to, by whom and when. */
    default TransitionResult attempt(Opportunity deal, StageId target, ActorId actor, Instant at) {
        return attempt(deal, Move.to(target, actor, at));
    }

    /**
     * Judges a move that may be dated in the past: by what the deal was then, as far as that is known by now. For a move
     * dated now it is the same as asking about {@link OpportunityLog#latest()}, unless facts are recorded that are to come.
     *
     * <p>Refused when the deal has moved, migrated or gone since: history is not rewritten through this door.
     *
     * @param log of the deal, with all its facts
     * @return the events that make it happen, or every reason why it may not
     * @throws IllegalStateException when the log has no deal yet
     */
    default TransitionResult attempt(OpportunityLog log, Move move) {
        return attempt(DealState.asOf(log, move.at()), move);
    }

    /**
     * Judges taking a deal out of the pipeline other than by a win or a loss. It takes the policy of the same name, and a
     * deal that is still there; to be recycled, one that is open; to be merged or deleted when it is won, {@link
     * MovePolicy#REOPEN_WON} too; and of each policy a role, where {@linkplain Builder#mayUse some were named}. Beside the reasons above it may give {@code merge}, {@code delete}, {@code recycle}, {@code
     * won} and {@code closed}.
     *
     * @return the event that makes it happen, or every reason why it may not
     */
    TransitionResult attempt(Opportunity deal, Removal removal);

    /**
     * Judges letting a deal in flight follow this machine's version of the process: to the stage that the maps between the
     * versions say. It needs no policy; refused when the deal was given up or is gone, follows this version or a later one
     * ({@code version}), or the version is not in force yet ({@code not-in-force}). A won deal migrates too: its delivery may
     * outlast the version.
     *
     * @param deal of any version of the process, made from a {@link org.salespipeline.stage.ProcessVersions ProcessVersions}
     *     that knows this machine's
     * @param at when it follows the new version
     * @throws IllegalArgumentException when the process of the deal does not know this version
     */
    TransitionResult migrate(Opportunity deal, ActorId actor, Instant at);

    /**
     * What stands between a deal and a stage, without attempting it. For a move about which more is said, by whom in which
     * roles or why a deal is lost, ask {@code attempt(deal, move).reasons()}: that changes nothing either.
     *
     * @param at when the move would happen
     * @return the reasons that {@link #attempt(Opportunity, StageId, ActorId, Instant)} would refuse with, in the same
     *     order; empty when it would accept
     */
    List<Reason> missing(Opportunity deal, StageId target, Instant at);

    /**
     * All criteria that a move of somebody without roles is asked, in order, each with its verdict: what is met rests on {@link
     * Verdict#evidence()}. What else speaks against the move, such as a policy or a role, is not told.
     *
     * @param at when the move would happen
     * @throws IllegalArgumentException as {@link #missing}
     */
    List<Check> checklist(Opportunity deal, StageId target, Instant at);

    /** Every role that this machine asks for anywhere; empty, as by default, when it asks for none or does not tell. */
    default Set<String> roles() {
        return Set.of();
    }

    /**
     * Whether any deal may ever go this way, as far as the process and the policies decide: nothing is said about criteria
     * and roles, nor about the state of a deal.
     *
     * @throws IllegalArgumentException when the process does not have a stage
     */
    boolean permits(StageId from, StageId to);

    /**
     * The shortest legal way to a stage, and what is missing on it now.
     *
     * <p>Of several ways with as few steps, it is the one whose first different step goes to the stage that is declared
     * first. The way gives no deal up to reopen it, and passes a win only to get to what comes after it.
     *
     * <p>What is missing at the first step is {@link #missing}. At the others it is what would be missing if the deal had just
     * made the step before, otherwise as it is now. A deal that was merged, deleted or recycled is brought back first.
     *
     * @param at when the way would be gone
     * @return no steps when the deal is there already; empty when no way leads there, because the process has none or a
     *     {@linkplain #permits policy} is wanting
     * @throws IllegalArgumentException as {@link #missing}
     */
    default Optional<List<Step>> wayTo(Opportunity deal, StageId target, Instant at) {
        return wayTo(deal, Move.byNobody(target, at));
    }

    /**
     * The shortest legal way as by {@link #wayTo(Opportunity, StageId, Instant)}, gone by somebody: what is missing takes account
     * of the roles of the actor at each step, and at the last one of all that the move says.
     */
    default Optional<List<Step>> wayTo(Opportunity deal, Move move) {
        return WayFinder.wayTo(this, deal, move);
    }

    /**
     * This machine, and a rule of the host that is asked about every move: its reasons come after those of the machine.
     *
     * <p>Removals, migrations and {@link #permits} are not asked about. A rule that throws is an {@link
     * IllegalStateException} naming the deal and the target.
     */
    default StageMachine withRule(MoveRule rule) {
        return new ExtendedMachine.WithRule(this, rule);
    }

    /**
     * This machine, and what else happens when a deal comes to a stage: an accepted move there carries the events of the
     * effect after its own. Whether a move is accepted stays as it was.
     *
     * <p>An effect that throws, or answers with events that it must not bring about, is an {@link IllegalStateException} naming
     * the stage and the deal.
     *
     * @throws IllegalArgumentException when the process does not have the stage
     */
    default StageMachine withEffect(String stage, MoveEffect effect) {
        return new ExtendedMachine.WithEffect(this, StageId.of(stage), effect);
    }

    /**
     * What one criterion says about a move.
     *
     * @param criterion which was asked
     * @param verdict what it said, with its reasons or what it rests on
     */
    record Check(Criterion<? super Opportunity> criterion, Verdict verdict) {

        /** Refuses null. */
        public Check {
            requireNonNull(criterion, "criterion");
            requireNonNull(verdict, "verdict");
        }

        /** One line: the id of the criterion and its verdict. */
        @Override
        public String toString() {
            return criterion.id() + ": " + verdict;
        }
    }

    /**
     * One move on a longer way.
     *
     * @param missing what stands in its way now; empty when nothing does
     */
    record Step(StageId from, StageId to, List<Reason> missing) {

        /** Copies the list. */
        public Step {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            missing = List.copyOf(missing);
        }

        /** One line: from where to where, and what is missing. */
        @Override
        public String toString() {
            return from + " to " + to + (missing.isEmpty() ? "" : ": " + missing);
        }
    }

    /** Begins a machine without criteria and policies. */
    static Builder builder(SalesProcess process) {
        return new Builder(process);
    }

    /** Collects the rules of a machine. Not for use by several threads. */
    final class Builder {

        private final RuleBook rules;
        private final Set<String> fields = new TreeSet<>();

        private Builder(SalesProcess process) {
            this.rules = new RuleBook(process);
        }

        /**
         * Adds criteria that a deal has to meet to go forward from a stage. Equal criteria are asked once per move.
         *
         * @param stage an open or won stage of the process, or one after the win
         */
        @CanIgnoreReturnValue
        @SafeVarargs
        public final Builder exitWhen(String stage, Criterion<? super Opportunity>... criteria) {
            checkArgument(criteria.length > 0, "exitWhen: stage %s must get at least one criterion", stage);
            for (Criterion<? super Opportunity> criterion : criteria) {
                rules.exitWhen(StageId.of(stage), criterion);
            }
            return this;
        }

        /**
         * Adds criteria that a deal has to meet to come to a stage, from wherever. Equal criteria are asked once per move.
         *
         * @param stage a stage of the process
         */
        @CanIgnoreReturnValue
        @SafeVarargs
        public final Builder enterWhen(String stage, Criterion<? super Opportunity>... criteria) {
            checkArgument(criteria.length > 0, "enterWhen: stage %s must get at least one criterion", stage);
            for (Criterion<? super Opportunity> criterion : criteria) {
                rules.enterWhen(StageId.of(stage), criterion);
            }
            return this;
        }

        /** Allows sorts of moves that are refused otherwise, to everybody. */
        @CanIgnoreReturnValue
        public Builder allow(MovePolicy... policies) {
            for (MovePolicy policy : policies) {
                rules.allow(policy);
            }
            return this;
        }

        /** Takes policies back. */
        @CanIgnoreReturnValue
        public Builder refuse(MovePolicy... policies) {
            for (MovePolicy policy : policies) {
                rules.refuse(policy);
            }
            return this;
        }

        /** Allows {@link MovePolicy#BACKWARD}, to these stages and others named before. */
        @CanIgnoreReturnValue
        public Builder backwardTo(String... stages) {
            for (String stage : stages) {
                rules.backwardTo(StageId.of(stage));
            }
            return this;
        }

        /** Lets nobody bring a deal to a stage, from wherever, but those who have one of these roles, or of those named before. */
        @CanIgnoreReturnValue
        public Builder mayMoveTo(String stage, String... roles) {
            checkArgument(roles.length > 0, "mayMoveTo: stage %s must get at least one role", stage);
            for (String role : roles) {
                rules.mayMoveTo(StageId.of(stage), role);
            }
            return this;
        }

        /**
         * Allows a policy to those who have one of these roles, or of those named before, and to nobody else. Where a move takes no
         * policy, as a loss from the last stage does not, nobody needs the role.
         */
        @CanIgnoreReturnValue
        public Builder mayUse(MovePolicy policy, String... roles) {
            checkArgument(roles.length > 0, "mayUse: policy %s must get at least one role", policy);
            for (String role : roles) {
                rules.mayUse(policy, role);
            }
            return this;
        }

        /** What becomes of the revenue when a win is taken back; nothing is said about it unless this was set. */
        @CanIgnoreReturnValue
        public Builder winReversal(WinReversal reversal) {
            rules.winReversal = Optional.of(reversal);
            return this;
        }

        /** Lets a criterion that is unknown refuse a move as one that is unmet does. */
        @CanIgnoreReturnValue
        public Builder unknownBlocks() {
            rules.unknownBlocks = true;
            return this;
        }

        /**
         * Lets a criterion that is unknown refuse a move to these stages, or past them where their criteria are asked too, as one
         * that is unmet does.
         */
        @CanIgnoreReturnValue
        public Builder unknownBlocksTo(String... stages) {
            for (String stage : stages) {
                rules.unknownBlocksTo(StageId.of(stage));
            }
            return this;
        }

        /** The zone in which the day of a close is taken; UTC unless it was set. */
        @CanIgnoreReturnValue
        public Builder zone(ZoneId zone) {
            rules.zone = zone;
            return this;
        }

        /**
         * Says what deals of this process have, so that {@link #findings()} can tell criteria on anything else; adds to what was
         * named before. The names are those of {@link Criterion#uses()}, such as {@code amount} or {@code evidence:budget}; the
         * part before the colon stands for all of its kind.
         */
        @CanIgnoreReturnValue
        public Builder dealsHave(String... fields) {
            this.fields.addAll(List.of(fields));
            return this;
        }

        /**
         * What is wrong or doubtful with the rules as they are now. A machine can be built all the same: contradictory criteria
         * only shut a way.
         *
         * @return what matters most first; empty when there is nothing to say
         */
        public List<MachineFinding> findings() {
            return new MachineCheck(rules, fields).findings();
        }

        /** The machine; the builder may go on to another one. */
        public StageMachine build() {
            return new StandardMachine(rules);
        }
    }
}
