package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.Form;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.DealColumns.StageRef;
import org.salespipeline.forecast.view.DealColumns.Standing;

/** Posts the difference between how a deal stood and how it stands to the legs of its lines. */
final class Posting {

    private final Question question;
    private final Asked asked;
    private final CurrencyUnit currency;
    private final List<Cause> order;
    private final Map<String, LegSums> lines = new HashMap<>();
    private String lastSegment = "";
    private LegSums last;
    private Instant since = Instant.MIN;
    private Optional<Instant> at = Optional.empty();

    Posting(Question question, CurrencyUnit currency) {
        this.question = question;
        this.asked = new Asked(question);
        this.currency = currency;
        this.last = new LegSums(question.toldAs());
        this.order = new ArrayList<>(question.order());
        for (Cause cause : Cause.values()) {
            if (!order.contains(cause)) {
                order.add(cause);
            }
        }
        if (question.dimension().isEmpty()) {
            lastSegment = PipelineBridge.ALL;
            lines.put(lastSegment, last);
        }
    }

    /** Deals that were created after this moment are new, others that come to light are revealed. */
    Posting newSince(Instant moment) {
        since = moment;
        return this;
    }

    /** Tells of what is posted from here on that it happened at this moment. */
    Posting at(Instant moment) {
        at = Optional.of(moment);
        return this;
    }

    PipelineBridge bridge(Form form) {
        List<Line> made = new ArrayList<>();
        new TreeMap<>(lines).forEach((segment, sums) -> made.add(sums.line(segment, currency)));
        return new PipelineBridge(form, question, currency, made);
    }

    private LegSums line(String segment) {
        // all strings equal to the last one are of its line, and most deals are in the line of the one before
        if (lines.isEmpty() || !segment.equals(lastSegment)) {
            lastSegment = segment;
            last = lines.computeIfAbsent(segment, name -> new LegSums(question.toldAs()));
        }
        return last;
    }

    private boolean isIn(Stand deal) {
        return !deal.hasAmount() || deal.currency().equals(currency);
    }

    private boolean isInScope(Stand deal) {
        return asked.holds(deal) && isIn(deal);
    }

    private long counted(Stand deal) {
        return asked.counted(deal.amount(), deal);
    }

    void start(Stand deal) {
        if (isInScope(deal)) {
            line(deal.segment()).start(counted(deal));
        }
    }

    void end(Stand deal) {
        if (isInScope(deal)) {
            line(deal.segment()).end(counted(deal));
        }
    }

    void compare(Stand before, Stand after) {
        boolean was = isInScope(before);
        boolean is = isInScope(after);
        if (!was && !is) {
            return;
        }
        boolean isThereTwice = before.isThere() && after.isThere();
        boolean staysInLine = !isThereTwice || before.segment().equals(after.segment());
        if (was && is && staysInLine) {
            stay(before, after);
            return;
        }
        if (was) {
            leave(before, after, staysInLine);
        }
        if (is) {
            enter(before, after, staysInLine);
        }
    }

    private void stay(Stand before, Stand after) {
        long counted = counted(before);
        long counts = counted(after);
        long repriced = before.amount() == after.amount() ? counted : asked.counted(after.amount(), before);
        if (counted != repriced || repriced != counts) {
            LegSums line = line(after.segment());
            postAmount(line, before, Math.subtractExact(repriced, counted));
            if (counts != repriced) {
                line.post(
                        Cause.PROBABILITY,
                        new LegSums.Change(before.id(), Math.subtractExact(counts, repriced), 0, at));
            }
        }
    }

    private void postAmount(LegSums line, Stand deal, long change) {
        if (change != 0) {
            line.post(change > 0 ? Cause.INCREASED : Cause.DECREASED, new LegSums.Change(deal.id(), change, 0, at));
        }
    }

    private void leave(Stand before, Stand after, boolean staysInLine) {
        LegSums line = line(before.segment());
        Set<Cause> causes = staysInLine ? EnumSet.noneOf(Cause.class) : EnumSet.of(Cause.OWNER_OUT);
        addLeaving(causes, after);
        Cause cause = firstOf(causes);
        long counted = counted(before);
        long moved = counted;
        if (splitsAmounts(after)) {
            moved = asked.counted(after.amount(), before);
            postAmount(line, before, Math.subtractExact(moved, counted));
        }
        line.post(cause, new LegSums.Change(before.id(), Math.negateExact(moved), -1, at));
        if (cause == Cause.WON && isIn(after)) {
            line.wonAt(Math.subtractExact(after.amount(), before.amount()));
        }
    }

    private void addLeaving(Set<Cause> causes, Stand after) {
        if (!after.isThere()) {
            causes.add(Cause.WITHDRAWN);
            return;
        }
        StageRef stage = after.stage();
        if (stage.standing() == Standing.MERGED) {
            causes.add(Cause.MERGED);
        } else if (!stage.counts()) {
            causes.add(Cause.DELETED);
        } else if (stage.isWon()) {
            causes.add(Cause.WON);
        } else if (!stage.isOpen()) {
            causes.add(Cause.LOST);
        } else {
            addOpen(causes, after, Cause.STAGE_OUT, Cause.PULLED_OUT, Cause.PUSHED_OUT, Cause.CATEGORY_OUT);
        }
        if (!isIn(after)) {
            causes.add(Cause.FX);
        }
    }

    private void enter(Stand before, Stand after, boolean staysInLine) {
        LegSums line = line(after.segment());
        Set<Cause> causes = staysInLine ? EnumSet.noneOf(Cause.class) : EnumSet.of(Cause.OWNER_IN);
        addEntering(causes, before, after);
        long counts = counted(after);
        long moved = counts;
        if (splitsAmounts(before)) {
            moved = asked.counted(before.amount(), after);
            postAmount(line, after, Math.subtractExact(counts, moved));
        }
        line.post(firstOf(causes), new LegSums.Change(after.id(), moved, 1, at));
    }

    private void addEntering(Set<Cause> causes, Stand before, Stand after) {
        if (!before.isThere()) {
            causes.add(after.createdAt().isAfter(since) ? Cause.NEW : Cause.REVEALED);
            return;
        }
        if (!before.stage().isOpen()) {
            causes.add(Cause.REOPENED);
        } else {
            addOpen(causes, before, Cause.STAGE_IN, Cause.PUSHED_IN, Cause.PULLED_IN, Cause.CATEGORY_IN);
        }
        if (!isIn(before)) {
            causes.add(Cause.FX);
        }
    }

    /** What keeps an open deal out of scope on one side. */
    private void addOpen(Set<Cause> causes, Stand deal, Cause byStage, Cause dated, Cause later, Cause byCategory) {
        if (!deal.stage().isInPipeline()) {
            causes.add(byStage);
        }
        if (!asked.isInPeriod(deal)) {
            causes.add(asked.isBefore(deal) ? dated : later);
        }
        if (!asked.isInCategories(deal)) {
            causes.add(byCategory);
        }
    }

    /** Whether the deal is there on the other side too. */
    private boolean splitsAmounts(Stand other) {
        return question.amountChanges() == AmountChanges.APART && other.isThere();
    }

    private Cause firstOf(Set<Cause> causes) {
        return order.stream().filter(causes::contains).findFirst().orElseThrow();
    }
}
