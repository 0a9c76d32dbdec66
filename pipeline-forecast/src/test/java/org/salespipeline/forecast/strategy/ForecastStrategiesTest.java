package org.salespipeline.forecast.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.PipelineCube;
import org.salespipeline.forecast.testkit.ForecastStrategyLaws;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;

class ForecastStrategiesTest {

    private static final FiscalPeriod QUARTER = FiscalCalendar.calendarYear().quarter(2026, 3);
    private static final ForecastRequest REQUEST = ForecastRequest.of(QUARTER);
    private static final Instant CREATED = Instant.parse("2026-07-01T08:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-07-15T12:00:00Z");
    private static final Opportunity DEAL = Opportunity.open("OPP-7", SampleProcesses.enterprise(), CREATED)
            .stage("propose")
            .amount("EUR 12500")
            .expectedClose("2026-09-15")
            .build();
    private static final PipelineView VIEW = PipelineView.ofDeals(List.of(DEAL), LocalDate.of(2026, 7, 15));
    private static final List<OpportunityLog> LOGS =
            List.of(OpportunityLog.opening(DEAL, ActorId.of("ada"), CREATED.plusSeconds(1)));

    @Test
    void stageWeightedTakesTheWinProbabilityOfTheProcess() {
        Forecast forecast = ForecastStrategies.stageWeighted().forecast(VIEW, REQUEST);
        assertThat(forecast.strategy()).isEqualTo("stage-weighted");
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.parse("EUR 5000.00"));
    }

    @Test
    void stageWeightedTakesTheChancesGiven() {
        ForecastStrategy strategy =
                ForecastStrategies.stageWeighted(Map.of(StageId.of("propose"), Probability.of(0.5)));
        assertThat(strategy.forecast(VIEW, REQUEST).lines().get(0).expected()).isEqualTo(Money.parse("EUR 6250.00"));
    }

    @Test
    void theAssumptionsSayWhichChancesTheCallerGave() {
        Opportunity early = Opportunity.open("OPP-8", SampleProcesses.enterprise(), CREATED)
                .amount("EUR 1000")
                .expectedClose("2026-09-15")
                .build();
        PipelineView view = PipelineView.ofDeals(List.of(DEAL, early), LocalDate.of(2026, 7, 15));
        StageId propose = StageId.of("propose");
        Probability usual = SampleProcesses.enterprise()
                .find(propose)
                .orElseThrow()
                .winProbability()
                .orElseThrow();
        Forecast given =
                ForecastStrategies.stageWeighted(Map.of(propose, usual)).forecast(view, REQUEST);
        Forecast kept = ForecastStrategies.stageWeighted().forecast(view, REQUEST);
        assertThat(given.assumptions())
                .contains("each open deal has the chance of its stage: given by the caller for enterprise/propose 0.4;"
                        + " by the process for enterprise/qualify 0.1");
        assertThat(kept.assumptions())
                .contains("each open deal has the chance of its stage: enterprise/propose 0.4, enterprise/qualify 0.1");
        // other words, so another fingerprint, although the amounts are the same
        assertThat(given.lines()).isEqualTo(kept.lines());
        assertThat(given.fingerprint()).isNotEqualTo(kept.fingerprint());
    }

    @Test
    void oneIsNotWrittenInThePlural() {
        assertThat(VIEW.toString()).contains("): 1 deal, 3 facts\n");
        assertThat(PipelineHistory.of(ZoneOffset.UTC, LOGS)).hasToString("history of 1 deal in Z");
        assertThat(PipelineCube.of(VIEW, REQUEST))
                .hasToString("cube of 2026-Q3 2026-07-01/2026-10-01 as of 2026-07-15: 1 deal, 1 segment, 1 stage");
    }

    @Test
    void aCategoryCountsInFullWhatIsCalledInItOrAFirmerOne() {
        Opportunity called = Opportunity.open("OPP-8", SampleProcesses.enterprise(), CREATED)
                .amount("EUR 800")
                .expectedClose("2026-09-15")
                .calledCategory(ForecastCategory.COMMIT)
                .build();
        PipelineView view = PipelineView.ofDeals(List.of(DEAL, called), LocalDate.of(2026, 7, 15));
        assertThat(ForecastStrategies.category(ForecastCategory.COMMIT)
                        .forecast(view, REQUEST)
                        .lines()
                        .get(0)
                        .expected())
                .isEqualTo(Money.parse("EUR 800.00"));
        Forecast all = ForecastStrategies.category(ForecastCategory.PIPELINE).forecast(view, REQUEST);
        assertThat(all.lines().get(0).expected()).isEqualTo(Money.parse("EUR 13300.00"));
        assertThat(all.strategy()).isEqualTo("pipeline");
        assertThatThrownBy(() -> ForecastStrategies.category(ForecastCategory.CLOSED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("loosest category must be COMMIT, MOST_LIKELY, BEST_CASE or PIPELINE, was CLOSED");
    }

    @Test
    void anAmountInAnotherCurrencyIsTheFaultOfTheStrategy() {
        ForecastStrategy broken = fittedOn -> (view, request) -> Forecast.builder(view, request)
                .strategy("dollars")
                .expect(line -> Optional.of(Money.parse("USD 1.00")))
                .build();
        assertThatThrownBy(() -> broken.forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("strategy dollars: what is expected must be in EUR as the facts of its line, was USD 1.00");
    }

    @Test
    void chancesOfClosedStagesAreRefusedInBothForms() {
        ForecastStrategy strategy = ForecastStrategies.stageWeighted(Map.of(StageId.of("won"), Probability.CERTAIN));
        assertThatThrownBy(() -> strategy.fit(VIEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage won must be open to have a chance, was WON");
        assertThatThrownBy(() -> strategy.forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage won must be open to have a chance, was WON");
        PipelineView empty = PipelineView.ofDeals(List.of(), LocalDate.of(2026, 7, 15));
        assertThatThrownBy(() -> strategy.fit(empty).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage won must be open to have a chance, was WON");
    }

    @Test
    void aChanceOfAStageThatNoProcessHasYetIsToldOfAndUsedOnceItIsThere() {
        Opportunity later = Opportunity.open("OPP-9", SampleProcesses.branching(), CREATED.plusSeconds(86_400))
                .stage("contract")
                .amount("EUR 100")
                .expectedClose("2026-09-15")
                .build();
        PipelineHistory history = PipelineHistory.of(
                ZoneOffset.UTC,
                List.of(LOGS.get(0), OpportunityLog.opening(later, ActorId.of("ada"), later.createdAt())));
        ForecastStrategy strategy =
                ForecastStrategies.stageWeighted(Map.of(StageId.of("contract"), Probability.of(0.5)));
        PipelineView now = history.asOf(AS_OF);
        PipelineView then = now.asOf(later.createdAt().minusNanos(1));
        assertThat(strategy.forecast(then, REQUEST).missing())
                .containsExactly("not used: the chance of stage contract, which no process of the deals has");
        Forecast forecast = strategy.fit(then).forecast(now, REQUEST);
        assertThat(forecast.missing()).isEmpty();
        assertThat(forecast.lines().get(0).expected()).isEqualTo(Money.parse("EUR 5050.00"));
    }

    @Test
    void checkedLetsAGoodStrategyPass() {
        Forecast forecast = new WinRateStrategy().forecast(VIEW, REQUEST);
        assertThat(ForecastStrategies.checked(new WinRateStrategy()).forecast(VIEW, REQUEST))
                .isEqualTo(forecast);
    }

    @Test
    void aStrategyThatCountsItsCallsIsCaughtByTheGuardAndByTheLaws() {
        ForecastStrategy broken = new Counting();
        assertThatThrownBy(() -> ForecastStrategies.checked(broken).fit(VIEW).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forecast strategy " + Counting.class.getName() + ": ")
                .hasMessageContaining("the same view and request must give the same answer");
        ForecastStrategyLaws laws = Counting::new;
        assertThatThrownBy(() -> laws.theSameQuestionGivesEqualBytes(LOGS, REQUEST, AS_OF))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aStrategyThatAnswersAnotherQuestionIsCaughtByTheGuardAndByTheLaws() {
        ForecastStrategy broken = fittedOn -> (view, request) -> ForecastStrategies.stageWeighted()
                .forecast(
                        view, request.withPeriods(FiscalCalendar.calendarYear().next(QUARTER)));
        assertThatThrownBy(() -> ForecastStrategies.checked(broken).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("forecast strategy " + getClass().getName() + " (lambda): "
                        + "the answer must be to the request");
        ForecastStrategyLaws laws = () -> broken;
        assertThatThrownBy(() -> laws.theAnswerIsToTheQuestion(LOGS, REQUEST, AS_OF))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aStrategyThatIgnoresTheViewIsCaughtByTheGuardAndByTheLaws() {
        Opportunity other = Opportunity.open("OPP-8", SampleProcesses.enterprise(), CREATED)
                .amount("EUR 1")
                .expectedClose("2026-09-15")
                .build();
        PipelineView otherView = PipelineView.ofDeals(List.of(other), LocalDate.of(2026, 7, 15));
        ForecastStrategy broken = fittedOn ->
                (view, request) -> ForecastStrategies.stageWeighted().forecast(otherView, request);
        assertThatThrownBy(() -> ForecastStrategies.checked(broken).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the answer must agree with the deals of the view, which say");
        ForecastStrategyLaws laws = () -> broken;
        assertThatThrownBy(() -> laws.factsAreThoseOfTheView(LOGS, REQUEST, AS_OF))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aStrategyWithAnotherAnswerInOneCallIsCaughtByTheGuardAndByTheLaws() {
        ForecastStrategy broken = new ForecastStrategy() {
            @Override
            public FittedStrategy fit(PipelineView view) {
                return ForecastStrategies.stageWeighted().fit(view);
            }

            @Override
            public Forecast forecast(PipelineView view, ForecastRequest request) {
                return new WinRateStrategy().forecast(view, request);
            }
        };
        assertThatThrownBy(() -> ForecastStrategies.checked(broken).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the one-call form must answer what fit and forecast answer");
        ForecastStrategyLaws laws = () -> broken;
        assertThatThrownBy(() -> laws.theOneCallFormAnswersWhatFitAndForecastAnswer(LOGS, REQUEST, AS_OF))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aChanceThatChangesIsCaughtByTheGuardAndByTheLaws() {
        AtomicInteger calls = new AtomicInteger();
        ForecastStrategy broken = fittedOn -> (view, request) -> Forecast.builder(view, request)
                .strategy("fickle")
                .chance(row -> Optional.of(Probability.of(1.0 / calls.incrementAndGet())))
                .build();
        assertThatThrownBy(() -> ForecastStrategies.checked(broken).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contributions must add up to the expected amounts");
        ForecastStrategyLaws laws = () -> broken;
        assertThatThrownBy(() -> laws.contributionsAddUpToTheExpectedAmounts(LOGS, REQUEST, AS_OF))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aStrategyThatThrowsOrAnswersNothingIsNamed() {
        ForecastStrategy throwing = fittedOn -> (view, request) -> {
            throw new IndexOutOfBoundsException("7");
        };
        assertThatThrownBy(() -> ForecastStrategies.checked(throwing).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forecast must return a forecast, threw java.lang.IndexOutOfBoundsException: 7")
                .hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aForecastWithoutContributionsIsNamed() {
        ForecastStrategy broken =
                fittedOn -> (view, request) -> PipelineCube.of(view, request).forecast();
        assertThatThrownBy(() -> ForecastStrategies.checked(broken).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("forecast strategy " + getClass().getName() + " (lambda): the answer must have"
                        + " contributions; make it from the view with Forecast.builder, threw ");
    }

    @Test
    void mistakesOfTheCallerStayMistakesOfTheCaller() {
        assertThatThrownBy(() -> ForecastStrategies.checked(ForecastStrategies.stageWeighted())
                        .forecast(VIEW, REQUEST.withDimension("regoin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown dimension regoin; this view has [account, ");
        ForecastStrategy closed = ForecastStrategies.stageWeighted(Map.of(StageId.of("won"), Probability.CERTAIN));
        assertThatThrownBy(() -> ForecastStrategies.checked(closed).forecast(VIEW, REQUEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage won must be open to have a chance, was WON");
        assertThatCode(() -> ForecastStrategies.checked(ForecastStrategies.stageWeighted())
                        .forecast(VIEW, REQUEST.withCurrency(CurrencyUnit.JPY)))
                .doesNotThrowAnyException();
    }

    /** Breaks the rule that strategies are pure: each answer is a little more hopeful than the one before. */
    private static final class Counting implements ForecastStrategy {

        private int calls;

        @Override
        public FittedStrategy fit(PipelineView fittedOn) {
            return (view, request) -> {
                calls++;
                Probability chance = Probability.of(1 - 1.0 / (calls + 1));
                return Forecast.builder(view, request)
                        .strategy("counting")
                        .chance(row -> Optional.of(chance))
                        .build();
            };
        }
    }
}
