package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A deal on both days. */
    void startAndEnd(Stand before, Stand after) {
        boolean was = isInScope(before);
        boolean is = isInScope(after);
        if (was) {
            line(before.segment()).start(counted(before));
        }
        if (is) {
            line(after.segment()).end(counted(after));
        }
        if (was || is) {
            compare(before, after, was, is);
        }
    }

    void compare(Stand before, Stand after) {
        boolean was = isInScope(before);
        boolean is = isInScope(after);
        if (was || is) {
            compare(before, after, was, is);
        }
    }

    private void compare(Stand before, Stand after, boolean was, boolean is) {
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
        Cause cause = firstOf((staysInLine ? 0 : bit(Cause.OWNER_OUT)) | leaving(after));
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

    @SuppressWarnings("EnumOrdinal") // a set of causes in one number, which is never kept
    private static int bit(Cause cause) {
        return 1 << cause.ordinal();
    }

    /** The bits of all causes for which the deal is out of scope now. */
    private int leaving(Stand after) {
        if (!after.isThere()) {
            return bit(Cause.WITHDRAWN);
        }
        StageRef stage = after.stage();
        int causes = isIn(after) ? 0 : bit(Cause.FX);
        if (stage.standing() == Standing.MERGED) {
            return causes | bit(Cause.MERGED);
        }
        if (!stage.counts()) {
            return causes | bit(Cause.DELETED);
        }
        if (stage.isWon()) {
            return causes | bit(Cause.WON);
        }
        if (!stage.isOpen()) {
            return causes | bit(Cause.LOST);
        }
        return causes | open(after, Cause.STAGE_OUT, Cause.PULLED_OUT, Cause.PUSHED_OUT, Cause.CATEGORY_OUT);
    }

    private void enter(Stand before, Stand after, boolean staysInLine) {
        LegSums line = line(after.segment());
        Cause cause = firstOf((staysInLine ? 0 : bit(Cause.OWNER_IN)) | entering(before, after));
        long counts = counted(after);
        long moved = counts;
        if (splitsAmounts(before)) {
            moved = asked.counted(before.amount(), after);
            postAmount(line, after, Math.subtractExact(counts, moved));
        }
        line.post(cause, new LegSums.Change(after.id(), moved, 1, at));
    }

    /** The bits of all causes for which the deal was out of scope before. */
    private int entering(Stand before, Stand after) {
        if (!before.isThere()) {
            return bit(after.isCreatedAfter(since) ? Cause.NEW : Cause.REVEALED);
        }
        int causes = isIn(before) ? 0 : bit(Cause.FX);
        return causes
                | (before.stage().isOpen()
                        ? open(before, Cause.STAGE_IN, Cause.PUSHED_IN, Cause.PULLED_IN, Cause.CATEGORY_IN)
                        : bit(Cause.REOPENED));
    }

    /** What keeps an open deal out of scope on one side. */
    private int open(Stand deal, Cause byStage, Cause dated, Cause later, Cause byCategory) {
        int causes = deal.stage().isInPipeline() ? 0 : bit(byStage);
        if (!asked.isInPeriod(deal)) {
            causes |= bit(asked.isBefore(deal) ? dated : later);
        }
        return asked.isInCategories(deal) ? causes : causes | bit(byCategory);
    }

    /** Whether the deal is there on the other side too. */
    private boolean splitsAmounts(Stand other) {
        return question.amountChanges() == AmountChanges.APART && other.isThere();
    }

    private Cause firstOf(int causes) {
        for (Cause cause : order) {
            if ((causes & bit(cause)) != 0) {
                return cause;
            }
        }
        throw new IllegalStateException("a deal that moves must have a cause, had " + causes);
    }
}
