package org.salespipeline.forecast.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;

class SalesSimulatorLaws {

    private static SimulatedSales sales(long seed, int deals) {
        return SalesSimulator.builder(seed).deals(deals).perWeek(7).build().run();
    }

    @Property(tries = 50)
    void theSameSeedGivesTheSameFacts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int deals) {
        assertThat(facts(sales(seed, deals).logs()))
                .isEqualTo(facts(sales(seed, deals).logs()));
    }

    @Property(tries = 50)
    void everyVariantIsReproducibleAndRecordsNothingEarly(
            @ForAll long seed,
            @ForAll Set<SalesSimulator.Variant> variants,
            @ForAll @IntRange(min = 90, max = 110) int weeks) {
        SalesSimulator.Builder builder =
                SalesSimulator.builder(seed).weeks(weeks).perWeek(.2);
        variants.forEach(builder::with);
        List<OpportunityLog> logs = builder.build().run().logs();
        assertThat(facts(builder.build().run().logs())).isEqualTo(facts(logs));
        for (OpportunityLog log : logs) {
            assertThat(log.facts().facts()).allMatch(fact -> !fact.recordedAt().isBefore(fact.validAt()));
            assertThat(log.latest().actualClose()).isPresent();
        }
    }

    @Property(tries = 50)
    void theFirstDealsOfALargerSimulationAreTheSame(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int deals, @ForAll @IntRange(max = 60) int more) {
        SimulatedSales small = sales(seed, deals);
        SimulatedSales large = sales(seed, deals + more);
        assertThat(facts(large.logs().subList(0, deals))).isEqualTo(facts(small.logs()));
        assertThat(large.truth(small.log(deals - 1).latest().id()))
                .isEqualTo(small.truth(small.log(deals - 1).latest().id()));
    }

    @Property(tries = 50)
    void neitherTheOrderOfDealsNorThreadsMatter(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int deals, @ForAll long order) {
        SimulatedSales sales = sales(seed, deals);
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, deals).boxed().toList());
        Collections.shuffle(shuffled, new Random(order));
        List<OpportunityLog> parallel = shuffled.parallelStream()
                .map(sales::log)
                .sorted(Comparator.comparing(log -> log.id().orElseThrow()))
                .toList();
        assertThat(facts(parallel)).isEqualTo(facts(sales.logs()));
    }

    @Property(tries = 50)
    void everyLifeIsLegal(@ForAll long seed) {
        SimulatedSales sales = sales(seed, 20);
        SalesProcess process = sales.process();
        for (OpportunityLog log : sales.logs()) {
            List<Fact<OpportunityEvent>> facts = new ArrayList<>(log.facts().facts());
            facts.sort(Comparator.comparing(Fact<OpportunityEvent>::validAt).thenComparingLong(Fact::sequence));
            assertThat(facts.get(0).event()).isInstanceOf(OpportunityEvent.Created.class);
            List<StageId> path =
                    facts.stream().flatMap(fact -> stage(fact.event()).stream()).toList();
            for (int i = 1; i < path.size(); i++) {
                assertThat(process.allows(path.get(i - 1), path.get(i)))
                        .as("%s to %s", path.get(i - 1), path.get(i))
                        .isTrue();
            }
            Stage last = process.stage(path.get(path.size() - 1));
            assertThat(last.kind().isClosed()).isTrue();
            assertThat(log.latest().stage()).isEqualTo(last.id());
            LocalDate created = log.latest().createdAt().atZone(sales.zone()).toLocalDate();
            assertThat(log.latest().actualClose().orElseThrow()).isAfter(created);
        }
    }

    @Property(tries = 50)
    void nothingIsRecordedBeforeItHappens(@ForAll long seed) {
        for (OpportunityLog log : sales(seed, 20).logs()) {
            assertThat(log.facts().facts()).allMatch(fact -> !fact.recordedAt().isBefore(fact.validAt()));
        }
    }

    private static List<StageId> stage(OpportunityEvent event) {
        if (event instanceof OpportunityEvent.Created created) {
            return List.of(created.stage());
        }
        if (event instanceof OpportunityEvent.StageEntered entered) {
            return List.of(entered.stage());
        }
        if (event instanceof OpportunityEvent.Won won) {
            return List.of(won.stage());
        }
        return event instanceof OpportunityEvent.Lost lost ? List.of(lost.stage()) : List.of();
    }

    private static List<List<Fact<OpportunityEvent>>> facts(List<OpportunityLog> logs) {
        return logs.stream().map(log -> log.facts().facts()).toList();
    }
}
