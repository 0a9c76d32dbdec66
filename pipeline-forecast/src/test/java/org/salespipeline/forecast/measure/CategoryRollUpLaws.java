package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.measure.CategoryRollUp.Columns;
import org.salespipeline.forecast.measure.CategoryRollUp.Line;
import org.salespipeline.forecast.measure.CategoryRollUp.Place;
import org.salespipeline.forecast.measure.CategoryRollUp.Question;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.testkit.PipelineArbitraries;

/** Roll-ups against deals taken one by one from their logs and added up in BigDecimal. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, tries = 300)
class CategoryRollUpLaws {

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<Question> questions() {
        return ForecastArbitraries.requests()
                .map(request -> Question.builder()
                        .periods(request.periods())
                        .dimension(request.dimension().map(any -> "owner"))
                        .currency(request.currency())
                        .calls(request.periods().size() % 2 == 0 ? CallPolicy.STICKS : CallPolicy.RESETS)
                        .build());
    }

    @Provide
    Arbitrary<Instant> moments() {
        return PipelineArbitraries.instants();
    }

    @Property
    void everyAmountIsWhatAddingUpTheDealsOneByOneGives(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf) {
        for (Line line : rollUp(logs, question, asOf).lines()) {
            for (ForecastCategory category : ForecastCategory.values()) {
                BigDecimal wanted = BigDecimal.ZERO;
                for (OpportunityLog log : logs) {
                    Optional<Opportunity> deal = log.asOf(asOf, asOf).filter(CategoryRollUpLaws::counts);
                    if (deal.isPresent()
                            && isInSegment(deal.get(), line, question)
                            && isInPlace(deal.get(), line, question, asOf)
                            && category(log, deal.get(), question.calls(), asOf) == category) {
                        wanted = wanted.add(euros(deal.get()));
                    }
                }
                assertThat(line.columns().single(category).getAmount()).isEqualByComparingTo(wanted);
            }
        }
    }

    @Property
    void singleColumnsWithOmittedAddUpToAllThereIs(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf) {
        CategoryRollUp rollUp = rollUp(logs, question, asOf);
        BigDecimal lines = rollUp.lines().stream()
                .flatMap(line -> line.columns().singles().values().stream())
                .map(Money::getAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal all = logs.stream()
                .flatMap(log -> log.asOf(asOf, asOf).stream())
                .filter(CategoryRollUpLaws::counts)
                .map(CategoryRollUpLaws::euros)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(lines).isEqualByComparingTo(all);
        assertThat(rollUp.total().total().getAmount()).isEqualByComparingTo(all);
    }

    @Property
    void cumulativeColumnsAreSumsOfSingleOnesAndOpenPipelineLeavesOutClosed(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf) {
        for (Line line : rollUp(logs, question, asOf).lines()) {
            Columns columns = line.columns();
            assertThat(columns.commitForecast()).isEqualTo(sum(columns, "CLOSED", "COMMIT"));
            assertThat(columns.mostLikelyForecast()).isEqualTo(sum(columns, "CLOSED", "COMMIT", "MOST_LIKELY"));
            assertThat(columns.bestCaseForecast())
                    .isEqualTo(sum(columns, "CLOSED", "COMMIT", "MOST_LIKELY", "BEST_CASE"));
            assertThat(columns.openPipeline())
                    .isEqualTo(sum(columns, "COMMIT", "MOST_LIKELY", "BEST_CASE", "PIPELINE"));
        }
    }

    @Property
    void theChainGrowsUnlessSomeAmountIsNegativeAndThenThatIsFlagged(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf) {
        CategoryRollUp rollUp = rollUp(logs, question, asOf);
        for (Line line : rollUp.lines()) {
            List<Money> chain = List.of(
                    line.columns().single(ForecastCategory.CLOSED),
                    line.columns().commitForecast(),
                    line.columns().mostLikelyForecast(),
                    line.columns().bestCaseForecast());
            boolean grows = true;
            for (int i = 1; i < chain.size(); i++) {
                grows &= !chain.get(i).isLessThan(chain.get(i - 1));
            }
            assertThat(line.columns().isChain()).isEqualTo(grows);
            assertThat(grows || !rollUp.negatives().isEmpty()).isTrue();
        }
        assertThat(rollUp.negatives().stream()
                        .map(negative -> negative.opportunity().value() + negative.amount()))
                .isEqualTo(logs.stream()
                        .flatMap(log -> log.asOf(asOf, asOf).stream())
                        .filter(CategoryRollUpLaws::counts)
                        .filter(deal -> euros(deal).signum() < 0)
                        .map(deal -> deal.id().value() + deal.amount().orElseThrow())
                        .toList());
    }

    @Property
    void everyCallThatTheStageDoesNotShareIsReported(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf) {
        List<String> wanted = new ArrayList<>();
        for (OpportunityLog log : logs) {
            Optional<Opportunity> found = log.asOf(asOf, asOf)
                    .filter(CategoryRollUpLaws::counts)
                    .filter(deal -> deal.currentStage().kind().isOpen() && !isForeign(deal))
                    .filter(deal -> deal.calledCategory()
                            .filter(called -> called != deal.currentStage().category())
                            .isPresent());
            found.ifPresent(
                    deal -> wanted.add(deal.id() + " " + deal.calledCategory().orElseThrow() + " "
                            + category(log, deal, question.calls(), asOf) + " " + isCalledInStage(log, deal, asOf)));
        }
        assertThat(rollUp(logs, question, asOf).disagreements().stream()
                        .map(found -> found.opportunity() + " " + found.called() + " " + found.counted() + " "
                                + found.isCalledInStage()))
                .isEqualTo(wanted);
    }

    @Property
    void changingTheMethodChangesNoStoredData(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
        CategoryRollUp before = CategoryRollUp.of(view, question.withCalls(CallPolicy.STICKS));
        CategoryRollUp resets = CategoryRollUp.of(view, question.withCalls(CallPolicy.RESETS));
        assertThat(CategoryRollUp.of(view, question.withCalls(CallPolicy.STICKS)))
                .isEqualTo(before);
        assertThat(view).isEqualTo(PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf));
        assertThat(resets.total().total()).isEqualTo(before.total().total());
    }

    @Property
    void factsRecordedLaterAndTheOrderOfDealsChangeNothing(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("questions") Question question,
            @ForAll("moments") Instant asOf,
            @ForAll long seed) {
        List<OpportunityLog> known = new ArrayList<>();
        logs.forEach(log -> known.add(
                OpportunityLog.of(log.process(), log.facts().recordedBy(asOf).facts())));
        Collections.shuffle(known, new Random(seed));
        CategoryRollUp rollUp = rollUp(logs, question, asOf);
        assertThat(rollUp(known, question, asOf)).isEqualTo(rollUp).hasToString(rollUp.toString());
    }

    private static CategoryRollUp rollUp(List<OpportunityLog> logs, Question question, Instant asOf) {
        PipelineView view = PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf);
        return CategoryRollUp.of(view, question);
    }

    private static boolean counts(Opportunity deal) {
        return deal.mergedInto().isEmpty() && !deal.isDeleted() && !deal.isRecycled();
    }

    private static boolean isInSegment(Opportunity deal, Line line, Question question) {
        return question.dimension().isEmpty()
                || deal.owner().map(PersonId::value).orElse("(none)").equals(line.segment());
    }

    private static boolean isInPlace(Opportunity deal, Line line, Question question, Instant asOf) {
        LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        boolean open = deal.currentStage().kind().isOpen();
        Optional<LocalDate> day = open ? deal.expectedClose() : deal.actualClose();
        Place place;
        if (day.isEmpty()) {
            place = open ? Place.UNSCHEDULED : Place.OUTSIDE;
        } else if (open && day.get().isBefore(today)) {
            place = Place.OVERDUE;
        } else if (!open && day.get().isAfter(today)) {
            place = Place.OUTSIDE;
        } else {
            place = question.periods().stream().anyMatch(period -> period.contains(day.get()))
                    ? Place.PERIOD
                    : Place.OUTSIDE;
        }
        return place == line.place()
                && (place != Place.PERIOD || line.period().orElseThrow().contains(day.orElseThrow()));
    }

    private static ForecastCategory category(OpportunityLog log, Opportunity deal, CallPolicy calls, Instant asOf) {
        return calls == CallPolicy.RESETS && !isCalledInStage(log, deal, asOf)
                ? deal.currentStage().category()
                : deal.category();
    }

    /** Looks for the last call among the facts of the log. */
    private static boolean isCalledInStage(OpportunityLog log, Opportunity deal, Instant asOf) {
        Optional<Instant> called = Optional.empty();
        for (Fact<OpportunityEvent> fact : log.facts().asOf(asOf, asOf)) {
            if (fact.event() instanceof CategoryCalled call) {
                called = call.category().map(any -> later(fact.validAt(), deal.createdAt()));
            }
        }
        return called.filter(time -> !time.isBefore(deal.stageEnteredAt())).isPresent();
    }

    private static Instant later(Instant one, Instant two) {
        return one.isBefore(two) ? two : one;
    }

    private static boolean isForeign(Opportunity deal) {
        return deal.amount()
                .filter(amount -> !amount.getCurrencyUnit().equals(ForecastArbitraries.EUR))
                .isPresent();
    }

    private static BigDecimal euros(Opportunity deal) {
        return isForeign(deal)
                ? BigDecimal.ZERO
                : deal.amount().map(Money::getAmount).orElse(BigDecimal.ZERO);
    }

    private static Money sum(Columns columns, String... categories) {
        return Money.total(Arrays.stream(categories)
                .map(name -> columns.single(ForecastCategory.valueOf(name)))
                .toList());
    }
}
