package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Reason;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.testkit.SampleProcesses;

class RolesOfPoliciesTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

    private static Opportunity deal(String stage) {
        return Opportunity.open("OPP-7", PROCESS, MONDAY).stage(stage).build();
    }

    private static Move to(String stage) {
        return Move.to(stage, "ada", MONDAY);
    }

    private static List<String> reasons(TransitionResult result) {
        return result.reasons().stream().map(Reason::toString).toList();
    }

    @Test
    void aPolicyMayBeForSomeOnly() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .mayUse(MovePolicy.BACKWARD, "director")
                .mayUse(MovePolicy.LOSE_FROM_ANYWHERE, "director", "cfo")
                .build();
        assertThat(reasons(machine.attempt(deal("propose"), to("qualify"))))
                .containsExactly("only director may use MovePolicy.BACKWARD;"
                        + " ask somebody who has the role, or name it with as(..)");
        assertThat(machine.attempt(deal("propose"), to("qualify").as("director"))
                        .isAccepted())
                .isTrue();
        Move lost = to("lost").because(LossReason.PRICE);
        assertThat(reasons(machine.attempt(deal("qualify"), lost))).hasSize(1);
        assertThat(machine.attempt(deal("qualify"), lost.as("cfo")).isAccepted())
                .isTrue();
        assertThat(machine.attempt(deal("negotiate"), lost).isAccepted())
                .as("a loss from the last stage takes no policy")
                .isTrue();
        assertThat(machine.roles()).containsExactly("cfo", "director");
    }

    @Test
    void allowingAPolicyAfterwardsIsForEverybody() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .mayUse(MovePolicy.BACKWARD, "director")
                .allow(MovePolicy.BACKWARD)
                .build();
        assertThat(machine.attempt(deal("propose"), to("qualify")).isAccepted()).isTrue();
    }

    @Test
    void someSkipFreelyAndOthersWithTheCriteriaOfTheStagesBetween() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .exitWhen("propose", Criteria.amountKnown())
                .mayUse(MovePolicy.SKIP, "director")
                .allow(MovePolicy.SKIP_WITH_CRITERIA)
                .build();
        assertThat(reasons(machine.attempt(deal("qualify"), to("negotiate"))))
                .containsExactly("amount is not known; set the amount");
        assertThat(machine.attempt(deal("qualify"), to("negotiate").as("director"))
                        .isAccepted())
                .isTrue();
    }

    @Test
    void whoTakesAWinAwayByDeletingNeedsTheRoleForThatToo() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .mayUse(MovePolicy.DELETE, "administrator")
                .mayUse(MovePolicy.REOPEN_WON, "director")
                .build();
        Removal delete = Removal.delete("ada", MONDAY);
        assertThat(machine.attempt(deal("won"), delete).reasons()).hasSize(2);
        assertThat(reasons(machine.attempt(deal("won"), delete.as("administrator"))))
                .containsExactly("only director may use MovePolicy.REOPEN_WON;"
                        + " ask somebody who has the role, or name it with as(..)");
        assertThat(machine.attempt(deal("won"), delete.as("administrator").as("director"))
                        .isAccepted())
                .isTrue();
        assertThat(machine.attempt(deal("propose"), delete.as("administrator")).isAccepted())
                .isTrue();
    }

    @Test
    void aPolicyThatIsRefusedTakesItsRolesAlong() {
        assertThat(StageMachine.builder(PROCESS)
                        .mayUse(MovePolicy.SKIP, "vp")
                        .refuse(MovePolicy.SKIP)
                        .build()
                        .roles())
                .isEmpty();
    }

    @Test
    void aRoleHasAName() {
        StageMachine.Builder builder = StageMachine.builder(PROCESS);
        assertThatThrownBy(() -> builder.mayUse(MovePolicy.SKIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mayUse: policy SKIP must get at least one role");
        assertThatThrownBy(() -> builder.mayUse(MovePolicy.SKIP, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("policy SKIP: role must not be blank, was \" \"");
        Removal delete = Removal.delete("ada", MONDAY);
        assertThatThrownBy(() -> delete.as(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a removal must have no blank role, was \"\"; leave it out");
    }

    @Test
    void aWayThatIsGoneBySomebodyTellsWhatIsMissingForThem() {
        StageMachine machine = StageMachine.builder(PROCESS)
                .mayMoveTo("won", "closer")
                .enterWhen("propose", Criteria.amountKnown())
                .build();
        Move win = to("won");
        assertThat(machine.wayTo(deal("negotiate"), win).orElseThrow().get(0).missing())
                .hasSize(1);
        assertThat(machine.wayTo(deal("negotiate"), win.as("closer"))
                        .orElseThrow()
                        .get(0)
                        .missing())
                .isEmpty();
        assertThat(machine.wayTo(deal("qualify"), to("lost").because(LossReason.PRICE)))
                .hasValueSatisfying(way -> assertThat(way)
                        .singleElement()
                        .satisfies(step -> assertThat(step.missing()).isEmpty()));
        assertThat(machine.checklist(deal("negotiate"), win.target(), MONDAY)).isEmpty();
        assertThat(machine.checklist(deal("qualify"), to("propose").target(), MONDAY))
                .hasToString("[amount-known: Unmet[amount is not known; set the amount]]");
    }
}
