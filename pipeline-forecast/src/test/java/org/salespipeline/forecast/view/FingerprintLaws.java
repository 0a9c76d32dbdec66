package org.salespipeline.forecast.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.event.DossierEvent;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.SampleProcesses;

/** Whatever a view knows shows in its fingerprint. */
class FingerprintLaws {

    private static final Instant AFTER_ALL = PipelineArbitraries.ORIGIN.plusSeconds(100 * 86_400L);

    @Provide
    Arbitrary<OpportunityLog> logs() {
        return Arbitraries.of(SampleProcesses.all())
                .flatMap(process -> PipelineArbitraries.logsOf(process, OpportunityId.of("OPP-7")))
                .map(FingerprintLaws::withoutDossier)
                .filter(log -> !log.facts().isEmpty());
    }

    /** No column tells of the dossier. */
    private static OpportunityLog withoutDossier(OpportunityLog log) {
        return OpportunityLog.of(
                log.process(),
                log.facts().facts().stream()
                        .filter(fact -> !(fact.event() instanceof DossierEvent))
                        .toList());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyChangeOfASingleFactShows(@ForAll("logs") OpportunityLog log, @ForAll int which) {
        List<Fact<OpportunityEvent>> facts = log.facts().facts();
        int place = Math.floorMod(which, facts.size());
        List<PipelineView> views = new ArrayList<>();
        views.add(view(log));
        for (Fact<OpportunityEvent> changed : changes(facts.get(place), log)) {
            List<Fact<OpportunityEvent>> all = new ArrayList<>(facts);
            all.set(place, changed);
            views.add(view(OpportunityLog.of(log.process(), all)));
        }
        List<Fact<OpportunityEvent>> without = new ArrayList<>(facts);
        without.remove(place);
        views.add(view(OpportunityLog.of(log.process(), without)));
        assertThat(views)
                .as("after changes of %s", facts.get(place))
                .extracting(PipelineView::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aFactThatIsKnownTwiceShows(@ForAll("logs") OpportunityLog log, @ForAll int which) {
        List<Fact<OpportunityEvent>> facts = new ArrayList<>(log.facts().facts());
        Fact<OpportunityEvent> twice = facts.get(Math.floorMod(which, facts.size()));
        long next = 1
                + LongStream.concat(LongStream.of(0), facts.stream().mapToLong(Fact::sequence))
                        .max()
                        .orElse(0);
        facts.add(new Fact<>(twice.event(), twice.recordedAt(), next));
        assertThat(view(OpportunityLog.of(log.process(), facts)).fingerprint())
                .isNotEqualTo(view(log).fingerprint());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theDealTheMomentAndTheZoneShow(@ForAll("logs") OpportunityLog log) {
        PipelineHistory history = PipelineHistory.of(ZoneOffset.UTC, List.of(log));
        assertThat(List.of(
                        history.asOf(AFTER_ALL).fingerprint(),
                        history.asOf(AFTER_ALL.plusNanos(1)).fingerprint(),
                        PipelineHistory.of(ZoneOffset.ofHours(1), List.of(log))
                                .asOf(AFTER_ALL)
                                .fingerprint()))
                .doesNotHaveDuplicates();
    }

    private static List<Fact<OpportunityEvent>> changes(Fact<OpportunityEvent> fact, OpportunityLog log) {
        List<Fact<OpportunityEvent>> changed = new ArrayList<>();
        for (OpportunityEvent event : Changes.of(fact.event(), log.process())) {
            changed.add(new Fact<>(event, fact.recordedAt(), fact.sequence()));
        }
        changed.add(new Fact<>(Changes.later(fact.event()), fact.recordedAt(), fact.sequence()));
        changed.add(new Fact<>(fact.event(), fact.recordedAt().plusSeconds(1), fact.sequence()));
        return changed;
    }

    private static PipelineView view(OpportunityLog log) {
        return PipelineHistory.of(ZoneOffset.UTC, List.of(log)).asOf(AFTER_ALL);
    }
}
