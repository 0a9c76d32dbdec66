package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.salespipeline.transition.Lacking.plus;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.criteria.Verdict.Met;
import org.salespipeline.criteria.Verdict.Unknown;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.stage.StageKind;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** Looks the move up in a table compiled from the rules; an attempt allocates its answer and next to nothing besides. */
final class StandardMachine implements StageMachine {

    private static final Reason NO_LOSS_REASON = Reason.of(
            "loss-reason", "loss reason is not given", "say why with Move.because, for example LossReason.PRICE");
    private final SalesProcess process;
    private final int size;
    private final int version;
    private final Way[] ways;
    private final @Nullable Way[] waysBack;
    private final RemovalRules removals;
    private final Set<String> roles;
    private final ZoneId zone;

    StandardMachine(RuleBook rules) {
        this.process = rules.process;
        this.size = rules.process.stages().size();
        this.version = rules.process.version();
        this.ways = Way.table(rules);
        this.waysBack = Way.back(rules);
        this.removals = new RemovalRules(rules);
        this.roles = rules.roles();
        this.zone = rules.zone;
    }

    @Override
    public SalesProcess process() {
        return process;
    }

    @Override
    public TransitionResult attempt(Opportunity deal, Move move) {
        requireProcess(deal);
        Way way = wayOf(deal, move.target()).forThose(move.roles());
        if (isAboutALoss(move)) {
            requireGivenUp(deal, way, move);
        }
        Refused refused = refusal(deal, way, move.at(), objections(deal, way, move));
        return refused == null ? new Accepted(List.of(event(deal, way, move))) : refused;
    }

    @Override
    public TransitionResult attempt(Opportunity deal, Removal removal) {
        requireProcess(deal);
        return removals.attempt(deal, removal);
    }

    @Override
    public TransitionResult migrate(Opportunity deal, ActorId actor, Instant at) {
        requireProcessId(deal);
        List<Reason> lacking = DealState.objections(deal, at);
        int followed = deal.process().version();
        if (followed >= version) {
            lacking = plus(
                    lacking,
                    Reason.of("version", "deal follows version " + followed + " already", "leave it where it is"));
        } else {
            requireFamily(deal);
            lacking = withMigration(lacking, deal, at);
        }
        if (!lacking.isEmpty()) {
            return new Refused(lacking);
        }
        StageId stage = deal.process().versions().map(deal.stage(), followed, version);
        return new Accepted(List.of(new OpportunityEvent.Migrated(new Header(deal.id(), at, actor), version, stage)));
    }

    /** A migration can only be replayed by who knows the version. */
    private void requireFamily(Opportunity deal) {
        List<SalesProcess> known = deal.process().versions().all();
        checkArgument(
                known.size() >= version && known.get(version - 1).equals(process),
                "%s: its process %s must know version %s as the machine does, knows %s; make both from one"
                        + " ProcessVersions, and read the log with the last of them",
                deal.id(),
                process.id(),
                version,
                known.size() < version ? "1 to " + known.size() : "another definition of it");
    }

    private List<Reason> withMigration(List<Reason> lacking, Opportunity deal, Instant at) {
        List<Reason> longer = lacking;
        Optional<Instant> inForce = deal.process().versions().inForceFrom(version);
        if (inForce.isPresent() && at.isBefore(inForce.get())) {
            Reason early = Reason.of(
                    "not-in-force",
                    "version " + version + " is in force from " + inForce.get() + " on only",
                    "migrate the deal then");
            longer = plus(longer, early.withFound(at));
        }
        StageKind kind = deal.currentStage().kind();
        if (kind == StageKind.LOST || kind == StageKind.OTHER_TERMINAL) {
            longer = plus(
                    longer, Reason.of("closed", "deal was given up, in stage " + deal.stage(), "leave it where it is"));
        }
        return longer;
    }

    @Override
    public List<Reason> missing(Opportunity deal, StageId target, Instant at) {
        requireProcess(deal);
        Way way = wayOf(deal, target);
        Refused refused = refusal(deal, way, at, objections(deal, way, Move.byNobody(target, at)));
        return refused == null ? List.of() : refused.reasons();
    }

    @Override
    public List<Check> checklist(Opportunity deal, StageId target, Instant at) {
        requireProcess(deal);
        List<Check> checks = new ArrayList<>();
        for (Criterion<? super Opportunity> criterion : wayOf(deal, target).criteria) {
            checks.add(new Check(criterion, verdictOf(criterion, deal, at)));
        }
        return List.copyOf(checks);
    }

    private void requireProcessId(Opportunity deal) {
        checkArgument(
                deal.process().id().equals(process.id()),
                "%s: process must be that of the machine, %s, was %s",
                deal.id(),
                process.id(),
                deal.process().id());
    }

    private void requireProcess(Opportunity deal) {
        if (!deal.process().equals(process)) {
            requireProcessId(deal);
            throw new IllegalArgumentException(deal.id() + ": process must be equal to that of the machine, "
                    + process.id() + " version " + version + ", was version "
                    + deal.process().version() + "; migrate the deal, or ask the machine of its version");
        }
    }

    @Override
    public Set<String> roles() {
        return roles;
    }

    @Override
    public boolean permits(StageId from, StageId to) {
        int row = process.indexOf(process.stage(from).id());
        int column = process.indexOf(process.stage(to).id());
        return ways[row * size + column].barred == null;
    }

    private Way wayOf(Opportunity deal, StageId target) {
        int to = process.indexOf(target);
        if (to < 0) {
            String known =
                    process.stages().stream().map(stage -> stage.id().value()).collect(joining(", "));
            throw new IllegalArgumentException(
                    deal.id() + ": unknown stage " + target + "; process " + process.id() + " has [" + known + "]");
        }
        int place = deal.stagePosition() * size + to;
        Way back = deal.isCurrent() ? null : waysBack[place];
        return back != null ? back : ways[place];
    }

    private static boolean isAboutALoss(Move move) {
        return move.lossReason().isPresent()
                || move.competitor().isPresent()
                || move.comment().isPresent();
    }

    private static void requireGivenUp(Opportunity deal, Way way, Move move) {
        boolean givesUp = way.targetKind == StageKind.LOST || way.targetKind == StageKind.OTHER_TERMINAL;
        String what = move.lossReason().isPresent()
                ? "loss reason, was " + move.lossReason().get() + "; leave out because(..)"
                : "competitor or comment on a loss; leave out toCompetitor(..) and saying(..)";
        checkArgument(
                givesUp,
                "%s: a move to stage %s of kind %s must have no %s",
                deal.id(),
                way.target,
                way.targetKind,
                what);
    }

    /**
     * Everything that stands in the way: the objections to the move, then what the criteria lack. Their reasons are taken in
     * pairs, so that one of them costs no list and two a small one. It does not see the move: that need not be allocated.
     *
     * @return null when nothing does
     */
    private @Nullable Refused refusal(Opportunity deal, Way way, Instant at, List<Reason> objections) {
        List<Reason> lacking = objections;
        Reason waiting = null;
        for (int i = 0; i < way.criteria.length; i++) {
            Verdict verdict = verdictOf(way.criteria[i], deal, at);
            if (verdict instanceof Met || (!way.unknownBlocks[i] && verdict instanceof Unknown)) {
                continue;
            }
            int count = verdict.reasonCount();
            for (int j = 0; j < count; j++) {
                if (waiting == null) {
                    waiting = verdict.reason(j);
                } else {
                    lacking = plus(lacking, waiting, verdict.reason(j));
                    waiting = null;
                }
            }
        }
        if (lacking.isEmpty()) {
            return waiting == null ? null : new Refused(waiting);
        }
        return new Refused(waiting == null ? lacking : plus(lacking, waiting));
    }

    /** What speaks against the move beside the criteria. */
    private List<Reason> objections(Opportunity deal, Way way, Move move) {
        boolean isClear = way.isFree && deal.isCurrent() && !move.at().isBefore(deal.settledAt());
        return isClear ? List.of() : allObjections(deal, way, move);
    }

    private List<Reason> allObjections(Opportunity deal, Way way, Move move) {
        List<Reason> lacking =
                way.revives ? DealState.objectionsToRevival(deal, move.at()) : DealState.objections(deal, move.at());
        for (Way.Gate gate : way.gates) {
            if (!gate.letsThrough(move.roles())) {
                lacking = plus(lacking, gate.notForYou());
            }
        }
        if (way.barred != null) {
            lacking = plus(lacking, way.barred);
        } else if (way.targetKind == StageKind.LOST || way.targetKind == StageKind.OTHER_TERMINAL) {
            lacking = withLossReason(lacking, way, move);
        }
        return lacking;
    }

    private List<Reason> withLossReason(List<Reason> lacking, Way way, Move move) {
        if (move.lossReason().isEmpty()) {
            return way.targetKind == StageKind.LOST ? plus(lacking, NO_LOSS_REASON) : lacking;
        }
        Set<String> known = process.lossReasons();
        String given = move.lossReason().get().value();
        if (known.isEmpty() || known.contains(given)) {
            return lacking;
        }
        return plus(
                lacking,
                Reason.of(
                                "loss-reason",
                                "loss reason must be one that process " + process.id() + " has",
                                "give one of " + known)
                        .withFound(given));
    }

    private static Verdict verdictOf(Criterion<? super Opportunity> criterion, Opportunity deal, Instant at) {
        try {
            return requireNonNull(criterion.evaluate(deal, at), "no verdict");
        } catch (RuntimeException fault) {
            throw new IllegalStateException(
                    "criterion " + criterion.id() + " failed on " + deal.id() + ": " + fault, fault);
        }
    }

    private OpportunityEvent event(Opportunity deal, Way way, Move move) {
        Header header = new Header(deal.id(), move.at(), move.actor());
        return switch (way.targetKind) {
            case WON -> new OpportunityEvent.Won(header, version, way.target, Optional.of(dayOf(move)));
            case LOST, OTHER_TERMINAL ->
                new OpportunityEvent.Lost(
                        header,
                        version,
                        way.target,
                        Optional.of(dayOf(move)),
                        move.lossReason(),
                        move.competitor(),
                        move.comment());
            case POST_SALES -> new OpportunityEvent.StageEntered(header, version, way.target);
            case OPEN, PRE_PIPELINE ->
                way.reopens
                        ? new OpportunityEvent.Reopened(header, version, way.target, way.reversal)
                        : new OpportunityEvent.StageEntered(header, version, way.target);
        };
    }

    private LocalDate dayOf(Move move) {
        return LocalDate.ofInstant(move.at(), zone);
    }
}
