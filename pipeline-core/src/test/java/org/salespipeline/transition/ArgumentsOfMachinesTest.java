package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.fact.ActorId;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;
import org.salespipeline.testkit.SampleProcesses;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** What a machine, its builder and its questions refuse at once, and what they say about themselves. */
class ArgumentsOfMachinesTest {

    private static final SalesProcess PROCESS = SampleProcesses.enterprise();
    private static final Instant AT = Instant.parse("2026-07-06T09:00:00Z");
    private static final Opportunity DEAL =
            Opportunity.open("OPP-7", PROCESS, AT).build();

    private static void refuses(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void aMoveHasNoBlankWords() {
        Move lose = Move.to("lost", "ada", AT).because(LossReason.PRICE);
        refuses(() -> lose.toCompetitor(" "), "move to lost: competitor must not be blank, was \" \"; leave it out");
        refuses(() -> lose.saying(""), "move to lost: comment must not be blank, was \"\"; leave it out");
        refuses(() -> lose.as("director", "\t"), "move to lost: role must not be blank, was \"\t\"; leave it out");
    }

    @Test
    void whoMayMoveToAStageHasAName() {
        refuses(
                () -> StageMachine.builder(PROCESS).mayMoveTo("won", " "),
                "stage won: role must not be blank, was \" \"");
    }

    @Test
    void dealsGoBackOnlyToWhereOneWorks() {
        refuses(
                () -> StageMachine.builder(PROCESS).backwardTo("lost"),
                "stage lost: deals go back to open or post-sales stages, was of kind LOST");
    }

    @Test
    void everyQuestionIsForDealsOfTheProcess() {
        StageMachine machine = StageMachine.builder(PROCESS).build();
        Opportunity foreign = Opportunity.open(
                        "OPP-8",
                        SalesProcess.builder("other")
                                .open("qualify", 0.1)
                                .won("won")
                                .lost("lost")
                                .build(),
                        AT)
                .build();
        StageId propose = StageId.of("propose");
        String message = "OPP-8: process must be that of the machine, enterprise, was other";
        String asWell =
                "OPP-8: process must be equal to that of the machine, enterprise version 1, was other version 1";
        refuses(() -> machine.attempt(foreign, Move.to("propose", "ada", AT)), message);
        refuses(() -> machine.attempt(foreign, Removal.delete("ada", AT)), message);
        refuses(() -> machine.migrate(foreign, ActorId.of("ada"), AT), message);
        refuses(() -> machine.missing(foreign, propose, AT), message);
        refuses(() -> machine.checklist(foreign, propose, AT), message);
        refuses(() -> machine.wayTo(foreign, propose, AT), asWell);
    }

    @Test
    void answersCarrySomething() {
        refuses(() -> new Accepted(List.of()), "an accepted move must carry its events, was []");
        refuses(() -> new Refused(List.of()), "a refusal must name a reason, was []");
    }

    @Test
    void aMachineWithRulesOfTheHostAnswersEverythingElseAsBefore() {
        StageMachine plain = StageMachine.builder(PROCESS)
                .exitWhen("qualify", Criteria.amountKnown())
                .mayMoveTo("won", "closer")
                .refuse(MovePolicy.SKIP)
                .build();
        StageMachine ruled = plain.withRule((deal, move) -> List.of());
        StageId propose = StageId.of("propose");
        assertThat(ruled.roles()).isEqualTo(plain.roles()).containsExactly("closer");
        assertThat(ruled.missing(DEAL, propose, AT))
                .isEqualTo(plain.missing(DEAL, propose, AT))
                .hasSize(1);
        assertThat(ruled.checklist(DEAL, propose, AT))
                .isEqualTo(plain.checklist(DEAL, propose, AT))
                .hasSize(1);
        assertThat(ruled.migrate(DEAL, ActorId.of("ada"), AT))
                .isEqualTo(plain.migrate(DEAL, ActorId.of("ada"), AT))
                .isInstanceOf(Refused.class);
        assertThat(ruled.permits(StageId.of("qualify"), StageId.of("won"))).isFalse();
    }

    @Test
    void aWinThatMayBeTakenBackSaysHowItsRevenueGoes() {
        StageMachine.Builder builder = StageMachine.builder(PROCESS).allow(MovePolicy.REOPEN_WON);
        assertThat(builder.findings())
                .filteredOn(finding -> finding.kind() == MachineFinding.Kind.NO_WIN_REVERSAL)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.stages()).containsExactly(StageId.of("won"));
                    assertThat(finding)
                            .hasToString("a win may be taken back, and nothing says whether its revenue is restated or"
                                    + " reversed then; set winReversal(..)");
                });
        assertThat(builder.winReversal(WinReversal.RESTATE).findings())
                .noneMatch(finding -> finding.kind() == MachineFinding.Kind.NO_WIN_REVERSAL);
    }
}
