package org.salespipeline.forecast.bridge;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.OpportunityId;

/** Walks through the deals of two views side by side and posts each difference to its legs. */
final class Comparison {

    /** Stands for the row of a deal that a view does not have. */
    private static final int NONE = -1;

    private final Question question;
    private final Side before;
    private final Side after;
    private final CurrencyUnit currency;
    private final List<Cause> order;
    private final Map<String, LegSums> lines = new TreeMap<>();

    Comparison(PipelineView from, PipelineView to, Question question) {
        this.question = question;
        this.before = new Side(from, question);
        this.after = new Side(to, question);
        this.currency = question.currency().orElseGet(this::onlyCurrency);
        this.order = new ArrayList<>(question.order());
        for (Cause cause : Cause.values()) {
            if (!order.contains(cause)) {
                order.add(cause);
            }
        }
    }

    private CurrencyUnit onlyCurrency() {
        Set<CurrencyUnit> found = new TreeSet<>();
        for (Side side : List.of(before, after)) {
            for (int row = 0; row < side.deals.size(); row++) {
                if (side.deals.hasAmount(row) && side.isAskedFor(row)) {
                    found.add(side.currency(row));
                }
            }
        }
        checkArgument(
                found.size() <= 1,
                "a bridge must be in one currency, the deals in scope are in %s; name one in the question with withCurrency",
                found);
        return found.isEmpty() ? CurrencyUnit.of("XXX") : found.iterator().next();
    }

    PipelineBridge bridge() {
        if (question.dimension().isEmpty()) {
            LegSums unused = line(PipelineBridge.ALL);
        }
        int first = 0;
        int second = 0;
        while (first < before.deals.size() || second < after.deals.size()) {
            int order = orderOf(first, second);
            compare(order <= 0 ? first++ : NONE, order >= 0 ? second++ : NONE);
        }
        List<Line> made = new ArrayList<>();
        lines.forEach((segment, sums) -> made.add(sums.line(segment, currency)));
        return new PipelineBridge(question, currency, made);
    }

    private int orderOf(int first, int second) {
        if (first == before.deals.size()) {
            return 1;
        }
        return second == after.deals.size() ? -1 : before.id(first).compareTo(after.id(second));
    }

    private LegSums line(String segment) {
        return lines.computeIfAbsent(segment, name -> new LegSums());
    }

    private boolean isInScope(Side side, int row) {
        return row != NONE && side.isAskedFor(row) && side.isIn(row, currency);
    }

    private void compare(int first, int second) {
        boolean was = isInScope(before, first);
        boolean is = isInScope(after, second);
        if (!was && !is) {
            return;
        }
        OpportunityId id = first != NONE ? before.id(first) : after.id(second);
        boolean isThereTwice = first != NONE && second != NONE;
        boolean staysInLine = !isThereTwice || before.segment(first).equals(after.segment(second));
        if (was && is && staysInLine) {
            stay(id, first, second);
            return;
        }
        if (was) {
            leave(id, first, second, staysInLine);
        }
        if (is) {
            enter(id, first, second, staysInLine);
        }
    }

    private void stay(OpportunityId id, int first, int second) {
        long counted = before.counted(before.amount(first), first);
        long counts = after.counted(after.amount(second), second);
        long repriced = before.counted(after.amount(second), first);
        LegSums line = line(after.segment(second));
        line.start(counted);
        line.end(counts);
        line.postAmount(id, repriced - counted);
        line.post(Cause.PROBABILITY, id, Math.subtractExact(counts, repriced), false);
    }

    private void leave(OpportunityId id, int first, int second, boolean staysInLine) {
        LegSums line = line(before.segment(first));
        long counted = before.counted(before.amount(first), first);
        line.start(counted);
        Set<Cause> causes = staysInLine ? EnumSet.noneOf(Cause.class) : EnumSet.of(Cause.OWNER_OUT);
        addLeaving(causes, second);
        Cause cause = firstOf(causes);
        long moved = counted;
        if (splitsAmounts(second)) {
            moved = before.counted(after.amount(second), first);
            line.postAmount(id, Math.subtractExact(moved, counted));
        }
        line.post(cause, id, Math.negateExact(moved), true);
        if (cause == Cause.WON && after.isIn(second, currency)) {
            line.wonAt(Math.subtractExact(after.amount(second), before.amount(first)));
        }
    }

    private void addLeaving(Set<Cause> causes, int second) {
        if (second == NONE) {
            causes.add(Cause.WITHDRAWN);
            return;
        }
        StageRef stage = after.stage(second);
        if (stage.standing() == Standing.MERGED) {
            causes.add(Cause.MERGED);
        } else if (!stage.counts()) {
            causes.add(Cause.DELETED);
        } else if (stage.isWon()) {
            causes.add(Cause.WON);
        } else if (!stage.isOpen()) {
            causes.add(Cause.LOST);
        } else {
            addOpen(causes, after, second, Cause.STAGE_OUT, Cause.PULLED_OUT, Cause.PUSHED_OUT, Cause.CATEGORY_OUT);
        }
        if (!after.isIn(second, currency)) {
            causes.add(Cause.FX);
        }
    }

    private void enter(OpportunityId id, int first, int second, boolean staysInLine) {
        LegSums line = line(after.segment(second));
        long counts = after.counted(after.amount(second), second);
        line.end(counts);
        Set<Cause> causes = staysInLine ? EnumSet.noneOf(Cause.class) : EnumSet.of(Cause.OWNER_IN);
        addEntering(causes, first, second);
        long moved = counts;
        if (splitsAmounts(first)) {
            moved = after.counted(before.amount(first), second);
            line.postAmount(id, Math.subtractExact(counts, moved));
        }
        line.post(firstOf(causes), id, moved, true);
    }

    private void addEntering(Set<Cause> causes, int first, int second) {
        if (first == NONE) {
            boolean isNew = after.deals.deal(second).createdAt().isAfter(before.view.asOf());
            causes.add(isNew ? Cause.NEW : Cause.REVEALED);
            return;
        }
        StageRef stage = before.stage(first);
        if (!stage.isOpen()) {
            causes.add(Cause.REOPENED);
        } else {
            addOpen(causes, before, first, Cause.STAGE_IN, Cause.PUSHED_IN, Cause.PULLED_IN, Cause.CATEGORY_IN);
        }
        if (!before.isIn(first, currency)) {
            causes.add(Cause.FX);
        }
    }

    /** What keeps an open deal out of scope on one side. */
    private static void addOpen(
            Set<Cause> causes, Side side, int row, Cause byStage, Cause dated, Cause later, Cause byCategory) {
        if (!side.stage(row).isInPipeline()) {
            causes.add(byStage);
        }
        if (!side.isInPeriod(row)) {
            causes.add(side.isBefore(row) ? dated : later);
        }
        if (!side.isInCategories(row)) {
            causes.add(byCategory);
        }
    }

    /** Whether the deal is there on the other side too, with an amount in the currency. */
    private boolean splitsAmounts(int other) {
        return question.amountChanges() == AmountChanges.APART && other != NONE;
    }

    private Cause firstOf(Set<Cause> causes) {
        return order.stream().filter(causes::contains).findFirst().orElseThrow();
    }
}
