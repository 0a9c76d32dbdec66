package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.salespipeline.calendar.FiscalCalendar;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.CategoryCalled;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.forecast.measure.CategoryRollUp.Columns;
import org.salespipeline.forecast.measure.CategoryRollUp.Disagreement;
import org.salespipeline.forecast.measure.CategoryRollUp.Negative;
import org.salespipeline.forecast.measure.CategoryRollUp.Question;
import org.salespipeline.forecast.view.DealColumns.CallPolicy;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

class CategoryRollUpTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 8, 15);
    private static final Instant CREATED = Instant.parse("2026-05-01T08:00:00Z");
    private static final FiscalPeriod QUARTER = FiscalCalendar.calendarYear().quarter(2026, 3);
    private static final SalesProcess PROCESS = SalesProcess.builder("enterprise")
            .open("qualify", 0.10)
            .stage(Stage.open("propose")
                    .winProbability(0.40)
                    .category(ForecastCategory.BEST_CASE)
                    .build())
            .stage(Stage.open("verbal")
                    .winProbability(0.90)
                    .category(ForecastCategory.COMMIT)
                    .build())
            .won("won")
            .lost("lost")
            .build();

    private static Opportunity.Builder deal(String id, String stage, String amount) {
        return Opportunity.open(id, PROCESS, CREATED).stage(stage).amount(amount);
    }

    private static Opportunity open(String id, String stage, String amount, String close) {
        return deal(id, stage, amount).expectedClose(close).build();
    }

    private static Opportunity closed(String id, String stage, String amount, String close) {
        return deal(id, stage, amount).actualClose(close).build();
    }

    private static CategoryRollUp rollUp(Opportunity... deals) {
        return CategoryRollUp.of(PipelineView.ofDeals(List.of(deals), TODAY), QUARTER);
    }

    /** The single-category example of the Salesforce help page on cumulative roll-ups. */
    private static final CategoryRollUp EXAMPLE = rollUp(
            closed("A", "won", "EUR 50", "2026-07-10"),
            open("B", "verbal", "EUR 100", "2026-08-20"),
            open("C", "propose", "EUR 150", "2026-09-01"),
            open("D", "qualify", "EUR 200", "2026-09-30"));

    @Test
    void theWorkedExampleGivesThePublishedNumbers() {
        Columns columns = EXAMPLE.lines().get(0).columns();
        assertThat(columns.commitForecast()).isEqualTo(Money.parse("EUR 150.00"));
        assertThat(columns.mostLikelyForecast()).isEqualTo(Money.parse("EUR 150.00"));
        assertThat(columns.bestCaseForecast()).isEqualTo(Money.parse("EUR 300.00"));
        assertThat(columns.openPipeline()).isEqualTo(Money.parse("EUR 450.00"));
        assertThat(columns.total()).isEqualTo(Money.parse("EUR 500.00"));
    }

    @Test
    void theWorkedExamplePrintsItself() {
        assertThat(EXAMPLE).hasToString("""
                categories as of 2026-08-15, amounts in EUR

                Single
                         closed  commit  most likely  best case  pipeline  omitted
                2026-Q3   50.00  100.00         0.00     150.00    200.00     0.00
                total     50.00  100.00         0.00     150.00    200.00     0.00

                Cumulative; open pipeline leaves out what is closed
                         closed  commit forecast  most likely forecast  best case forecast  open pipeline
                2026-Q3   50.00           150.00                150.00              300.00         450.00
                total     50.00           150.00                150.00              300.00         450.00
                """);
    }

    @Test
    void everyDealStandsInOnePlace() {
        CategoryRollUp rollUp = rollUp(
                open("A", "verbal", "EUR 1", "2026-08-14"),
                open("B", "verbal", "EUR 2", "2026-08-15"),
                deal("C", "verbal", "EUR 4").build(),
                open("D", "verbal", "EUR 8", "2026-10-01"),
                closed("E", "won", "EUR 16", "2026-08-15"),
                closed("F", "won", "EUR 32", "2026-08-16"),
                closed("G", "lost", "EUR 64", "2026-07-01"),
                deal("H", "verbal", "EUR 128").deleted().build(),
                Opportunity.open("I", PROCESS, CREATED).build());
        assertThat(rollUp).hasToString("""
                categories as of 2026-08-15, amounts in EUR

                Single
                             closed  commit  most likely  best case  pipeline  omitted
                2026-Q3       16.00    2.00         0.00       0.00      0.00    64.00
                overdue        0.00    1.00         0.00       0.00      0.00     0.00
                unscheduled    0.00    4.00         0.00       0.00      0.00     0.00
                outside       32.00    8.00         0.00       0.00      0.00     0.00
                total         48.00   15.00         0.00       0.00      0.00    64.00

                Cumulative; open pipeline leaves out what is closed
                             closed  commit forecast  most likely forecast  best case forecast  open pipeline
                2026-Q3       16.00            18.00                 18.00               18.00           2.00
                overdue        0.00             1.00                  1.00                1.00           1.00
                unscheduled    0.00             4.00                  4.00                4.00           4.00
                outside       32.00            40.00                 40.00               40.00           8.00
                total         48.00            63.00                 63.00               63.00          15.00

                Missing
                  left out: 1 deal without an amount
                  left out: 1 deal in no period, closed after 2026-08-15
                """);
    }

    /** Called commit in the first stage, then moved on to a stage of best case. */
    private static PipelineView moved() {
        Opportunity deal = Opportunity.open("OPP-1", PROCESS, CREATED)
                .amount("EUR 10")
                .expectedClose("2026-09-01")
                .build();
        ActorId ada = ActorId.of("ada");
        Instant called = Instant.parse("2026-06-01T08:00:00Z");
        Instant moved = Instant.parse("2026-07-01T08:00:00Z");
        OpportunityLog log = OpportunityLog.opening(deal, ada, CREATED)
                .append(
                        List.<OpportunityEvent>of(new CategoryCalled(
                                new Header(deal.id(), called, ada), Optional.of(ForecastCategory.COMMIT))),
                        called)
                .append(
                        List.<OpportunityEvent>of(
                                new StageEntered(new Header(deal.id(), moved, ada), StageId.of("propose"))),
                        moved);
        return PipelineHistory.of(ZoneOffset.UTC, List.of(log)).asOf(TODAY);
    }

    private static Question question(CallPolicy calls) {
        return Question.builder().addPeriods(QUARTER).calls(calls).build();
    }

    @Test
    void aCallSticksUnlessItIsToResetWhenTheDealMovesOn() {
        CategoryRollUp sticks = CategoryRollUp.of(moved(), QUARTER);
        CategoryRollUp resets = CategoryRollUp.of(moved(), question(CallPolicy.RESETS));
        assertThat(sticks).isEqualTo(CategoryRollUp.of(moved(), question(CallPolicy.STICKS)));
        assertThat(sticks.total().single(ForecastCategory.COMMIT)).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(resets.total().single(ForecastCategory.BEST_CASE)).isEqualTo(Money.parse("EUR 10.00"));
        assertThat(CategoryRollUp.of(moved().asOf(LocalDate.of(2026, 6, 30)), question(CallPolicy.RESETS))
                        .total()
                        .single(ForecastCategory.COMMIT))
                .isEqualTo(Money.parse("EUR 10.00"));
    }

    @Test
    void aCallThatTheStageDoesNotShareIsReported() {
        CategoryRollUp resets = CategoryRollUp.of(moved(), question(CallPolicy.RESETS));
        assertThat(resets.disagreements())
                .containsExactly(new Disagreement(
                        OpportunityId.of("OPP-1"),
                        StageId.of("propose"),
                        ForecastCategory.COMMIT,
                        ForecastCategory.BEST_CASE,
                        ForecastCategory.BEST_CASE,
                        false));
        assertThat(resets.toString()).contains("""
                Called otherwise than the stage says
                  OPP-1 in propose: called commit, by stage best case, counts as best case; called before it came there
                """);
    }

    @Test
    void negativeAmountsAreFlaggedAndNotClamped() {
        CategoryRollUp rollUp =
                rollUp(closed("A", "won", "EUR 50", "2026-07-10"), open("B", "verbal", "EUR -20", "2026-08-20"));
        assertThat(rollUp.total().commitForecast()).isEqualTo(Money.parse("EUR 30.00"));
        assertThat(rollUp.lines().get(0).columns().isChain()).isFalse();
        assertThat(rollUp.negatives())
                .containsExactly(
                        new Negative(OpportunityId.of("B"), ForecastCategory.COMMIT, Money.parse("EUR -20.00")));
        assertThat(rollUp.toString()).contains("""
                Negative amounts
                  B: -20.00 in commit
                  with them the cumulative columns do not grow in 1 line
                """);
    }

    @Test
    void unlikeAmountsAreNeverAdded() {
        PipelineView view = PipelineView.ofDeals(
                List.of(
                        open("A", "verbal", "EUR 1", "2026-08-20"),
                        open("B", "verbal", "USD 2", "2026-08-20"),
                        closed("C", "lost", "JPY 3", "2026-08-01")),
                TODAY);
        assertThatThrownBy(() -> CategoryRollUp.of(view, QUARTER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a roll-up must be in one currency, the view holds [EUR, USD];"
                        + " name one in the question with withCurrency");
        CategoryRollUp dollars =
                CategoryRollUp.of(view, question(CallPolicy.STICKS).withCurrency(CurrencyUnit.USD));
        assertThat(dollars.total().total()).isEqualTo(Money.parse("USD 2.00"));
        assertThat(dollars.missing())
                .containsExactly("left out: 1 deal with amounts in EUR", "left out: 1 deal with amounts in JPY");
    }

    @Test
    void noDealsGiveLinesOfNothing() {
        assertThat(rollUp().total().total().isZero()).isTrue();
        assertThat(rollUp().lines()).hasSize(4);
    }

    @Test
    void aValueThatReadsLikeNoValueIsToldApart() {
        PipelineView view = PipelineView.ofDeals(
                List.of(
                        deal("A", "verbal", "EUR 1").build(),
                        deal("B", "verbal", "EUR 2").owner("(none)").build()),
                TODAY);
        Question byOwner = question(CallPolicy.STICKS).withDimension("owner");
        assertThat(CategoryRollUp.of(view, byOwner).lines().stream()
                        .map(CategoryRollUp.Line::segment)
                        .distinct())
                .containsExactly("\"(none)\"", "(none)");
    }

    @Test
    void periodsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> Question.builder()
                        .addPeriods(QUARTER, FiscalCalendar.calendarYear().month(2026, 9))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("periods of a roll-up must be in time order without overlap, was 2026-M09 after 2026-Q3");
        assertThatThrownBy(() -> Question.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a roll-up must name at least one period");
    }
}
