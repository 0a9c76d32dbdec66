package org.salespipeline.forecast.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.testkit.ForecastArbitraries;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.StageKind;

class PipelineSummaryLaws {

    @Provide
    Arbitrary<List<OpportunityLog>> logs() {
        return ForecastArbitraries.logs();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return ForecastArbitraries.moments();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyLineIsWhatItsDealsOneByOneGive(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf) {
        PipelineSummary summary =
                PipelineSummary.of(PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf));
        List<Opportunity> deals = logs.stream()
                .map(log -> log.asOf(asOf, asOf))
                .flatMap(Optional::stream)
                .filter(deal -> deal.isCurrent())
                .toList();
        assertThat(summary.stages().stream()
                        .mapToLong(PipelineSummary.StageLine::deals)
                        .sum())
                .isEqualTo(deals.size());
        for (PipelineSummary.StageLine line : summary.stages()) {
            List<Opportunity> here = deals.stream()
                    .filter(deal -> deal.process().id().equals(line.process())
                            && deal.process().version() == line.version()
                            && deal.stage().equals(line.stage().id()))
                    .toList();
            assertThat(line.deals()).isEqualTo(here.size());
            boolean isOpen = line.stage().kind() == StageKind.OPEN;
            assertThat(line.withoutAmount())
                    .isEqualTo(here.stream()
                            .filter(deal -> deal.amount().isEmpty())
                            .count());
            assertThat(line.amounts()).isEqualTo(sums(here, deal -> BigDecimal.ONE));
            assertThat(line.weighted())
                    .isEqualTo(
                            isOpen && line.stage().winProbability().isPresent()
                                    ? sums(here, PipelineSummaryLaws::chance)
                                    : List.of());
            assertAges(line, here, LocalDate.ofInstant(asOf, ZoneOffset.UTC));
        }
        List<Opportunity> open = deals.stream()
                .filter(deal -> deal.currentStage().kind() == StageKind.OPEN)
                .toList();
        assertThat(summary.openAmounts()).isEqualTo(sums(open, deal -> BigDecimal.ONE));
        List<Opportunity> weighed = open.stream()
                .filter(deal -> deal.currentStage().winProbability().isPresent())
                .toList();
        assertThat(summary.weightedAmounts()).isEqualTo(sums(weighed, PipelineSummaryLaws::chance));
    }

    private static void assertAges(PipelineSummary.StageLine line, List<Opportunity> here, LocalDate today) {
        double[] ages = here.stream()
                .mapToDouble(deal ->
                        ChronoUnit.DAYS.between(LocalDate.ofInstant(deal.stageEnteredAt(), ZoneOffset.UTC), today))
                .sorted()
                .toArray();
        if (line.stage().kind().isClosed()) {
            assertThat(line.medianAgeDays()).isEmpty();
            assertThat(line.stagnant()).isEmpty();
            return;
        }
        if (ages.length == 0) {
            assertThat(line.medianAgeDays()).isEmpty();
        } else {
            assertThat(line.medianAgeDays()).hasValue((ages[(ages.length - 1) / 2] + ages[ages.length / 2]) / 2);
        }
        OptionalInt limit = line.stage().stagnantAfterDays();
        assertThat(line.stagnant())
                .isEqualTo(
                        limit.isEmpty()
                                ? OptionalLong.empty()
                                : OptionalLong.of(Arrays.stream(ages)
                                        .filter(age -> age > limit.getAsInt())
                                        .count()));
    }

    /** One per currency that any of the deals has, rounded once. */
    private static List<Money> sums(List<Opportunity> deals, Function<Opportunity, BigDecimal> weight) {
        Map<CurrencyUnit, BigDecimal> sums = new TreeMap<>();
        deals.forEach(deal -> deal.amount()
                .ifPresent(amount -> sums.merge(
                        amount.getCurrencyUnit(), amount.getAmount().multiply(weight.apply(deal)), BigDecimal::add)));
        return sums.entrySet().stream()
                .map(sum -> Money.of(sum.getKey(), sum.getValue(), RoundingMode.HALF_EVEN))
                .toList();
    }

    /** As a forecast uses it, to 40 binary digits. */
    private static BigDecimal chance(Opportunity deal) {
        return BigDecimal.valueOf(
                        deal.currentStage().winProbability().orElseThrow().toFixed())
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(Probability.FIXED_BITS)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderOfDealsIsIrrelevant(
            @ForAll("logs") List<OpportunityLog> logs, @ForAll("moments") Instant asOf, @ForAll long seed) {
        List<OpportunityLog> shuffled = new ArrayList<>(logs);
        Collections.shuffle(shuffled, new Random(seed));
        PipelineSummary summary =
                PipelineSummary.of(PipelineHistory.of(ZoneOffset.UTC, logs).asOf(asOf));
        PipelineSummary other =
                PipelineSummary.of(PipelineHistory.of(ZoneOffset.UTC, shuffled).asOf(asOf));
        assertThat(other).isEqualTo(summary).hasToString(summary.toString());
    }
}
