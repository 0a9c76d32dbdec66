package org.salespipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.stage.ProcessFinding.Severity;
import org.salespipeline.stage.ProcessVersions.StageMap;

/** Random families: every version has some of six open stages, and its map sends what is gone to any that is there. */
class ProcessVersionsLaws {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** One version: how many open stages, and where those go that the next version does not have. */
    record Draft(int stages, int shift, boolean postSales) {

        SalesProcess process() {
            SalesProcess.Builder process = SalesProcess.builder("family");
            for (int stage = 0; stage < stages; stage++) {
                process.open("s" + (stage + shift));
            }
            process.won("won").lost("lost").other("recycled");
            if (postSales) {
                process.postSales("onboarding");
            }
            return process.build();
        }
    }

    @Provide
    Arbitrary<ProcessVersions> families() {
        Arbitrary<Draft> drafts = Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false))
                .as(Draft::new);
        return drafts.list().ofMinSize(1).ofMaxSize(5).map(ProcessVersionsLaws::family);
    }

    private static ProcessVersions family(List<Draft> drafts) {
        ProcessVersions family = ProcessVersions.of(drafts.get(0).process());
        for (int i = 1; i < drafts.size(); i++) {
            SalesProcess next = drafts.get(i).process();
            StageMap map = StageMap.sameNames();
            for (Stage stage : family.latest().stages()) {
                if (next.find(stage.id()).isEmpty()) {
                    map = map.with(
                            stage.id().value(),
                            stage.kind().isOpen() ? next.first().id().value() : "won");
                }
            }
            family = family.then(BEGIN.plusSeconds(i), next, map);
        }
        return family;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyStageHasItsPlaceInEveryLaterVersionAndNoOutcomeChanges(@ForAll("families") ProcessVersions family) {
        for (SalesProcess from : family.all()) {
            for (SalesProcess to :
                    family.all().subList(from.version() - 1, family.all().size())) {
                for (Stage stage : from.stages()) {
                    StageKind kind = to.stage(family.map(stage.id(), from.version(), to.version()))
                            .kind();
                    assertThat(kind.isOpen()).isEqualTo(stage.kind().isOpen());
                    assertThat(kind.isWon()).isEqualTo(stage.kind().isWon());
                    assertThat(kind == StageKind.LOST).isEqualTo(stage.kind() == StageKind.LOST);
                }
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mapsInOneStepOrInSeveralLeadToTheSameStage(@ForAll("families") ProcessVersions family) {
        int last = family.all().size();
        for (int middle = 1; middle <= last; middle++) {
            for (Stage stage : family.first().stages()) {
                assertThat(family.map(family.map(stage.id(), 1, middle), middle, last))
                        .isEqualTo(family.map(stage.id(), 1, last));
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void atEveryMomentExactlyOneVersionIsInForce(@ForAll("families") ProcessVersions family) {
        for (int second = -1; second <= family.all().size(); second++) {
            Instant moment = BEGIN.plusSeconds(second);
            SalesProcess inForce = family.at(moment);
            assertThat(family.inForceFrom(inForce.version()).orElse(Instant.MIN))
                    .isBeforeOrEqualTo(moment);
            if (inForce.version() < family.latest().version()) {
                assertThat(family.inForceFrom(inForce.version() + 1).orElseThrow())
                        .isAfter(moment);
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsBuiltHasNoErrors(@ForAll("families") ProcessVersions family) {
        for (SalesProcess version : family.all()) {
            assertThat(version.findings()).extracting(ProcessFinding::severity).doesNotContain(Severity.ERROR);
            assertThat(version.findings()).containsAll(version.warnings());
        }
    }
}
