package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;

/**
 * The question: which periods, split by what, in which currency.
 *
 * <p>{@code ForecastRequest.of(thisQuarter).withDimension("owner")} asks for one line per owner.
 */
@Value.Immutable
public sealed interface ForecastRequest extends WithForecastRequest permits ImmutableForecastRequest {

    /** The periods asked for: at least one, all of one granularity, each beginning where the one before ends. */
    List<FiscalPeriod> periods();

    /** What splits each period into segments, such as {@code owner} or a dimension of the host; absent for one total. */
    Optional<String> dimension();

    /** The one currency of the answer; absent when the view holds only one. Amounts are never converted. */
    Optional<CurrencyUnit> currency();

    /** Refuses no periods, periods of different length, and gaps. */
    @Value.Check
    default void check() {
        checkArgument(!periods().isEmpty(), "a forecast request must name at least one period");
        for (int i = 1; i < periods().size(); i++) {
            FiscalPeriod before = periods().get(i - 1);
            FiscalPeriod period = periods().get(i);
            checkArgument(
                    period.granularity() == before.granularity(),
                    "periods of a forecast request must be of one granularity, was %s after %s",
                    period,
                    before);
            checkArgument(
                    period.start().equals(before.end()),
                    "periods of a forecast request must follow each other without a gap, was %s after %s",
                    period,
                    before);
        }
        dimension().ifPresent(name -> checkArgument(!name.isBlank(), "dimension must not be blank"));
    }

    /** Asks for the total of each period, in the one currency of the view. */
    static ForecastRequest of(FiscalPeriod... periods) {
        return of(List.of(periods));
    }

    /** Asks for the total of each period, in the one currency of the view. */
    static ForecastRequest of(List<FiscalPeriod> periods) {
        return builder().periods(periods).build();
    }

    /** Starts an empty request. */
    static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a request. */
    final class Builder extends ImmutableForecastRequest.Builder {
        Builder() {}
    }
}
