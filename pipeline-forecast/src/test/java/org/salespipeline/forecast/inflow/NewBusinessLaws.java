package org.salespipeline.forecast.inflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.Granularity;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.statistics.SeriesModels;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;

class NewBusinessLaws {

    private static final int AHEAD = 3;

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return Arbitraries.oneOf(ForecastArbitraries.closings(), ForecastArbitraries.logs());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.oneOf(ForecastArbitraries.closingMoments(), ForecastArbitraries.moments());
    }

    @Provide
    Arbitrary<NewBusinessModel> models() {
        return Arbitraries.of(
                NewBusinessModels.cohortEmergence(),
                NewBusinessModels.cohortEmergence(SeriesModels.ses()),
                NewBusinessModels.chainLadder(),
                NewBusinessModels.capeCod(),
                NewBusinessModels.meanOf(4),
                NewBusinessModels.byWindows(SeriesModels.theta(12)));
    }

    private static NewBusiness fitted(NewBusinessModel model, List<OpportunityLog> logs, Instant asOf) {
        return fitted(model, PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf));
    }

    private static NewBusiness fitted(NewBusinessModel model, PipelineView view) {
        return model.fit(view, FiscalCalendar.calendarYear(), Granularity.MONTH, ForecastArbitraries.EUR);
    }

    /** All that is answered, so that equal texts are equal answers. */
    private static String answers(NewBusiness business) {
        StringBuilder all = new StringBuilder();
        for (int ahead = 0; ahead <= AHEAD; ahead++) {
            all.append(business.basis(ahead)).append(business.outcomes(ahead)).append('\n');
            business.expected(ahead)
                    .ifPresent(expected -> all.append(expected.revenue())
                            .append(' ')
                            .append(expected.wins())
                            .append(' ')
                            .append(expected.variance())
                            .append('\n'));
        }
        return all.toString();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void factsRecordedLaterChangeNothing(
            @ForAll("models") NewBusinessModel model,
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant asOf) {
        List<OpportunityLog> known = logs.stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(asOf).facts()))
                .toList();
        assertThat(answers(fitted(model, logs, asOf))).isEqualTo(answers(fitted(model, known, asOf)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anEarlierViewOfALaterOneGivesTheSame(
            @ForAll("models") NewBusinessModel model,
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant asOf) {
        PipelineView later = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf.plusSeconds(10_000_000));
        assertThat(answers(fitted(model, later.asOf(asOf)))).isEqualTo(answers(fitted(model, logs, asOf)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfDealsIsIrrelevant(
            @ForAll("models") NewBusinessModel model,
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant asOf,
            @ForAll long seed) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(answers(fitted(model, shuffled, asOf))).isEqualTo(answers(fitted(model, logs, asOf)));
    }

    /** Twice is exact, so nothing may differ but by the factor. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void twiceTheAmountsAreTwiceTheRevenueOfAsManyWins(
            @ForAll("models") NewBusinessModel model,
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant asOf) {
        NewBusiness one = fitted(model, logs, asOf);
        NewBusiness two =
                fitted(model, logs.stream().map(NewBusinessLaws::doubled).toList(), asOf);
        for (int ahead = 0; ahead <= AHEAD; ahead++) {
            assertThat(two.expected(ahead).isPresent())
                    .isEqualTo(one.expected(ahead).isPresent());
            if (one.expected(ahead).isPresent()) {
                NewBusiness.Expected single = one.expected(ahead).get();
                NewBusiness.Expected twice = two.expected(ahead).get();
                assertThat(twice.revenue()).isCloseTo(2 * single.revenue(), within(1e-9 * (1 + single.revenue())));
                assertThat(twice.wins().mean())
                        .isCloseTo(
                                single.wins().mean(),
                                within(1e-9 * (1 + single.wins().mean())));
                assertThat(twice.variation()).isCloseTo(single.variation(), within(1e-9));
            }
        }
    }

    private static OpportunityLog doubled(OpportunityLog log) {
        List<Fact<OpportunityEvent>> facts = log.facts().facts().stream()
                .map(fact -> new Fact<>(doubled(fact.event()), fact.recordedAt(), fact.sequence()))
                .toList();
        return OpportunityLog.of(log.process(), facts);
    }

    private static OpportunityEvent doubled(OpportunityEvent event) {
        return event instanceof AmountSet set
                ? new AmountSet(set.header(), set.amount().map(amount -> twice(amount)))
                : event;
    }

    private static Money twice(Money amount) {
        return amount.multipliedBy(2);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void everyAnswerIsALawOrAReason(
            @ForAll("models") NewBusinessModel model,
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant asOf) {
        NewBusiness business = fitted(model, logs, asOf);
        LocalDate tomorrow = LocalDate.ofInstant(asOf.plusNanos(1), ZoneOffset.UTC);
        assertThat(business.running().contains(tomorrow)).isTrue();
        for (int ahead = 0; ahead <= AHEAD; ahead++) {
            assertThat(business.basis(ahead)).doesNotContain("NaN").isNotEmpty();
            business.expected(ahead).ifPresent(expected -> {
                assertThat(expected.revenue()).isFinite().isNotNegative();
                assertThat(expected.amount()).isFinite().isPositive();
                assertThat(expected.variation()).isFinite().isNotNegative();
                assertThat(expected.variance()).isFinite().isNotNegative();
            });
            for (NewBusiness.Outcome outcome : business.outcomes(ahead)) {
                assertThat(outcome.expected()).isFinite().isNotNegative();
                assertThat(outcome.came()).isFinite().isNotNegative();
            }
        }
    }
}
