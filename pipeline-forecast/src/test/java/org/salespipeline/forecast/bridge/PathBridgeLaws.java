package org.salespipeline.forecast.bridge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.joda.money.CurrencyUnit;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.Imitation;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Measure;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.Stage;

/** Laws of bridges that follow deals step by step, and of what products make of them. */
class PathBridgeLaws {

    private static final List<String> DIMENSIONS =
            List.of("owner", "stage", "source", "account", "kind", "process", "category", "partner");

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    /** Two moments, in order. */
    @Provide
    Arbitrary<List<Instant>> moments() {
        return ForecastArbitraries.moments()
                .list()
                .ofSize(3)
                .map(list -> list.stream().sorted().toList());
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<FiscalPeriod> periods =
                ForecastArbitraries.requests().map(request -> request.periods().get(0));
        return Combinators.combine(
                        periods.optional(0.6),
                        Arbitraries.of(ForecastCategory.class).set().ofMaxSize(3),
                        Arbitraries.of(DIMENSIONS).optional(0.6),
                        Arbitraries.of(AmountChanges.class),
                        Arbitraries.of(Cause.class).list().ofMaxSize(4).uniqueElements())
                .as((period, categories, dimension, changes, order) -> Question.builder()
                        .period(period)
                        .categories(categories)
                        .dimension(dimension)
                        .amountChanges(changes)
                        .order(order)
                        .currency(CurrencyUnit.EUR)
                        .build());
    }

    private static PipelineView view(List<OpportunityLog> logs, Instant at) {
        return PipelineHistory.of(ZoneOffset.UTC, logs).asOf(at);
    }

    /** What each leg of each line adds to amounts and to the number of deals. */
    private static Map<String, List<Long>> legs(PipelineBridge... bridges) {
        Map<String, List<Long>> sums = new TreeMap<>();
        for (PipelineBridge bridge : bridges) {
            for (Line line : bridge.lines()) {
                for (Leg leg : line.legs()) {
                    sums.merge(
                            line.segment() + " " + leg.cause(),
                            List.of(leg.amount().getAmountMinorLong(), leg.moved(), (long)
                                    leg.deals().size()),
                            (one, other) -> List.of(
                                    one.get(0) + other.get(0), one.get(1) + other.get(1), one.get(2) + other.get(2)));
                }
            }
        }
        return sums;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void startAndAllStepsAreTheEnd(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question) {
        PipelineBridge bridge = PipelineBridge.along(view(logs, moments.get(2)), moments.get(0), question);
        for (Line line : bridge.lines()) {
            long steps = line.legs().stream()
                    .mapToLong(leg -> leg.amount().getAmountMinorLong())
                    .sum();
            long moved = line.legs().stream().mapToLong(Leg::moved).sum();
            assertThat(line.start().getAmountMinorLong() + steps)
                    .isEqualTo(line.end().getAmountMinorLong());
            assertThat(line.counts().start() + moved).isEqualTo(line.counts().end());
            for (Leg leg : line.legs()) {
                assertThat(leg.deals().stream()
                                .mapToLong(change -> change.amount().getAmountMinorLong())
                                .sum())
                        .isEqualTo(leg.amount().getAmountMinorLong());
            }
        }
    }

    /** Columns on the two days know nothing of the way in between. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void bothFormsStartAndEndAlike(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question) {
        PipelineView view = view(logs, moments.get(2));
        PipelineBridge state = PipelineBridge.between(view.asOf(moments.get(0)), view, question);
        PipelineBridge path = PipelineBridge.along(view, moments.get(0), question);
        Map<String, Line> bySegment = new TreeMap<>();
        path.lines().forEach(line -> bySegment.put(line.segment(), line));
        for (Line line : state.lines()) {
            assertThat(bySegment).containsKey(line.segment());
            Line found = requireNonNull(bySegment.get(line.segment()));
            assertThat(found.start()).isEqualTo(line.start());
            assertThat(found.end()).isEqualTo(line.end());
            assertThat(bySegment.get(line.segment()).counts()).isEqualTo(line.counts());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void twoPathsInARowAddUpToOneLegByLeg(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question) {
        PipelineView view = view(logs, moments.get(2));
        PipelineBridge first = PipelineBridge.along(view.asOf(moments.get(1)), moments.get(0), question);
        PipelineBridge second = PipelineBridge.along(view, moments.get(1), question);
        PipelineBridge whole = PipelineBridge.along(view, moments.get(0), question);
        assertThat(legs(first, second)).isEqualTo(legs(whole));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPathToWhereItBeginsIsEmpty(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question) {
        PipelineBridge bridge = PipelineBridge.along(view(logs, moments.get(0)), moments.get(0), question);
        assertThat(legs(bridge)).isEmpty();
    }

    /** Without a moment of change in between, the two forms tell the same, but for when they call a deal revealed. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void overAllMomentsOfChangeThePathIsTheStatesInARow(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question) {
        Question same = ((ImmutableQuestion) question).withToldAs(Map.of(Cause.REVEALED, Cause.NEW));
        PipelineView view = view(logs, moments.get(2));
        List<Instant> steps = new ArrayList<>(List.of(moments.get(0)));
        logs.stream()
                .flatMap(log -> log.facts().facts().stream())
                .flatMap(fact -> List.of(fact.recordedAt(), fact.event().validAt()).stream())
                .filter(at -> at.isAfter(moments.get(0)) && at.isBefore(moments.get(2)))
                .distinct()
                .sorted()
                .forEach(steps::add);
        steps.add(moments.get(2));
        PipelineBridge[] states = new PipelineBridge[steps.size() - 1];
        for (int i = 0; i < states.length; i++) {
            states[i] = PipelineBridge.between(view.asOf(steps.get(i)), view.asOf(steps.get(i + 1)), same);
        }
        assertThat(legs(PipelineBridge.along(view, moments.get(0), same))).isEqualTo(legs(states));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void namesAndOrderOfCausesNeverChangeWhatADealAdds(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question,
            @ForAll Imitation imitation,
            @ForAll long seed) {
        PipelineView view = view(logs, moments.get(2));
        List<Cause> shuffled = new ArrayList<>(Arrays.asList(Cause.values()));
        Collections.shuffle(shuffled, new Random(seed));
        Question other = ((ImmutableQuestion) question)
                .withOrder(shuffled)
                .withToldAs(imitation.question().build().toldAs());
        assertThat(totals(PipelineBridge.along(view, moments.get(0), other)))
                .isEqualTo(totals(PipelineBridge.along(view, moments.get(0), question)));
        PipelineView before = view.asOf(moments.get(0));
        assertThat(totals(PipelineBridge.between(before, view, other)))
                .isEqualTo(totals(PipelineBridge.between(before, view, question)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void partsOfAllDealsAddUpToTheWholeInAnyOrder(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") List<Instant> moments,
            @ForAll("questions") Question question,
            @ForAll boolean isSteps,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<List<OpportunityLog>> split = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        logs.forEach(log -> split.get(random.nextInt(3)).add(log));
        List<PipelineBridge> parts = split.stream()
                .map(some -> bridge(view(some, moments.get(2)), moments.get(0), question, isSteps))
                .toList();
        PipelineBridge whole = bridge(view(logs, moments.get(2)), moments.get(0), question, isSteps);
        PipelineBridge left = parts.get(0).merge(parts.get(1)).merge(parts.get(2));
        PipelineBridge right = parts.get(2).merge(parts.get(1).merge(parts.get(0)));
        assertThat(left).isEqualTo(whole).hasToString(whole.toString());
        assertThat(right).isEqualTo(whole);
    }

    private static PipelineBridge bridge(PipelineView view, Instant from, Question question, boolean isSteps) {
        return isSteps
                ? PipelineBridge.along(view, from, question)
                : PipelineBridge.between(view.asOf(from), view, question);
    }

    private static Map<String, Long> totals(PipelineBridge bridge) {
        Map<String, Long> totals = new TreeMap<>();
        for (Line line : bridge.lines()) {
            totals.put(line.segment() + " at start", line.start().getAmountMinorLong());
            line.legs().stream()
                    .flatMap(leg -> leg.deals().stream())
                    .forEach(change -> totals.merge(
                            line.segment() + " " + change.opportunity(),
                            change.amount().getAmountMinorLong(),
                            Long::sum));
        }
        totals.values().removeIf(sum -> sum == 0);
        return totals;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void weightedStepsAddUpToo(@ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") List<Instant> moments) {
        boolean haveChances = logs.stream()
                .flatMap(log -> log.process().versions().all().stream())
                .flatMap(process -> process.stages().stream())
                .filter(stage -> stage.kind().isInPipeline())
                .map(Stage::winProbability)
                .allMatch(chance -> chance.isPresent());
        Assume.that(haveChances);
        Question question = Question.builder()
                .measure(Measure.WEIGHTED)
                .currency(CurrencyUnit.EUR)
                .build();
        Line line = PipelineBridge.along(view(logs, moments.get(2)), moments.get(0), question)
                .lines()
                .get(0);
        long steps = line.legs().stream()
                .mapToLong(leg -> leg.amount().getAmountMinorLong())
                .sum();
        assertThat(line.start().getAmountMinorLong() + steps)
                .isEqualTo(line.end().getAmountMinorLong());
    }

    @Property
    void anAmountTimesAChanceIsRoundedHalfToEven(
            @ForAll long amount, @ForAll @LongRange(max = 1L << Probability.FIXED_BITS) long chance) {
        BigDecimal exact = new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(chance)))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(Probability.FIXED_BITS)), 0, RoundingMode.HALF_EVEN);
        assertThat(Asked.times(amount, chance)).isEqualTo(exact.longValueExact());
        long even = 2 * (amount >> 1);
        long half = 1L << (Probability.FIXED_BITS - 1);
        assertThat(Asked.times(even + 1, half)).isEqualTo((even / 2) + (even / 2 & 1));
    }
}
