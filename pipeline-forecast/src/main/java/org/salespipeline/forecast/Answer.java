package org.salespipeline.forecast;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The numbers of a forecast, by line: index = period × segments + segment. Shared, never changed. */
final class Answer {

    final ForecastRequest request;
    final Instant asOf;
    final LocalDate asOfDate;
    final CurrencyUnit currency;
    final RawAmounts raw;
    final ExpectedLines expected;

    Answer(
            ForecastRequest request,
            Instant asOf,
            LocalDate asOfDate,
            CurrencyUnit currency,
            RawAmounts raw,
            ExpectedLines expected) {
        this.request = request;
        this.asOf = asOf;
        this.asOfDate = asOfDate;
        this.currency = currency;
        this.raw = raw;
        this.expected = expected;
    }

    ImmutableList<ForecastLine> lines() {
        ImmutableList.Builder<ForecastLine> lines = ImmutableList.builder();
        for (int line = 0; line < expected.size(); line++) {
            lines.add(line(line));
        }
        return lines.build();
    }

    ForecastLine line(int line) {
        int segments = raw.segments.size();
        int segment = line % segments;
        boolean first = line < segments;
        return ImmutableForecastLine.builder()
                .period(request.periods().get(line / segments))
                .segment(raw.segments.get(segment))
                .closed(money(raw.closed[line]))
                .open(money(raw.open[line]))
                .expected(money(expected.minor(line)))
                .unattributed(money(expected.unattributed(line)))
                .hasExpected(expected.isKnown(line))
                .overdue(money(first ? raw.overdue[segment] : 0))
                .unscheduled(money(first ? raw.unscheduled[segment] : 0))
                .build();
    }

    /** Money of whole minor units. */
    Money money(long minor) {
        return money(currency, BigInteger.valueOf(minor));
    }

    Money money(Tally tally) {
        return money(currency, tally.minor());
    }

    static Money money(CurrencyUnit currency, BigInteger minor) {
        return BigMoney.of(currency, new BigDecimal(minor, currency.getDecimalPlaces()))
                .toMoney();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Answer that
                && request.equals(that.request)
                && asOf.equals(that.asOf)
                && asOfDate.equals(that.asOfDate)
                && currency.equals(that.currency)
                && raw.equals(that.raw)
                && expected.equals(that.expected);
    }

    @Override
    public int hashCode() {
        return expected.hashCode() * 31 + request.hashCode();
    }
}
