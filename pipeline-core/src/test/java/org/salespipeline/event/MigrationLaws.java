package org.salespipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.statistics.Statistics;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Migrated;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.ProcessVersions.StageMap;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.PipelineArbitraries;
import org.salespipeline.testkit.SampleProcesses;

/** Deals in flight when the next versions of their process come into force. */
@Domain(PipelineArbitraries.class)
class MigrationLaws {

    private static final ProcessVersions FAMILY = SampleProcesses.renewals()
            .then(
                    Instant.parse("2026-06-01T00:00:00Z"),
                    SalesProcess.builder("renewals")
                            .prePipeline("due")
                            .open("quote", 0.80)
                            .won("renewed")
                            .postSales("adoption")
                            .lost("churned")
                            .build(),
                    StageMap.sameNames()
                            .with("review", "due")
                            .with("value-check", "quote")
                            .with("onboarding", "adoption"));

    @Provide
    Arbitrary<OpportunityLog> logs() {
        return PipelineArbitraries.ids()
                .flatMap(id -> PipelineArbitraries.logsOf(FAMILY.latest(), id))
                .filter(log -> log.facts().facts().stream()
                        .anyMatch(fact -> fact.event() instanceof OpportunityEvent.Created));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aMigrationAlongTheMapChangesNothingButVersionAndStage(@ForAll("logs") OpportunityLog log) {
        Opportunity deal = log.latest();
        Statistics.label("version").collect(deal.process().version());
        Opportunity migrated = deal.after(migration(deal, FAMILY.latest().version()));

        assertThat(migrated.process()).isEqualTo(FAMILY.latest());
        assertThat(migrated.isOpen()).isEqualTo(deal.isOpen());
        assertThat(migrated.currentStage().kind().isWon())
                .isEqualTo(deal.currentStage().kind().isWon());
        assertThat(told(migrated)).isEqualTo(told(deal));
        assertThat(migrated.migratedAt()).contains(END);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void migratingVersionByVersionIsMigratingAtOnce(@ForAll("logs") OpportunityLog log) {
        Opportunity deal = log.latest();
        Assume.that(deal.process().version() < FAMILY.latest().version());
        Opportunity stepwise = deal;
        for (int next = deal.process().version() + 1; next <= FAMILY.latest().version(); next++) {
            stepwise = stepwise.after(migration(stepwise, next));
        }

        assertThat(stepwise)
                .isEqualTo(deal.after(migration(deal, FAMILY.latest().version())));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aRecordedMigrationIsReplayedAndWhatWasBeforeStays(
            @ForAll("logs") OpportunityLog log, @ForAll Instant validAt, @ForAll Instant recordedAt) {
        Opportunity deal = log.latest();
        Migrated migration = migration(deal, FAMILY.latest().version());
        OpportunityLog longer = log.append(List.<OpportunityEvent>of(migration), END);

        assertThat(longer.latest()).isEqualTo(deal.after(migration));
        assertThat(longer.asOf(validAt, recordedAt)).isEqualTo(log.asOf(validAt, recordedAt));
        List<Fact<OpportunityEvent>> stored = longer.facts().facts().stream()
                .map(fact -> new Fact<>(
                        EventCodec.decode(EventCodec.encode(fact.event())), fact.recordedAt(), fact.sequence()))
                .toList();
        assertThat(OpportunityLog.of(FAMILY.latest(), stored).latest()).isEqualTo(longer.latest());
    }

    /** After everything that the generators make up. */
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    private static Migrated migration(Opportunity deal, int version) {
        StageId stage = FAMILY.map(deal.stage(), deal.process().version(), version);
        return new Migrated(new Header(deal.id(), END, ActorId.of("migration")), version, stage);
    }

    /** All that is known about a deal beside its version and stage. */
    private static List<Object> told(Opportunity deal) {
        return List.of(
                List.of(deal.id(), deal.createdAt(), deal.stageEnteredAt()),
                List.of(deal.actualClose(), deal.lossReason(), deal.competitor(), deal.lossComment()),
                List.of(deal.mergedInto(), deal.isDeleted(), deal.isRecycled()),
                List.of(deal.name(), deal.account(), deal.owner(), deal.source(), deal.businessKind()),
                List.of(deal.amount(), deal.expectedClose(), deal.calledCategory(), deal.calledProbability()),
                List.of(deal.partners(), deal.dimensions(), deal.evidence(), deal.dossier()));
    }
}
