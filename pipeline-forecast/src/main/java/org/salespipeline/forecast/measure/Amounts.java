package org.salespipeline.forecast.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.joda.money.Money;
import org.salespipeline.forecast.measure.Recipe.Setting;

/** Money that is divided. */
final class Amounts {

    private Amounts() {}

    /** Sum in minor units by number, rounded once, half to even; empty when there is none. */
    static Optional<Money> mean(Setting setting, BigDecimal minor, long number) {
        if (number == 0) {
            return Optional.empty();
        }
        BigDecimal mean = minor.divide(BigDecimal.valueOf(number), 0, RoundingMode.HALF_EVEN);
        return Optional.of(setting.money(mean.longValueExact()));
    }

    /** A sum in minor units by a number, in major units, to 34 digits. */
    static BigDecimal per(Setting setting, BigDecimal minor, BigDecimal number) {
        return minor.movePointLeft(setting.currency().getDecimalPlaces()).divide(number, MathContext.DECIMAL128);
    }

    /** A sum by another one that is above 0, so that a change of the unit of both changes nothing; else empty. */
    static OptionalDouble ratio(BigDecimal sum, BigDecimal by) {
        return by.signum() > 0
                ? OptionalDouble.of(sum.divide(by, MathContext.DECIMAL128).doubleValue())
                : OptionalDouble.empty();
    }
}
