package org.salespipeline.forecast.measure;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.salespipeline.forecast.statistics.EventCurve;
import org.salespipeline.forecast.statistics.Interval;

/** What is told about times that some have not come to the end of. */
final class Durations {

    private Durations() {}

    /** Sum by number; empty when there is none. */
    static OptionalDouble mean(long sum, long number) {
        return number == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / number);
    }

    /** The time by which a share has ended. */
    static OptionalInt quantile(EventCurve survival, double share) {
        return survival.size() == 0 ? OptionalInt.empty() : survival.quantile(share);
    }

    /**
     * Interval for the median: all times at which the interval of the survival holds one half.
     *
     * <p>Source: R. Brookmeyer, J. Crowley (1982), A confidence interval for the median survival time, <i>Biometrics</i>
     * 38(1):29–41.
     */
    static Optional<Interval> medianInterval(EventCurve survival, double confidence) {
        double low = Double.NaN;
        double high = Double.POSITIVE_INFINITY;
        for (int row = 0; row < survival.size(); row++) {
            Interval chance = survival.intervalAt(survival.time(row), confidence);
            if (chance.low() <= 0.5 && Double.isNaN(low)) {
                low = survival.time(row);
            }
            if (chance.high() <= 0.5) {
                high = survival.time(row);
                break;
            }
        }
        return Double.isNaN(low) ? Optional.empty() : Optional.of(new Interval(low, high));
    }
}
