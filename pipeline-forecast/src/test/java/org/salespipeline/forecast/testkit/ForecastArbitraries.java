package org.salespipeline.forecast.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.ExpectedCloseSet;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Lost;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityEvent.Profile;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityEvent.Won;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.SampleProcesses;

/**
 * Random histories and questions for the laws of forecasts.
 *
 * <p>The logs are those of {@link PipelineArbitraries}, dirty and with several processes, but most amounts are in euros,
 * and most closes near the times of the logs, so that a forecast has something to add up on every side of its as-of day.
 */
public final class ForecastArbitraries {

    /** The currency of most amounts, and of every request. */
    public static final CurrencyUnit EUR = CurrencyUnit.EUR;

    private static final int MOST_DEALS = 8;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 42;

    /** Days between the dates on which plain deals close, and between most as-of moments, so that the two often meet. */
    private static final long STEP = 5;

    private ForecastArbitraries() {}

    /** Logs of none to some deals, each of its own: some with a long and dirty history, some with one plain entry. */
    public static Arbitrary<List<OpportunityLog>> logs() {
        return logs(SampleProcesses.all());
    }

    /** The same of these processes only, at least one. */
    public static Arbitrary<List<OpportunityLog>> logs(List<SalesProcess> processes) {
        return Arbitraries.integers().between(0, MOST_DEALS).flatMap(count -> {
            List<Arbitrary<OpportunityLog>> logs = new ArrayList<>();
            for (int deal = 0; deal < count; deal++) {
                OpportunityId id = OpportunityId.of("OPP-" + deal);
                logs.add(Arbitraries.of(processes)
                        .flatMap(process -> Arbitraries.oneOf(
                                PipelineArbitraries.logsOf(process, id).map(ForecastArbitraries::usable),
                                plainLogs(process, id))));
            }
            return Combinators.combine(logs).as(all -> all);
        });
    }

    /** Deals entered once, in any stage, early enough to be seen by most as-of moments. */
    private static Arbitrary<OpportunityLog> plainLogs(SalesProcess process, OpportunityId id) {
        Arbitrary<Optional<Money>> amounts = Arbitraries.longs()
                .between(-100_000, 10_000_000)
                .map(ForecastArbitraries::mostlyInEuros)
                .optional(0.9);
        Arbitrary<Optional<LocalDate>> closes = Arbitraries.integers()
                .between(-10, DAYS + 60)
                .map(FIRST_DAY::plusDays)
                .optional(0.9);
        return Combinators.combine(
                        Arbitraries.of(process.stages()),
                        amounts,
                        closes,
                        Arbitraries.of("ada", "bob").optional(),
                        Arbitraries.of("EMEA", "APAC", "(none)", "\"(none)\"").optional(),
                        Arbitraries.integers().between(0, 20))
                .as((stage, amount, close, owner, region, day) -> {
                    Instant createdAt = PipelineArbitraries.ORIGIN.plus(day, ChronoUnit.DAYS);
                    Opportunity.Builder deal =
                            Opportunity.open(id.value(), process, createdAt).stage(stage.id());
                    amount.ifPresent(deal::amount);
                    close.ifPresent(stage.kind().isOpen() ? deal::expectedClose : deal::actualClose);
                    owner.ifPresent(deal::owner);
                    region.ifPresent(value -> deal.dimension("region", value));
                    return OpportunityLog.opening(deal.build(), ActorId.of("crm-import"), createdAt);
                });
    }

    /** As-of moments: days on which deals close, and any other times of the logs. */
    public static Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(0, 8)
                        .map(step -> PipelineArbitraries.ORIGIN.plus(step * STEP, ChronoUnit.DAYS)),
                PipelineArbitraries.instants());
    }

    /** Requests for months, quarters or years around the dates of the logs, in euros, by some built-in dimension or none. */
    public static Arbitrary<ForecastRequest> requests() {
        return requests(Arbitraries.of("owner", "stage", "process", "kind", "partner", "category")
                .optional(0.7));
    }

    /**
     * The same by a dimension of the host that some deals have: many have it, few have it, none has it. A forecast for such
     * a request is refused when there are deals and none has it, and made of cubes only when one has it.
     */
    public static Arbitrary<ForecastRequest> requestsByHostDimension() {
        return requests(Arbitraries.of("region", "product", "branch").map(Optional::of));
    }

    private static Arbitrary<ForecastRequest> requests(Arbitrary<Optional<String>> dimensions) {
        Arbitrary<FiscalCalendar> calendars = Arbitraries.of(
                FiscalCalendar.calendarYear(),
                FiscalCalendar.startingIn(Month.APRIL, FiscalCalendar.YearName.BY_START));
        Arbitrary<LocalDate> starts = Arbitraries.integers()
                .between(-3, 6)
                .map(month -> LocalDate.of(2026, 1, 31).plusMonths(month));
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

    /**
     * Logs of a year of closings: deals of one process in euros that are won, lost or stay open, some won deals learned
     * of weeks late and some corrected in amount afterwards.
     */
    public static Arbitrary<List<OpportunityLog>> closings() {
        Arbitrary<Closing> deals = Combinators.combine(
                        Arbitraries.integers().between(-60, 200).withDistribution(RandomDistribution.uniform()),
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.oneOf(
                                Arbitraries.just(0), Arbitraries.integers().between(0, 40)),
                        Arbitraries.longs().between(-20_000, 500_000),
                        Arbitraries.longs().between(-20_000, 500_000).optional(0.2),
                        Arbitraries.of("ada", "bo"),
                        Arbitraries.frequency(Tuple.of(6, "won"), Tuple.of(1, "lost"), Tuple.of(2, "")))
                .as(Closing::new);
        Arbitrary<Integer> counts =
                Arbitraries.integers().between(0, 24).withDistribution(RandomDistribution.uniform());
        return counts.flatMap(count -> deals.list().ofSize(count)).map(all -> {
            List<OpportunityLog> logs = new ArrayList<>();
            for (int deal = 0; deal < all.size(); deal++) {
                logs.add(all.get(deal).log(OpportunityId.of("OPP-" + deal)));
            }
            return logs;
        });
    }

    /** Ends of days, and moments within days, in and after the year of {@link #closings}. */
    public static Arbitrary<Instant> closingMoments() {
        return Combinators.combine(
                        Arbitraries.integers().between(60, 400).withDistribution(RandomDistribution.uniform()),
                        Arbitraries.of(-1L, 0L, 36_000_000_000_000L))
                .as((day, nanos) -> Closing.FIRST.plus(day, ChronoUnit.DAYS).plusNanos(nanos));
    }

    /** Requests for periods around {@link #closings}, in euros, by owner or not. */
    public static Arbitrary<ForecastRequest> closingRequests() {
        Arbitrary<FiscalCalendar> calendars = Arbitraries.of(
                FiscalCalendar.calendarYear(),
                FiscalCalendar.startingIn(Month.FEBRUARY, FiscalCalendar.YearName.BY_END));
        return Combinators.combine(
                        calendars,
                        Arbitraries.integers().between(2, 12),
                        Arbitraries.of(
                                Granularity.MONTH,
                                Granularity.MONTH,
                                Granularity.QUARTER,
                                Granularity.QUARTER,
                                Granularity.YEAR),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.of("owner").optional(0.5))
                .as((calendar, month, granularity, count, dimension) -> ForecastRequest.builder()
                        .periods(calendar.periods(LocalDate.of(2024, 1, 15).plusMonths(month), granularity, count))
                        .dimension(dimension)
                        .currency(EUR)
                        .build());
    }

    /** A deal by its numbers: days from the first one, amounts in cents. */
    private record Closing(
            int created, int took, int lag, long cents, Optional<Long> corrected, String owner, String outcome) {

        static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

        OpportunityLog log(OpportunityId id) {
            SalesProcess process = SampleProcesses.enterprise();
            Instant start = FIRST.plus(created, ChronoUnit.DAYS);
            Header opening = new Header(id, start, ActorId.of("ada"));
            OpportunityLog log = OpportunityLog.of(process)
                    .append(
                            List.<OpportunityEvent>of(
                                    new Created(
                                            opening,
                                            process.id(),
                                            process.first().id(),
                                            Profile.unknown()),
                                    new AmountSet(opening, Optional.of(Money.ofMinor(EUR, cents))),
                                    new OwnerSet(opening, Optional.of(PersonId.of(owner)))),
                            start);
            Instant end = start.plus(took, ChronoUnit.DAYS);
            Instant learned = end.plus(lag, ChronoUnit.DAYS);
            Header ending = new Header(id, end, ActorId.of("ada"));
            LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
            StageId stage = StageId.of(outcome.isEmpty() ? "propose" : outcome);
            OpportunityEvent last = switch (outcome) {
                case "won" -> new Won(ending, stage, day);
                case "" -> new StageEntered(ending, stage);
                default -> new Lost(ending, stage, day, LossReason.PRICE);
            };
            OpportunityLog closed = log.append(List.of(last), learned);
            return corrected
                    .map(amount -> closed.append(
                            List.<OpportunityEvent>of(new AmountSet(ending, Optional.of(Money.ofMinor(EUR, amount)))),
                            learned.plus(lag, ChronoUnit.DAYS)))
                    .orElse(closed);
        }
    }

    private static OpportunityLog usable(OpportunityLog log) {
        List<Fact<OpportunityEvent>> facts = log.facts().facts().stream()
                .map(fact -> new Fact<>(usable(fact.event()), fact.recordedAt(), fact.sequence()))
                .toList();
        return OpportunityLog.of(log.process(), facts);
    }

    private static OpportunityEvent usable(OpportunityEvent event) {
        if (event instanceof AmountSet set) {
            return new AmountSet(set.header(), set.amount().map(ForecastArbitraries::mostlyInEuros));
        }
        if (event instanceof ExpectedCloseSet set) {
            return new ExpectedCloseSet(set.header(), set.expectedClose().map(ForecastArbitraries::mostlyNearTheLogs));
        }
        return event instanceof Won won
                ? new Won(won.header(), won.stage(), won.closedOn().map(ForecastArbitraries::mostlyNearTheLogs))
                : event;
    }

    private static Money mostlyInEuros(Money amount) {
        return mostlyInEuros(amount.getAmountMinorLong());
    }

    private static Money mostlyInEuros(long minor) {
        return Money.ofMinor(minor % 7 == 0 ? CurrencyUnit.USD : EUR, minor);
    }

    /** Three of four on a day around the times of the logs, so that many fall on the as-of day or next to it. */
    private static LocalDate mostlyNearTheLogs(LocalDate date) {
        long day = date.toEpochDay();
        return day % 4 == 0 ? date : FIRST_DAY.plusDays(day % DAYS);
    }
}
