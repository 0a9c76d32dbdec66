package org.salespipeline.forecast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.Contribution;
import org.salespipeline.forecast.FittedStrategy;
import org.salespipeline.forecast.Forecast;
import org.salespipeline.forecast.ForecastLine;
import org.salespipeline.forecast.ForecastRequest;
import org.salespipeline.forecast.ForecastStrategy;
import org.salespipeline.forecast.PipelineCube;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.testkit.SampleProcesses;

/**
 * What every strategy owes its callers, as jqwik properties over random histories. Implement it once per strategy, in a
 * test class of your own:
 *
 * <pre>{@code
 * class MyStrategyLaws implements ForecastStrategyLaws {
 *     public ForecastStrategy strategy() {
 *         return new MyStrategy();
 *     }
 * }
 * }</pre>
 *
 * <p>A strategy that is bound to stages of your own overrides {@link #processes} too.
 */
public interface ForecastStrategyLaws {

    /** The zone of all views. */
    ZoneId ZONE = ZoneOffset.UTC;

    /** The strategy under test. */
    ForecastStrategy strategy();

    /** The processes of the deals; to be overridden for a strategy that knows the stages of certain processes only. */
    default List<SalesProcess> processes() {
        return SampleProcesses.all();
    }

    /** Logs of some deals. */
    @Provide
    default Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs(processes());
    }

    /** Questions. */
    @Provide
    default Arbitrary<ForecastRequest> requests() {
        return ForecastArbitraries.requests();
    }

    /** Moments among the times of the logs. */
    @Provide
    default Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    /** Nobody sees the future. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void factsRecordedLaterChangeNothing(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        List<OpportunityLog> known = logs.stream()
                .map(log -> OpportunityLog.of(
                        log.process(), log.facts().recordedBy(asOf).facts()))
                .toList();
        assertSame(
                strategy().forecast(PipelineHistory.of(ZONE, logs).asOf(asOf), request),
                strategy().forecast(PipelineHistory.of(ZONE, known).asOf(asOf), request));
    }

    /** The two forms of asking are one. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void theOneCallFormAnswersWhatFitAndForecastAnswer(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        assertSame(strategy().forecast(view, request), strategy().fit(view).forecast(view, request));
    }

    /** The same view and request, asked twice, even of a view that was built again. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void theSameQuestionGivesEqualBytes(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        FittedStrategy fitted = strategy().fit(view);
        Forecast first = fitted.forecast(view, request);
        assertSame(first, fitted.forecast(view, request));
        assertSame(first, strategy().forecast(PipelineHistory.of(ZONE, logs).asOf(asOf), request));
    }

    /** The answer is to the question: this request, this moment, every period. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void theAnswerIsToTheQuestion(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        Forecast forecast = strategy().forecast(view, request);
        assertThat(forecast.request()).isEqualTo(request);
        assertThat(forecast.asOf()).isEqualTo(asOf);
        assertThat(forecast.lines().stream().map(ForecastLine::period).distinct())
                .isEqualTo(forecast.lines().isEmpty() ? List.of() : request.periods());
    }

    /** What is closed, open, overdue and unscheduled is a matter of fact, not of strategy. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void factsAreThoseOfTheView(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        Forecast facts = PipelineCube.of(view, request).forecast();
        Forecast forecast = strategy().forecast(view, request);
        assertThat(forecast.lines().stream().map(ForecastStrategyLaws::facts))
                .isEqualTo(
                        facts.lines().stream().map(ForecastStrategyLaws::facts).toList());
    }

    /** Exactly before rounding, and to the minor unit in print; but for what no deal carries. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void contributionsAddUpToTheExpectedAmounts(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf) {
        Forecast forecast = strategy().forecast(PipelineHistory.of(ZONE, logs).asOf(asOf), request);
        List<Contribution> contributions = forecast.contributions();
        List<Money> printed = forecast.printedContributions();
        assertThat(printed).hasSameSizeAs(contributions);
        for (ForecastLine line : forecast.lines()) {
            BigDecimal exact = BigDecimal.ZERO;
            BigDecimal rounded = BigDecimal.ZERO;
            for (int i = 0; i < contributions.size(); i++) {
                Contribution contribution = contributions.get(i);
                if (contribution.period().equals(line.period())
                        && contribution.segment().equals(line.segment())) {
                    exact = exact.add(contribution.weighted());
                    rounded = rounded.add(printed.get(i).getAmount());
                }
            }
            BigDecimal expected = line.expected().minus(line.unattributed()).getAmount();
            assertThat(exact.setScale(expected.scale(), RoundingMode.HALF_EVEN)).isEqualByComparingTo(expected);
            assertThat(rounded).isEqualByComparingTo(expected);
        }
    }

    /** In whatever order the deals come. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void theOrderOfDealsIsIrrelevant(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf,
            @ForAll long seed) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, new Random(seed));
        assertSame(
                strategy().forecast(PipelineHistory.of(ZONE, logs).asOf(asOf), request),
                strategy().forecast(PipelineHistory.of(ZONE, shuffled).asOf(asOf), request));
    }

    /** Any number of threads may ask one fitted strategy at once. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void theNumberOfThreadsIsIrrelevant(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("requests") ForecastRequest request,
            @ForAll("moments") Instant asOf)
            throws Exception {
        PipelineView view = PipelineHistory.of(ZONE, logs).asOf(asOf);
        FittedStrategy fitted = strategy().fit(view);
        Forecast alone = fitted.forecast(view, request);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Forecast>> answers = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> fitted.forecast(view, request)))
                    .toList();
            for (Future<Forecast> answer : answers) {
                assertSame(answer.get(), alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Object> facts(ForecastLine line) {
        return List.of(line.period(), line.segment(), line.closed(), line.open(), line.overdue(), line.unscheduled());
    }

    private static void assertSame(Forecast forecast, Forecast other) {
        assertThat(forecast).isEqualTo(other);
        assertThat(forecast.fingerprint()).isEqualTo(other.fingerprint());
        assertThat(forecast.toString().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(other.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(forecast.contributions()).isEqualTo(other.contributions());
    }
}
