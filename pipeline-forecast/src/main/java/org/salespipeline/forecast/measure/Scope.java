package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;

/** Of which deals and days a measure is taken, and how sure its intervals are. */
record Scope(List<String> dimensions, List<FiscalPeriod> periods, Optional<CurrencyUnit> currency, double confidence) {

    static final Scope ALL = new Scope(List.of(), List.of(), Optional.empty(), 0.95);

    Scope {
        dimensions = List.copyOf(dimensions);
        periods = List.copyOf(periods);
        checkArgument(
                ImmutableSet.copyOf(dimensions).size() == dimensions.size(),
                "dimensions must be named once each, was %s",
                dimensions);
        dimensions.forEach(name -> checkArgument(!name.isBlank(), "dimension must not be blank"));
        for (int i = 1; i < periods.size(); i++) {
            checkArgument(
                    !periods.get(i).start().isBefore(periods.get(i - 1).end()),
                    "periods of a measure must be in time order without overlap, was %s after %s",
                    periods.get(i),
                    periods.get(i - 1));
        }
        checkArgument(
                confidence > 0 && confidence < 1,
                "confidence must be between 0 and 1, was %s%s",
                confidence,
                confidence > 1 && confidence < 100 ? "; 95 % is written 0.95" : "");
    }

    Scope by(List<String> names) {
        return new Scope(names, periods, currency, confidence);
    }

    Scope in(List<FiscalPeriod> windows) {
        return new Scope(dimensions, windows, currency, confidence);
    }

    Scope in(CurrencyUnit unit) {
        return new Scope(dimensions, periods, Optional.of(unit), confidence);
    }

    Scope sure(double sureness) {
        return new Scope(dimensions, periods, currency, sureness);
    }

    /** How many rows each segment has for its periods: one when none is asked for. */
    int places() {
        return Math.max(1, periods.size());
    }
}
