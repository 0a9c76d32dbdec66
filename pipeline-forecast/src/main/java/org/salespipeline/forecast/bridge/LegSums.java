package org.salespipeline.forecast.bridge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.DealChange;
import org.salespipeline.forecast.bridge.PipelineBridge.DealCounts;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.opportunity.OpportunityId;

/** A line while it is added up, in minor units. */
final class LegSums {

    /**
     * What a deal did.
     *
     * @param moved 1 when it came into scope, -1 when it went out, 0 when it stayed
     */
    record Change(OpportunityId opportunity, long minor, int moved, Optional<Instant> at) {}

    private final Map<Cause, Cause> toldAs;
    private final Map<Cause, List<Change>> legs = new EnumMap<>(Cause.class);
    private long start;
    private long end;
    private long dealsAtStart;
    private long dealsAtEnd;
    private long wonAbove;
    private boolean isAnyWon;

    LegSums(Map<Cause, Cause> toldAs) {
        this.toldAs = toldAs;
    }

    void start(long minor) {
        start = Math.addExact(start, minor);
        dealsAtStart++;
    }

    void end(long minor) {
        end = Math.addExact(end, minor);
        dealsAtEnd++;
    }

    void wonAt(long above) {
        wonAbove = Math.addExact(wonAbove, above);
        isAnyWon = true;
    }

    void post(Cause cause, Change change) {
        legs.computeIfAbsent(toldAs.getOrDefault(cause, cause), unused -> new ArrayList<>())
                .add(change);
    }

    Line line(String segment, CurrencyUnit currency) {
        List<Leg> made = new ArrayList<>();
        legs.forEach((cause, changes) -> made.add(leg(cause, changes, currency)));
        return new Line(
                segment,
                Money.ofMinor(currency, start),
                made,
                Money.ofMinor(currency, end),
                new DealCounts(dealsAtStart, dealsAtEnd),
                isAnyWon ? Optional.of(Money.ofMinor(currency, wonAbove)) : Optional.empty());
    }

    private static Leg leg(Cause cause, List<Change> changes, CurrencyUnit currency) {
        long sum = 0;
        long moved = 0;
        List<DealChange> deals = new ArrayList<>();
        for (Change change : changes) {
            sum = Math.addExact(sum, change.minor());
            moved += change.moved();
            deals.add(new DealChange(change.opportunity(), Money.ofMinor(currency, change.minor()), change.at()));
        }
        return new Leg(cause, Money.ofMinor(currency, sum), moved, deals);
    }
}
