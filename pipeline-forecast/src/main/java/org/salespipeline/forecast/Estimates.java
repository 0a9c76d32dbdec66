package org.salespipeline.forecast;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.revenue.Criticality;
import org.salespipeline.forecast.revenue.RevenueLaw;

/** What revenue may come to, each worked out when first asked for. */
final class Estimates {

    /** Of a strategy that knows no chances by period: every revenue is a point. */
    static final Said NOTHING = new Said((period, segment) -> Optional.empty(), (effect, period) -> {
        throw new IllegalStateException("without chances no deal has an effect, had one of " + effect);
    });

    private final Answer answer;
    private final Said said;
    private final Map<Place, Optional<RevenueEstimate>> known = new ConcurrentHashMap<>();

    Estimates(Answer answer, Said said) {
        this.answer = answer;
        this.said = said;
    }

    /** What a strategy says of revenue, and how the deal of an effect is told. */
    record Said(Forecast.RevenueOutlook revenue, DealTeller deals) {}

    /** Makes a deal of an effect whose key is its row, in the period of that index. */
    @FunctionalInterface
    interface DealTeller {

        WhatMatters.Deal of(Criticality.Effect effect, int period);
    }

    /**
     * The revenue of some lines of a period together.
     *
     * @param segment the one segment of the lines, or empty for all
     */
    Optional<RevenueEstimate> of(FiscalPeriod period, List<ForecastLine> lines, Optional<String> segment) {
        return known.computeIfAbsent(new Place(period, segment), place -> estimate(place, lines));
    }

    private Optional<RevenueEstimate> estimate(Place place, List<ForecastLine> lines) {
        if (!lines.stream().allMatch(ForecastLine::hasExpected)) {
            return Optional.empty();
        }
        Money closed = sum(lines, ForecastLine::closed);
        Money mean = sum(lines, line -> line.closed().plus(line.expected()));
        Optional<RevenueLaw> law = said.revenue.law(place.period, place.segment);
        return Optional.of(law.<RevenueEstimate>map(toCome -> new RevenueEstimate.Distribution(
                        mean, toCome, closed.getAmountMinor().doubleValue()))
                .orElseGet(() -> new RevenueEstimate.Point(mean)));
    }

    /** What deals do to the chance that revenue of some lines of a period together is the quota or more. */
    Optional<WhatMatters> whatMatters(
            FiscalPeriod period, List<ForecastLine> lines, Optional<String> segment, Money quota) {
        WhatMatters.check(quota, answer.currency);
        if (!lines.stream().allMatch(ForecastLine::hasExpected)) {
            return Optional.empty();
        }
        long closed = sum(lines, ForecastLine::closed).getAmountMinorLong();
        double toCome = (double) Math.subtractExact(quota.getAmountMinorLong(), closed);
        int at = answer.request.periods().indexOf(period);
        return said.revenue
                .criticality(period, segment, toCome)
                .map(all -> new WhatMatters(
                        quota,
                        all.chance(),
                        all.effects().stream()
                                .map(effect -> said.deals.of(effect, at))
                                .toList()));
    }

    private Money sum(List<ForecastLine> lines, Function<ForecastLine, Money> amount) {
        BigDecimal sum =
                lines.stream().map(line -> amount.apply(line).getAmount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Money.of(answer.currency, sum);
    }

    private record Place(FiscalPeriod period, Optional<String> segment) {}
}
