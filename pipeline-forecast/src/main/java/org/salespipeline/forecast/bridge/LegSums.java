package org.salespipeline.forecast.bridge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.DealChange;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.opportunity.OpportunityId;

/** A line while it is added up, in minor units. */
final class LegSums {

    private record Posting(OpportunityId opportunity, long minor) {}

    private final Map<Cause, List<Posting>> legs = new EnumMap<>(Cause.class);
    private long start;
    private long end;
    private long wonAbove;
    private boolean isAnyWon;

    void start(long minor) {
        start = Math.addExact(start, minor);
    }

    void end(long minor) {
        end = Math.addExact(end, minor);
    }

    void wonAt(long above) {
        wonAbove = Math.addExact(wonAbove, above);
        isAnyWon = true;
    }

    void postAmount(OpportunityId deal, long change) {
        post(change > 0 ? Cause.INCREASED : Cause.DECREASED, deal, change, false);
    }

    /** @param evenZero whether it is told even if it changes nothing */
    void post(Cause cause, OpportunityId deal, long minor, boolean evenZero) {
        if (minor != 0 || evenZero) {
            legs.computeIfAbsent(cause, unused -> new ArrayList<>()).add(new Posting(deal, minor));
        }
    }

    Line line(String segment, CurrencyUnit currency) {
        List<Leg> made = new ArrayList<>();
        legs.forEach((cause, postings) -> made.add(leg(cause, postings, currency)));
        return new Line(
                segment,
                Money.ofMinor(currency, start),
                made,
                Money.ofMinor(currency, end),
                isAnyWon ? Optional.of(Money.ofMinor(currency, wonAbove)) : Optional.empty());
    }

    private static Leg leg(Cause cause, List<Posting> postings, CurrencyUnit currency) {
        long sum = 0;
        List<DealChange> deals = new ArrayList<>();
        for (Posting posting : postings) {
            sum = Math.addExact(sum, posting.minor());
            deals.add(new DealChange(posting.opportunity(), Money.ofMinor(currency, posting.minor())));
        }
        return new Leg(cause, Money.ofMinor(currency, sum), deals);
    }
}
