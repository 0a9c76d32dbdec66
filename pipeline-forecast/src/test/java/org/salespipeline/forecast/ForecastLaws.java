package org.salespipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageKind;

/** Forecasts against deals taken one by one from their logs and added up in BigDecimal. */
class ForecastLaws {

    private static final Pattern LEFT_OUT = Pattern.compile("^left out: (\\d+) ");
    private static final BigDecimal FIXED_ONE = new BigDecimal(BigInteger.ONE.shiftLeft(40));

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<ForecastRequest> requests() {
        return ForecastArbitraries.requests()
                .map(request -> request.withDimension(request.dimension().map(unused -> "owner")));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyLineIsWhatAddingUpTheDealsOneByOneGives(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        Forecast forecast = stageWeighted(view(logs, asOf), request);
        List<Opportunity> deals = deals(logs, asOf);
        LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        for (ForecastLine line : forecast.lines()) {
            List<Opportunity> segment = deals.stream()
                    .filter(deal -> request.dimension().isEmpty() || owner(deal).equals(line.segment()))
                    .toList();
            boolean first = line.period().equals(request.periods().get(0));
            Predicate<Opportunity> expected = deal -> isOpen(deal)
                    && deal.expectedClose()
                            .filter(day -> line.period().contains(day) && !day.isBefore(today))
                            .isPresent();
            assertAmount(line.closed(), raw(segment, deal -> isWon(deal) && closesIn(deal, line.period(), today)));
            assertAmount(line.open(), raw(segment, expected));
            assertAmount(line.expected(), weighted(segment, expected));
            assertAmount(
                    line.overdue(),
                    raw(
                            segment,
                            deal -> first
                                    && isOpen(deal)
                                    && deal.expectedClose()
                                            .filter(day -> day.isBefore(today))
                                            .isPresent()));
            assertAmount(
                    line.unscheduled(),
                    raw(
                            segment,
                            deal -> first
                                    && isOpen(deal)
                                    && deal.expectedClose().isEmpty()));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyOpenOrWonAmountStandsInExactlyOnePlace(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        Forecast forecast = stageWeighted(view(logs, asOf), request);
        BigDecimal places = BigDecimal.ZERO;
        for (ForecastLine line : forecast.lines()) {
            places = places.add(line.closed().getAmount())
                    .add(line.open().getAmount())
                    .add(line.overdue().getAmount())
                    .add(line.unscheduled().getAmount());
        }
        for (Forecast.Outside where : Forecast.Outside.values()) {
            places = places.add(forecast.outside(where).getAmount());
        }
        BigDecimal total = raw(deals(logs, asOf), deal -> isOpen(deal) || isWon(deal));
        assertThat(places).isEqualByComparingTo(total);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyDealLeftOutIsToldOfOnce(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        long told = stageWeighted(view(logs, asOf), request).missing().stream()
                .map(LEFT_OUT::matcher)
                .filter(Matcher::find)
                .mapToLong(sentence -> Long.parseLong(sentence.group(1)))
                .sum();
        assertThat(told)
                .isEqualTo(deals(logs, asOf).stream()
                        .filter(deal -> (isOpen(deal) || isWon(deal)) && isLeftOut(deal, request, today))
                        .count());
    }

    private static boolean isLeftOut(Opportunity deal, ForecastRequest request, LocalDate today) {
        if (deal.amount()
                .filter(amount -> !amount.getCurrencyUnit().equals(ForecastArbitraries.EUR))
                .isPresent()) {
            return true;
        }
        Optional<LocalDate> close = isOpen(deal) ? deal.expectedClose() : deal.actualClose();
        if (close.isEmpty()) {
            return true;
        }
        boolean misdated =
                isOpen(deal) ? close.get().isBefore(today) : close.get().isAfter(today);
        boolean asked = request.periods().stream().anyMatch(period -> period.contains(close.get()));
        boolean cannotBeWeighed = deal.amount().isEmpty()
                || (isOpen(deal) && deal.currentStage().winProbability().isEmpty());
        return misdated || (asked && cannotBeWeighed);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void linesGoByPeriodThenBySegmentAndEverySegmentHasEveryPeriod(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        Forecast forecast = stageWeighted(view(logs, asOf), request);
        List<String> segments =
                forecast.lines().stream().map(ForecastLine::segment).distinct().toList();
        assertThat(segments).isSorted();
        assertThat(forecast.lines().stream().map(line -> line.period() + " " + line.segment()))
                .isEqualTo(request.periods().stream()
                        .flatMap(period -> segments.stream().map(segment -> period + " " + segment))
                        .toList());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aChancePerDealThatIsThatOfItsStageGivesTheStageWeightedNumbers(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = view(logs, asOf);
        Forecast byDeal = Forecast.builder(view, request)
                .strategy("by-deal")
                .chance(row -> view.deals()
                        .stages()
                        .get(view.deals().stage(row))
                        .stage()
                        .winProbability())
                .build();
        Forecast byStage = stageWeighted(view, request);
        assertThat(byDeal.lines()).isEqualTo(byStage.lines());
        assertThat(byDeal.contributions()).isEqualTo(byStage.contributions());
        assertThat(byDeal.printedContributions()).isEqualTo(byStage.printedContributions());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void printedContributionsAreLessThanAMinorUnitOff(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        Forecast forecast = stageWeighted(view(logs, asOf), request);
        for (int i = 0; i < forecast.contributions().size(); i++) {
            Money printed = forecast.printedContributions().get(i);
            BigDecimal off =
                    printed.getAmount().subtract(forecast.contributions().get(i).weighted());
            assertThat(off.abs()).isLessThan(new BigDecimal("0.01"));
        }
    }

    private static Forecast stageWeighted(PipelineView view, ForecastRequest request) {
        return Forecast.builder(view, request).strategy("stage-weighted").build();
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant asOf) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
    }

    private static List<Opportunity> deals(List<OpportunityLog> logs, Instant asOf) {
        return logs.stream()
                .map(log -> log.asOf(asOf, asOf))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean counts(Opportunity deal) {
        return deal.isCurrent();
    }

    private static boolean isOpen(Opportunity deal) {
        return counts(deal) && deal.currentStage().kind() == StageKind.OPEN;
    }

    private static boolean isWon(Opportunity deal) {
        return counts(deal) && deal.currentStage().kind().isWon();
    }

    private static boolean closesIn(Opportunity deal, FiscalPeriod period, LocalDate today) {
        return deal.actualClose()
                .filter(day -> period.contains(day) && !day.isAfter(today))
                .isPresent();
    }

    private static String owner(Opportunity deal) {
        return deal.owner().map(PersonId::value).orElse(Forecast.NO_VALUE);
    }

    private static BigDecimal euros(Opportunity deal) {
        return deal.amount()
                .filter(amount -> amount.getCurrencyUnit().equals(ForecastArbitraries.EUR))
                .map(Money::getAmount)
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal raw(List<Opportunity> deals, Predicate<Opportunity> which) {
        return deals.stream().filter(which).map(ForecastLaws::euros).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal weighted(List<Opportunity> deals, Predicate<Opportunity> which) {
        return deals.stream()
                .filter(which)
                .map(deal -> euros(deal).multiply(quantised(deal.currentStage().winProbability())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_EVEN);
    }

    /** The chance to the nearest 2^-40, in decimal arithmetic. */
    private static BigDecimal quantised(Optional<Probability> chance) {
        return new BigDecimal(chance.map(Probability::value).orElse(0.0))
                .multiply(FIXED_ONE)
                .setScale(0, RoundingMode.HALF_EVEN)
                .divide(FIXED_ONE);
    }

    private static void assertAmount(Money found, BigDecimal wanted) {
        assertThat(found.getAmount()).isEqualByComparingTo(wanted);
    }
}
