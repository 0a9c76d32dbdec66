package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Deleted;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.StageEntered;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.ForecastCategory;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.transition.StageMachine.Step;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

class ExtendedMachineTest {

    private static final Instant AT = Instant.parse("2026-07-06T09:00:00Z");
    private static final StageId PROPOSE = StageId.of("propose");
    private static final Opportunity DEAL = Opportunity.open("OPP-7", SampleProcesses.enterprise(), AT)
            .owner("grace")
            .build();
    private static final StageMachine PLAIN = StageMachine.builder(SampleProcesses.enterprise())
            .exitWhen("qualify", Criteria.confirmed("budget"))
            .allow(MovePolicy.SKIP, MovePolicy.DELETE)
            .build();
    private static final MoveRule ONLY_THE_OWNER = (deal, move) -> deal.owner()
            .filter(owner -> !owner.value().equals(move.actor().value()))
            .map(owner -> List.of(Reason.of("owner", "only the owner may move a deal", "ask " + owner)))
            .orElse(List.of());
    private static final StageMachine OWNED = PLAIN.withRule(ONLY_THE_OWNER);

    private static Move by(String actor, String target) {
        return Move.to(target, actor, AT);
    }

    private static List<Reason> reasons(TransitionResult result) {
        return ((Refused) result).reasons();
    }

    @Test
    void aRuleSeesWhoMovesAndItsReasonsComeLast() {
        assertThat(reasons(OWNED.attempt(DEAL, by("ada", "propose"))))
                .extracting(Reason::criterion)
                .containsExactly("confirmed(budget)", "owner");
        assertThat(reasons(OWNED.attempt(DEAL, by("grace", "propose"))))
                .extracting(Reason::criterion)
                .containsExactly("confirmed(budget)");
        assertThat(OWNED.missing(DEAL, PROPOSE, AT)).hasSize(2);
    }

    @Test
    void aRuleHasNoSayInRemovalsAndInWhatIsPermitted() {
        assertThat(OWNED.attempt(DEAL, Removal.delete("ada", AT)).isAccepted()).isTrue();
        assertThat(OWNED.permits(StageId.of("qualify"), PROPOSE)).isTrue();
        assertThat(OWNED.process()).isEqualTo(PLAIN.process());
        assertThat(OWNED.wayTo(DEAL, StageId.of("won"), AT).orElseThrow())
                .extracting(Step::to)
                .containsExactly(StageId.of("won"));
    }

    @Test
    void theRolesOfARuleAreThoseOfTheMachineToo() {
        StageMachine machine = StageMachine.builder(SampleProcesses.enterprise())
                .mayMoveTo("won", "closer")
                .build()
                .withRule(DirectorsMoveLargeDealsLaws.DIRECTORS_MOVE_LARGE_DEALS);
        assertThat(machine.roles()).containsExactly("closer", "director");
        Opportunity large = Opportunity.open("OPP-7", SampleProcesses.enterprise(), AT)
                .amount("EUR 9000")
                .build();
        OpportunityLog log = OpportunityLog.opening(large, ActorId.of("grace"), AT)
                .append(List.of(new StageEntered(Header.of("OPP-7", AT, "grace"), PROPOSE)), AT);
        assertThat(LogAudit.of(machine).audit(log)).isEmpty();
        assertThat(LogAudit.of(machine).withRoles(actor -> Set.of()).audit(log)).hasSize(1);
    }

    @Test
    void anAuditAsksTheRulesOfTheHostToo() {
        OpportunityLog log = OpportunityLog.opening(DEAL, ActorId.of("grace"), AT)
                .append(List.of(new StageEntered(Header.of("OPP-7", AT, "ada"), PROPOSE)), AT);
        assertThat(LogAudit.of(OWNED).audit(log))
                .hasSize(1)
                .allSatisfy(violation -> assertThat(violation.reasons())
                        .extracting(Reason::criterion)
                        .containsExactly("confirmed(budget)", "owner"));
    }

    @Test
    void anEffectHappensWithTheMoveToItsStageAndSeesTheEffectsBefore() {
        StageMachine machine = PLAIN.withEffect("negotiate", CommitWithNegotiationLaws.COMMIT)
                .withEffect("negotiate", (moved, move) -> {
                    assertThat(moved.calledCategory()).contains(ForecastCategory.COMMIT);
                    return List.of();
                });
        Opportunity ready = Opportunity.open("OPP-7", SampleProcesses.enterprise(), AT)
                .stage("propose")
                .build();
        Accepted accepted = (Accepted) machine.attempt(ready, by("ada", "negotiate"));
        assertThat(accepted.events()).hasSize(2);
        assertThat(ready.after(accepted.events()).calledCategory()).contains(ForecastCategory.COMMIT);
        assertThat(((Accepted) machine.attempt(ready, by("ada", "won"))).events())
                .hasSize(1);
    }

    @Test
    void anEffectMustNotMoveOrRemoveTheDealNorSpeakOfAnother() {
        Opportunity ready = Opportunity.open("OPP-7", SampleProcesses.enterprise(), AT)
                .stage("propose")
                .build();
        List<OpportunityEvent> wrong = List.of(
                new StageEntered(Header.of("OPP-7", AT, "ada"), StageId.of("won")),
                new Deleted(Header.of("OPP-7", AT, "ada")),
                new AmountSet(Header.of("OPP-8", AT, "ada"), Optional.empty()),
                new AmountSet(Header.of("OPP-7", AT.plusNanos(1), "ada"), Optional.empty()));
        for (OpportunityEvent event : wrong) {
            StageMachine machine = PLAIN.withEffect("negotiate", (moved, move) -> List.of(event));
            assertThatThrownBy(() -> machine.attempt(ready, by("ada", "negotiate")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("effect of stage negotiate")
                    .hasMessageContaining(event.toString());
        }
    }

    @Test
    void whatFailsInThemNamesTheDeal() {
        MoveRule failing = (deal, move) -> {
            throw new IllegalArgumentException("boom");
        };
        MoveEffect failingToo = (deal, move) -> {
            throw new IllegalArgumentException("boom");
        };
        Opportunity ready = Opportunity.open("OPP-7", SampleProcesses.enterprise(), AT)
                .stage("propose")
                .build();
        assertThatThrownBy(() -> PLAIN.withRule(failing).attempt(DEAL, by("ada", "propose")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPP-7")
                .hasMessageContaining("boom");
        assertThatThrownBy(() -> PLAIN.withEffect("negotiate", failingToo).attempt(ready, by("ada", "negotiate")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OPP-7")
                .hasMessageContaining("boom");
        assertThatThrownBy(() -> PLAIN.withEffect("nowhere", failingToo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }
}
