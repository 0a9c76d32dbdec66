package org.salespipeline.forecast.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Cause;
import org.salespipeline.forecast.bridge.PipelineBridge.DealChange;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ForecastCategory;

class PipelineBridgeLaws {

    private static final List<String> DIMENSIONS =
            List.of("owner", "stage", "source", "account", "kind", "process", "category", "partner");

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    /** In euros, with or without a period, categories, a dimension, an order and amounts apart. */
    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<FiscalPeriod> periods =
                ForecastArbitraries.requests().map(request -> request.periods().get(0));
        return Combinators.combine(
                        periods.optional(0.6),
                        Arbitraries.of(ForecastCategory.class).set().ofMaxSize(3),
                        Arbitraries.of(DIMENSIONS).optional(0.5),
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

    private static long sum(List<Line> lines, Function<Line, Money> of) {
        return lines.stream()
                .mapToLong(line -> of.apply(line).getAmountMinorLong())
                .sum();
    }

    private static long minor(Leg leg) {
        return leg.amount().getAmountMinorLong();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void startAndAllLegsAreTheEnd(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant from,
            @ForAll("moments") Instant to,
            @ForAll("questions") Question question) {
        PipelineBridge bridge = PipelineBridge.between(view(logs, from), view(logs, to), question);
        for (Line line : bridge.lines()) {
            long legs =
                    line.legs().stream().mapToLong(PipelineBridgeLaws::minor).sum();
            assertThat(line.start().getAmountMinorLong() + legs)
                    .isEqualTo(line.end().getAmountMinorLong());
            assertThat(line.counts().start()
                            + line.legs().stream().mapToLong(Leg::moved).sum())
                    .isEqualTo(line.counts().end());
            for (Leg leg : line.legs()) {
                assertThat(leg.deals().stream()
                                .map(DealChange::amount)
                                .mapToLong(Money::getAmountMinorLong)
                                .sum())
                        .isEqualTo(minor(leg));
            }
        }
    }

    /** By a second way: the deals as their logs give them, one by one. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void startAndEndAreWhatTheLogsSay(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant from,
            @ForAll("moments") Instant to,
            @ForAll("questions") Question question) {
        PipelineBridge bridge = PipelineBridge.between(view(logs, from), view(logs, to), question);
        assertThat(sum(bridge.lines(), Line::start)).isEqualTo(inScope(logs, from, question));
        assertThat(sum(bridge.lines(), Line::end)).isEqualTo(inScope(logs, to, question));
    }

    private static long inScope(List<OpportunityLog> logs, Instant at, Question question) {
        long sum = 0;
        for (OpportunityLog log : logs) {
            Opportunity deal = log.asOf(at, at).orElse(null);
            if (deal == null || !deal.isCurrent() || !deal.currentStage().kind().isInPipeline()) {
                continue;
            }
            boolean inPeriod = question.period().isEmpty()
                    || deal.expectedClose()
                            .filter(day -> question.period().get().contains(day))
                            .isPresent();
            ForecastCategory category =
                    deal.calledCategory().orElse(deal.currentStage().category());
            boolean inCategory =
                    question.categories().isEmpty() || question.categories().contains(category);
            if (inPeriod && inCategory) {
                sum += deal.amount()
                        .filter(amount -> amount.getCurrencyUnit().equals(CurrencyUnit.EUR))
                        .map(Money::getAmountMinorLong)
                        .orElse(0L);
            }
        }
        return sum;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void betweenADayAndItselfNothingHappens(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant at,
            @ForAll("questions") Question question) {
        PipelineBridge bridge = PipelineBridge.between(view(logs, at), view(logs, at), question);
        assertThat(bridge.lines()).allMatch(line -> line.legs().isEmpty());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfCausesChangesNamesAndNeverTotals(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant from,
            @ForAll("moments") Instant to,
            @ForAll("questions") Question question,
            @ForAll long seed) {
        List<Cause> shuffled = new ArrayList<>(Arrays.asList(Cause.values()));
        Collections.shuffle(shuffled, new Random(seed));
        PipelineBridge one = PipelineBridge.between(view(logs, from), view(logs, to), question);
        PipelineBridge other = PipelineBridge.between(
                view(logs, from), view(logs, to), ((ImmutableQuestion) question).withOrder(shuffled));
        assertThat(other.lines()).hasSameSizeAs(one.lines());
        for (int i = 0; i < one.lines().size(); i++) {
            Line line = one.lines().get(i);
            Line again = other.lines().get(i);
            assertThat(again.segment()).isEqualTo(line.segment());
            assertThat(again.start()).isEqualTo(line.start());
            assertThat(again.end()).isEqualTo(line.end());
            assertThat(byDeal(again)).isEqualTo(byDeal(line));
        }
    }

    private static Map<OpportunityId, Long> byDeal(Line line) {
        Map<OpportunityId, Long> changes = new TreeMap<>();
        for (Leg leg : line.legs()) {
            leg.deals()
                    .forEach(change ->
                            changes.merge(change.opportunity(), change.amount().getAmountMinorLong(), Long::sum));
        }
        return changes;
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void swappingTheDaysMirrorsTheLegs(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant from, @ForAll("moments") Instant to) {
        PipelineView first = view(logs, from);
        PipelineView second = view(logs, to);
        Question question = Question.builder().currency(CurrencyUnit.EUR).build();
        Line there = PipelineBridge.between(first, second, question).lines().get(0);
        Line back = PipelineBridge.between(second, first, question).lines().get(0);
        assertThat(back.start()).isEqualTo(there.end());
        assertThat(back.end()).isEqualTo(there.start());
        for (Leg leg : there.legs()) {
            for (DealChange change : leg.deals()) {
                Set<Cause> mirrored = causesOf(back, change);
                assertThat(mirrored)
                        .as("mirror of %s of %s", leg.cause(), change)
                        .anyMatch(other -> isMirrored(leg.cause(), other));
            }
        }
    }

    /** The cause that is told when the two days are swapped. */
    private static boolean isMirrored(Cause cause, Cause other) {
        return switch (cause) {
            case NEW, REVEALED -> other == Cause.WITHDRAWN;
            case WITHDRAWN -> other == Cause.NEW || other == Cause.REVEALED;
            case REOPENED ->
                other == Cause.WON || other == Cause.LOST || other == Cause.MERGED || other == Cause.DELETED;
            case WON, LOST, MERGED, DELETED -> other == Cause.REOPENED;
            case STAGE_IN -> other == Cause.STAGE_OUT;
            case STAGE_OUT -> other == Cause.STAGE_IN;
            case OWNER_IN -> other == Cause.OWNER_OUT;
            case OWNER_OUT -> other == Cause.OWNER_IN;
            case PULLED_IN -> other == Cause.PUSHED_OUT;
            case PUSHED_OUT -> other == Cause.PULLED_IN;
            case PUSHED_IN -> other == Cause.PULLED_OUT;
            case PULLED_OUT -> other == Cause.PUSHED_IN;
            case CATEGORY_IN -> other == Cause.CATEGORY_OUT;
            case CATEGORY_OUT -> other == Cause.CATEGORY_IN;
            case INCREASED -> other == Cause.DECREASED;
            case DECREASED -> other == Cause.INCREASED;
            case FX, PROBABILITY -> other == cause;
        };
    }

    /** The causes for which the other bridge tells the opposite about the deal. */
    private static Set<Cause> causesOf(Line line, DealChange change) {
        return line.legs().stream()
                .filter(leg -> leg.deals().stream()
                        .anyMatch(other -> other.opportunity().equals(change.opportunity())
                                && other.amount().equals(change.amount().negated())))
                .map(Leg::cause)
                .collect(Collectors.toSet());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void twoBridgesInARowAddUpToOne(
            @ForAll("logs") List<OpportunityLog> logs,
            @ForAll("moments") Instant a,
            @ForAll("moments") Instant b,
            @ForAll("moments") Instant c,
            @ForAll("questions") Question question) {
        PipelineBridge first = PipelineBridge.between(view(logs, a), view(logs, b), question);
        PipelineBridge second = PipelineBridge.between(view(logs, b), view(logs, c), question);
        PipelineBridge whole = PipelineBridge.between(view(logs, a), view(logs, c), question);
        assertThat(change(first) + change(second)).isEqualTo(change(whole));
        assertThat(sum(first.lines(), Line::end)).isEqualTo(sum(second.lines(), Line::start));
    }

    private static long change(PipelineBridge bridge) {
        return bridge.lines().stream()
                .flatMap(line -> line.legs().stream())
                .mapToLong(PipelineBridgeLaws::minor)
                .sum();
    }
}
