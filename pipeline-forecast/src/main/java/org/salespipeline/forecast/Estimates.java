package org.salespipeline.forecast;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.revenue.RevenueLaw;

/** What revenue may come to, each worked out when first asked for. */
final class Estimates {

    private final Answer answer;
    private final Forecast.RevenueOutlook outlook;
    private final Map<Place, Optional<RevenueEstimate>> known = new ConcurrentHashMap<>();

    Estimates(Answer answer, Forecast.RevenueOutlook outlook) {
        this.answer = answer;
        this.outlook = outlook;
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
        Optional<RevenueLaw> law = outlook.law(place.period, place.segment);
        return Optional.of(law.<RevenueEstimate>map(toCome -> new RevenueEstimate.Distribution(
                        mean, toCome, closed.getAmountMinor().doubleValue()))
                .orElseGet(() -> new RevenueEstimate.Point(mean)));
    }

    private Money sum(List<ForecastLine> lines, Function<ForecastLine, Money> amount) {
        BigDecimal sum =
                lines.stream().map(line -> amount.apply(line).getAmount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Money.of(answer.currency, sum);
    }

    private record Place(FiscalPeriod period, Optional<String> segment) {}
}
