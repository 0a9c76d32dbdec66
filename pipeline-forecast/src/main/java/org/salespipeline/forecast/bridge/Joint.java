package org.salespipeline.forecast.bridge;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.DealChange;
import org.salespipeline.forecast.bridge.PipelineBridge.DealCounts;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;

/** Adds up two bridges of different deals. */
final class Joint {

    private final CurrencyUnit currency;

    private Joint(CurrencyUnit currency) {
        this.currency = currency;
    }

    static PipelineBridge of(PipelineBridge one, PipelineBridge other) {
        checkArgument(
                one.form() == other.form() && one.question().equals(other.question()),
                "parts of a bridge must be of one form and answer one question, were %s of %s and %s of %s",
                one.form(),
                one.question(),
                other.form(),
                other.question());
        boolean isFirstWithout = one.currency().equals(Asked.NO_CURRENCY);
        checkArgument(
                isFirstWithout
                        || other.currency().equals(Asked.NO_CURRENCY)
                        || one.currency().equals(other.currency()),
                "a bridge must be in one currency, its parts are in %s and %s; name one in the question with currency",
                one.currency(),
                other.currency());
        Joint joint = new Joint(isFirstWithout ? other.currency() : one.currency());
        Map<String, Line> lines = new TreeMap<>();
        Stream.concat(one.lines().stream(), other.lines().stream())
                .forEach(line -> lines.merge(line.segment(), joint.of(line), joint::sum));
        return new PipelineBridge(one.form(), one.question(), joint.currency, new ArrayList<>(lines.values()));
    }

    /** The same amount; where the part had no currency it is 0. */
    private Money of(Money amount) {
        return Money.ofMinor(currency, amount.getAmountMinorLong());
    }

    private Money sum(Money one, Money other) {
        return Money.ofMinor(currency, Math.addExact(one.getAmountMinorLong(), other.getAmountMinorLong()));
    }

    private Line of(Line line) {
        List<Leg> legs = line.legs().stream().map(this::of).toList();
        return new Line(
                line.segment(),
                of(line.start()),
                legs,
                of(line.end()),
                line.counts(),
                line.wonAtAnotherAmount().map(this::of));
    }

    private Leg of(Leg leg) {
        List<DealChange> deals = leg.deals().stream()
                .map(deal -> new DealChange(deal.opportunity(), of(deal.amount()), deal.at()))
                .toList();
        return new Leg(leg.cause(), of(leg.amount()), leg.moved(), deals);
    }

    private Line sum(Line one, Line other) {
        Map<Cause, Leg> legs = new EnumMap<>(Cause.class);
        Stream.concat(one.legs().stream(), other.legs().stream())
                .forEach(leg -> legs.merge(leg.cause(), leg, this::sum));
        return new Line(
                one.segment(),
                sum(one.start(), other.start()),
                List.copyOf(legs.values()),
                sum(one.end(), other.end()),
                new DealCounts(
                        one.counts().start() + other.counts().start(),
                        one.counts().end() + other.counts().end()),
                Stream.of(one.wonAtAnotherAmount(), other.wonAtAnotherAmount())
                        .flatMap(Optional::stream)
                        .reduce(this::sum));
    }

    private Leg sum(Leg one, Leg other) {
        // the sort is stable: what a deal did stays in order of time
        List<DealChange> deals = Stream.concat(one.deals().stream(), other.deals().stream())
                .sorted(Comparator.comparing(DealChange::opportunity))
                .toList();
        return new Leg(one.cause(), sum(one.amount(), other.amount()), one.moved() + other.moved(), deals);
    }
}
