package org.salespipeline.transition;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

/**
 * The rules of a machine while they are collected, by stage; {@link Way#table} compiles them by move. A conjunction is kept
 * as its parts: asked as one it would hide what is unknown behind what is unmet.
 */
final class RuleBook {

    final SalesProcess process;
    private final SetMultimap<StageId, Criterion<? super Opportunity>> exit = LinkedHashMultimap.create();
    private final SetMultimap<StageId, Criterion<? super Opportunity>> entry = LinkedHashMultimap.create();
    private final Set<MovePolicy> allowed = EnumSet.noneOf(MovePolicy.class);
    boolean unknownBlocks;
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

    void allow(MovePolicy policy) {
        allowed.add(policy);
    }

    boolean allows(MovePolicy policy) {
        return allowed.contains(policy);
    }

    /** What a move has to meet, exit before entry, equal criteria once. */
    Set<Criterion<? super Opportunity>> criteria(MoveKind kind, StageId from, StageId to) {
        Set<Criterion<? super Opportunity>> criteria = new LinkedHashSet<>();
        if (kind.isForward()) {
            criteria.addAll(exit.get(from));
        }
        if (kind.isPossible()) {
            criteria.addAll(entry.get(to));
        }
        return criteria;
    }
}
