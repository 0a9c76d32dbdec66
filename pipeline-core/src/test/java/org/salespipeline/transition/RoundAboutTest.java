package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.transition.TransitionResult.Accepted;

/** What somebody may try who wants to get past a stage without being let in. */
class RoundAboutTest {

    private static final SalesProcess LINE = SalesProcess.builder("line")
            .open("start", .1)
            .open("review", .3)
            .open("closing", .6)
            .won("won")
            .lost("lost")
            .build();

    private static final SalesProcess TWO_WINS = SalesProcess.builder("two-wins")
            .open("start", .1)
            .open("legal", .3)
            .open("contract", .6)
            .won("big")
            .won("small")
            .lost("lost")
            .move("start", "legal")
            .move("start", "small")
            .move("legal", "contract")
            .move("contract", "big")
            .build();

    private static final SalesProcess BRANCHES = SalesProcess.builder("branches")
            .open("start", .1)
            .open("a1", .3)
            .open("a2", .4)
            .open("b", .4)
            .open("last", .6)
            .won("won")
            .lost("lost")
            .move("start", "a1")
            .move("start", "b")
            .move("a1", "a2")
            .move("a2", "last")
            .move("b", "last")
            .move("last", "won")
            .build();

    private Instant now = Instant.parse("2026-07-06T09:00:00Z");

    private Opportunity begin(SalesProcess process) {
        return Opportunity.open("OPP-7", process, now).build();
    }

    private Opportunity goes(StageMachine machine, Opportunity deal, String target) {
        now = now.plus(Duration.ofHours(1));
        return deal.after(((Accepted) machine.attempt(deal, Move.to(target, "ada", now))).events());
    }

    private Opportunity isLost(StageMachine machine, Opportunity deal) {
        now = now.plus(Duration.ofHours(1));
        Move lost = Move.to("lost", "ada", now).because(LossReason.PRICE);
        return deal.after(((Accepted) machine.attempt(deal, lost)).events());
    }

    private Opportunity isRemoved(StageMachine machine, Opportunity deal, Removal removal) {
        return deal.after(((Accepted) machine.attempt(deal, removal)).events());
    }

    private List<String> refusal(StageMachine machine, Opportunity deal, String target) {
        return machine.attempt(deal, Move.to(target, "ada", now)).reasons().stream()
                .map(Reason::criterion)
                .toList();
    }

    @Test
    void aReopenedLossIsNotLetPastAStageThatSomeOnlyMayEnter() {
        StageMachine machine = StageMachine.builder(LINE)
                .mayMoveTo("review", "director")
                .allow(MovePolicy.REOPEN_LOST)
                .build();
        Opportunity lost = isLost(machine, begin(LINE));
        assertThat(refusal(machine, lost, "closing")).containsExactly("role");
        assertThat(machine.attempt(lost, Move.to("closing", "ada", now).as("director"))
                        .isAccepted())
                .isTrue();
        assertThat(refusal(machine, lost, "start")).isEmpty();
    }

    @Test
    void whoSkipsWithCriteriaNeedsTheRolesOfTheStagesBetween() {
        StageMachine machine = StageMachine.builder(LINE)
                .mayMoveTo("review", "director")
                .allow(MovePolicy.SKIP_WITH_CRITERIA)
                .build();
        assertThat(refusal(machine, begin(LINE), "closing")).containsExactly("role");
    }

    @Test
    void aLossThatWasDeletedComesBackOnlyToThoseWhoMayReopenIt() {
        StageMachine machine = StageMachine.builder(LINE)
                .mayUse(MovePolicy.REOPEN_LOST, "director")
                .allow(MovePolicy.DELETE, MovePolicy.REVIVE)
                .build();
        Opportunity deleted = isRemoved(machine, isLost(machine, begin(LINE)), Removal.delete("ada", now));
        assertThat(refusal(machine, deleted, "start")).containsExactly("role");
        Accepted accepted =
                (Accepted) machine.attempt(deleted, Move.to("start", "ada", now).as("director"));
        assertThat(accepted.events()).singleElement().isInstanceOf(Reopened.class);
        StageMachine never = StageMachine.builder(LINE)
                .allow(MovePolicy.DELETE, MovePolicy.REVIVE)
                .build();
        assertThat(refusal(never, deleted, "start")).containsExactly("reopen-lost");
        assertThat(never.wayTo(deleted, Move.to("start", "ada", now).target(), now))
                .isEmpty();
    }

    @Test
    void aSmallWinDoesNotOpenTheWayToABigOne() {
        StageMachine machine = StageMachine.builder(TWO_WINS)
                .exitWhen("legal", Criteria.confirmed("legal"))
                .mayMoveTo("legal", "lawyer")
                .allow(MovePolicy.REOPEN_WON, MovePolicy.DELETE, MovePolicy.REVIVE)
                .build();
        Opportunity small = goes(machine, begin(TWO_WINS), "small");
        assertThat(refusal(machine, small, "contract")).containsExactly("role", "confirmed(legal)");
        Opportunity deleted = isRemoved(machine, small, Removal.delete("ada", now));
        assertThat(refusal(machine, deleted, "contract")).containsExactly("role", "confirmed(legal)");
        assertThat(refusal(machine, deleted, "start")).isEmpty();
    }

    @Test
    void anotherBranchIsNoEarlierStage() {
        StageMachine machine = StageMachine.builder(BRANCHES)
                .exitWhen("a1", Criteria.confirmed("legal"))
                .exitWhen("b", Criteria.confirmed("security"))
                .allow(MovePolicy.RECYCLE, MovePolicy.REVIVE, MovePolicy.BACKWARD)
                .build();
        Opportunity here = goes(machine, begin(BRANCHES), "b");
        assertThat(refusal(machine, here, "a2")).contains("skip");
        Opportunity recycled = isRemoved(machine, here, Removal.recycle("ada", now));
        assertThat(refusal(machine, recycled, "a2")).containsExactly("revive-further");
        StageMachine skipping = StageMachine.builder(BRANCHES)
                .exitWhen("a1", Criteria.confirmed("legal"))
                .allow(MovePolicy.SKIP_WITH_CRITERIA)
                .build();
        assertThat(refusal(skipping, here, "a2")).containsExactly("confirmed(legal)");
    }

    @Test
    void anEarlierStageThatADealNeverWasInIsNotComeToByTakingItBack() {
        StageMachine machine = StageMachine.builder(BRANCHES)
                .mayMoveTo("a1", "director")
                .exitWhen("a1", Criteria.confirmed("legal"))
                .allow(MovePolicy.RECYCLE, MovePolicy.REVIVE)
                .build();
        Opportunity here = goes(machine, goes(machine, begin(BRANCHES), "b"), "last");
        Opportunity recycled = isRemoved(machine, here, Removal.recycle("ada", now));
        assertThat(refusal(machine, recycled, "a2")).containsExactly("role", "confirmed(legal)");
        assertThat(refusal(machine, recycled, "b")).isEmpty();
        assertThat(refusal(machine, recycled, "last")).isEmpty();
    }

    @Test
    void timeInWhichADealWasLostIsNoStayInAStage() {
        StageMachine machine = StageMachine.builder(LINE)
                .exitWhen("start", Criteria.minimumDaysInStage(7))
                .allow(MovePolicy.REOPEN_LOST)
                .build();
        Opportunity lost = isLost(machine, begin(LINE));
        now = now.plus(Duration.ofDays(8));
        assertThat(refusal(machine, lost, "closing")).containsExactly("minimum-days-in-stage(7)");
    }
}
