package org.salespipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.testkit.PipelineArbitraries;

@Domain(PipelineArbitraries.class)
class OpportunityLogLaws {

    /** A log, and what was learned after it. */
    record Continued(OpportunityLog log, List<OpportunityEvent> later) {}

    @Provide
    Arbitrary<Continued> continued() {
        return Combinators.combine(PipelineArbitraries.processes(), PipelineArbitraries.ids())
                .flatAs((process, id) -> Combinators.combine(
                                PipelineArbitraries.logsOf(process, id),
                                PipelineArbitraries.eventsOf(process, id).list().ofMaxSize(5))
                        .as(Continued::new));
    }

    @Provide
    Arbitrary<OpportunityLog> orderly() {
        return Combinators.combine(PipelineArbitraries.processes(), PipelineArbitraries.ids())
                .flatAs(PipelineArbitraries::orderlyLogsOf);
    }

    @Provide
    Arbitrary<List<OpportunityLog>> manyDeals() {
        return PipelineArbitraries.processes()
                .flatMap(process -> PipelineArbitraries.ids()
                        .flatMap(id -> PipelineArbitraries.logsOf(process, id))
                        .list()
                        .ofMaxSize(5)
                        .uniqueElements(OpportunityLog::id));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aTableOfFactsInAnyOrderGivesTheLogsOfItsDeals(
            @ForAll("manyDeals") List<OpportunityLog> logs, @ForAll Instant shuffle) {
        List<OpportunityLog> begun =
                logs.stream().filter(log -> !log.facts().isEmpty()).toList();
        List<Fact<OpportunityEvent>> table = new ArrayList<>();
        begun.forEach(log -> table.addAll(log.facts().facts()));
        Collections.shuffle(table, new Random(shuffle.getEpochSecond()));

        if (!begun.isEmpty()) {
            assertThat(OpportunityLog.ofEach(begun.get(0).process(), table))
                    .containsExactlyInAnyOrderElementsOf(begun)
                    .isSortedAccordingTo(
                            Comparator.comparing(log -> log.id().orElseThrow().value()));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void factsRecordedLaterChangeNothing(
            @ForAll OpportunityLog log, @ForAll Instant validAt, @ForAll Instant recordedAt) {
        List<Fact<OpportunityEvent>> known = log.facts().facts().stream()
                .filter(fact -> !fact.recordedAt().isAfter(recordedAt))
                .toList();

        assertThat(OpportunityLog.of(log.process(), known).asOf(validAt, recordedAt))
                .isEqualTo(log.asOf(validAt, recordedAt));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsLearnedAfterwardsChangesNothing(
            @ForAll("continued") Continued continued, @ForAll Instant validAt, @ForAll Instant recordedAt) {
        OpportunityLog log = continued.log();
        Instant afterwards = recordedAt.plusNanos(1);
        Instant later = log.facts().facts().stream()
                .map(Fact::recordedAt)
                .filter(last -> last.isAfter(afterwards))
                .max(Instant::compareTo)
                .orElse(afterwards);

        assertThat(log.append(continued.later(), later).asOf(validAt, recordedAt))
                .isEqualTo(log.asOf(validAt, recordedAt));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theStateIsWhatEachFieldWasLastSetTo(
            @ForAll OpportunityLog log, @ForAll Instant validAt, @ForAll Instant recordedAt) {
        Optional<Opportunity> state = log.asOf(validAt, recordedAt);

        Statistics.label("deal known").collect(state.isPresent());
        assertThat(state).isEqualTo(new ReplayModel(log, validAt, recordedAt).deal());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPrefixAndTheRestAreTheWhole(@ForAll OpportunityLog log) {
        OpportunityLog grown = OpportunityLog.of(log.process());
        for (Fact<OpportunityEvent> fact : renumbered(log).facts().facts()) {
            grown = grown.append(List.of(fact.event()), fact.recordedAt());
        }

        assertThat(grown).isEqualTo(renumbered(log));
    }

    /** The same facts with sequences from 0 on in recorded order, as a log gives them that grew by appending. */
    private static OpportunityLog renumbered(OpportunityLog log) {
        List<Fact<OpportunityEvent>> facts = new ArrayList<>();
        for (Fact<OpportunityEvent> fact : log.facts().facts()) {
            facts.add(new Fact<>(fact.event(), fact.recordedAt(), facts.size()));
        }
        return OpportunityLog.of(log.process(), facts);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theOrderInWhichFactsAreHandedOverDoesNotMatter(@ForAll OpportunityLog log, @ForAll Instant cut) {
        List<Fact<OpportunityEvent>> shuffled = new ArrayList<>(log.facts().facts());
        Collections.shuffle(shuffled, new Random(cut.getEpochSecond()));

        assertThat(OpportunityLog.of(log.process(), shuffled)).isEqualTo(log);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anOrderlyLogIsTheFoldOfItsEvents(@ForAll("orderly") OpportunityLog log, @ForAll Instant cut) {
        List<OpportunityEvent> happened = log.facts().facts().stream()
                .map(Fact::event)
                .filter(event -> !event.validAt().isAfter(cut))
                .toList();
        if (happened.isEmpty()) {
            assertThat(log.asOf(cut, cut)).isEmpty();
            return;
        }
        Opportunity deal = OpportunityLog.of(log.process())
                .append(List.of((Created) happened.get(0)), cut)
                .latest();
        Opportunity oneByOne = deal;
        for (OpportunityEvent event : happened.subList(1, happened.size())) {
            oneByOne = oneByOne.after(event);
        }

        assertThat(log.asOf(cut, cut)).contains(oneByOne);
        assertThat(deal.after(happened.subList(1, happened.size()))).isEqualTo(oneByOne);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anOpeningLogGivesTheDealBack(@ForAll Opportunity deal, @ForAll ActorId actor, @ForAll Instant recordedAt) {
        OpportunityLog log = OpportunityLog.opening(deal, actor, recordedAt);

        assertThat(log.latest()).isEqualTo(deal);
        assertThat(log.asOf(deal.createdAt().minusNanos(1), Instant.MAX)).isEmpty();
        assertThat(log.asOf(Instant.MAX, recordedAt.minusNanos(1))).isEmpty();
        assertThat(log.id()).contains(deal.id());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theLatestDealIsWhatAllFactsTogetherSay(@ForAll OpportunityLog log) {
        Optional<Opportunity> all = new ReplayModel(log, Instant.MAX, Instant.MAX).deal();
        if (all.isPresent()) {
            assertThat(log.latest()).isEqualTo(all.get());
        } else {
            assertThatIllegalStateException().isThrownBy(log::latest);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aStoredLogComesBackEqual(@ForAll OpportunityLog log) {
        List<Fact<OpportunityEvent>> reloaded = log.facts().facts().stream()
                .map(fact -> new Fact<>(
                        EventCodec.decode(EventCodec.encode(fact.event())), fact.recordedAt(), fact.sequence()))
                .toList();

        assertThat(OpportunityLog.of(log.process(), reloaded)).isEqualTo(log);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyStateIsInTheProcessAndNeverBeforeItsCreation(
            @ForAll OpportunityLog log, @ForAll Instant validAt, @ForAll Instant recordedAt) {
        log.asOf(validAt, recordedAt).ifPresent(deal -> {
            OpportunityId id = deal.id();
            assertThat(log.process().versions().all()).contains(deal.process());
            assertThat(deal.process().find(deal.stage())).isPresent();
            assertThat(deal.createdAt()).isBeforeOrEqualTo(validAt);
            assertThat(deal.stageEnteredAt()).isBetween(deal.createdAt(), validAt);
            assertThat(deal.settledAt()).isBetween(deal.stageEnteredAt(), validAt);
            assertThat(log.id()).contains(id);
        });
    }
}
