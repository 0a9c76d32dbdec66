package org.salespipeline.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.SalesProcess;

/** Logs of one deal. */
final class RandomLogs {

    private static final int LONGEST = 14;

    private final SalesProcess process;
    private final RandomEvents events;

    RandomLogs(SalesProcess process, OpportunityId deal) {
        this.process = process;
        this.events = new RandomEvents(process, deal, RandomValues.everyday());
    }

    /** An event, when it was recorded, and a number that decides its place among the sequences. */
    private record Draft(OpportunityEvent event, Instant recordedAt, int salt) {}

    Arbitrary<OpportunityLog> dirty() {
        Arbitrary<List<Draft>> strays = drafts(events.events()).list().ofMaxSize(LONGEST);
        // mostly early and known early, so that the facts that follow have a deal to tell about
        Arbitrary<Instant> early = Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Arbitraries.integers()
                                .between(0, 4)
                                .map(day -> PipelineArbitraries.ORIGIN.plusSeconds(day * 86_400L))),
                Tuple.of(1, PipelineArbitraries.instants()));
        Arbitrary<Draft> creations = Combinators.combine(
                        early.flatMap(events::creationsAt),
                        early,
                        Arbitraries.integers().between(0, 1_000))
                .as(Draft::new);
        Arbitrary<List<Draft>> begun = Combinators.combine(creations, strays).as((creation, rest) -> {
            List<Draft> all = new ArrayList<>(rest);
            all.add(creation);
            return all;
        });
        Arbitrary<List<Draft>> contents = Arbitraries.frequencyOf(Tuple.of(6, begun), Tuple.of(1, strays));
        return Combinators.combine(contents, Arbitraries.of(true, false))
                .as((drafts, inRecordedOrder) -> OpportunityLog.of(process, facts(drafts, inRecordedOrder)));
    }

    private static Arbitrary<Draft> drafts(Arbitrary<OpportunityEvent> events) {
        return Combinators.combine(
                        events,
                        PipelineArbitraries.instants(),
                        Arbitraries.integers().between(0, 1_000))
                .as(Draft::new);
    }

    /** Numbers the drafts as a log would that grew by appending, or in a wild order. */
    private static List<Fact<OpportunityEvent>> facts(List<Draft> drafts, boolean inRecordedOrder) {
        List<Draft> ordered = new ArrayList<>(drafts);
        ordered.sort(Comparator.comparingInt(Draft::salt));
        if (inRecordedOrder) {
            ordered.sort(Comparator.comparing(Draft::recordedAt));
        }
        List<Fact<OpportunityEvent>> facts = new ArrayList<>();
        for (Draft draft : ordered) {
            facts.add(new Fact<>(draft.event(), draft.recordedAt(), facts.size()));
        }
        return facts;
    }

    Arbitrary<OpportunityLog> orderly() {
        return PipelineArbitraries.instants()
                .list()
                .ofMinSize(1)
                .ofMaxSize(LONGEST)
                .flatMap(times -> {
                    List<Instant> sorted = times.stream().sorted().toList();
                    List<Arbitrary<OpportunityEvent>> contents = new ArrayList<>();
                    contents.add(events.creationsAt(sorted.get(0)));
                    sorted.stream().skip(1).map(events::changesAt).forEach(contents::add);
                    return Combinators.combine(contents).as(this::recordedAtOnce);
                });
    }

    private OpportunityLog recordedAtOnce(List<OpportunityEvent> happened) {
        OpportunityLog log = OpportunityLog.of(process);
        for (OpportunityEvent event : happened) {
            log = log.append(List.of(event), event.validAt());
        }
        return log;
    }
}
