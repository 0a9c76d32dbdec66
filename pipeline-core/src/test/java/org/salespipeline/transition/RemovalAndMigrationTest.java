package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Reason;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

class RemovalAndMigrationTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T23:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-01-06T23:30:00Z");
    private static final ActorId ADA = ActorId.of("ada");

    private static List<String> reasons(TransitionResult result) {
        return ((Refused) result).reasons().stream().map(Reason::toString).toList();
    }

    private static Opportunity after(Opportunity deal, TransitionResult result) {
        return deal.after(((Accepted) result).events());
    }

    @Test
    void aRemovalTakesThePolicyOfItsNameAndADealThatIsThere() {
        Opportunity deal =
                Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY).build();
        StageMachine lenient = StageMachine.builder(SampleProcesses.enterprise())
                .allow(MovePolicy.MERGE, MovePolicy.DELETE, MovePolicy.RECYCLE)
                .build();

        assertThat(reasons(StageMachine.builder(SampleProcesses.enterprise())
                        .build()
                        .attempt(deal, Removal.merge("OPP-8", "ada", TUESDAY))))
                .containsExactly("deals of this process are not to be merged; allow MovePolicy.MERGE");
        Opportunity merged = after(deal, lenient.attempt(deal, Removal.merge("OPP-8", "ada", TUESDAY)));
        assertThat(merged.mergedInto()).contains(OpportunityId.of("OPP-8"));
        assertThat(after(deal, lenient.attempt(deal, Removal.delete("ada", TUESDAY)))
                        .isDeleted())
                .isTrue();
        assertThat(after(deal, lenient.attempt(deal, Removal.recycle("ada", TUESDAY)))
                        .isRecycled())
                .isTrue();
        assertThat(reasons(lenient.attempt(merged, Removal.delete("ada", TUESDAY))))
                .containsExactly("deal was merged into OPP-8; move OPP-8, or "
                        + "bring it back to an open stage, which takes MovePolicy.REVIVE");
        assertThat(reasons(lenient.attempt(deal, Removal.delete("ada", MONDAY.minusSeconds(1)))))
                .hasSize(1)
                .allMatch(reason -> reason.startsWith("move must not be before the deal entered qualify"));
        Opportunity won = Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY)
                .stage("won")
                .build();
        assertThat(reasons(lenient.attempt(won, Removal.recycle("ada", TUESDAY))))
                .containsExactly("deal is decided, in stage won; reopen it first");
        assertThatThrownBy(() -> new Removal(
                        Removal.Kind.DELETE, Optional.of(OpportunityId.of("OPP-8")), ADA, TUESDAY, new TreeSet<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a removal must name the deal that goes on exactly when it is a merge, was DELETE into OPP-8");
    }

    @Test
    void aDealWhoseProcessDoesNotKnowTheVersionIsAMistake() {
        ProcessVersions renewals = SampleProcesses.renewals();
        SalesProcess alone = SalesProcess.builder("renewals")
                .open("review")
                .won("renewed")
                .lost("churned")
                .build();
        Opportunity deal = Opportunity.open("OPP-7", alone, MONDAY).build();
        StageMachine second = StageMachine.builder(renewals.latest()).build();
        Instant inForce = renewals.inForceFrom(2).orElseThrow();
        assertThatThrownBy(() -> second.migrate(deal, ADA, inForce))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPP-7: its process renewals must know version 2 as the machine does, knows 1 to 1;"
                        + " make both from one ProcessVersions, and read the log with the last of them");
        Opportunity other = Opportunity.open(
                        "OPP-7",
                        ProcessVersions.of(alone)
                                .then(inForce, alone, ProcessVersions.StageMap.sameNames())
                                .first(),
                        MONDAY)
                .build();
        assertThatThrownBy(() -> second.migrate(other, ADA, inForce)).hasMessageContaining("another definition of it");
    }

    @Test
    void aWinIsMergedAwayOnlyWhereWinsMayBeTakenBack() {
        StageMachine.Builder rules =
                StageMachine.builder(SampleProcesses.enterprise()).allow(MovePolicy.MERGE, MovePolicy.DELETE);
        Opportunity won = Opportunity.open("OPP-7", SampleProcesses.enterprise(), MONDAY)
                .stage("won")
                .build();
        Removal merge = Removal.merge("OPP-8", "ada", TUESDAY);
        assertThat(reasons(rules.build().attempt(won, merge)))
                .containsExactly("deal is won, and without it the win is gone;"
                        + " reopen it first, or allow MovePolicy.REOPEN_WON");
        assertThat(rules.allow(MovePolicy.REOPEN_WON)
                        .build()
                        .attempt(won, merge)
                        .isAccepted())
                .isTrue();
    }

    @Test
    void aDealInFlightIsMigratedAlongTheMapAndNeverBack() {
        ProcessVersions renewals = SampleProcesses.renewals();
        StageMachine second = StageMachine.builder(renewals.latest()).build();
        Opportunity offer = Opportunity.open("OPP-7", renewals.first(), MONDAY)
                .stage("offer")
                .build();

        Instant inForce = renewals.inForceFrom(2).orElseThrow();
        Opportunity migrated = after(offer, second.migrate(offer, ADA, inForce));
        assertThat(migrated.process()).isEqualTo(renewals.latest());
        assertThat(migrated.stage()).isEqualTo(StageId.of("quote"));
        assertThat(migrated.stageEnteredAt()).isEqualTo(MONDAY);
        assertThat(migrated.migratedAt()).contains(inForce);
        assertThat(reasons(second.migrate(migrated, ADA, inForce)))
                .containsExactly("deal follows version 2 already; leave it where it is");
        Opportunity churned = Opportunity.open("OPP-7", renewals.first(), MONDAY)
                .stage("churned")
                .build();
        assertThat(reasons(second.migrate(churned, ADA, inForce)))
                .containsExactly("deal was given up, in stage churned; leave it where it is");
        assertThat(reasons(second.migrate(offer, ADA, TUESDAY)))
                .containsExactly("version 2 is in force from 2026-01-15T00:00:00Z on only, was 2026-01-06T23:30:00Z;"
                        + " migrate the deal then");
        Opportunity renewed = Opportunity.open("OPP-7", renewals.first(), MONDAY)
                .stage("renewed")
                .build();
        assertThat(after(renewed, second.migrate(renewed, ADA, inForce)).process())
                .isEqualTo(renewals.latest());
        assertThatThrownBy(() -> second.attempt(offer, StageId.of("renewed"), ADA, TUESDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OPP-7: process must be equal to that of the machine, renewals version 2, was version 1;"
                        + " migrate the deal, or ask the machine of its version");
    }
}
