package org.salespipeline.forecast.testkit;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.SampleProcesses;

/**
 * Random histories and questions for the laws of forecasts.
 *
 * <p>The logs are those of {@link PipelineArbitraries}, dirty and with several processes, but most amounts are in euros,
 * so that a forecast has something to add up.
 */
public final class ForecastArbitraries {

    /** The currency of most amounts, and of every request. */
    public static final CurrencyUnit EUR = CurrencyUnit.EUR;

    private static final int MOST_DEALS = 8;

    private ForecastArbitraries() {}

    /** Logs of none to some deals, each of its own. */
    public static Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.integers().between(0, MOST_DEALS).flatMap(count -> {
            List<Arbitrary<OpportunityLog>> logs = new ArrayList<>();
            for (int deal = 0; deal < count; deal++) {
                OpportunityId id = OpportunityId.of("OPP-" + deal);
                logs.add(Arbitraries.of(SampleProcesses.all())
                        .flatMap(process -> PipelineArbitraries.logsOf(process, id))
                        .map(ForecastArbitraries::mostlyInEuros));
            }
            return Combinators.combine(logs).as(all -> all);
        });
    }

    /** Requests for months, quarters or years around the dates of the logs, in euros, by some built-in dimension or none. */
    public static Arbitrary<ForecastRequest> requests() {
        Arbitrary<FiscalCalendar> calendars = Arbitraries.of(
                FiscalCalendar.calendarYear(),
                FiscalCalendar.startingIn(Month.APRIL, FiscalCalendar.YearName.BY_START));
        Arbitrary<LocalDate> starts = Arbitraries.integers()
                .between(-3, 6)
                .map(month -> LocalDate.of(2026, 1, 31).plusMonths(month));
        Arbitrary<Optional<String>> dimensions = Arbitraries.of(
                        "owner", "stage", "process", "kind", "partner", "category")
                .optional(0.7);
        return Combinators.combine(
                        calendars,
                        starts,
                        Arbitraries.of(Granularity.values()),
                        Arbitraries.integers().between(1, 5),
                        dimensions)
                .as((calendar, start, granularity, count, dimension) -> ForecastRequest.builder()
                        .periods(calendar.periods(start, granularity, count))
                        .dimension(dimension)
                        .currency(EUR)
                        .build());
    }

    private static OpportunityLog mostlyInEuros(OpportunityLog log) {
        List<Fact<OpportunityEvent>> facts = log.facts().facts().stream()
                .map(fact -> new Fact<>(mostlyInEuros(fact.event()), fact.recordedAt(), fact.sequence()))
                .toList();
        return OpportunityLog.of(log.process(), facts);
    }

    private static OpportunityEvent mostlyInEuros(OpportunityEvent event) {
        return event instanceof AmountSet set
                ? new AmountSet(set.header(), set.amount().map(ForecastArbitraries::mostlyInEuros))
                : event;
    }

    private static Money mostlyInEuros(Money amount) {
        long minor = amount.getAmountMinorLong();
        return Money.ofMinor(minor % 7 == 0 ? CurrencyUnit.USD : EUR, minor);
    }
}
