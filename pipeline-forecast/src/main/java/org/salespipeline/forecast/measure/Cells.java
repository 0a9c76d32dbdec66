package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.Figures.Cell;
import org.salespipeline.forecast.measure.Figures.Estimate;
import org.salespipeline.forecast.measure.Figures.Unit;
import org.salespipeline.forecast.statistics.Interval;

/** Makes cells of figures. */
final class Cells {

    private Cells() {}

    static Cell count(String name, long value) {
        return new Cell(name, Unit.COUNT, Optional.of(BigDecimal.valueOf(value)), Optional.empty());
    }

    static Cell amount(String name, Money value) {
        return new Cell(name, Unit.AMOUNT, Optional.of(value.getAmount()), Optional.empty());
    }

    static Cell amount(String name, Optional<Money> value) {
        return new Cell(name, Unit.AMOUNT, value.map(Money::getAmount), Optional.empty());
    }

    static Cell perDay(String name, Optional<BigDecimal> value) {
        return new Cell(name, Unit.AMOUNT_PER_DAY, value, Optional.empty());
    }

    static Cell share(String name, Optional<Estimate> value) {
        return new Cell(name, Unit.SHARE, value.map(found -> decimal(found.value())), value.map(Estimate::interval));
    }

    static Cell share(String name, OptionalDouble value) {
        return number(name, Unit.SHARE, value);
    }

    static Cell number(String name, Unit unit, OptionalDouble value) {
        return new Cell(name, unit, decimal(value), Optional.empty());
    }

    static Optional<BigDecimal> decimal(OptionalDouble value) {
        return value.isPresent() ? Optional.of(decimal(value.getAsDouble())) : Optional.empty();
    }

    static Cell days(String name, OptionalInt value, Optional<Interval> interval) {
        return new Cell(
                name,
                Unit.DAYS,
                value.isPresent() ? Optional.of(BigDecimal.valueOf(value.getAsInt())) : Optional.empty(),
                interval);
    }

    static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** The shortest decimal that tells the double. */
    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value);
    }
}
