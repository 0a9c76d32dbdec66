package org.salespipeline.forecast.measure;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.salespipeline.forecast.statistics.EventCurve;

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
}
