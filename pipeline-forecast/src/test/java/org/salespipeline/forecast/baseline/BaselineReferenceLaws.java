package org.salespipeline.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.StageKind;

/** Baselines against deals taken one by one from their logs and added up in BigDecimal, and how they add up. */
class BaselineReferenceLaws {

    /** A baseline with its second implementation. */
    @SuppressWarnings("ImmutableEnumChecker") // strategies are immutable by contract
    enum Kind {
        LAST(Baselines.lastPeriod()) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                return world.mean(world.lastComplete(asked, 1));
            }
        },
        MEAN(Baselines.meanOfLast(3)) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                return world.mean(world.lastComplete(asked, 3));
            }
        },
        YEAR(Baselines.samePeriodLastYear()) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                FiscalPeriod same = asked;
                while (!world.isComplete(same)) {
                    same = asked.calendar().periodOf(same.start().minusYears(1), asked.granularity());
                }
                return world.mean(List.of(same));
            }
        },
        QUARTER(Baselines.samePeriodLastQuarter()) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                if (asked.granularity() == Granularity.YEAR) {
                    return Optional.empty();
                }
                FiscalPeriod same = asked;
                while (!world.isComplete(same)) {
                    same = asked.calendar().periodOf(same.start().minusMonths(3), asked.granularity());
                }
                return world.mean(List.of(same));
            }
        },
        DRIFT(Baselines.drift(3)) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                List<FiscalPeriod> last = world.lastComplete(asked, 3);
                if (!world.areKnown(last)) {
                    return Optional.empty();
                }
                int steps = 0;
                for (FiscalPeriod p = last.get(0);
                        !p.equals(asked);
                        p = asked.calendar().next(p)) {
                    steps++;
                }
                BigDecimal newest = world.closed(last.get(0));
                BigDecimal step = newest.subtract(world.closed(last.get(2)));
                return Optional.of(cents(
                        newest.multiply(BigDecimal.valueOf(2)).add(step.multiply(BigDecimal.valueOf(steps))),
                        BigDecimal.valueOf(2)));
            }
        },
        SO_FAR(Baselines.closedSoFar()) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                return Optional.of(world.closed(asked));
            }
        },
        RUN_RATE(Baselines.runRate(2)) {
            @Override
            Optional<BigDecimal> revenue(World world, FiscalPeriod asked) {
                List<FiscalPeriod> last = world.lastComplete(asked, 2);
                World all = world.ofAllSegments();
                if (!world.areKnown(last)
                        || !world.hasBegun(asked)
                        || all.closed(asked).signum() == 0) {
                    return Optional.empty();
                }
                BigDecimal byThen = BigDecimal.ZERO;
                BigDecimal inTheEnd = BigDecimal.ZERO;
                for (FiscalPeriod period : last) {
                    byThen = byThen.add(all.at(world.sameDay(asked, period)).closed(period));
                    inTheEnd = inTheEnd.add(all.closed(period));
                }
                return byThen.signum() <= 0 || inTheEnd.signum() <= 0
                        ? Optional.empty()
                        : Optional.of(cents(world.closed(asked).multiply(inTheEnd), byThen));
            }
        };

        private final ForecastStrategy strategy;

        Kind(ForecastStrategy strategy) {
            this.strategy = strategy;
        }

        abstract Optional<BigDecimal> revenue(World world, FiscalPeriod asked);

        /** Whether nothing is rounded, since nothing is divided. */
        boolean isExact() {
            return this == LAST || this == YEAR || this == QUARTER || this == SO_FAR;
        }
    }

    /** All that logs tell at a moment, of one segment. */
    record World(List<OpportunityLog> logs, Instant asOf, Optional<String> owner) {

        World ofAllSegments() {
            return new World(logs, asOf, Optional.empty());
        }

        World at(Instant time) {
            return new World(logs, time, owner);
        }

        List<Opportunity> deals() {
            return logs.stream()
                    .map(log -> log.asOf(asOf, asOf))
                    .flatMap(Optional::stream)
                    .toList();
        }

        LocalDate today() {
            return LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        }

        BigDecimal closed(FiscalPeriod period) {
            return deals().stream()
                    .filter(deal -> deal.currentStage().kind() == StageKind.WON)
                    .filter(deal ->
                            owner.isEmpty() || deal.owner().map(PersonId::value).equals(owner))
                    .filter(deal -> deal.actualClose()
                            .filter(day -> period.contains(day) && !day.isAfter(today()))
                            .isPresent())
                    .map(deal -> deal.amount().orElseThrow().getAmount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        boolean isComplete(FiscalPeriod period) {
            return !period.end()
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusNanos(1)
                    .isAfter(asOf);
        }

        boolean hasBegun(FiscalPeriod period) {
            return !today().isBefore(period.start());
        }

        /** Newest first. */
        List<FiscalPeriod> lastComplete(FiscalPeriod asked, int count) {
            FiscalPeriod period = asked;
            while (!isComplete(period)) {
                period = asked.calendar().previous(period);
            }
            List<FiscalPeriod> periods = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                periods.add(period);
                period = asked.calendar().previous(period);
            }
            return periods;
        }

        boolean areKnown(List<FiscalPeriod> periods) {
            Optional<LocalDate> begin = deals().stream()
                    .map(deal -> LocalDate.ofInstant(deal.createdAt(), ZoneOffset.UTC))
                    .min(LocalDate::compareTo);
            return periods.stream()
                    .allMatch(period ->
                            begin.filter(day -> !period.start().isBefore(day)).isPresent());
        }

        Optional<BigDecimal> mean(List<FiscalPeriod> periods) {
            if (!areKnown(periods)) {
                return Optional.empty();
            }
            BigDecimal sum = periods.stream().map(this::closed).reduce(BigDecimal.ZERO, BigDecimal::add);
            return Optional.of(cents(sum, BigDecimal.valueOf(periods.size())));
        }

        /** The end of the first day by which no smaller part of the past period was over. */
        Instant sameDay(FiscalPeriod asked, FiscalPeriod past) {
            long elapsed = asked.start().until(today(), ChronoUnit.DAYS) + 1;
            long askedDays = asked.start().until(asked.end(), ChronoUnit.DAYS);
            long pastDays = past.start().until(past.end(), ChronoUnit.DAYS);
            long day = 1;
            while (day * askedDays < elapsed * pastDays) {
                day++;
            }
            return past.start()
                    .plusDays(day)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusNanos(1);
        }
    }

    private static BigDecimal cents(BigDecimal amount, BigDecimal divisor) {
        return amount.divide(divisor, 2, RoundingMode.HALF_EVEN);
    }

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.closings();
    }

    @Provide
    Arbitrary<ForecastRequest> requests() {
        return ForecastArbitraries.closingRequests();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.closingMoments();
    }

    @Provide
    Arbitrary<Kind> kinds() {
        return Arbitraries.of(Kind.class);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 400)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyLineIsWhatTheDealsTakenOneByOneGive(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest anyRequest,
            @ForAll("moments") Instant asOf) {
        ForecastRequest request = anyRequest.periods().size() % 2 == 0 ? anyRequest : fromNow(anyRequest, asOf);
        for (Kind kind : Kind.values()) {
            Forecast forecast = kind.strategy.forecast(view(logs, asOf), request);
            for (ForecastLine line : forecast.lines()) {
                World world = new World(logs, asOf, request.dimension().map(by -> line.segment()));
                Optional<BigDecimal> wanted = world.isComplete(line.period())
                        ? Optional.of(world.closed(line.period()))
                        : kind.revenue(world, line.period());
                assertLine(line, wanted, forecast);
                if (!world.isComplete(line.period()) && wanted.isPresent()) {
                    Statistics.collect(kind);
                }
            }
        }
        Statistics.coverage(seen -> {
            for (Kind kind : Kind.values()) {
                seen.check(kind).count(times -> times > 5);
            }
        });
    }

    /** The same question from the period on that holds the moment, as it is asked most often. */
    private static ForecastRequest fromNow(ForecastRequest request, Instant asOf) {
        FiscalPeriod any = request.periods().get(0);
        return request.withPeriods(any.calendar()
                .periods(
                        LocalDate.ofInstant(asOf, ZoneOffset.UTC),
                        any.granularity(),
                        request.periods().size()));
    }

    private static void assertLine(ForecastLine line, Optional<BigDecimal> wanted, Forecast forecast) {
        assertThat(line.hasExpected()).isEqualTo(wanted.isPresent());
        assertThat(line.expected()).isEqualTo(line.unattributed());
        if (wanted.isPresent()) {
            assertThat(line.closed().plus(line.expected()).getAmount()).isEqualByComparingTo(wanted.get());
        } else {
            assertThat(line.expected().isZero()).isTrue();
            assertThat(forecast.missing()).anyMatch(why -> why.startsWith("no forecast for " + line.period() + ": "));
            assertThat(forecast.toString()).contains("unknown");
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void segmentsAddUpToTheWholeButForRounding(
            @ForAll("kinds") Kind kind,
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = view(logs, asOf);
        ForecastRequest whole = request.withDimension(Optional.empty());
        Forecast bySegment = kind.strategy.forecast(view, logs.isEmpty() ? whole : whole.withDimension("owner"));
        for (ForecastLine line : kind.strategy.forecast(view, whole).lines()) {
            List<ForecastLine> parts = bySegment.lines().stream()
                    .filter(part -> part.period().equals(line.period()))
                    .toList();
            assertThat(parts).allMatch(part -> part.hasExpected() == line.hasExpected());
            BigDecimal sum =
                    parts.stream().map(part -> part.expected().getAmount()).reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal off = sum.subtract(line.expected().getAmount()).abs();
            // each line is off by half a cent at most, the whole too
            assertThat(off).isLessThanOrEqualTo(new BigDecimal(kind.isExact() ? "0.00" : "0.01"));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void thePartsOfAPartitionOfTheDealsAddUpWhereAllOfThemAreKnown(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        ForecastRequest whole = request.withDimension(Optional.empty());
        List<OpportunityLog> one = logs.subList(0, logs.size() / 2);
        List<OpportunityLog> two = logs.subList(logs.size() / 2, logs.size());
        for (Kind kind : Kind.values()) {
            List<ForecastLine> all =
                    kind.strategy.forecast(view(logs, asOf), whole).lines();
            List<ForecastLine> left =
                    kind.strategy.forecast(view(one, asOf), whole).lines();
            List<ForecastLine> right =
                    kind.strategy.forecast(view(two, asOf), whole).lines();
            for (int line = 0; line < all.size() && kind.isExact(); line++) {
                if (left.get(line).hasExpected() && right.get(line).hasExpected()) {
                    assertThat(left.get(line).expected().plus(right.get(line).expected()))
                            .isEqualTo(all.get(line).expected());
                }
            }
        }
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant asOf) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
    }
}
